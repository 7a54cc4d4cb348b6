import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  type Message,
} from 'discord.js';
import { withoutQuote } from '../../models/quoted.ts';
import { canBeRead, type Stored } from '../../models/stored.ts';
import type { Turn } from '../../models/turn.ts';
import type { LeftTurn } from '../../services/coaching/leftBehind.ts';
import type { WaitingMessage } from '../../services/coaching/waitingMessages.ts';
import { backoffMs } from '../../services/reply/backoff.ts';
import { ChannelSurface } from '../../services/reply/channelSurface.ts';
import { InteractionSurface } from '../../services/reply/interactionSurface.ts';
import { ProgressiveReply } from '../../services/reply/progressiveReply.ts';
import { ReplyGone } from '../../services/reply/surface.ts';
import type { CommandContext } from '../index.ts';
import { leftEnding } from './ending.ts';
import { foundIn } from './instead.ts';
import { tracked } from './trackedSurface.ts';
import { sayUnread } from './unread.ts';
import type { MessageSurface } from './wrappedSurface.ts';

/** How often a process looks for what others have left behind, in milliseconds. */
const LOOK_EVERY_MS = 10_000;
/**
 * How long after a process is gone its last edits have come at the latest, and the rate limits that it used up are over,
 * in milliseconds.
 */
const AFTERMATH_MS = 5_000;

/**
 * Finishes the replies of processes that were killed: each shows the words that are kept of it, says that it was
 * interrupted, and can be tried again. What waited to be asked is asked.
 */
export class Recovery {
  readonly #context: CommandContext;
  readonly #stopped = new AbortController();
  readonly #finishing = new Set<Promise<void>>();

  constructor(context: CommandContext) {
    this.#context = context;
  }

  /**
   * Finishes what is left, and goes on looking for what others leave, and for what this process could not finish.
   * Never rejects; resolves when it is stopped, and nothing is being shown any more.
   */
  async start(client: Client<true>): Promise<void> {
    const { signal } = this.#stopped;
    // Until a look has succeeded, what it finds was left by another process.
    let isFirst = true;
    for (let failures = 0; !signal.aborted;) {
      const isWhole = await this.#look(client, isFirst);
      if (isWhole) isFirst = false;
      failures = isWhole ? 0 : failures + 1;
      await this.#pause(isWhole ? LOOK_EVERY_MS : Math.min(backoffMs(failures), LOOK_EVERY_MS));
    }
    await Promise.all(this.#finishing);
  }

  /** Looks no more. What is not certain to be finished is left to the next process. */
  stop(): void {
    this.#stopped.abort();
  }

  /** Begins to finish what it finds. False if the store did not say all that there is. */
  async #look(client: Client<true>, isFirst: boolean): Promise<boolean> {
    const { coach, log } = this.#context;
    const waiting: WaitingMessage[] = [];
    try {
      for await (const left of coach.leftBehind(isFirst)) {
        if (left.kind === 'message') waiting.push(left.message);
        else this.#begin(this.#finish(left, client.application.id));
      }
      return true;
    } catch (err) {
      log.error({ err }, 'what was left behind could not be looked for');
      return false;
    } finally {
      const together = Map.groupBy(waiting, ({ userId, channelId }) => `${channelId}:${userId}`);
      for (const messages of together.values()) this.#begin(this.#ask(messages, client));
    }
  }

  #begin(finishing: Promise<void>): void {
    this.#finishing.add(finishing);
    void finishing.then(() => this.#finishing.delete(finishing));
  }

