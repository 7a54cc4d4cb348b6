import type { Message } from 'discord.js';
import { QUESTION_LENGTH } from '../../models/turn.ts';
import type { Refusal } from '../../services/coaching/question.ts';
import { within } from '../../within.ts';
import type { Answer } from '../../services/coaching/writer.ts';
import { pause } from '../../services/reply/pause.ts';
import { TryLater } from '../../services/reply/surface.ts';
import type { CommandContext } from '../context.ts';
import { answer } from './answering.ts';
import { addBefore, type Batch, newBatch, takeBack, takeOut } from './batch.ts';
import { recallReplied } from './followed.ts';
import {
  alike,
  askedIn,
  gather,
  hasUnseen,
  onOne,
  partsOf,
  unseenIn,
  wordsOf,
} from './gathered.ts';
import { sayInstead } from './instead.ts';
import { KeptMessages } from './keptMessages.ts';
import { hasProfile, LOOK_UP_MS, lookUp } from './knownWriter.ts';
import { messagePlace } from './replyPlace.ts';
import { typingUntilShown } from './typing.ts';
import { unseenNote } from './unseen.ts';
import { WaitingWords } from './waitingWords.ts';

/** Messages of one person that are being read once more. */
interface Expected {
  userId: string;
  isForgotten: boolean;
  /** The messages that were deleted meanwhile, whosever they are. */
  deleted: Set<string>;
}

/**
 * Messages that are questions. What somebody writes while an answer to them is being written is gathered, and asked as
 * one question when it has ended.
 */
export class Inbox {
  /** What may still be added to, by who wrote it where. */
  readonly #gathering = new Map<string, Batch>();
  /** All that is not asked yet. */
  readonly #unasked = new Set<Batch>();
  readonly #kept = new KeptMessages();
  readonly #words = new WaitingWords();
  /** Whose messages are being read once more. */
  readonly #expected = new Set<Expected>();

  /** Takes in a message. Resolves when it is answered, or goes along with another one. */
  async take(message: Message, context: CommandContext): Promise<void> {
    const key = keyOf(message);
    const gathered = this.#gathering.get(key);
    if (gathered) {
      // Discord may deliver a message twice.
      if (gathered.messages.some(({ id }) => id === message.id)) return;
      gathered.messages.push(message);
      if (gathered.waits) this.#meet(gathered, context);
      await this.#kept.insist(message, context);
      return;
    }
    await this.#begin(key, newBatch([message]), context);
  }

  /**
   * Takes in what somebody wrote in one place and a process kept that is gone.
   * @param find resolves with it, the oldest first
   */
  async resume(
    userId: string,
    find: () => Promise<Message[]>,
    context: CommandContext,
  ): Promise<void> {
    const expected = { userId, isForgotten: false, deleted: new Set<string>() };
    this.#expected.add(expected);
    let found: Message[];
    try {
      found = await find();
      await Promise.all(found.map((message) => this.#kept.keep(message, context)));
    } finally {
      this.#expected.delete(expected);
    }
    const isLeft = ({ id }: Message) => !expected.isForgotten && !expected.deleted.has(id);
    const messages = found.filter(isLeft);
    this.#kept.drop(
      found.filter((message) => !isLeft(message)),
      context,
    );
    const [first] = messages;
    if (!first) return;
    const key = keyOf(first);
    const gathered = this.#gathering.get(key);
    if (gathered) {
      const known = new Set(gathered.messages.map(({ id }) => id));
      gathered.messages.unshift(...messages.filter(({ id }) => !known.has(id)));
      if (gathered.waits) this.#meet(gathered, context);
    } else await this.#begin(key, newBatch(messages), context);
  }

  /** Asks what is gathered, until it is asked. */
  async #begin(key: string, batch: Batch, context: CommandContext): Promise<void> {
    this.#unasked.add(batch);
    try {
      await this.#ask(key, batch, context);
    } finally {
      this.#unasked.delete(batch);
      this.#close(key, batch);
      this.#kept.drop(batch.messages, context);
    }
    await batch.rest;
  }

