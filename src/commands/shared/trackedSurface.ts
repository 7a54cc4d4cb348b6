import type { Surface } from '../../services/reply/surface.ts';

/** A surface that tells which messages it has, as soon as that changes. */
export function tracked(
  surface: Surface & { readonly messageIds: readonly string[] },
  onChange: (messageIds: string[]) => void,
): Surface {
  let known = surface.messageIds.join();
  return {
    maxParts: surface.maxParts,
    expiresAt: surface.expiresAt,
    ...(surface.turn && { turn: surface.turn.bind(surface) }),
    ...(surface.expect && { expect: surface.expect.bind(surface) }),
    async show(part, body) {
      const bucket = await surface.show(part, body);
      const { messageIds } = surface;
      if (messageIds.join() !== known) {
        known = messageIds.join();
        onChange([...messageIds]);
      }
      return bucket;
    },
  };
}
