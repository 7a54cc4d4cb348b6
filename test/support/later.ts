import type { Channel, Message, Person } from '../../playground/discord/index.ts';
import { Confidant } from './confidant.ts';
import type { DatabaseKind } from './databases.ts';

export const HOUR_MS = 60 * 60_000;
export const DAY_MS = 24 * HOUR_MS;

/** The bot, with a clock for check-ins that a test puts forward, and what people do with `/checkin`. */
export class Later {
  readonly bot: Confidant;
  readonly #clock: { ahead: number };

  private constructor(bot: Confidant, clock: { ahead: number }) {
    this.bot = bot;
    this.#clock = clock;
  }

  static async start(
    kind: DatabaseKind,
    options: Parameters<typeof Confidant.start>[1] = {},
  ): Promise<Later> {
    const clock = { ahead: 0 };
    const now = () => new Date(Date.now() + clock.ahead);
    const bot = await Confidant.start(kind, { ...options, checkInTimes: { lookEveryMs: 25, now } });
    return new Later(bot, clock);
  }

  /** Lets so much time pass. */
  pass(milliseconds: number): void {
    this.#clock.ahead += milliseconds;
  }

  async add(
    plan: string,
    when: string,
    { person = this.bot.ada, where = this.bot.channel }: { person?: Person; where?: Channel } = {},
  ): Promise<Message> {
    return this.bot.shown(await person.runCommand('checkin add', { plan, when }, where));
  }

  /** Of the next message that the bot sends somebody, Discord's answer is lost. */
  losesAnswer(): void {
    const route = /\/channels\/\d+\/messages/;
    this.bot.discord.faults.add({ method: 'POST', route, reset: true, applied: true, times: 1 });
  }

  async list(): Promise<Message> {
    return this.bot.shown(await this.bot.ada.runCommand('checkin list', {}, this.bot.channel));
  }

  async setZone(zone: string): Promise<Message> {
    const { ada, channel } = this.bot;
    return this.bot.shown(await ada.runCommand('checkin timezone', { zone }, channel));
  }

  /** The message in which the coach asks about a plan. */
  asked(about: string, person = this.bot.ada): Promise<Message> {
    const find = () => this.messagesTo(person).find(({ content }) => content.includes(about));
    return this.bot.discord.until(find, { what: `a question about ${about}` });
  }

  messagesTo(person: Person): Message[] {
    return person.sees(this.bot.dm(person));
  }

  /** Resolves when the bot has logged this so often. */
  async logged(message: string, count = 1): Promise<void> {
    const { discord, logs } = this.bot;
    const lines = () => logs.filter((line) => line.includes(message));
    await discord.until(() => lines().length >= count, { what: message });
  }
}
