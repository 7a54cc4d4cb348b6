import type { Socket } from 'node:net';

/** Lets two connections end together, and keeps them among those that are open. */
export function endTogether(open: Set<Socket>, first: Socket, second: Socket): void {
  for (const [one, other] of [
    [first, second],
    [second, first],
  ] as const) {
    open.add(one);
    one.on('error', () => other.destroy());
    one.on('close', () => {
      open.delete(one);
      other.destroy();
    });
  }
}
