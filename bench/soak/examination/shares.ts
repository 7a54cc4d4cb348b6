import { BECAME } from './questions.ts';

/** Of fewer questions a share says nothing. */
const ENOUGH = 50;
/** What is made to fail, and who asks while they are being answered, leaves more than this and takes less than that. */
const LEAST_COMPLETE = 0.6;
const MOST_IN_VAIN = 0.3;

/** What must hold of all questions together: a bot that excuses itself every time loses nothing, and helps nobody. */
export function sharesThatHold(questions: ReadonlyMap<string, number>): [string, boolean][] {
  const of = (...names: string[]) =>
    names.reduce((sum, name) => sum + (questions.get(name) ?? 0), 0);
  const all = of(...questions.keys()) - of(BECAME.deleted, BECAME.joined, BECAME.waiting);
  if (all < ENOUGH) return [];
  return [
    [
      `at least ${LEAST_COMPLETE * 100} % of the questions were answered to the end`,
      of('complete') >= LEAST_COMPLETE * all,
    ],
    [
      `at most ${MOST_IN_VAIN * 100} % were not taken or failed`,
      of(BECAME.notTaken, 'failed') <= MOST_IN_VAIN * all,
    ],
  ];
}
