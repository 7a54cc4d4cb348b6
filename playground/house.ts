import { BotProcess } from './botProcess.ts';
import { OfflineCoach } from './coach/offlineCoach.ts';
import { LoopbackDiscord } from './discord/index.ts';

export interface HouseOptions {
  /** Where the bot keeps its database. */
  dataDir: string;
  /** The environment to take a model from: OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL. */
  env: Readonly<Record<string, string | undefined>>;
}

/** A Discord on loopback, a model, and the real bot between them in a process of its own. */
export class House {
  readonly discord: LoopbackDiscord;
  /** Undefined when there is a real model. */
  readonly coach: OfflineCoach | undefined;
  readonly bot: BotProcess;

  private constructor(discord: LoopbackDiscord, coach: OfflineCoach | undefined, bot: BotProcess) {
    this.discord = discord;
    this.coach = coach;
    this.bot = bot;
  }

  /** Resolves when the bot is connected and its commands are registered; rejects when it ends before. */
  static async open({ dataDir, env }: HouseOptions): Promise<House> {
    const hasModel = Boolean(env['OPENAI_API_KEY'] ?? env['OPENAI_BASE_URL']);
    const coach = hasModel ? undefined : new OfflineCoach();
    const [discord] = await Promise.all([LoopbackDiscord.start(), coach?.start()]);
    const bot = new BotProcess({
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_GUILD_ID: '',
      OPENAI_API_KEY: env['OPENAI_API_KEY'] ?? '',
      OPENAI_BASE_URL: coach?.baseUrl ?? env['OPENAI_BASE_URL'] ?? '',
      OPENAI_MODEL: env['OPENAI_MODEL'] ?? '',
      MONGODB_URI: '',
      DATA_DIR: dataDir,
      COOLDOWN_SECONDS: '0',
      LOG_LEVEL: 'info',
    });
    bot.start();
    const house = new House(discord, coach, bot);
    const ended = bot.exit().then((code) => {
      throw new Error(`The bot ended with exit code ${code} before it was ready`);
    });
    await Promise.race([house.#ready(), ended]);
    return house;
  }

  async #ready(): Promise<void> {
    await this.discord.ready();
    await this.discord.until(() => this.discord.commands.list(undefined).length > 0);
  }

  /** Resolves with the bot's exit code. */
  async close(): Promise<number | null> {
    const code = await this.bot.stop();
    await this.discord.stop();
    await this.coach?.stop();
    return code;
  }
}
