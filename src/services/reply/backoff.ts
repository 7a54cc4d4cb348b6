import type { ResponseLike } from 'discord.js';
import { pause } from './pause.ts';
import { TryLater } from './surface.ts';

/** Waits between attempts while Discord is in trouble, in milliseconds; the last one repeats for two minutes. */
const WAITS_MS = [500, 1_000, 2_000, 5_000];
const REPEATED = 24;
/** From then on each wait is so much longer than the one before: about a fifth of all the time that has passed. */
const GROWTH = 1.25;
const LONGEST_WAIT_MS = 15 * 60_000;

/** How long to wait after so many failures in a row, in milliseconds. */
export function backoffMs(failures: number): number {
  const wait = WAITS_MS[Math.min(failures, WAITS_MS.length) - 1] ?? 0;
  const grown = Math.max(0, failures - WAITS_MS.length - REPEATED);
  return Math.min(LONGEST_WAIT_MS, Math.round(wait * GROWTH ** grown));
}

/** How long a request is tried for. */
export interface Patience {
  /** When it is given up, as `performance.now()` has it. */
  until: number;
  /** Ends the waiting between attempts. */
  signal?: AbortSignal;
}

/**
 * Makes a request until it succeeds.
 * @throws {ReplyGone} at once, when no later attempt can succeed
 * @throws {TryLater} when its time is over, or `signal` says so
 */
export async function insist<Result>(
  attempt: () => Promise<Result>,
  { until, signal }: Patience,
): Promise<Result> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof TryLater) || performance.now() > until) throw error;
      await pause(error.retryAfterMs ?? backoffMs(failures), signal);
      if (signal?.aborted) throw error;
    }
  }
}

/** How long it is tried to take back what is shown, in milliseconds. */
const TAKE_BACK_MS = 60_000;

/** Takes back messages by these requests, each as often as it takes for a minute. Never rejects. */
export async function takenBack(requests: readonly (() => Promise<unknown>)[]): Promise<void> {
  const until = performance.now() + TAKE_BACK_MS;
  // One that is refused is not there any more, or not to be reached.
  await Promise.allSettled(requests.map((request) => insist(request, { until })));
}

/**
 * What Discord answers to a request.
 * @param againMs how long to wait before the next attempt, in milliseconds, if it is not to be as long as usual
 * @throws {TryLater} when the connection is lost, or the answer is a fault of Discord's
 */
export async function reached(
  response: Promise<ResponseLike>,
  againMs?: number,
): Promise<ResponseLike> {
  const answer = await response.catch((cause: unknown) => {
    throw new TryLater('not reached', againMs, { cause });
  });
  if (answer.status >= 500) throw new TryLater('a fault of Discord’s', againMs);
  return answer;
}
