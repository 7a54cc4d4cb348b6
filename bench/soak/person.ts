import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, Interaction, Message, Person } from '../../playground/discord/index.ts';
import { type Asked, askedBy, askedIn } from './asked.ts';
import { arrive, DEEDS } from './deeds/index.ts';
import { pictureOf } from './deeds/pictures.ts';
import type { Random } from './random.ts';
import { question } from './words.ts';
import type { Surroundings } from './surroundings.ts';

/** How long somebody thinks before they do something, in milliseconds. */
const PAUSE_MS = [4_000, 25_000] as const;
/** A reply that takes longer is looked at when everything is over. */
const PATIENCE_MS = 90_000;

/** Somebody who uses the bot for as long as the soak lasts. */
export class SoakPerson {
  readonly person: Person;
  readonly random: Random;
  readonly all: Surroundings;
  /** Where they are among others. */
  readonly channel: Channel;
  /** Whether the bot knows who they are, as far as they know. */
  hasProfile = false;
  /** Their question that waits for the bot to know that. */
  waiting: Asked | undefined;
  /** What the bot wrote last to them there. */
  lastThere: Message | undefined;

  constructor(person: Person, channel: Channel, random: Random, all: Surroundings) {
    this.person = person;
    this.channel = channel;
    this.random = random;
    this.all = all;
  }

  /** The bot's direct messages. */
  get dm(): Channel {
    return this.all.discord.dmWithBot(this.person);
  }

  /** Does one thing after another. What the bot does not answer in time is no failure: Discord says so. */
  async live(): Promise<void> {
    while (await this.pause()) {
      const [name, deed] = this.hasProfile ? this.random.pick(DEEDS) : arrive;
      this.count(name);
      await deed(this).catch(() => this.count('not answered in time'));
    }
  }

  /** A question that no other is the same as; later ones have higher numbers. */
  words(): string {
    this.all.records.spoken += 1;
    return question(this.person.username, this.all.records.spoken);
  }

  /** Writes a message that is a question. */
  write(channel: Channel, { replyTo, hasPicture }: Draft = {}): Asked {
    const isAddressed = channel === this.dm || replyTo !== undefined;
    const mention = isAddressed ? '' : `<@${this.all.discord.applicationId}> `;
    const message = this.person.send(channel, {
      content: `${mention}${this.words()}`,
      ...(replyTo && { replyTo }),
      ...(hasPicture && { attachments: [pictureOf(this)] }),
    });
    return this.asks(askedIn(message, this.person, this.all.replies));
  }

  /** Notes what an interaction asks. */
  asksBy(interaction: Interaction): Asked {
    return this.asks(askedBy(interaction));
  }

  asks(asked: Asked): Asked {
    this.all.records.asked.push(asked);
    return asked;
  }

  until<T>(predicate: () => T, timeoutMs = PATIENCE_MS): Promise<NonNullable<T>> {
    const { discord, late } = this.all;
    const look = () => {
      late.throwIfAborted();
      return predicate();
    };
    return discord.until(look, { timeoutMs });
  }

  /** False when everything is over. */
  async pause(): Promise<boolean> {
    const pause = sleep(this.random.between(...PAUSE_MS), undefined, { signal: this.all.over });
    return pause.then(
      () => true,
      () => false,
    );
  }

  count(name: string): void {
    this.all.done.set(name, (this.all.done.get(name) ?? 0) + 1);
  }
}

interface Draft {
  replyTo?: Message | undefined;
  hasPicture?: boolean;
}
