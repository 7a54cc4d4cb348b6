import { setTimeout as sleep } from 'node:timers/promises';
import { BotProcess } from '../../playground/botProcess.ts';
import { LoopbackDiscord } from '../../playground/discord/index.ts';
import { freePort } from '../../playground/freePort.ts';
import { runProgram } from '../../playground/program.ts';
import { openStore } from '../../src/services/store/index.ts';
import { HELP, readArguments, type Soak } from './arguments.ts';
import { Absences } from './absences.ts';
import { calm } from './calm.ts';
import { Excuses } from './examination/excuses.ts';
import { count } from './examination/findings.ts';
import { examine } from './examination/index.ts';
import { Journal } from './journal.ts';
import { Memory } from './memory.ts';
import { SoakModel } from './model.ts';
import { createPeople } from './people.ts';
import { Random } from './random.ts';
import { Replies } from './replies.ts';
import { type Outcome, report } from './report.ts';
import { createDatabase, type SoakDatabase } from './stores.ts';
import { noRecords, type Surroundings } from './surroundings.ts';
import { Trouble } from './trouble.ts';

/** How long people wait for what they have begun when it is over, in milliseconds. */
const GRACE_MS = 10_000;
/**
 * How long after a kill a 429 is nobody's fault, in milliseconds: the new process cannot know what the old one used of a
 * limit's five seconds, and takes a while to start.
 */
const WINDOW_MS = 8_000;
/** Has the bot collect its garbage: its memory would say nothing otherwise. */
const COLLECT = `--expose-gc --import ${new URL('collect.ts', import.meta.url).href}`;
/** pino's number for an error. */
const ERROR_LEVEL = 50;

await runProgram({ name: 'soak', help: HELP, readArguments, run });

async function run(soak: Soak): Promise<void> {
  const journal = soak.journal === undefined ? undefined : await Journal.open(soak.journal);
  const database = await createDatabase(soak);
  try {
    const { text, succeeded } = report(soak, await soakIn(soak, database, journal));
    process.stdout.write(text);
    if (!succeeded) process.exitCode = 1;
  } finally {
    await journal?.close();
    await database.drop();
  }
}

async function soakIn(
  soak: Soak,
  database: SoakDatabase,
  journal: Journal | undefined,
): Promise<Outcome> {
  const random = new Random(soak.seed);
  const model = new SoakModel(random.fork(0));
  const [discord, healthPort] = await Promise.all([
    LoopbackDiscord.start(),
    freePort(),
    model.start(),
  ]);
  const bot = new BotProcess({
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    OPENAI_API_KEY: 'none',
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_MODEL: 'soak',
    MODEL_STALL_SECONDS: '6',
    ...database.env,
    COOLDOWN_SECONDS: '0',
    DAILY_LIMIT: '0',
    HEALTH_PORT: String(healthPort),
    LOG_LEVEL: 'info',
    NODE_OPTIONS: COLLECT,
  });
  const absences = new Absences(discord);
  const refused: { name: string; at: number }[] = [];
  discord.on('request', ({ status, byFault, method, route, at }) => {
    if (status === 429 && !byFault) refused.push({ name: `${method} ${route}`, at });
  });
  let errors = 0;
  bot.on('log', ({ level }) => (errors += level >= ERROR_LEVEL ? 1 : 0));
  const trouble = new Trouble({ discord, model, bot, database }, random.fork(1));
  journal?.follow(discord, bot, trouble);
  bot.start();
  await bot.running();

  const end = new AbortController();
  const late = new AbortController();
  const all: Surroundings = {
    discord,
    replies: new Replies(discord),
    records: noRecords(),
    done: new Map(),
    over: end.signal,
    late: late.signal,
  };
  const people = await createPeople(soak.people, random, all);

  const memory = new Memory(healthPort);
  const durationMs = soak.minutes * 60_000;
  const startedAt = performance.now();
  // The memory of the second and the last third is compared: that takes one process.
  const mayKill = () => soak.kills && performance.now() - startedAt < durationMs / 3;
  const lives = Promise.all(people.map((person) => person.live()));
  const troubled = trouble.make(end.signal, mayKill);
  const isOver = sleep(durationMs).then(() => true);
  if (!(await Promise.race([isOver, diedByItself(bot, trouble), troubled.then(() => true)]))) {
    throw new Error(`The bot ended by itself with exit code ${await bot.exit()}`);
  }
  const { thirds, isFlat } = memory.stop();
  end.abort();
  const giveUp = setTimeout(() => {
    late.abort();
    discord.lookAgain();
  }, GRACE_MS);
  await Promise.all([lives, troubled]);
  clearTimeout(giveUp);
  const excuses = new Excuses(trouble.kills, absences);
  await calm(all, excuses);
  const exitCode = await bot.stop();
  const limited = new Map<string, number>();
  const isAfterKill = ({ at }: { at: number }) =>
    trouble.kills.some((kill) => kill <= at && at - kill < WINDOW_MS);
  for (const one of refused) if (!isAfterKill(one)) count(limited, one.name);
  const afterKill = refused.filter(isAfterKill).length;

  const store = await openStore(database.location);
  const findings = await examine(store, all.records, {
    replies: all.replies,
    excuses,
    interactions: discord.interactions.values(),
  });
  await store.close();
  await discord.stop();
  await model.stop();
  if (exitCode !== 0) findings.problems.push(`the bot ended with exit code ${exitCode}`);
  for (const error of discord.errors) findings.problems.push(`Discord: ${String(error)}`);
  for (const route of discord.unknownRoutes) findings.problems.push(`no such route: ${route}`);
  const { requests, rateLimitedByFault: injected } = discord.stats;
  return {
    findings,
    questions: all.records.asked.length,
    done: all.done,
    made: trouble.made,
    requests,
    rateLimited: { bot: limited, injected, afterKill },
    errors,
    memory: { thirds, isFlat },
  };
}

/** Resolves to false when the bot ends although nobody has killed it. */
function diedByItself(bot: BotProcess, trouble: Trouble): Promise<false> {
  return new Promise((resolve) => {
    bot.on('state', (state) => {
      if (state === 'stopped' && !trouble.isKilling) resolve(false);
    });
  });
}
