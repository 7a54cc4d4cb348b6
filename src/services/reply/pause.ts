import { setTimeout } from 'node:timers/promises';

/** Resolves when so many milliseconds have passed, or the signal says that there is nothing to wait for any more. */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
