import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { config as loadDotenv } from 'dotenv';
import { Random } from '../bench/soak/random.ts';
import { ConfigError } from '../src/config.ts';
import { Model } from '../src/services/coaching/model.ts';
import { ArgumentError, runProgram } from '../playground/program.ts';
import { type Arguments, HELP, readArguments } from './arguments.ts';
import { Judge } from './judge/judge.ts';
import { Offline } from './offline.ts';
import { Progress } from './progress.ts';
import { page } from './report/page.ts';
import type { Run } from './results.ts';
import { REQUESTS, runAll } from './run.ts';
import { select } from './selection.ts';
import { readSettings } from './settings.ts';
import { loadSituations, SituationError } from './situation.ts';
import { summarize } from './summary.ts';
import { table } from './table.ts';

const SITUATIONS = fileURLToPath(new URL('situations', import.meta.url));
const RUBRIC = new URL('rubric.md', import.meta.url);

await runProgram({
  name: 'eval',
  help: HELP,
  readArguments,
  run: evaluate,
  mistakes: [ConfigError, SituationError],
});

async function evaluate(wanted: Arguments): Promise<void> {
  loadDotenv({ quiet: true });
  if (!wanted.offline) {
    await compare(wanted, readSettings(process.env, wanted.judge));
    return;
  }
  const offline = await Offline.start(wanted.seed);
  try {
    const { answering, judging } = offline;
    await compare(wanted, { answering, judging, historyMessages: 6 });
  } finally {
    await offline.stop();
  }
}

async function compare(
  wanted: Arguments,
  { answering, judging, historyMessages }: ReturnType<typeof readSettings>,
): Promise<void> {
  const random = new Random(wanted.seed);
  const situations = select(await loadSituations(SITUATIONS), wanted, random);
  const confidantFirst = new Set(situations.filter(() => random.chance(0.5)).map(({ id }) => id));
  const tokens = { answering: 0, judging: 0 };
  const rubric = await readFile(RUBRIC, 'utf8');
  for (const file of [wanted.json, wanted.html]) {
    if (file !== undefined) await prepare(file);
  }
  const progress = new Progress(situations.length * REQUESTS, process.stderr);
  const startedAt = new Date();
  const interrupted = new AbortController();
  // A second signal ends the process as usual.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => interrupted.abort());
  }
  progress.start();
  const results = await runAll(situations, {
    model: new Model(answering),
    judge: new Judge(judging, rubric, (count) => (tokens.judging += count)),
    historyMessages,
    concurrency: wanted.concurrency,
    signal: interrupted.signal,
    firstIn: ({ id }) => (confidantFirst.has(id) ? 'confidant' : 'baseline'),
    onRequests: (count) => progress.advance(count),
    onProblem: (problem) => progress.problem(problem),
    onTokens: (count) => (tokens.answering += count),
  });
  progress.end();
  const run: Run = {
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    offline: wanted.offline,
    model: answering.name,
    judge: judging.name,
    seed: wanted.seed,
    planned: situations.length,
    tokens,
    results,
  };
  process.stdout.write(table(run));
  const summary = summarize(run);
  // JSON has no NaN: a mean of nothing is null.
  if (wanted.json !== undefined) {
    await writeFile(wanted.json, `${JSON.stringify({ ...run, summary }, null, 2)}\n`);
  }
  if (wanted.html !== undefined) await writeFile(wanted.html, page(run, summary));
  if (summary.judged === 0) process.exitCode = 1;
}

/** Finds out whether a file can be written before anything is paid for. */
async function prepare(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await appendFile(file, '');
  } catch (error) {
    throw new ArgumentError(`${file} cannot be written: ${(error as Error).message}.`);
  }
}
