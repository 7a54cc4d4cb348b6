import { type Config, ConfigError, readConfig } from '../src/config.ts';
import type { ModelOptions } from '../src/services/coaching/model.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Which models answer and judge. */
export interface Settings {
  answering: ModelOptions;
  judging: ModelOptions;
  historyMessages: number;
}

/** What the bot itself reads of the environment, as far as it is of use here. */
const SHARED = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_MODEL', 'HISTORY_MESSAGES'];

/**
 * Nobody waits for these answers: a provider that is busy is asked again more often than by the bot, and a model on a
 * slow machine may read for minutes before it writes.
 */
const PATIENCE = { maxRetries: 5, idleTimeoutMs: 600_000 };

/**
 * Reads the models from the environment, by the bot's own rules; the judge is the model that answers unless
 * EVAL_JUDGE_MODEL, EVAL_JUDGE_BASE_URL or EVAL_JUDGE_API_KEY say otherwise.
 * @param judge the judge's model as the command line names it
 * @throws {ConfigError} naming every variable that is missing or malformed
 */
export function readSettings(env: Environment, judge: string | undefined): Settings {
  const { model, historyMessages } = read(env);
  return {
    answering: { ...model, ...PATIENCE },
    judging: {
      ...(judgeServer(env) ?? model),
      name: judge ?? (env['EVAL_JUDGE_MODEL']?.trim() || model.name),
      ...PATIENCE,
    },
    historyMessages,
  };
}

/** The server that judges, if it is one of its own: it is never shown the other one's key. */
function judgeServer(env: Environment): ModelOptions | undefined {
  const baseUrl = env['EVAL_JUDGE_BASE_URL']?.trim();
  const apiKey = env['EVAL_JUDGE_API_KEY']?.trim();
  if (!baseUrl && !apiKey) return undefined;
  if (baseUrl && !/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? '')) {
    throw new ConfigError(new Map([['EVAL_JUDGE_BASE_URL', 'must be an http or https address']]));
  }
  return read({ OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey }).model;
}

/** The bot's configuration without Discord and a database. */
function read(env: Environment): Config {
  const shared = Object.fromEntries(SHARED.map((name) => [name, env[name]]));
  return readConfig({ ...shared, DISCORD_TOKEN: 'none' });
}
