import type { Contestant } from '../../eval/contestants.ts';
import type { Assessment, Ballot, Verdict } from '../../eval/judge/ballot.ts';
import { CRITERIA, type Criterion } from '../../eval/judge/criteria.ts';
import type { Ruling } from '../../eval/judge/judge.ts';
import type { Answer, Run, SituationResult } from '../../eval/results.ts';
import type { Situation } from '../../eval/situation.ts';

/** A situation in which little is asked for, but for what a test changes. */
export const situation = (
  changes: Partial<Omit<Situation, 'checks'>> & { checks?: Partial<Situation['checks']> } = {},
): Situation => ({
  id: 'a-situation',
  title: 'A situation',
  language: 'en',
  locale: 'en-US',
  profile: { name: 'Ada Lovelace', age: 36, gender: 'woman', interests: ['mathematics'] },
  history: [],
  question: 'How do I ask Charles out?',
  good: ['is concrete', 'is kind'],
  never: ['promises success'],
  ...changes,
  checks: { maxWords: 200, helpLine: false, asks: false, saysNot: [], ...changes.checks },
});

export const scores = (score: number): Record<Criterion, number> =>
  Object.fromEntries(CRITERIA.map((name) => [name, score])) as Record<Criterion, number>;

export const assessment = (score: number, changes: Partial<Assessment> = {}): Assessment => ({
  reason: `It is worth a ${score}.`,
  met: [1],
  broken: [],
  scores: scores(score),
  ...changes,
});

/** What a judge writes. */
export const ballot = (changes: Partial<Ballot> = {}): Ballot => ({
  A: assessment(4),
  B: assessment(2),
  why: 'A is concrete.',
  better: 'A',
  ...changes,
});

const verdict = (better: Verdict['better'], score: Record<Contestant, number>): Verdict => ({
  assessments: { confidant: assessment(score.confidant), baseline: assessment(score.baseline) },
  better,
  why: 'One is more concrete.',
});

/** Rulings in both orders, by who was preferred in each. */
export const rulings = (
  confidantFirst: Verdict['better'],
  baselineFirst: Verdict['better'],
  score = { confidant: 4, baseline: 3 },
): Ruling[] => [
  {
    first: 'confidant',
    verdict: verdict(confidantFirst, score),
    problem: null,
    attempts: 1,
  },
  { first: 'baseline', verdict: verdict(baselineFirst, score), problem: null, attempts: 1 },
];

export const answer = (changes: Partial<Answer> = {}): Answer => ({
  text: 'Ask him for a walk.',
  error: null,
  checks: [{ check: 'length', passed: true, problem: '' }],
  seconds: 1,
  ...changes,
});

export const result = (changes: Partial<SituationResult> = {}): SituationResult => ({
  situation: situation(),
  answers: { confidant: answer(), baseline: answer() },
  rulings: rulings('confidant', 'confidant'),
  ...changes,
});

export const run = (results: SituationResult[], changes: Partial<Run> = {}): Run => ({
  startedAt: '2026-01-02T03:04:05.000Z',
  seconds: 90,
  offline: false,
  model: 'some-model',
  judge: 'some-judge',
  seed: 1,
  planned: results.length,
  tokens: { answering: 1_000, judging: 2_000 },
  results,
  ...changes,
});
