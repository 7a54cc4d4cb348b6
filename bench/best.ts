/** So many requests in a window that starts with its first one. */
export interface Bucket {
  limit: number;
  windowMs: number;
}

/** What Discord allows the edits of one reply to a command, or of all messages of one channel. */
export const EDIT_BUCKET: Bucket = { limit: 5, windowMs: 5000 };
/** What Discord allows a whole bot outside interactions. */
export const GLOBAL_BUCKET: Bucket = { limit: 50, windowMs: 1000 };

/**
 * The smallest mean age, in milliseconds, at which any schedule of edits that keeps to a bucket can show tokens
 * that arrive one every `tokenMs`: of a schedule that shows the first one at once and knows when the last one comes.
 * The follow-up of a long answer counts as an edit, for it comes with the one that completes the message before it.
 */
export function bestMeanAge(tokens: number, tokenMs: number, { limit, windowMs }: Bucket): number {
  // Times in tokens: an edit is best made just when one has come, or when the window ends.
  const window = Math.max(1, Math.ceil(windowMs / tokenMs));
  const last = tokens - 1;
  const within = costWithinWindow(limit, Math.min(window, tokens));
  const untilNext = costUntilNext(within, window, tokens);
  // The least waiting of all tokens up to the edit that begins a window at that time.
  const begun = Array<number>(tokens).fill(Number.POSITIVE_INFINITY);
  begun[0] = 0;
  let best = Number.POSITIVE_INFINITY;
  for (let start = 0; start <= last; start += 1) {
    const cost = begun[start]!;
    if (cost === Number.POSITIVE_INFINITY) continue;
    for (let next = start + window; next <= last; next += 1) {
      begun[next] = Math.min(begun[next]!, cost + untilNext[next - start]!);
    }
    const left = last - start;
    // The last edit is made in this window, or as soon as the next one can begin.
    if (left < window) {
      best = Math.min(best, cost + within[left]!, cost + costToEnd(within, window, left));
    }
  }
  return (best / tokens) * tokenMs;
}

/** The best where a bucket for each reply holds and all of them have an equal share of another one. */
export function bestSharedMeanAge(
  replies: number,
  tokens: number,
  tokenMs: number,
  { limit, windowMs }: Bucket,
): number {
  const share: Bucket = { limit: 1, windowMs: (replies / limit) * windowMs };
  return Math.max(bestMeanAge(tokens, tokenMs, EDIT_BUCKET), bestMeanAge(tokens, tokenMs, share));
}

/** How long the tokens after `from`, the last of which comes at `last`, wait together for an edit at `to`. */
function waiting(from: number, to: number, last = to): number {
  const count = Math.min(to, last) - from;
  return count * (to - from) - (count * (count + 1)) / 2;
}

/** By time since the window's first edit: the least waiting when another edit of the window is made then. */
function costWithinWindow(limit: number, window: number): number[] {
  const best = Array<number>(window).fill(Number.POSITIVE_INFINITY);
  best[0] = 0;
  let previous = [...best];
  for (let edits = 2; edits <= limit; edits += 1) {
    const current = previous.map((_, at) => {
      let least = Number.POSITIVE_INFINITY;
      for (let before = 0; before < at; before += 1) {
        least = Math.min(least, previous[before]! + waiting(before, at));
      }
      return least;
    });
    for (const [at, cost] of current.entries()) best[at] = Math.min(best[at]!, cost);
    previous = current;
  }
  return best;
}

/** By distance to the next window's first edit: the least waiting in between. */
function costUntilNext(within: readonly number[], window: number, tokens: number): number[] {
  return Array.from({ length: tokens }, (_, distance) =>
    distance < window
      ? Number.POSITIVE_INFINITY
      : Math.min(...within.map((cost, at) => cost + waiting(at, distance))),
  );
}

/** The least waiting when the text ends `left` after the window's beginning and the next window shows the end. */
function costToEnd(within: readonly number[], window: number, left: number): number {
  return Math.min(...within.slice(0, left + 1).map((cost, at) => cost + waiting(at, window, left)));
}
