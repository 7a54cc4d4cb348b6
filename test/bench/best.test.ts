import { describe, expect, test } from 'vitest';
import { bestMeanAge, bestSharedMeanAge, EDIT_BUCKET, GLOBAL_BUCKET } from '../../bench/best.ts';

const TOKEN_MS = 25;

describe('the best mean age that the limits allow', () => {
  test('is zero while there is an edit for each token', () => {
    expect(bestMeanAge(1, TOKEN_MS, EDIT_BUCKET)).toBe(0);
    expect(bestMeanAge(5, TOKEN_MS, EDIT_BUCKET)).toBe(0);
    expect(bestMeanAge(800, TOKEN_MS, { limit: 1, windowMs: TOKEN_MS })).toBe(0);
  });

  test('spreads a window evenly when the text is long', () => {
    // An edit a second shows 40 tokens that are 0, 25, … 975 ms old.
    expect(bestMeanAge(200, TOKEN_MS, EDIT_BUCKET)).toBe(487.5);
    expect(bestMeanAge(800, TOKEN_MS, EDIT_BUCKET)).toBe(487.5);
  });

  test('makes use of a whole bucket for a text that is shorter than its window', () => {
    // Edits with the 1st, 6th, 11th, 16th and 21st token: each but the first shows tokens that are 0, … 100 ms old.
    expect(bestMeanAge(21, TOKEN_MS, EDIT_BUCKET)).toBeCloseTo((4 * (0 + 25 + 50 + 75 + 100)) / 21);
  });

  test.for([
    { tokens: 9, limit: 2, windowMs: 100 },
    { tokens: 10, limit: 3, windowMs: 150 },
    { tokens: 11, limit: 1, windowMs: 75 },
    { tokens: 12, limit: 3, windowMs: 125 },
  ])('is what trying every schedule finds (%o)', ({ tokens, ...bucket }) => {
    expect(bestMeanAge(tokens, TOKEN_MS, bucket)).toBeCloseTo(leastOfAll(tokens, bucket));
  });

  test('is what an equal share of the requests allows, where that is less than the bucket', () => {
    expect(bestSharedMeanAge(50, 800, TOKEN_MS, GLOBAL_BUCKET)).toBe(487.5);
    expect(bestSharedMeanAge(10, 800, TOKEN_MS, GLOBAL_BUCKET)).toBe(487.5);
    // 100 replies share 50 requests a second: an edit every 2 seconds.
    expect(bestSharedMeanAge(100, 800, TOKEN_MS, GLOBAL_BUCKET)).toBe(987.5);
    // 5 replies share 5 edits in 5 seconds: one in 5 seconds.
    expect(bestSharedMeanAge(5, 800, TOKEN_MS, EDIT_BUCKET)).toBe(2487.5);
    expect(bestSharedMeanAge(1, 800, TOKEN_MS, EDIT_BUCKET)).toBe(487.5);
  });
});

/** Tries every set of edits, one window longer than the text, that begins with the first token. */
function leastOfAll(tokens: number, { limit, windowMs }: { limit: number; windowMs: number }) {
  const window = windowMs / TOKEN_MS;
  const places = tokens + window;
  let least = Number.POSITIVE_INFINITY;
  for (let chosen = 1; chosen < 2 ** places; chosen += 2) {
    const edits = Array.from({ length: places }, (_, at) => at).filter((at) => chosen & (1 << at));
    if (edits.at(-1)! < tokens - 1 || !keeps(edits, limit, window)) continue;
    let sum = 0;
    for (let token = 0, next = 0; token < tokens; token += 1) {
      while (edits[next]! < token) next += 1;
      sum += edits[next]! - token;
    }
    least = Math.min(least, sum);
  }
  return (least * TOKEN_MS) / tokens;
}

function keeps(edits: readonly number[], limit: number, window: number): boolean {
  let start = Number.NEGATIVE_INFINITY;
  let used = 0;
  for (const at of edits) {
    if (at >= start + window) {
      start = at;
      used = 0;
    }
    used += 1;
    if (used > limit) return false;
  }
  return true;
}
