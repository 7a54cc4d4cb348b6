import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Channel,
  Interaction,
  LoopbackDiscord,
  Message,
  Person,
} from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import type { Random } from './random.ts';

/** A question that somebody asked; its turn has the interaction's id. */
export interface Asked {
  person: Person;
  interaction: Interaction;
}

/** What everybody shares. */
export interface Surroundings {
  discord: LoopbackDiscord;
  channel: Channel;
  /** Every question, as it is asked. */
  asked: Asked[];
  /** How often each thing was done. */
  done: Map<string, number>;
  /** Aborted when nobody begins anything any more. */
  over: AbortSignal;
}

/** How long somebody thinks before they do something, in milliseconds. */
const PAUSE_MS = [4_000, 25_000] as const;
/** A reply that takes longer is looked at when everything is over. */
const PATIENCE_MS = 90_000;

/** Somebody who uses the bot for as long as the soak lasts. */
export class SoakPerson {
  readonly person: Person;
  readonly #random: Random;
  readonly #all: Surroundings;

  constructor(person: Person, random: Random, all: Surroundings) {
    this.person = person;
    this.#random = random;
    this.#all = all;
  }

  async setUp(): Promise<void> {
    const interests = this.#random.pick([
      [1, 'chess'],
      [1, 'music, walks'],
      [1, 'cooking, books, the sea'],
    ]);
    const { channel } = this.#all;
    const opened = await this.person.runCommand('profile setup', {}, channel);
    const modal = await opened.modal();
    const profile = { name: 'Sam Soak', age: '30', gender: 'person', interests };
    await (await modal.submit(profile)).reply();
  }

  /** Does one thing after another. What the bot does not answer in time is no failure: Discord says so. */
  async live(): Promise<void> {
    while (await this.#pause()) {
      const [name, action] = this.#random.pick<readonly [string, () => Promise<unknown>]>([
        [60, ['advice', () => this.#ask()]],
        [10, ['advice, stopped', () => this.#askAndStop()]],
        [5, ['advice, twice at once', () => Promise.all([this.#ask(), this.#ask()])]],
        [15, ['history', () => this.#history()]],
        [10, ['profile', () => this.setUp()]],
      ]);
      this.#count(name);
      await action().catch(() => this.#count('not answered in time'));
    }
  }

  async #ask(): Promise<void> {
    await this.#follow(await this.#begin());
  }

  async #askAndStop(): Promise<void> {
    const interaction = await this.#begin();
    await interaction.response();
    await this.#until(() => stoppable(interaction) || hasEnded(interaction));
    const message = stoppable(interaction);
    if (message) await this.person.click(message, en.advice.stop);
    await this.#follow(interaction);
  }

  async #begin(): Promise<Interaction> {
    const { discord, channel } = this.#all;
    const isDirect = this.#random.chance(0.4);
    const where = isDirect ? discord.dmWithBot(this.person) : channel;
    const options = {
      question: `What about ${Math.floor(this.#random.between(0, 1e6))}?`,
      ...(this.#random.chance(0.3) && { private: false }),
    };
    const interaction = await this.person.runCommand('advice', options, where);
    this.#all.asked.push({ person: this.person, interaction });
    return interaction;
  }

  /** Reads a reply to its end, and mostly tries again where it broke off, sometimes also where it did not. */
  async #follow(interaction: Interaction): Promise<void> {
    await interaction.response();
    await this.#until(() => hasEnded(interaction));
    const last = interaction.messages().find((message) => hasButton(message, en.advice.tryAgain));
    if (!last) return;
    const isWhole = hasButton(last, en.advice.followUp);
    if (!this.#random.chance(isWhole ? 0.1 : 0.7) || !(await this.#pause())) return;
    this.#count('try again');
    const again = await this.person.click(last, en.advice.tryAgain);
    this.#all.asked.push({ person: this.person, interaction: again });
    await this.#follow(again);
  }

  async #history(): Promise<void> {
    const interaction = await this.person.runCommand('history', {}, this.#all.channel);
    await interaction.response();
    const message = await this.#until(() =>
      interaction.messages().find(({ thinking }) => !thinking),
    );
    if (hasButton(message, en.history.older)) await this.person.click(message, en.history.older);
  }

  #until<T>(predicate: () => T): Promise<NonNullable<T>> {
    return this.#all.discord.until(predicate, { timeoutMs: PATIENCE_MS });
  }

  /** False when everything is over. */
  async #pause(): Promise<boolean> {
    const pause = sleep(this.#random.between(...PAUSE_MS), undefined, { signal: this.#all.over });
    return pause.then(
      () => true,
      () => false,
    );
  }

  #count(name: string): void {
    this.#all.done.set(name, (this.#all.done.get(name) ?? 0) + 1);
  }
}

/** Whether a reply has come to an end, as its reader sees it. */
export function hasEnded(interaction: Interaction): boolean {
  const messages = interaction.messages().filter(({ deleted }) => !deleted);
  return (
    messages.length > 0 &&
    messages.every((message) => !message.thinking && !isBeingWritten(message))
  );
}

const stoppable = (interaction: Interaction): Message | undefined =>
  interaction.messages().find((message) => hasButton(message, en.advice.stop));

const isBeingWritten = (message: Message): boolean =>
  hasButton(message, en.advice.stop) || message.content.includes('▍');

const hasButton = ({ components }: Message, label: string): boolean =>
  components.some(
    (row) =>
      'components' in row &&
      row.components.some((button) => 'label' in button && button.label === label),
  );
