import { describe, expect, test } from 'vitest';
import { nextTry } from '../../bench/capacity.ts';
import { judge, unmet } from '../../bench/requirements.ts';
import type { Measurement } from '../../bench/scenario.ts';
import { measurement } from './support.ts';

describe('what is asked of the component', () => {
  test('holds for a good measurement', () => {
    const timer = measurement({ strategy: 'timer' });
    const verdicts = judge([measurement(), timer]);
    expect(verdicts).toHaveLength(7);
    expect(verdicts.filter(({ held }) => !held)).toEqual([]);
    expect(unmet(measurement())).toEqual([]);
  });

  test.for<Partial<Measurement>>([
    { lostTokens: 1 },
    { rateLimited: 1 },
    { failures: ['Error: cut'] },
    { meanAgeMs: 620 },
    { meanAgeMs: 740, replies: 21 },
    { finalP99Ms: 301 },
    { finalP99Ms: Number.POSITIVE_INFINITY },
    { firstP99Ms: 251 },
  ])('does not hold with %o', (changes) => {
    const one = measurement(changes);
    expect(judge([measurement(), one]).filter(({ held }) => !held)).toHaveLength(1);
    expect(unmet(one)).toHaveLength(1);
  });

  test('is less strict about the age when many replies are written at once', () => {
    expect(unmet(measurement({ meanAgeMs: 720, replies: 1000 }))).toEqual([]);
  });

  test('lets the last edits of replies in one channel wait for the windows that they share', () => {
    const five = { place: 'channel', replies: 5 } as const;
    expect(unmet(measurement({ ...five, finalP99Ms: 5_300 }))).toEqual([]);
    expect(unmet(measurement({ ...five, finalP99Ms: 5_301 }))).toHaveLength(1);
    expect(unmet(measurement({ ...five, replies: 6, finalP99Ms: 10_300 }))).toEqual([]);
    expect(unmet(measurement({ ...five, replies: 1, finalP99Ms: 301 }))).toHaveLength(1);
  });

  test('includes to need no more CPU than the timer in the same case', () => {
    const costly = { ...measurement().bot, cpuMs: 101 };
    const timer = measurement({ strategy: 'timer' });
    const failed = judge([measurement({ bot: costly }), timer]).filter(({ held }) => !held);
    expect(failed).toHaveLength(1);
    expect(judge([measurement({ bot: costly, tokens: 800 }), timer])).toHaveLength(6);
  });

  test('compares what an edit costs where the timer is starved of its edits', () => {
    const { bot, edits } = measurement();
    const timer = measurement({
      strategy: 'timer',
      edits: edits / 2,
      bot: { ...bot, cpuMs: bot.cpuMs / 2 },
    });
    expect(judge([measurement(), timer]).filter(({ held }) => !held)).toEqual([]);
  });

  test('is asked of the whole bot as well, but for what it costs: it does more than the timer', () => {
    const bot = { ...measurement().bot, cpuMs: 500 };
    const timer = measurement({ strategy: 'timer' });
    expect(judge([measurement({ strategy: 'bot', bot }), timer])).toHaveLength(6);
    const [lost] = judge([measurement({ strategy: 'bot', lostTokens: 1 })]);
    expect(lost).toEqual({
      name: 'no token is lost',
      held: false,
      worst: '1 lost at 20 replies of 200 tokens, the whole bot',
    });
  });

  test('is not asked of the others', () => {
    expect(judge([measurement({ strategy: 'unpaced', lostTokens: 5 })])).toEqual([]);
  });
});

describe('the search for the largest number of replies', () => {
  test.for([1, 99, 260, 1_300, 9_000])('comes near it in a few tries when it is %i', (limit) => {
    let held = 0;
    let tooMany: number | undefined;
    let tries = 0;
    for (let next: number | undefined = 250; next; next = nextTry(held, tooMany)) {
      if (next <= limit) held = next;
      else tooMany = next;
      tries += 1;
    }
    expect(held).toBeLessThanOrEqual(limit);
    expect(held).toBeGreaterThanOrEqual(limit / 1.1 - 10);
    expect(tries).toBeLessThan(12);
  });
});
