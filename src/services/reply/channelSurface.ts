import { randomBytes } from 'node:crypto';
import { DiscordAPIError, REST, RequestMethod, RESTJSONErrorCodes, Routes } from 'discord.js';
import { takenBack } from './backoff.ts';
import { messageRequest, sendRequest } from './discordRequest.ts';
import { createMakeRequest } from './httpRequest.ts';
import { mindingUnanswered } from './unanswered.ts';
import type { RequestBudget } from './requestBudget.ts';
import { SignIn } from './signIn.ts';
import { type Bucket, type MessageBody, ReplyGone, type Surface, TryLater } from './surface.ts';

/** What Discord says to a message that answers another where the bot may not read what was written before. */
const MAY_NOT_ANSWER = RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory;

/**
 * A REST client for replies that are ordinary messages. Nothing waits in its queue, because an edit that waited
 * is stale; a {@link RequestBudget} keeps it within the bot's requests a second.
 * @param apiUrl such as `https://discord.com/api`
 */
export function createChannelRest(apiUrl: string, token: string, signIn = new SignIn()): REST {
  return new REST({
    api: apiUrl,
    rejectOnRateLimit: () => true,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    offset: 0,
    retries: 0,
    makeRequest: mindingUnanswered(signIn.minding(createMakeRequest())),
  }).setToken(token);
}

/**
 * A reply in ordinary messages of a channel, a thread or a DM. Each message answers the one before, unless the bot may
 * not read it: then they just stand there.
 */
export class ChannelSurface implements Surface {
  readonly maxParts = Number.POSITIVE_INFINITY;
  readonly expiresAt = Number.POSITIVE_INFINITY;
  readonly #rest: REST;
  readonly #budget: RequestBudget;
  readonly #channelId: string;
  /** Ids of the reply's messages, by part. */
  readonly #messageIds: string[];
  /** What tells an attempt to create a message from a second message, by part. */
  readonly #nonces: string[] = [];
  #repliesTo: string | undefined;
  #mayAnswer = true;

  /**
   * @param repliesTo the message that the reply answers, if any
   * @param messageIds the messages that the reply has already
   * @param nonce what tells its first message from others that answer the same one
   */
  constructor(
    rest: REST,
    budget: RequestBudget,
    channelId: string,
    repliesTo?: string,
    messageIds: readonly string[] = [],
    nonce?: string,
  ) {
    this.#rest = rest;
    this.#budget = budget;
    this.#channelId = channelId;
    this.#messageIds = [...messageIds];
    this.#repliesTo = messageIds.at(-1) ?? repliesTo;
    if (nonce !== undefined) this.#nonces[this.#messageIds.length] = nonce;
  }

  /** The reply's messages, in order. */
  get messageIds(): readonly string[] {
    return this.#messageIds;
  }

  expect(): () => void {
    return this.#budget.expect();
  }

  turn(isUrgent: () => boolean): Promise<() => void> {
    return this.#budget.turn(isUrgent);
  }

  async show(part: number, body: MessageBody): Promise<Bucket | null> {
    const messageId = this.#messageIds[part];
    if (messageId !== undefined) {
      const { bucket } = await sendRequest(this.#rest, {
        method: RequestMethod.Patch,
        fullRoute: Routes.channelMessage(this.#channelId, messageId),
        ...messageRequest(body),
      });
      return bucket;
    }
    // Should the answer to this request be lost, the next one with the same nonce gets the same message, even if another
    // process sends it: a message is answered by one.
    const nonce = (this.#nonces[part] ??= this.#repliesTo ?? newNonce());
    const answered = this.#mayAnswer ? this.#repliesTo : undefined;
    const reference = answered && {
      message_reference: { message_id: answered, fail_if_not_exists: false },
    };
    const { message } = await sendRequest(this.#rest, {
      method: RequestMethod.Post,
      fullRoute: Routes.channelMessages(this.#channelId),
      ...messageRequest(body, { nonce, enforce_nonce: true, ...reference }),
    }).catch((error: unknown) => {
      if (!answered || !isNoAnswer(error)) throw error;
      // A second request takes a second turn.
      this.#mayAnswer = false;
      throw new TryLater('no message may be answered here', 0, { cause: error });
    });
    const { id } = await message();
    this.#repliesTo = id;
    this.#messageIds[part] = id;
    // New messages have a bucket of their own, which says nothing of the edits.
    return null;
  }

  async look(part: number): Promise<string> {
    const messageId = this.#messageIds[part];
    if (messageId === undefined) throw new ReplyGone(false);
    const fullRoute = Routes.channelMessage(this.#channelId, messageId);
    const { message } = await sendRequest(this.#rest, { method: RequestMethod.Get, fullRoute });
    return (await message()).content;
  }

  async takeBack(part: number): Promise<void> {
    const messageIds = this.#messageIds.splice(part);
    // With the nonce of the one that is taken back, Discord would not create another.
    for (const index of messageIds.keys()) this.#nonces[part + index] = newNonce();
    this.#repliesTo = this.#messageIds.at(-1) ?? this.#repliesTo;
    await takenBack(
      messageIds.map((id) => () => {
        const fullRoute = Routes.channelMessage(this.#channelId, id);
        return sendRequest(this.#rest, { method: RequestMethod.Delete, fullRoute });
      }),
    );
  }
}

const isNoAnswer = (error: unknown): boolean =>
  error instanceof ReplyGone &&
  error.cause instanceof DiscordAPIError &&
  error.cause.code === MAY_NOT_ANSWER;

/** Tells a message from all others, while Discord remembers it. */
export const newNonce = (): string => randomBytes(12).toString('base64url');
