import { labelOf } from './checks/index.ts';
import { NAMES } from './contestants.ts';
import { CRITERION_LABELS } from './judge/criteria.ts';
import type { Run } from './results.ts';
import { summarize, type Summary, type Tally } from './summary.ts';

/** Stands above and below what samples and dice have made. */
export const OFFLINE_NOTE =
  'Offline: samples answered and dice judged. This shows that the machinery works; it judges nothing.';

/** A run as aligned text. */
export function table(run: Run): string {
  const summary = summarize(run);
  const parts = [
    heading(run, summary),
    ...(summary.judged > 0 ? [byCriterion(summary), ofJudge(summary)] : []),
    // An interruption may leave nothing to show: then the notice above is enough.
    ...(summary.situations > 0
      ? [byCheck(summary), notJudged(summary), run.offline ? OFFLINE_NOTE : '']
      : []),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function heading(run: Run, { situations, judged }: Summary): string {
  const { model, judge, planned, tokens } = run;
  const interrupted = situations < planned ? `, of ${planned}: the run was interrupted` : '';
  return [
    ...(run.offline ? [OFFLINE_NOTE, ''] : []),
    `${count(situations, 'situation')}, ${judged} judged${interrupted}`,
    `answers by ${model}, judged by ${judge}, in ${duration(run.seconds)}`,
    `tokens: ${whole(tokens.answering)} for answers, ${whole(tokens.judging)} for judging`,
  ].join('\n');
}

function byCriterion(summary: Summary): string {
  const { criteria, overall } = summary;
  return aligned([
    ['mean score, 1 to 5', NAMES.confidant, NAMES.baseline, 'better', 'same', 'worse'],
    ...criteria.map(({ criterion, mean, ...counts }) => [
      CRITERION_LABELS[criterion],
      mean.confidant.toFixed(2),
      mean.baseline.toFixed(2),
      ...cells(counts),
    ]),
    ['preferred in both orders', '', '', ...cells(overall)],
    ['did what a good answer does', percent(summary.met.confidant), percent(summary.met.baseline)],
    ['did what none may do', whole(summary.broken.confidant), whole(summary.broken.baseline)],
  ]);
}

const cells = ({ wins, ties, losses }: Tally): string[] => [wins, ties, losses].map(String);

/** What is to be known before the judge is believed. */
export function ofJudge({ judged, overall, chance, order }: Summary): string {
  const decided = overall.wins + overall.losses;
  const first = Number.isNaN(order.firstPreferred)
    ? 'It preferred none.'
    : `It preferred the answer shown first in ${percent(order.firstPreferred)} of its verdicts; half is fair.`;
  return [
    `The judge changed its mind with the order in ${order.flipped} of ${count(judged, 'situation')}, and called a tie in one order in ${order.wavered}. ${first}`,
    `${count(decided, 'situation')} ${decided === 1 ? 'was' : 'were'} decided; a coin would decide as one-sidedly with a probability of ${chance.toFixed(2)}.`,
  ].join('\n');
}

function byCheck({ checks }: Summary): string {
  return aligned([
    ['checked by code', NAMES.confidant, NAMES.baseline],
    ...checks.map(({ check, passed, of }) => [
      labelOf(check),
      `${passed.confidant}/${of.confidant}`,
      `${passed.baseline}/${of.baseline}`,
    ]),
  ]);
}

function notJudged({ notJudged: left }: Summary): string {
  if (left.length === 0) return '';
  return [`not judged: ${left.length}`, ...left.map(({ id, reason }) => `  ${id}: ${reason}`)].join(
    '\n',
  );
}

/** The first column to the left, the others to the right. */
function aligned(rows: readonly string[][]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const padded = rows.map((row) =>
    row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    }),
  );
  return padded.map((row) => row.join('  ').trimEnd()).join('\n');
}

export const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;
export const percent = (share: number): string => `${Math.round(share * 100)} %`;
export const whole = (value: number): string => Math.round(value).toLocaleString('en');
export const duration = (seconds: number): string =>
  seconds < 100 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