  /** Asks what somebody wrote in one place, as if it came now. Never rejects. */
  async #ask(waiting: WaitingMessage[], client: Client<true>): Promise<void> {
    const { inbox, log } = this.#context;
    const [userId] = waiting.map((one) => one.userId);
    log.info({ userId, messages: waiting.length }, 'asking what was left behind');
    const inOrder = waiting.toSorted((one, other) => compareIds(one.messageId, other.messageId));
    const find = async () => {
      const refused = new Set<WaitingMessage>();
      const found = await Promise.all(
        inOrder.map((one) => this.#find(one, client, () => refused.add(one))),
      );
      const unread = inOrder.filter((one) => refused.has(one));
      if (unread.length > 0) this.#begin(this.#giveUp(unread, client));
      return found.filter((message) => message !== undefined);
    };
    try {
      if (userId !== undefined) await inbox.resume(userId, find, this.#context);
    } catch (err) {
      log.error({ userId, err }, 'what was left behind could not be asked');
    }
  }

  /** Tells the writer of these messages, once for all of them, that they cannot be read. Never rejects. */
  async #giveUp(unread: readonly WaitingMessage[], client: Client<true>): Promise<void> {
    const { waitingMessages } = this.#context.coach;
    const last = unread.at(-1);
    const isOver = last === undefined || (await sayUnread(last, client, this.#context));
    await Promise.all(
      unread.map((one) => (isOver ? waitingMessages.drop(one) : waitingMessages.passOn(one))),
    );
  }

  /**
   * The message, however often that has to be tried; undefined if it is not there any more, or the bot is stopped.
   * @param onRefused called where it may be there, and the bot may not read it: then it is kept still
   */
  async #find(
    waiting: WaitingMessage,
    client: Client<true>,
    onRefused: () => void,
  ): Promise<Message | undefined> {
    const { coach, log } = this.#context;
    const { channelId, messageId } = waiting;
    for (let failures = 1; !this.#stopped.signal.aborted; failures += 1) {
      try {
        const channel = await client.channels.fetch(channelId);
        if (channel?.isTextBased()) return await channel.messages.fetch(messageId);
        break;
      } catch (err) {
        if (isDeleted(err)) break;
        if (isRefused(err)) {
          onRefused();
          return undefined;
        }
        // It was written in a server of which another process is told.
        if (isOfAnotherShard(err)) {
          await coach.waitingMessages.passOn(waiting);
          return undefined;
        }
        log.warn({ messageId, err }, 'a message that waits is to be read later');
        await this.#pause(backoffMs(failures));
      }
    }
    if (!this.#stopped.signal.aborted) await coach.waitingMessages.drop(waiting);
    return undefined;
  }

  /** Finishes a reply, however often that has to be tried, unless the bot is stopped before. Never rejects. */
  async #finish({ turnId, close, settle }: LeftTurn, applicationId: string): Promise<void> {
    const { log } = this.#context;
    const left = await close();
    if (left === undefined) return;
    log.info({ turnId }, 'finishing what was left behind');
    if (left?.reply) await this.#pause(AFTERMATH_MS);
    let shown: Turn | undefined;
    for (let failures = 0; ;) {
      const found = await close();
      if (found === undefined) return;
      // What its asker has deleted meanwhile ends as in a process that lives: what is on their screen stays there.
      const isDeleted = found === null;
      const turn = found ?? (shown ? null : left);
      // Whoever shows a reply last has seen afterwards that this is what is stored.
      if (turn === null || (shown && isSame(turn, shown))) return settle();
      // Nobody else finds what is deleted: it is tried once more.
      if (this.#stopped.signal.aborted && (!isDeleted || failures > 0)) return;
      try {
        await this.#show(turn, applicationId, isDeleted);
        shown = turn;
      } catch (err) {
        failures += 1;
        log.warn({ turnId, err }, 'an interrupted reply is to be finished later');
        await this.#pause(backoffMs(failures));
      }
    }
  }

  /** Resolves when so much time has passed, or the bot is stopped. */
  async #pause(milliseconds: number): Promise<void> {
    const { signal } = this.#stopped;
    await sleep(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
  }

  /**
   * Shows the end of a reply, if there is still a way to it.
   * @throws {TryLater} when Discord does not take it now
   */
  async #show(turn: Turn, applicationId: string, isDeleted: boolean): Promise<void> {
    const { log, store, translate } = this.#context;
    const locale = turn.reply?.locale ?? 'en';
    const words = translate(locale);
    const opening = isDeleted ? '' : await this.#openingOf(turn, locale);
    const practiceId = opening === '' ? turn.practiceId : null;
    const practice = practiceId === null ? null : await store.findPractice(turn.userId);
    const surfaces = this.#surfaces(turn, applicationId, !isDeleted);
    for (const [index, surface] of surfaces.entries()) {
      let kept: Promise<void> | undefined;
      const known = tracked(surface, (messageIds) => {
        kept = this.#keep(messageIds, turn);
      });
      const write = () =>
        new ProgressiveReply(known).write(textOf(turn, opening), {
          components: [],
          signal: this.#stopped.signal,
          ending: () => leftEnding({ ...turn, practiceId }, { last: practice, isDeleted }, words),
        });
      const isKnown = surface.messageIds.length > 0;
      let gone = await write();
      // A message that should be created may have been there, as its process left it: then it is edited.
      if (!gone && !isKnown) gone = await write();
      await kept;
      if (!gone) {
        log.info({ turnId: turn.id, userId: turn.userId }, 'an interrupted reply is finished');
        return;
      }
      if (!(gone instanceof ReplyGone)) throw gone;
      const isLast = index === surfaces.length - 1;
      if (gone.expired && !isLast) continue;
      log.warn({ turnId: turn.id, err: gone }, 'an interrupted reply could not be finished');
      return;
    }
  }

  /** What is said first where no word of an answer to somebody who may be in need is kept. */
  async #openingOf(turn: Stored<Turn>, locale: string): Promise<string> {
    const { id, userId, question, answer, isReview, practiceId } = turn;
    if (answer !== '' || isReview || !canBeRead(turn, 'question', 'answer')) return '';
    const said = { id, text: withoutQuote(question), isRefused: turn.isRefused };
    const { coach, store } = this.#context;
    const found = await foundIn(said, { userId, locale }, this.#context);
    if (found?.isRefused) await coach.refuse(userId, id);
    // What led to it is answered by the coach from now on.
    if (found && practiceId !== null) await store.moveToCoach(userId, id);
    return found?.opening ?? '';
  }

  /**
   * Ways to the messages of a reply, the best first. Only its interaction leads to a message that one person sees.
   * @param mayBegin whether it may be said in a new message where none is known: not what is deleted
   */
  #surfaces({ id, reply }: Turn, applicationId: string, mayBegin: boolean): MessageSurface[] {
    if (!reply) return [];
    const { channelRest, interactionRest, requestBudget } = this.#context;
    const { channelId, messageIds, interactionToken: token, ephemeral } = reply;
    const surfaces: MessageSurface[] = [];
    if (token !== null) {
      const handle = { id, applicationId, token };
      const visibility = ephemeral ? 'ephemeral' : 'public';
      surfaces.push(new InteractionSurface(interactionRest, handle, visibility, messageIds));
    }
    const isKnown = messageIds.length > 0 && !messageIds.includes('@original');
    // A message is answered by a message, which need not be there yet; it has the id of its turn.
    const isOfMessage = mayBegin && token === null && messageIds.length === 0;
    if (!ephemeral && (isKnown || isOfMessage)) {
      const asked = isOfMessage ? id : undefined;
      surfaces.push(new ChannelSurface(channelRest, requestBudget, channelId, asked, messageIds));
    }
    return surfaces;
  }

