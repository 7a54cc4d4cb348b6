import { CHECK_NAMES, type CheckName } from './checks/index.ts';
import { type Contestant, CONTESTANTS, NAMES } from './contestants.ts';
import type { Verdict } from './judge/ballot.ts';
import { CRITERIA, type Criterion } from './judge/criteria.ts';
import type { Run, SituationResult } from './results.ts';

/** How often Confidant was better, neither was, and the baseline was. */
export interface Tally {
  wins: number;
  ties: number;
  losses: number;
}

export type Pair = Record<Contestant, number>;

/** A run in figures. */
export interface Summary {
  situations: number;
  /** Situations with a verdict in both orders: only these are in the figures of the judge. */
  judged: number;
  notJudged: { id: string; reason: string }[];
  /** A win is an answer that is preferred in both orders. */
  overall: Tally;
  /** How likely a coin would favour one side at least so much: the two-sided sign test, ties left out. */
  chance: number;
  /** Mean scores from 1 to 5 over both orders, and who scored higher. */
  criteria: ({ criterion: Criterion; mean: Pair } & Tally)[];
  /** Of what good answers do: the share that was done, over both orders. */
  met: Pair;
  /** Answers that did what none may do, in the eyes of the judge in both orders. */
  broken: Pair;
  order: {
    /** Situations whose verdict was the same in both orders. */
    steady: number;
    /** Those with a tie in one order. */
    wavered: number;
    /** Those whose winner changed with the order. */
    flipped: number;
    /** Of all verdicts that name a winner: the share that names the answer shown first. */
    firstPreferred: number;
  };
  /** Of each check that applied to an answer: how many passed of how many. */
  checks: { check: CheckName; passed: Pair; of: Pair }[];
}

/** How a situation went: who is better, undefined if that was not judged. */
export type Outcome = 'win' | 'tie' | 'loss';

type Verdicts = readonly [Verdict, Verdict];

/** The verdicts in both orders, if there are both. */
export function verdictsOf({ rulings }: SituationResult): Verdicts | undefined {
  const [one, other] = rulings.map(({ verdict }) => verdict);
  return one && other ? [one, other] : undefined;
}

export function outcomeOf(result: SituationResult): Outcome | undefined {
  const verdicts = verdictsOf(result);
  if (!verdicts) return undefined;
  if (verdicts.every(({ better }) => better === 'confidant')) return 'win';
  return verdicts.every(({ better }) => better === 'baseline') ? 'loss' : 'tie';
}

/** Why a situation was not judged; undefined if it was. */
export function whyNotJudged(result: SituationResult): string | undefined {
  if (verdictsOf(result)) return undefined;
  const failed = CONTESTANTS.flatMap((name) => {
    const { error } = result.answers[name];
    return error === null ? [] : [`no answer of ${NAMES[name]}: ${error}`];
  });
  const problems = result.rulings.flatMap(({ problem }) => problem ?? []);
  return [...failed, ...problems][0] ?? 'interrupted';
}

export function summarize({ results }: Pick<Run, 'results'>): Summary {
  const judged = results.flatMap((result) => {
    const verdicts = verdictsOf(result);
    return verdicts ? [{ result, verdicts }] : [];
  });
  const both = judged.map(({ verdicts }) => verdicts);
  const overall = tally(results.flatMap((result) => outcomeOf(result) ?? []));
  return {
    situations: results.length,
    judged: judged.length,
    notJudged: results.flatMap((result) => {
      const reason = whyNotJudged(result);
      return reason === undefined ? [] : [{ id: result.situation.id, reason }];
    }),
    overall,
    chance: signTest(overall),
    criteria: CRITERIA.map((criterion) => ofCriterion(criterion, both)),
    met: pair((name) => {
      const points = judged.map(({ result }) => 2 * result.situation.good.length);
      return ratio(sum(both.flat().map((one) => one.assessments[name].met.length)), sum(points));
    }),
    broken: pair(
      (name) =>
        both.filter((verdicts) => verdicts.every((one) => one.assessments[name].broken.length > 0))
          .length,
    ),
    order: orderOf(judged),
    checks: CHECK_NAMES.flatMap((check) => ofCheck(check, results)),
  };
}

function ofCriterion(criterion: Criterion, both: readonly Verdicts[]): Summary['criteria'][number] {
  const scores = (name: Contestant, verdicts: Verdicts): number =>
    sum(verdicts.map(({ assessments }) => assessments[name].scores[criterion]));
  const outcomes = both.map((verdicts): Outcome => {
    const difference = scores('confidant', verdicts) - scores('baseline', verdicts);
    return difference === 0 ? 'tie' : difference > 0 ? 'win' : 'loss';
  });
  return {
    criterion,
    mean: pair((name) =>
      ratio(sum(both.map((verdicts) => scores(name, verdicts))), 2 * both.length),
    ),
    ...tally(outcomes),
  };
}

function orderOf(
  judged: readonly { result: SituationResult; verdicts: Verdicts }[],
): Summary['order'] {
  const changes = judged.map(({ verdicts: [one, other] }) => {
    if (one.better === other.better) return 'steady';
    return one.better === 'tie' || other.better === 'tie' ? 'wavered' : 'flipped';
  });
  const decided = judged.flatMap(({ result }) =>
    result.rulings.flatMap(({ first, verdict }) =>
      !verdict || verdict.better === 'tie' ? [] : [verdict.better === first],
    ),
  );
  return {
    steady: count(changes, 'steady'),
    wavered: count(changes, 'wavered'),
    flipped: count(changes, 'flipped'),
    firstPreferred: ratio(count(decided, true), decided.length),
  };
}

function ofCheck(check: CheckName, results: readonly SituationResult[]): Summary['checks'] {
  const found = (name: Contestant) =>
    results.flatMap(({ answers }) => answers[name].checks.filter((one) => one.check === check));
  const of = pair((name) => found(name).length);
  if (of.confidant + of.baseline === 0) return [];
  return [{ check, passed: pair((name) => found(name).filter(({ passed }) => passed).length), of }];
}

/** How likely it is that a fair coin decides at least as one-sidedly; 1 if nothing was decided. */
export function signTest({ wins, losses }: Tally): number {
  const decided = wins + losses;
  let tail = 0;
  let ways = 1;
  for (let tails = 0; tails <= Math.min(wins, losses); tails += 1) {
    tail += ways / 2 ** decided;
    ways = (ways * (decided - tails)) / (tails + 1);
  }
  return Math.min(1, 2 * tail);
}

function tally(outcomes: readonly Outcome[]): Tally {
  return {
    wins: count(outcomes, 'win'),
    ties: count(outcomes, 'tie'),
    losses: count(outcomes, 'loss'),
  };
}

const pair = (of: (name: Contestant) => number): Pair => ({
  confidant: of('confidant'),
  baseline: of('baseline'),
});
const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
/** NaN of nothing. */
const ratio = (part: number, whole: number): number => part / whole;
const count = <T>(values: readonly T[], wanted: T): number =>
  values.filter((value) => value === wanted).length;