  /** Asks nothing of what this person wrote so far. */
  forget(userId: string, context: CommandContext): void {
    for (const expected of this.#expected) expected.isForgotten ||= expected.userId === userId;
    for (const batch of this.#unasked) {
      const [first] = batch.messages;
      if (first?.author.id !== userId) continue;
      this.#kept.drop(batch.messages, context);
      batch.messages = [];
      this.#close(keyOf(first), batch);
    }
  }

  /** All that was stored of this person is deleted: what they wrote since then waits still. */
  renew(userId: string, context: CommandContext): void {
    for (const { messages } of this.#unasked) {
      if (messages[0]?.author.id === userId) this.#kept.renew(messages, context);
    }
  }

  /** Asks nothing of these messages, which are deleted. What is being asked already is answered. */
  retract(ids: readonly string[], context: CommandContext): void {
    for (const { deleted } of this.#expected) for (const id of ids) deleted.add(id);
    for (const batch of this.#unasked) {
      this.#kept.drop(takeOut(batch, ids), context);
    }
  }

  /** Asks what is gathered as soon as it may be. */
  async #ask(key: string, batch: Batch, context: CommandContext): Promise<void> {
    const { stopping: signal } = context;
    while (batch.messages.length > 0) {
      const isLast = signal.aborted;
      this.#gathering.set(key, batch);
      const waitMs = await this.#answer(key, batch, context);
      if (waitMs === undefined) return;
      const newer = this.#gathering.get(key);
      if (newer) return addBefore(newer, batch);
      if (batch.messages.length > 0) this.#gathering.set(key, batch);
      if (!(await this.#keep(batch, context))) return this.#giveBack(key, batch, context);
      if (isLast) return this.#leave(batch, context);
      this.#meet(batch, context);
      await pause(waitMs, signal);
      batch.messages = batch.messages.filter((message) => !this.#kept.isLost(message));
      if (context.coach.isEnding) return this.#leave(batch, context);
    }
  }

  /** Has what now waits looked at: help lines do not wait, and what is refused is not asked. */
  #meet(batch: Batch, context: CommandContext): void {
    batch.waits = true;
    for (const message of batch.messages) {
      void this.#words.meet(message, () => this.retract([message.id], context), context);
    }
  }

  /** Whether all that waits is kept, so that another process asks it if this one cannot. */
  async #keep({ messages }: Pick<Batch, 'messages'>, context: CommandContext): Promise<boolean> {
    const keeping = messages.map((message) => this.#kept.keep(message, context));
    try {
      await within(LOOK_UP_MS, Promise.all(keeping));
      return true;
    } catch (err) {
      context.log.error({ userId: messages[0]?.author.id, err }, 'a message could not be kept');
      return false;
    }
  }

  /** What can be neither asked nor kept is not to be waited for: its writer is told. */
  async #giveBack(key: string, batch: Batch, context: CommandContext): Promise<void> {
    this.#close(key, batch);
    const last = batch.messages.at(-1);
    if (!last) return;
    const { locale } = await lookUp(last, context);
    await this.#sayFailed(batch, last, locale, context);
  }

  /** Tells the writer of these messages that they cannot be asked. */
  async #sayFailed(
    { messages }: Batch,
    last: Message,
    locale: string,
    context: CommandContext,
  ): Promise<void> {
    const words = context.translate(locale);
    const said = { id: last.id, text: wordsOf(messages, words) };
    const body = { content: words('failure.internal') };
    await sayInstead(said, body, messagePlace(last, locale, context), context);
  }

  /** Leaves what waits to the next process, when this one ends. */
  async #leave({ messages }: Pick<Batch, 'messages'>, context: CommandContext): Promise<void> {
    const left = messages.splice(0);
    await this.#kept.leave(left, context);
    const { log } = context;
    log.info(
      { userId: left[0]?.author.id, messages: left.length },
      'messages are left to be asked',
    );
  }