  /** Keeps which messages the reply has by now. Never rejects. */
  async #keep(messageIds: string[], { id, userId, reply }: Turn): Promise<void> {
    const { store, log } = this.#context;
    if (!reply) return;
    await store.saveReply(userId, id, { ...reply, messageIds }).catch((err: unknown) => {
      log.warn({ turnId: id, err }, 'where a reply is could not be stored');
    });
  }
}

/** Ids are numbers that grow; as text, a shorter one is smaller. */
const compareIds = (one: string, other: string): number =>
  one.length - other.length || (one < other ? -1 : 1);

/** Whether something is not there any more. */
const isDeleted = (err: unknown): boolean => err instanceof DiscordAPIError && err.status === 404;

/** Whether something is not the bot's to read; what is refused for now may be, later. */
const isRefused = (err: unknown): boolean =>
  err instanceof DiscordAPIError && err.status < 500 && ![401, 404, 408, 429].includes(err.status);

const isOfAnotherShard = (err: unknown): boolean =>
  err instanceof DiscordjsError && err.code === DiscordjsErrorCodes.GuildChannelUnowned;

const isSame = (turn: Turn, shown: Turn): boolean =>
  turn.answer === shown.answer && turn.status === shown.status;

/** The answer, as far as it belongs into the messages that the reply has by now. */
async function* textOf(
  { answer, reply }: Turn,
  opening: string,
): AsyncGenerator<string, void, undefined> {
  if (opening !== '') yield opening;
  const { length, reopening } = reply?.after ?? { length: 0, reopening: '' };
  const text = answer.slice(length);
  if (text !== '') yield reopening + text;
}
