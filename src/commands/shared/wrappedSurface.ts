import type { Surface } from '../../services/reply/surface.ts';

/** A surface that knows the messages that it has. */
export type MessageSurface = Surface & { readonly messageIds: readonly string[] };

/** The same surface, whose messages are shown in another way. */
export function wrapped(surface: MessageSurface, show: Surface['show']): MessageSurface {
  return {
    maxParts: surface.maxParts,
    expiresAt: surface.expiresAt,
    ...(surface.beginsUntraced !== undefined && { beginsUntraced: surface.beginsUntraced }),
    get messageIds() {
      return surface.messageIds;
    },
    ...(surface.turn && { turn: surface.turn.bind(surface) }),
    ...(surface.expect && { expect: surface.expect.bind(surface) }),
    show,
    ...(surface.look && { look: surface.look.bind(surface) }),
    takeBack: surface.takeBack.bind(surface),
  };
}
