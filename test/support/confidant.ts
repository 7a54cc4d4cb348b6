import { expect } from 'vitest';
import {
  type Channel,
  type Interaction,
  LoopbackDiscord,
  type LoopbackOptions,
  type Message,
  type Person,
} from '../../playground/discord/index.ts';
import { Bot } from '../../src/bot.ts';
import { createTranslator } from '../../src/locales/index.ts';
import { createLogger } from '../../src/logger.ts';
import type { Turn } from '../../src/models/turn.ts';
import type { CheckInTimes } from '../../src/services/checkins/scheduler.ts';
import { Coach } from '../../src/services/coaching/coach.ts';
import type { LeaseTimes } from '../../src/services/coaching/leases.ts';
import { Limits, type LimitSettings } from '../../src/services/coaching/limits.ts';
import { Model, type ModelOptions } from '../../src/services/coaching/model.ts';
import { Pictures } from '../../src/services/coaching/pictures.ts';
import { type Examined, Moderation } from '../../src/services/safety/moderation.ts';
import type { StoreLocation } from '../../src/services/store/index.ts';
import type { Store } from '../../src/services/store/store.ts';
import { buttonsOf } from './buttons.ts';
import type { DatabaseKind, TestDatabase } from './databases.ts';
import { TestModel } from './model.ts';

/** What a message that is being written says so far. */
export const withoutCursor = (content: string): string => content.replace(/ ?▍/, '');

interface ConfidantOptions {
  discord?: LoopbackOptions;
  historyMessages?: number;
  /** Whether the coach sums up what is older: then it asks the model in the background, too. */
  remembers?: boolean;
  /** Has questions examined before their answers are shown; a verdict is waited for so long, in milliseconds. */
  examinesWithinMs?: number;
  limits?: Partial<LimitSettings>;
  model?: Partial<ModelOptions>;
  /** How long the store may take, in milliseconds. */
  storeBudgetMs?: number;
  /** When processes that share a database take each other for gone. */
  leaseTimes?: LeaseTimes;
  /** Registers the commands in the server alone. */
  inServerOnly?: boolean;
  /** How often the bot looks for check-ins, and by which clock. */
  checkInTimes?: Partial<CheckInTimes>;
  /** How many requests a second the bot takes to be allowed. */
  requestsPerSecond?: number;
  /** How long a request for a reply may take, in milliseconds. */
  replyRequestMs?: number;
  /** Puts something between the bot and its store. */
  wrapStore?: (store: Store) => Store;
}

/** A profile as somebody types it. */
export const ADA = { name: 'Ada Lovelace', age: '29', gender: 'woman', interests: 'chess, poetry' };

/** What the bot logs when Discord has its commands. */
const REGISTERED = 'commands are registered';

/**
 * The bot on a loopback Discord, with a model and a database: all of it real, in this process.
 * There is a server with a channel, and two people who are in it.
 */
export class Confidant {
  readonly discord: LoopbackDiscord;
  readonly model: TestModel;
  readonly store: Store;
  readonly channel: Channel;
  readonly ada: Person;
  readonly ben: Person;
  /** Every line that was logged. */
  readonly logs: string[];
  /** How the examinations of questions went. */
  readonly examined: Examined[];
  readonly #database: TestDatabase;
  readonly #startBot: () => Promise<Bot>;
  #bot: Bot | undefined;

  private constructor(parts: {
    discord: LoopbackDiscord;
    model: TestModel;
    store: Store;
    database: TestDatabase;
    startBot: () => Promise<Bot>;
    logs: string[];
    examined: Examined[];
  }) {
    this.discord = parts.discord;
    this.model = parts.model;
    this.store = parts.store;
    this.logs = parts.logs;
    this.examined = parts.examined;
    this.#startBot = parts.startBot;
    this.#database = parts.database;
    const server = this.discord.createGuild({ name: 'The Lighthouse' });
    this.channel = server.createTextChannel({ name: 'general' });
    this.ada = this.discord.createPerson({ username: 'ada', displayName: 'Ada L.' });
    this.ben = this.discord.createPerson({ username: 'ben', displayName: 'Ben' });
  }

  static async start(kind: DatabaseKind, options: ConfidantOptions = {}): Promise<Confidant> {
    const database = await kind.create();
    const [discord, model, translate] = await Promise.all([
      LoopbackDiscord.start(options.discord),
      TestModel.start(),
      createTranslator(),
    ]);
    const logs: string[] = [];
    const write = (line: string) => {
      logs.push(line);
      discord.lookAgain();
    };
    const log = createLogger('trace', { write });
    const store = await database.open({}, log);
    const examined: Examined[] = [];
    const startBot = async () => {
      const examiner = new Moderation({
        apiKey: 'test-key',
        baseUrl: model.baseUrl,
        log,
        timeoutMs: options.examinesWithinMs ?? 0,
        onExamined: (result) => examined.push(result),
      });
      const moderation = options.examinesWithinMs ? examiner : undefined;
      const botStore = options.wrapStore?.(store) ?? store;
      const coach = new Coach({
        store: botStore,
        model: new Model({
          apiKey: 'test-key',
          baseUrl: model.baseUrl,
          name: 'test-model',
          maxRetries: 0,
          ...options.model,
        }),
        limits: new Limits(botStore, { cooldownSeconds: 0, dailyLimit: 0, ...options.limits }),
        pictures: new Pictures([discord.url]),
        historyMessages: options.historyMessages ?? 6,
        remembers: options.remembers ?? false,
        moderation,
        translate,
        log,
        ...(options.leaseTimes && { leaseTimes: options.leaseTimes }),
        ...(options.storeBudgetMs !== undefined && { storeBudgetMs: options.storeBudgetMs }),
      });
      const { token, apiUrl } = discord;
      const guildId = options.inServerOnly ? confidant.channel.guild?.id : undefined;
      const bot = new Bot({
        token,
        apiUrl,
        guildId,
        store: botStore,
        coach,
        translate,
        moderation,
        log,
        ...(options.requestsPerSecond && { requestsPerSecond: options.requestsPerSecond }),
        ...(options.checkInTimes && { checkInTimes: options.checkInTimes }),
        watch: (_, replyClients) => {
          if (options.replyRequestMs === undefined) return;
          for (const client of replyClients) client.options.timeout = options.replyRequestMs;
        },
      });
      await bot.start();
      return bot;
    };
    const confidant = new Confidant({ discord, model, store, database, startBot, logs, examined });
    await confidant.startBot();
    return confidant;
  }

