import { join } from 'node:path';
import { BotProcess } from './botProcess.ts';
import { type Cast, gather } from './cast.ts';
import { LoopbackDiscord } from './discord/index.ts';
import { type ModelGateway, openModel, type OpenedModel } from './model/index.ts';
import { StateFolder } from './stateFolder.ts';

export interface HouseOptions {
  /** Where everything is kept that is to be there the next time: this Discord's state and the bot's database. */
  folder: string;
  /** The environment to take a model from: OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL. */
  env: Readonly<Record<string, string | undefined>>;
  /** An OpenAI-compatible server, instead of what the environment says. */
  modelUrl?: string | undefined;
  /** Forgets what the folder holds. */
  reset?: boolean;
}

interface Rooms {
  state: StateFolder;
  discord: LoopbackDiscord;
  model: OpenedModel;
  bot: BotProcess;
}

/** A Discord on loopback, a model, and the real bot between them in a process of its own. */
export class House {
  readonly discord: LoopbackDiscord;
  readonly model: ModelGateway;
  readonly bot: BotProcess;
  /** Who and what there is on this Discord. */
  readonly cast: Cast;
  readonly #state: StateFolder;
  readonly #stopModel: () => Promise<void>;

  private constructor({ state, discord, model, bot }: Rooms) {
    this.#state = state;
    this.discord = discord;
    this.model = model.gateway;
    this.bot = bot;
    state.keep(discord);
    this.cast = gather(discord);
    this.#stopModel = model.stop;
  }

  /**
   * Opens it and waits until the bot is connected and its commands are registered.
   * @throws when the bot ends before that, or another playground uses the folder
   */
  static async open(options: HouseOptions): Promise<House> {
    const house = await House.begin(options);
    await house.ready();
    return house;
  }

  /** Goes on with what the folder holds. Resolves when the bot is about to start. */
  static async begin({ folder, env, modelUrl, reset }: HouseOptions): Promise<House> {
    const state = await StateFolder.open(folder);
    if (reset) await state.clear();
    const [discord, model] = await Promise.all([
      state.read().then((saved) => LoopbackDiscord.start({ state: saved })),
      openModel({ env, modelUrl }),
    ]);
    const bot = new BotProcess({
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_GUILD_ID: '',
      OPENAI_API_KEY: env['OPENAI_API_KEY'] ?? '',
      OPENAI_BASE_URL: model.gateway.baseUrl,
      OPENAI_MODEL: env['OPENAI_MODEL'] ?? '',
      MONGODB_URI: '',
      DATA_DIR: join(folder, 'bot'),
      ENCRYPTION_KEY: '',
      COOLDOWN_SECONDS: '0',
      LOG_LEVEL: 'info',
    });
    const house = new House({ state, discord, model, bot });
    bot.start();
    return house;
  }

  /** Resolves when the bot is connected; closes everything and rejects when it ends before that. */
  async ready(): Promise<void> {
    try {
      await this.bot.running();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Stops everything, the bot first, so that its last words are kept. Resolves with the bot's exit code. */
  async close(): Promise<number | null> {
    const code = await this.bot.stop();
    await this.#state.close();
    await this.discord.stop();
    await this.#stopModel();
    return code;
  }
}
