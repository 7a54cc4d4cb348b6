import { z } from 'zod';

/** Everything the process is told from outside, checked and typed. */
export interface Config {
  discord: { token: string; apiUrl: string; guildId: string | undefined };
  model: { apiKey: string; baseUrl: string | undefined; name: string };
  store: { mongodbUri: string | undefined; dataDir: string };
  historyMessages: number;
  limits: { cooldownSeconds: number; dailyLimit: number };
  logLevel: LogLevel;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/** Every mistake in the environment at once: its message has one line a variable and no values. */
export class ConfigError extends Error {
  override name = 'ConfigError';

  constructor(problems: ReadonlyMap<string, string>) {
    super([...problems].map(([variable, problem]) => `${variable} ${problem}`).join('\n'));
  }
}

const wholeNumber = (fallback: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,7}$/, { error: `must be a whole number from 0 to ${max}` })
    .transform(Number)
    .refine((value) => value <= max, { error: `must be a whole number from 0 to ${max}` })
    .default(fallback);
const httpUrl = (problem: string) => z.url({ protocol: /^https?$/, error: problem });

const environment = z.object({
  DISCORD_TOKEN: z.string({
    error:
      'is missing. Copy it from https://discord.com/developers/applications (your application → Bot → Reset Token).',
  }),
  DISCORD_API_URL: httpUrl('must be an http or https address').default('https://discord.com/api'),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{17,20}$/, { error: 'must be a server id: 17 to 20 digits' })
    .optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpUrl(
    'must be an http or https address, such as http://localhost:11434/v1',
  ).optional(),
  OPENAI_MODEL: z.string().default('gpt-5.4-mini'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/./, { error: 'must begin with mongodb:// or mongodb+srv://' })
    .optional(),
  DATA_DIR: z.string().default('./data'),
  HISTORY_MESSAGES: wholeNumber(6, 200),
  COOLDOWN_SECONDS: wholeNumber(5, 86_400),
  DAILY_LIMIT: wholeNumber(100, 1_000_000),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })
    .default('info'),
});

const KEY_MISSING =
  'is missing. Create one at https://platform.openai.com/api-keys, or set OPENAI_BASE_URL to a compatible server.';

/**
 * Reads the configuration from environment variables; an empty one counts as not set.
 * @throws {ConfigError} naming every variable that is missing or malformed
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const parsed = environment.safeParse(given);
  // A server of one's own, such as Ollama, usually wants no key; OpenAI does.
  const keyMissing = !given['OPENAI_API_KEY'] && !given['OPENAI_BASE_URL'];
  if (!parsed.success || keyMissing) {
    const problems = new Map<string, string>(
      parsed.error?.issues.map((issue) => [String(issue.path[0]), issue.message]),
    );
    if (keyMissing) problems.set('OPENAI_API_KEY', KEY_MISSING);
    throw new ConfigError(problems);
  }
  const value = parsed.data;
  return {
    discord: {
      token: value.DISCORD_TOKEN,
      // discord.js adds the version itself.
      apiUrl: value.DISCORD_API_URL.replace(/(\/v\d+)?\/*$/, ''),
      guildId: value.DISCORD_GUILD_ID,
    },
    model: {
      apiKey: value.OPENAI_API_KEY ?? 'none',
      baseUrl: value.OPENAI_BASE_URL,
      name: value.OPENAI_MODEL,
    },
    store: { mongodbUri: value.MONGODB_URI, dataDir: value.DATA_DIR },
    historyMessages: value.HISTORY_MESSAGES,
    limits: { cooldownSeconds: value.COOLDOWN_SECONDS, dailyLimit: value.DAILY_LIMIT },
    logLevel: value.LOG_LEVEL,
  };
}