  /** Answers what is gathered. Resolves to how long to wait, in milliseconds, if it may not be asked yet. */
  async #answer(key: string, batch: Batch, context: CommandContext): Promise<number | undefined> {
    const { coach, translate } = context;
    const first = batch.messages[0] as Message;
    const { author, client } = first;
    if (coach.isBusy(author.id)) this.#meet(batch, context);
    if (coach.isBusy(author.id) && !(await this.#keep(batch, context))) {
      await this.#giveBack(key, batch, context);
      return undefined;
    }
    if (await coach.free(author.id)) batch.hadProfile = true;
    const [known] = await Promise.all([
      lookUp(first, context),
      recallReplied(batch.messages, client.user.id),
    ]);
    do {
      if (known.ok) await this.#setAside(batch, known.locale, context);
      // Another question of theirs may have come in between.
      if (await coach.free(author.id)) batch.hadProfile = true;
    } while (known.ok && batch.messages.some(hasUnseen));
    // Until here, what was written belongs to this question; from here on, to the next.
    this.#close(key, batch);
    const words = translate(known.locale);
    const { practice } = known;
    const { messages } = batch;
    const together = (practice ? alike : onOne)(messages, client.user.id);
    const gathered = gather(together, words);
    const taken = batch.messages.slice(0, gathered.count);
    const last = known.ok ? taken.at(-1) : batch.messages.at(-1);
    if (!last) return undefined;
    const place = messagePlace(last, known.locale, context);
    const { kind, text } = gathered;
    if (!known.ok) {
      await this.#sayFailed(batch, last, known.locale, context);
      return undefined;
    }
    if (kind !== 'question') {
      this.#goOn(key, batch, taken, context);
      const content = words(`conversation.${kind}`, { limit: QUESTION_LENGTH });
      await sayInstead({ id: last.id, text }, { content }, place, context);
      return undefined;
    }
    const reading = { isPublic: place.isPublic, botId: client.user.id, words };
    const parts = partsOf(taken, reading);
    const asked = { ...askedIn(taken, gathered, reading), userId: author.id, parts, practice };
    let waitMs: number | undefined;
    const typing = typingUntilShown(place, context);
    try {
      await answer(
        typing.place,
        {
          turnId: last.id,
          said: text,
          apart: parts.map(({ id }) => id),
          ask: async (where) => {
            let result: Answer | Refusal | undefined;
            let isGone = false;
            try {
              result = await coach.ask({ ...asked, hadProfile: batch.hadProfile, ...where });
              waitMs = batch.nextTry.after(result);
              if (result.kind === 'noProfile') isGone = await takeBack(taken, batch, context);
            } finally {
              if (waitMs === undefined) this.#goOn(key, batch, taken, context);
            }
            if (waitMs === undefined) return isGone ? undefined : result;
            batch.hadProfile ||= await hasProfile(author.id, context);
            return undefined;
          },
        },
        context,
      );
    } finally {
      typing.done();
    }
    return waitMs;
  }

  /**
   * Takes out the messages with files that cannot be looked at, and says so: nothing of those is asked, and what else was
   * written is asked when its writer knows that. If the bot ends before that, the next process says it.
   */
  async #setAside(batch: Batch, locale: string, context: CommandContext): Promise<void> {
    const messages = batch.messages.filter(hasUnseen);
    const last = messages.at(-1);
    if (!last) return;
    await this.#keep({ messages }, context);
    const words = context.translate(locale);
    const { id, author } = last;
    const text = wordsOf(messages, words);
    const then = text === '' ? undefined : words('conversation.wordsNotSent');
    const note = unseenNote(messages.flatMap(unseenIn), then, words);
    let isLeft = false;
    try {
      await sayInstead({ id, text }, note, messagePlace(last, locale, context), context);
    } catch (err) {
      context.log.warn({ userId: author.id, err }, 'what cannot be looked at could not be said');
      // In a channel it is tried until the bot stops.
      isLeft = err instanceof TryLater;
    }
    // All but what its writer has had deleted meanwhile.
    const taken = batch.messages.filter((message) => messages.includes(message));
    batch.messages = batch.messages.filter((message) => !messages.includes(message));
    if (isLeft) await this.#leave({ messages: taken }, context);
    else this.#kept.drop(taken, context);
  }

  /** What came after the messages that are taken is asked next. */
  #goOn(key: string, batch: Batch, taken: Message[], context: CommandContext): void {
    const messages = batch.messages.filter((message) => !taken.includes(message));
    batch.messages = taken;
    this.#kept.drop(taken, context);
    const [first] = messages;
    if (!first) return;
    const rest = newBatch(messages, batch.hadProfile);
    const newer = this.#gathering.get(key);
    if (newer) return addBefore(newer, rest);
    batch.rest = this.#begin(key, rest, context).catch((err) => {
      context.log.error({ userId: first.author.id, err }, 'a message could not be taken');
    });
  }

  /** What is written from now on belongs to the next question. */
  #close(key: string, batch: Batch): void {
    if (this.#gathering.get(key) === batch) this.#gathering.delete(key);
  }
}

const keyOf = ({ channelId, author }: Message): string => `${channelId}:${author.id}`;
