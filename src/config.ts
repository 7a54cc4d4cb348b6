import { z } from 'zod';
import { Keyring } from './services/encryption/keyring.ts';
import { REQUESTS_PER_SECOND } from './services/reply/requestBudget.ts';

/** Everything the process is told from outside, checked and typed. */
export interface Config {
  discord: {
    token: string;
    apiUrl: string;
    guildId: string | undefined;
    shards: Shards;
    /** How many requests a second this process may send of those that Discord counts. */
    requestsPerSecond: number;
  };
  /** Where the pictures are that people send, as origins. */
  pictureOrigins: string[];
  model: { apiKey: string; baseUrl: string | undefined; name: string; idleTimeoutMs: number };
  store: { mongodbUri: string | undefined; dataDir: string; keyring: Keyring | undefined };
  /** How long to wait at the start for a database that does not answer. */
  databaseWaitMs: number;
  /** How long answers may go on when the process is asked to end. */
  stopMs: number;
  /** Where health and metrics are served; undefined for nowhere. */
  healthPort: number | undefined;
  historyMessages: number;
  /** Whether the coach remembers more than those. */
  remembers: boolean;
  /** Whether the model's provider is asked to examine what people write. */
  moderates: boolean;
  limits: { cooldownSeconds: number; dailyLimit: number };
  /** For how many days what people say is kept; undefined for ever. */
  retentionDays: number | undefined;
  logLevel: LogLevel;
}

/** Of how many shards the bot consists, and which of them this process runs; `auto`: all that Discord recommends. */
export type Shards = 'auto' | { count: number; ids: number[] };

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/** Every mistake in the environment at once: its message has one line a variable and no values. */
export class ConfigError extends Error {
  override name = 'ConfigError';

  constructor(problems: ReadonlyMap<string, string>) {
    super([...problems].map(([variable, problem]) => `${variable} ${problem}`).join('\n'));
  }
}

const numberBetween = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,7}$/, { error })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error });
};
const wholeNumber = (fallback: number, max: number) => numberBetween(0, max).default(fallback);
const httpUrl = (problem: string) => z.url({ protocol: /^https?$/, error: problem });

const MAX_SHARDS = 10_000;
const SHARD_IDS = 'must be numbers of shards from 0 on, such as 0,1,2 or 0-2, each once';
/** `0,1,2`, `0-2` or a mixture, as numbers. */
const shardIds = z
  .string()
  .regex(/^\d{1,4}(-\d{1,4})?(\s*,\s*\d{1,4}(-\d{1,4})?)*$/, { error: SHARD_IDS })
  .transform((text) => text.split(',').flatMap(shardRange))
  .refine((ids) => ids.length > 0 && new Set(ids).size === ids.length, { error: SHARD_IDS });

function shardRange(text: string): number[] {
  const [first = 0, last = first] = text.split('-').map(Number);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** A list of keys. */
const keyring = z.string().transform((text, context) => {
  const keys = Keyring.parse(text);
  if (keys) return keys;
  context.addIssue(
    'must be 32 random bytes in base64 or hex, as openssl rand -base64 32 prints them; several are separated by commas',
  );
  return z.NEVER;
});

const MONGODB_HOSTS =
  'must name its hosts: mongodb://USER:PASSWORD@HOST/DATABASE, special characters of the password as %XX';

/** Whether there are hosts in a connection string, with ports that there can be. The driver ends the process if not. */
function namesHosts(uri: string): boolean {
  const hosts = /^[^/]+\/\/(?:[^/?]*@)?([^/?]*)/.exec(uri)?.[1] ?? '';
  return hosts.split(',').every((host) => {
    const port = /^(?:[^:[]+|\[[^\]]+\])(?::(\d{1,5}))?$/.exec(host);
    return port !== null && Number(port[1] ?? 0) < 65_536;
  });
}

/** Where Discord keeps attachments. */
const ATTACHMENT_ORIGINS = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];

/** A Discord that is not the usual one keeps attachments itself. */
function ownOrigin(apiUrl: string): string[] {
  const { hostname, origin } = new URL(apiUrl);
  return /(^|\.)discord(app)?\.com$/.test(hostname) ? [] : [origin];
}

const storeEnvironment = z.object({
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/./, { error: 'must begin with mongodb:// or mongodb+srv://' })
    .refine(namesHosts, { error: MONGODB_HOSTS })
    .optional(),
  DATA_DIR: z.string().default('./data'),
  ENCRYPTION_KEY: keyring.optional(),
});