  /** Starts the bot, also once more after it was stopped: what it remembers is in the database. */
  async startBot(): Promise<void> {
    const before = this.logs.length;
    this.#bot = await this.#startBot();
    const registered = () => this.logs.slice(before).some((line) => line.includes(REGISTERED));
    await this.discord.until(registered, { what: 'the registration of the commands' });
  }

  /** Has the bot begin no more answers; resolves when those that are being written are. */
  async drainBot(): Promise<void> {
    await this.#bot?.drain(10_000);
  }

  /** Stops the bot alone, as a signal does. */
  async stopBot(): Promise<void> {
    const bot = this.#bot;
    this.#bot = undefined;
    await bot?.stop();
  }

  /** Stops everything, and fails if the bot did what Discord does not allow. */
  async stop({ rateLimited = 0 } = {}): Promise<void> {
    await this.stopBot();
    await this.discord.stop();
    await this.model.stop();
    await this.#database.drop();
    expect(this.discord.errors).toEqual([]);
    expect(this.discord.unknownRoutes).toEqual([]);
    expect(this.discord.stats.rateLimited).toBe(rateLimited);
  }

  /** Where its database is. */
  get location(): StoreLocation {
    return this.#database.location;
  }

  dm(person: Person): Channel {
    return this.discord.dmWithBot(person);
  }

  /** Fills in the set-up modal. */
  async setUp(
    person: Person,
    profile: Record<string, string> = ADA,
    where = this.channel,
  ): Promise<Interaction> {
    const command = await person.runCommand('profile setup', {}, where);
    const modal = await command.modal();
    const submitted = await modal.submit(profile);
    await this.shown(submitted);
    return submitted;
  }

  /** Forgets what was examined so far, such as the form of a set-up. */
  forgetExamined(): void {
    this.model.examiner.forget();
    this.examined.length = 0;
  }

  /** Asks a question; resolves when it is acknowledged. */
  async ask(
    person: Person,
    question: string,
    where: Channel = this.channel,
    options: Record<string, boolean> = {},
  ): Promise<Interaction> {
    const interaction = await person.runCommand('advice', { question, ...options }, where);
    await interaction.response();
    return interaction;
  }

  /** Asks a question and resolves once its whole answer is shown. */
  async answered(
    person: Person,
    question: string,
    answer: string,
    where: Channel = this.channel,
  ): Promise<Message> {
    return this.shows(await this.ask(person, question, where), answer);
  }

  /**
   * Resolves with the message of an interaction that shows a text (all of it, or what a pattern asks), whether it
   * is still being written or not.
   */
  async shows(interaction: Interaction, text: string | RegExp): Promise<Message> {
    const matches = ({ content, deleted }: Message) => {
      const words = withoutCursor(content);
      return !deleted && (typeof text === 'string' ? words === text : text.test(words));
    };
    return this.discord.until(() => interaction.messages().find(matches), {
      what: `a reply with ${String(text).slice(0, 80)}`,
    });
  }

  /** The same, once nothing is to come any more. */
  async ended(interaction: Interaction, text: string | RegExp): Promise<Message> {
    const message = await this.shows(interaction, text);
    await this.discord.until(() => !buttonsOf(message).includes('Stop'), { what: 'the end' });
    return message;
  }

  /** Resolves with the bot's message that answers a person's and shows a text, whether it is being written or not. */
  async repliesTo(asked: Message, text: string | RegExp): Promise<Message> {
    const matches = ({ content, repliesTo }: Message) => {
      const words = withoutCursor(content);
      const isIt = typeof text === 'string' ? words === text : text.test(words);
      return isIt && repliesTo === asked;
    };
    return this.discord.until(() => [...asked.channel.messages.values()].find(matches), {
      what: `an answer with ${String(text).slice(0, 80)}`,
    });
  }

  /** The same, once nothing is to come any more. */
  async answers(asked: Message, text: string | RegExp): Promise<Message> {
    const message = await this.repliesTo(asked, text);
    await this.discord.until(() => !buttonsOf(message).includes('Stop'), { what: 'the end' });
    return message;
  }

  /** Resolves with a turn once it has ended. */
  async turnEnded(person: Person, turnId: string): Promise<Turn> {
    const ended = () =>
      this.logs.some((line) => /turn (ended|failed)/.test(line) && line.includes(turnId));
    await this.discord.until(ended, { what: 'the end of a turn' });
    const turn = await this.store.findTurn(person.id, turnId);
    if (!turn) throw new Error('The turn is not stored');
    return turn;
  }

  /** The first message of an interaction's reply, once it shows something. */
  async shown(interaction: Interaction): Promise<Message> {
    const message = await interaction.reply();
    await this.discord.until(() => !message.thinking, { what: 'a reply' });
    return message;
  }
}
