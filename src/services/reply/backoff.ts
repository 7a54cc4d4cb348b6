import { setTimeout } from 'node:timers/promises';
import { TryLater } from './surface.ts';

/** Waits between attempts while Discord is in trouble, in milliseconds; the last one repeats. */
const WAITS_MS = [500, 1_000, 2_000, 5_000];

/** How long to wait after so many failures in a row, in milliseconds. */
export function backoffMs(failures: number): number {
  return WAITS_MS[Math.min(failures, WAITS_MS.length) - 1] ?? 0;
}

/**
 * Makes a request until it succeeds.
 * @throws {ReplyGone} at once, when no later attempt can succeed
 * @throws {TryLater} when `giveUpAfterMs` milliseconds have passed
 */
export async function insist<Result>(
  attempt: () => Promise<Result>,
  giveUpAfterMs: number,
): Promise<Result> {
  const giveUpAt = performance.now() + giveUpAfterMs;
  for (let failures = 1; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof TryLater) || performance.now() > giveUpAt) throw error;
      await setTimeout(error.retryAfterMs ?? backoffMs(failures));
    }
  }
}
