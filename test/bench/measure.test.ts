import { describe, expect, test } from 'vitest';
import { freshnessOf } from '../../bench/measure.ts';
import { mean, percentile } from '../../bench/statistics.ts';
import { tokenAt, wordsIn } from '../../bench/words.ts';

const TOKEN_MS = 25;

const text = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, index) => tokenAt(from + index)).join('');

describe('percentiles and means', () => {
  test('are values that were measured', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(values, 50)).toBe(50);
    expect(percentile(values, 99)).toBe(99);
    expect(percentile([7], 99)).toBe(7);
    expect(mean([1, 2, 6])).toBe(3);
  });

  test('keep what never came', () => {
    expect(percentile([1, Number.POSITIVE_INFINITY], 99)).toBe(Number.POSITIVE_INFINITY);
  });

  test('are not numbers when nothing was measured', () => {
    expect(percentile([], 50)).toBeNaN();
    expect(mean([])).toBeNaN();
  });
});

describe('the text that is written', () => {
  test('has a word of its own for each token, about four characters long', () => {
    const written = text(0, 800);
    expect(wordsIn(written)).toEqual(Array.from({ length: 800 }, (_, index) => index));
    expect(written.length / 800).toBeGreaterThan(4);
    expect(written.length / 800).toBeLessThan(4.2);
  });
});

describe('the freshness of replies', () => {
  test('is counted for each token, from when it was received', () => {
    const messages = [
      [
        { content: text(0, 1), at: 1_010 },
        { content: text(0, 3), at: 1_060 },
        { content: text(0, 4), at: 1_080 },
      ],
    ];
    const freshness = freshnessOf([{ firstTokenAt: 1_000, messages }], 4, TOKEN_MS);
    expect(freshness).toEqual({
      firstP50Ms: 10,
      firstP99Ms: 10,
      meanAgeMs: (10 + 35 + 10 + 5) / 4,
      finalP50Ms: 5,
      finalP99Ms: 5,
      lostTokens: 0,
    });
  });

  test('goes on in further messages, whose parts may come in any order', () => {
    const messages = [
      [
        { content: text(0, 1), at: 0 },
        { content: `${text(0, 2)} ▍`, at: 30 },
        { content: text(0, 2), at: 120 },
      ],
      [{ content: text(2, 4), at: 100 }],
    ];
    const freshness = freshnessOf([{ firstTokenAt: 0, messages }], 4, TOKEN_MS);
    expect(freshness.meanAgeMs).toBe((0 + 5 + 50 + 25) / 4);
    expect(freshness.finalP99Ms).toBe(120 - 3 * TOKEN_MS);
    expect(freshness.lostTokens).toBe(0);
  });

  test.for<[string, string[]]>([
    ['cut off', [text(0, 3)]],
    ['in the wrong place', [text(1, 4), text(0, 1)]],
    ['missing in the middle', [text(0, 1), text(2, 4)]],
  ])('counts a token as lost that is %s', ([, contents]) => {
    const messages = contents.map((content) => [{ content, at: 100 }]);
    const freshness = freshnessOf([{ firstTokenAt: 0, messages }], 4, TOKEN_MS);
    expect(freshness.lostTokens).toBe(1);
    expect(freshness.finalP50Ms).toBe(Number.POSITIVE_INFINITY);
  });

  test.for([undefined, 0])('counts a reply that was never written as lost (%s)', (firstTokenAt) => {
    const freshness = freshnessOf([{ firstTokenAt, messages: [] }], 4, TOKEN_MS);
    expect(freshness.lostTokens).toBe(4);
    expect(freshness.firstP50Ms).toBe(Number.POSITIVE_INFINITY);
    expect(freshness.finalP50Ms).toBe(Number.POSITIVE_INFINITY);
  });
});
