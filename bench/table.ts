import { STRATEGY_NAMES, type StrategyName } from './protocol.ts';
import { nameOf } from './requirements.ts';
import type { Measurement } from './scenario.ts';

/** Strategies as people read them. */
export const LABELS: Record<StrategyName | 'best', string> = {
  component: 'Confidant',
  timer: 'one-second timer per reply',
  'global-timer': 'one global one-second timer',
  unpaced: 'unpaced loop',
  bot: 'Confidant, the whole bot',
  'bot-plain': 'the same, nothing encrypted or remembered',
  best: 'best that the limits allow',
};

const COLUMNS: readonly { head: [string, string]; of: (one: Measurement) => string }[] = [
  { head: ['first words', 'p50 ms'], of: ({ firstP50Ms }) => whole(firstP50Ms) },
  { head: ['', 'p99 ms'], of: ({ firstP99Ms }) => whole(firstP99Ms) },
  { head: ['mean age', 'ms'], of: ({ meanAgeMs }) => whole(meanAgeMs) },
  { head: ['', '× best'], of: ({ meanAgeMs, bestAgeMs }) => (meanAgeMs / bestAgeMs).toFixed(2) },
  { head: ['final text', 'p50 ms'], of: ({ finalP50Ms }) => whole(finalP50Ms) },
  { head: ['', 'p99 ms'], of: ({ finalP99Ms }) => whole(finalP99Ms) },
  { head: ['', 'edits'], of: ({ edits }) => whole(edits) },
  { head: ['', '429s'], of: ({ rateLimited }) => whole(rateLimited) },
  { head: ['tokens', 'lost'], of: ({ lostTokens }) => whole(lostTokens) },
  { head: ['CPU ms', '/ reply'], of: ({ bot, replies }) => (bot.cpuMs / replies).toFixed(1) },
  { head: ['', '/ edit'], of: ({ bot, edits }) => (bot.cpuMs / edits).toFixed(2) },
  { head: ['memory', 'MB'], of: ({ bot }) => whole(bot.peakRssBytes / 1e6) },
  { head: ['loop', 'p99 ms'], of: ({ bot }) => whole(bot.loopDelayP99Ms) },
  { head: ['busiest s', 'bot %'], of: ({ bot }) => whole(bot.busiestPercent) },
  { head: ['', 'Discord %'], of: ({ discord }) => whole(discord.busiestPercent) },
];

const AGE_COLUMN = 2;

const LEGEND = `Questions are asked evenly within a second; a model thinks for half a second, then writes 40 tokens a second.
First words: from the first token received to the first text shown. Age: shown − received, of each token.
Final text: from the last token received to the final text. CPU, memory and event loop: of the bot's process.
The whole bot is asked by people with a profile, a history and a memory, encrypts, and has questions examined; the
others do nothing but show a text. In one channel, all replies share its five edits in five seconds.
`;

/** All measurements as one table in aligned text, with the computed best under each case. */
export function table(measurements: readonly Measurement[]): string {
  const cases = Map.groupBy(measurements, nameOf);
  const rows = [
    ['', ...COLUMNS.map(({ head }) => head[0])],
    ['', ...COLUMNS.map(({ head }) => head[1])],
    ...[...cases].flatMap(([name, group]) => [[], [name], ...rowsOf(group)]),
  ];
  const widths = ['', ...COLUMNS].map((_, column) =>
    Math.max(...rows.map((row) => (row.length > 1 ? (row[column]?.length ?? 0) : 0))),
  );
  const lines = rows.map((row) => {
    const [first = '', ...rest] = row;
    const cells = rest.map((cell, column) => cell.padStart(widths[column + 1] ?? 0));
    return [first.padEnd(widths[0] ?? 0), ...cells].join('  ').trimEnd();
  });
  return `${LEGEND}\n${lines.join('\n')}\n`;
}

function rowsOf(group: readonly Measurement[]): string[][] {
  const sorted = group.toSorted(
    (a, b) => STRATEGY_NAMES.indexOf(a.strategy) - STRATEGY_NAMES.indexOf(b.strategy),
  );
  const best = COLUMNS.map((_, column) =>
    column === AGE_COLUMN ? whole(group[0]?.bestAgeMs ?? Number.NaN) : '',
  );
  return [
    ...sorted.map((one) => [`  ${LABELS[one.strategy]}`, ...COLUMNS.map(({ of }) => of(one))]),
    [`  ${LABELS.best}`, ...best],
  ];
}

function whole(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return 'never';
  return Number.isNaN(value) ? '–' : Math.round(value).toLocaleString('en');
}
