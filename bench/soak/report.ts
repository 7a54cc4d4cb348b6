import type { Soak } from './arguments.ts';
import type { Findings } from './examination/findings.ts';
import { sharesThatHold } from './examination/shares.ts';

/** What a soak came to. */
export interface Outcome {
  findings: Findings;
  questions: number;
  done: ReadonlyMap<string, number>;
  made: ReadonlyMap<string, number>;
  requests: number;
  /** Answers 429 that the bot brought upon itself, by route, and how many were made to happen. */
  rateLimited: { bot: ReadonlyMap<string, number>; injected: number; afterKill: number };
  /** Lines of the bot's log that are errors. */
  errors: number;
  memory: { thirds: number[]; isFlat: boolean };
}

const SHOWN_PROBLEMS = 20;
/** In less time than this V8 has not yet found how much memory it needs, and a trend says nothing. */
const MEMORY_MINUTES = 10;

/** The table of a soak, and whether all that must hold held. */
export function report(
  { minutes, people, store, seed, encrypt, kills }: Soak,
  { findings, questions, done, made, requests, rateLimited, errors, memory }: Outcome,
): { text: string; succeeded: boolean } {
  const { problems } = findings;
  const checks: [string, boolean][] = [
    [
      'every question has one turn or its asker was told, every text is as stored',
      problems.length === 0,
    ],
    ...sharesThatHold(findings.questions),
    ['no 429', rateLimited.bot.size === 0],
    ...(minutes < MEMORY_MINUTES
      ? []
      : [['memory is flat', memory.isFlat] satisfies [string, boolean]]),
  ];
  const lines = [
    `${minutes} minutes, ${people} people, ${encrypt ? 'encrypted ' : ''}${store}, ${kills ? 'with' : 'without'} kills, seed ${seed}`,
    '',
    ...rows('What people did', done),
    ...rows('What failed', made),
    ...rows('What became of the questions', [['asked', questions], ...findings.questions]),
    ...rows('What became of the check-ins', findings.checkIns),
    ...rows('What else was looked into', findings.others),
    ...rows('Figures', [
      ['requests to Discord', requests],
      ...Array.from(rateLimited.bot, ([route, times]) => [`429: ${route}`, times] as const),
      ['429s that were made to happen', rateLimited.injected],
      ['429s right after a kill', rateLimited.afterKill],
      ['errors in the log', errors],
      ...memory.thirds.map((bytes, index): [string, number] => [
        `memory, ${['first', 'second', 'last'][index]} third (MB)`,
        Math.round(bytes / 1e6),
      ]),
    ]),
    ...checks.map(([name, held]) => `${held ? 'held    ' : 'NOT HELD'}  ${name}`),
    ...problems.slice(0, SHOWN_PROBLEMS).map((problem) => `          ${problem}`),
    ...(problems.length > SHOWN_PROBLEMS
      ? [`          and ${problems.length - SHOWN_PROBLEMS} more`]
      : []),
  ];
  return { text: `${lines.join('\n')}\n`, succeeded: checks.every(([, held]) => held) };
}

function rows(title: string, figures: Iterable<readonly [string, number]>): string[] {
  const lines = [...figures].map(
    ([name, figure]) => `  ${name.padEnd(38)}${String(figure).padStart(8)}`,
  );
  return [title, ...lines, ''];
}
