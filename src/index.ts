import { config as loadDotenv } from 'dotenv';
import { DiscordjsError, DiscordjsErrorCodes } from 'discord.js';
import { Bot } from './bot.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { HealthServer } from './health.ts';
import { createTranslator } from './locales/index.ts';
import { createLogger, describeError } from './logger.ts';
import { Metrics } from './metrics.ts';
import { openPatiently } from './patience.ts';
import { Coach } from './services/coaching/coach.ts';
import { Limits } from './services/coaching/limits.ts';
import { Model } from './services/coaching/model.ts';
import { Pictures } from './services/coaching/pictures.ts';
import { EncryptionRefused } from './services/encryption/note.ts';
import { Moderation } from './services/safety/moderation.ts';
import { Retention } from './services/privacy/retention.ts';
import { lockFolder } from './services/store/sqliteLock.ts';
import type { Store } from './services/store/store.ts';
import { Shutdown } from './shutdown.ts';

loadDotenv({ quiet: true });
const config = configOrExit();
const log = createLogger(config.logLevel);

/** Beyond the answers: how long closing everything may take, in milliseconds. */
const CLOSE_MS = 15_000;

const shutdown = new Shutdown(log, config.stopMs + CLOSE_MS);
shutdown.listen();
const metrics = new Metrics();
let store: Store | undefined;
let bot: Bot | undefined;

if (config.healthPort !== undefined) await serveHealth(config.healthPort);
await start();

async function start(): Promise<void> {
  store = metrics.timed(await openDatabase());
  shutdown.before(async () => store?.close());
  keepNoLongerThanWanted(store);
  const translate = await createTranslator();
  const moderation = config.moderates ? openModeration() : undefined;
  const coach = new Coach({
    store,
    model: new Model(config.model),
    pictures: new Pictures(config.pictureOrigins),
    limits: new Limits(store, config.limits),
    historyMessages: config.historyMessages,
    remembers: config.remembers,
    moderation,
    translate,
    log,
    onTurnEnded: (turn) => metrics.turnEnded(turn),
    onRated: (thumb) => metrics.rated(thumb),
    onRemembered: (memory) => metrics.remembered(memory),
  });
  metrics.watchReplies(() => coach.liveCount);
  const running = new Bot({
    ...config.discord,
    store,
    coach,
    translate,
    moderation,
    log,
    onClosed: () => void shutdown.end(1),
    onCheckIn: (result) => metrics.checkedIn(result),
    watch: (client, replyClients) => metrics.watchDiscord(client, replyClients),
  });
  bot = running;
  shutdown.before(() => running.stop());
  // People are reading: most answers are done within this time, and service managers wait that long.
  shutdown.before(() => running.drain(config.stopMs));
  try {
    await running.start();
  } catch (err) {
    const refused = err instanceof DiscordjsError && err.code === DiscordjsErrorCodes.TokenInvalid;
    await cannotStart(
      refused
        ? 'Discord does not accept DISCORD_TOKEN: copy it again (your application → Bot → Reset Token)'
        : 'Discord cannot be reached: check the network, and DISCORD_API_URL if it is set',
      err,
    );
  }
}

function openModeration(): Moderation {
  const { apiKey, baseUrl } = config.model;
  return new Moderation({ apiKey, baseUrl, log, onExamined: (how) => metrics.examined(how) });
}

async function openDatabase(): Promise<Store> {
  try {
    if (!config.store.mongodbUri) shutdown.before(lockFolder(config.store.dataDir));
    return await openPatiently(config.store, { waitMs: config.databaseWaitMs, log });
  } catch (err) {
    if (err instanceof EncryptionRefused) return cannotStart(err.message, err);
    // The store words this itself, for whoever hosts the bot, without credentials.
    const reason = err instanceof Error ? ` (${err.message})` : '';
    const variable = config.store.mongodbUri ? 'MONGODB_URI' : 'DATA_DIR';
    return cannotStart(`the database cannot be opened: check ${variable}${reason}`, err);
  }
}

function keepNoLongerThanWanted(opened: Store): void {
  if (config.retentionDays === undefined) return;
  const retention = new Retention({ store: opened, days: config.retentionDays, log });
  shutdown.before(() => retention.stop());
  retention.start();
}

async function serveHealth(port: number): Promise<void> {
  const checks = {
    gateway: () => bot?.isConnected ?? false,
    // Any read will do: nobody has this id.
    store: async () => (await store?.findProfile('0')) !== undefined,
  };
  try {
    const health = await HealthServer.start({ port, checks, metrics });
    shutdown.before(() => health.stop());
  } catch (err) {
    await cannotStart('HEALTH_PORT cannot be used: is it taken?', err);
  }
}

/** For whoever hosts the bot, on stderr and in the log: a sentence that says what to look at, no stack trace. */
async function cannotStart(sentence: string, err: unknown): Promise<never> {
  process.stderr.write(`Confidant cannot start: ${sentence}.\n`);
  const { at: _, cause: __, ...error } = describeError(err);
  log.fatal({ error }, sentence);
  return shutdown.end(1);
}

/** A mistake in the configuration is for the person who hosts the bot: words, not a stack trace. */
function configOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(
      `Confidant cannot start. Please set these in the environment or in a file named .env (see .env.example):\n\n${error.message.replaceAll(/^/gm, '  ')}\n\nTo try it without any of that: npm run playground\n`,
    );
    process.exit(1);
  }
}
