import { describe, expect, test } from 'vitest';
import { signTest, summarize } from '../../eval/summary.ts';
import { OFFLINE_NOTE, table } from '../../eval/table.ts';
import { answer, result, rulings, run, situation } from './support.ts';

const NOT_JUDGED = {
  first: 'confidant',
  verdict: null,
  problem: 'no ballot',
  attempts: 3,
} as const;

const results = [
  result({ rulings: rulings('confidant', 'confidant') }),
  result({ rulings: rulings('baseline', 'baseline', { confidant: 2, baseline: 5 }) }),
  // The answer shown first each time.
  result({ rulings: rulings('confidant', 'baseline', { confidant: 3, baseline: 3 }) }),
  result({ rulings: rulings('tie', 'confidant') }),
  result({
    situation: situation({ id: 'half-judged' }),
    rulings: [...rulings('confidant', 'confidant').slice(0, 1), NOT_JUDGED],
  }),
  result({
    situation: situation({ id: 'no-answer' }),
    answers: { confidant: answer({ error: 'overloaded', checks: [] }), baseline: answer() },
    rulings: [],
  }),
  result({
    answers: {
      confidant: answer(),
      baseline: answer({ checks: [{ check: 'length', passed: false, problem: '900 words' }] }),
    },
    rulings: rulings('confidant', 'confidant'),
  }),
];

describe('a summary', () => {
  const summary = summarize({ results });

  test('counts a win only where an answer is preferred in both orders', () => {
    expect(summary.overall).toEqual({ wins: 2, ties: 2, losses: 1 });
  });

  test('tells how much the judge depends on the order', () => {
    expect(summary.order).toEqual({ steady: 3, wavered: 1, flipped: 1, firstPreferred: 5 / 9 });
  });

  test('says what was not judged and why', () => {
    expect(summary).toMatchObject({ situations: 7, judged: 5 });
    expect(summary.notJudged).toEqual([
      { id: 'half-judged', reason: 'no ballot' },
      { id: 'no-answer', reason: 'no answer of Confidant: overloaded' },
    ]);
  });

  test('has the mean of both orders for each criterion, of what was judged', () => {
    const warm = summary.criteria.find(({ criterion }) => criterion === 'warm');
    expect(warm).toEqual({
      criterion: 'warm',
      mean: { confidant: (4 + 2 + 3 + 4 + 4) / 5, baseline: (3 + 5 + 3 + 3 + 3) / 5 },
      wins: 3,
      ties: 1,
      losses: 1,
    });
    expect(summary.met).toEqual({ confidant: 0.5, baseline: 0.5 });
  });

  test('counts the checks of every answer that there is', () => {
    expect(summary.checks).toEqual([
      {
        check: 'length',
        passed: { confidant: 6, baseline: 6 },
        of: { confidant: 6, baseline: 7 },
      },
    ]);
  });

  test.for([
    [0, 0, 1],
    [1, 1, 1],
    [5, 0, 0.0625],
    [9, 1, 22 / 1024],
    [20, 20, 1],
  ])('compares %i wins and %i losses with a coin', ([wins = 0, losses = 0, expected = 0]) => {
    expect(signTest({ wins, losses, ties: 3 })).toBeCloseTo(expected, 10);
  });
});

describe('the table', () => {
  test('is aligned, and says what the judge is worth', () => {
    const text = table(run(results));
    expect(text).toContain('7 situations, 5 judged');
    expect(text).toMatch(/^respects consent +3\.40 +3\.40 +3 +1 +1$/m);
    expect(text).toMatch(/^preferred in both orders +2 +2 +1$/m);
    expect(text).toMatch(/^short enough +6\/6 +6\/7$/m);
    expect(text).toContain('changed its mind with the order in 1 of 5');
    expect(text).toContain('shown first in 56 % of its verdicts');
    expect(text).toContain('  half-judged: no ballot');
    expect(text).not.toContain(OFFLINE_NOTE);
  });

  test('of an interrupted run says so', () => {
    expect(table(run(results, { planned: 40 }))).toContain('of 40: the run was interrupted');
  });

  test('of nothing that was judged has the checks alone', () => {
    const text = table(run([result({ rulings: [] })], { offline: true }));
    expect(text).not.toMatch(/NaN|mean score/);
    expect(text).toContain('checked by code');
    expect(text.startsWith(OFFLINE_NOTE)).toBe(true);
  });

  test('of a run that was interrupted before anything was done says only that, and once', () => {
    const text = table(run([], { planned: 40, offline: true }));
    expect(text).toContain('0 situations, 0 judged, of 40: the run was interrupted');
    expect(text.split(OFFLINE_NOTE)).toHaveLength(2);
    expect(text).not.toContain('checked by code');
  });
});
