import { config as loadDotenv } from 'dotenv';
import { DiscordjsError, DiscordjsErrorCodes } from 'discord.js';
import { Bot } from './bot.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createTranslator } from './locales/index.ts';
import { createLogger } from './logger.ts';
import { Coach } from './services/coaching/coach.ts';
import { Limits } from './services/coaching/limits.ts';
import { Model } from './services/coaching/model.ts';
import { openStore } from './services/store/index.ts';

loadDotenv({ quiet: true });
const config = configOrExit();
const log = createLogger(config.logLevel);

const store = await openStore(config.store).catch((err: unknown) => {
  log.fatal({ err }, 'the database cannot be opened: check MONGODB_URI or DATA_DIR');
  process.exit(1);
});
const coach = new Coach({
  store,
  model: new Model(config.model),
  limits: new Limits(store, config.limits),
  historyMessages: config.historyMessages,
  log,
});
const bot = new Bot({ ...config.discord, store, coach, translate: await createTranslator(), log });

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    log.info({ signal }, 'stopping');
    void stop(0);
  });
}

try {
  await bot.start();
} catch (err) {
  const refused = err instanceof DiscordjsError && err.code === DiscordjsErrorCodes.TokenInvalid;
  log.fatal(
    { err },
    refused ? 'Discord does not accept DISCORD_TOKEN' : 'Discord cannot be reached',
  );
  await stop(1);
}

async function stop(exitCode: number): Promise<void> {
  await bot.stop();
  await store.close();
  process.exit(exitCode);
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