const environment = storeEnvironment.extend({
  DISCORD_TOKEN: z.string({
    error:
      'is missing. Copy it from https://discord.com/developers/applications (your application → Bot → Reset Token).',
  }),
  DISCORD_API_URL: httpUrl('must be an http or https address').default('https://discord.com/api'),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{17,20}$/, { error: 'must be a server id: 17 to 20 digits' })
    .optional(),
  SHARD_COUNT: numberBetween(1, MAX_SHARDS).optional(),
  SHARD_IDS: shardIds.optional(),
  REQUESTS_PER_SECOND: numberBetween(5, 10_000).default(REQUESTS_PER_SECOND),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpUrl(
    'must be an http or https address, such as http://localhost:11434/v1',
  ).optional(),
  OPENAI_MODEL: z.string().default('gpt-5.4-mini'),
  MODEL_STALL_SECONDS: numberBetween(1, 3_600).default(30),
  DATABASE_WAIT_SECONDS: wholeNumber(60, 3_600),
  HISTORY_MESSAGES: wholeNumber(6, 200),
  MEMORY: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  MODERATION: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  COOLDOWN_SECONDS: wholeNumber(5, 86_400),
  DAILY_LIMIT: wholeNumber(100, 1_000_000),
  RETENTION_DAYS: numberBetween(1, 36_500).optional(),
  STOP_SECONDS: wholeNumber(10, 3_600),
  HEALTH_PORT: numberBetween(1, 65_535).optional(),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })
    .default('info'),
});

type Environment = Readonly<Record<string, string | undefined>>;

const KEY_MISSING =
  'is missing. Create one at https://platform.openai.com/api-keys, or set OPENAI_BASE_URL to a compatible server.';

/**
 * Reads the configuration from environment variables; an empty one counts as not set.
 * @throws {ConfigError} naming every variable that is missing or malformed
 */
export function readConfig(env: Environment): Config {
  const given = givenIn(env);
  const parsed = environment.safeParse(given);
  const problems = problemsOf(parsed.error);
  // A server of one's own, such as Ollama, usually wants no key; OpenAI does.
  if (!given['OPENAI_API_KEY'] && !given['OPENAI_BASE_URL']) {
    problems.set('OPENAI_API_KEY', KEY_MISSING);
  }
  for (const [name, other] of [
    ['SHARD_COUNT', 'SHARD_IDS'],
    ['SHARD_IDS', 'SHARD_COUNT'],
  ] as const) {
    if (!given[name] && given[other]) problems.set(name, `is missing: ${other} needs it`);
  }
  if (parsed.data?.SHARD_IDS?.some((id) => id >= (parsed.data.SHARD_COUNT ?? MAX_SHARDS))) {
    problems.set('SHARD_IDS', 'must all be below SHARD_COUNT: the first shard is 0');
  }
  if (!parsed.success || problems.size > 0) throw new ConfigError(problems);
  const value = parsed.data;
  return {
    discord: {
      token: value.DISCORD_TOKEN,
      // discord.js adds the version itself.
      apiUrl: value.DISCORD_API_URL.replace(/(\/v\d+)?\/*$/, ''),
      guildId: value.DISCORD_GUILD_ID,
      shards:
        value.SHARD_COUNT === undefined || value.SHARD_IDS === undefined
          ? 'auto'
          : { count: value.SHARD_COUNT, ids: value.SHARD_IDS },
      requestsPerSecond: value.REQUESTS_PER_SECOND,
    },
    pictureOrigins: [...ATTACHMENT_ORIGINS, ...ownOrigin(value.DISCORD_API_URL)],
    model: {
      apiKey: value.OPENAI_API_KEY ?? 'none',
      baseUrl: value.OPENAI_BASE_URL,
      name: value.OPENAI_MODEL,
      idleTimeoutMs: value.MODEL_STALL_SECONDS * 1000,
    },
    store: storeOf(value),
    databaseWaitMs: value.DATABASE_WAIT_SECONDS * 1000,
    stopMs: value.STOP_SECONDS * 1000,
    healthPort: value.HEALTH_PORT,
    historyMessages: value.HISTORY_MESSAGES,
    remembers: value.MEMORY === 'on',
    moderates: value.MODERATION === 'on',
    limits: { cooldownSeconds: value.COOLDOWN_SECONDS, dailyLimit: value.DAILY_LIMIT },
    retentionDays: value.RETENTION_DAYS,
    logLevel: value.LOG_LEVEL,
  };
}

/**
 * Reads where the database is, and its keys, alone.
 * @throws {ConfigError}
 */
export function readStoreConfig(env: Environment): Config['store'] {
  const parsed = storeEnvironment.safeParse(givenIn(env));
  if (!parsed.success) throw new ConfigError(problemsOf(parsed.error));
  return storeOf(parsed.data);
}

const givenIn = (env: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );

const problemsOf = (error: z.ZodError | undefined): Map<string, string> =>
  new Map(error?.issues.map((issue) => [String(issue.path[0]), issue.message]));

const storeOf = (value: z.infer<typeof storeEnvironment>): Config['store'] => ({
  mongodbUri: value.MONGODB_URI,
  dataDir: value.DATA_DIR,
  keyring: value.ENCRYPTION_KEY,
});
