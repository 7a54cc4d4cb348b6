import type { Surface } from '../../services/reply/surface.ts';
import { type MessageSurface, wrapped } from './wrappedSurface.ts';

/** A surface that tells which messages it has, as soon as that changes. */
export function tracked(
  surface: MessageSurface,
  onChange: (messageIds: string[]) => void,
): Surface {
  let known = surface.messageIds.join();
  return wrapped(surface, async (part, body) => {
    const bucket = await surface.show(part, body);
    const { messageIds } = surface;
    if (messageIds.join() !== known) {
      known = messageIds.join();
      onChange([...messageIds]);
    }
    return bucket;
  });
}
