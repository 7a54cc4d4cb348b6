import {
  InteractionResponseType,
  type InternalRequest,
  MessageFlags,
  REST,
  RequestMethod,
  Routes,
} from 'discord.js';
import { acknowledging } from './acknowledgement.ts';
import { insist, takenBack } from './backoff.ts';
import { messageRequest, sendRequest } from './discordRequest.ts';
import { createMakeRequest } from './httpRequest.ts';
import { type Bucket, type MessageBody, ReplyGone, type Surface } from './surface.ts';

/** What an interaction carries that its reply needs. */
export interface InteractionHandle {
  id: string;
  applicationId: string;
  /** Good for 15 minutes. */
  token: string;
}

/** How often queues are put away that are not in use, in milliseconds. */
export const SWEEP_MS = 60_000;

/**
 * A REST client for interaction endpoints alone. Discord does not count them against the bot's 50 requests a
 * second, but discord.js does; and nothing may wait in its queue, because an edit that waited is stale.
 * @param apiUrl such as `https://discord.com/api`
 */
export function createInteractionRest(apiUrl: string): REST {
  return new REST({
    api: apiUrl,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    rejectOnRateLimit: () => true,
    // The pacer waits for the reset that Discord names, and not longer.
    offset: 0,
    retries: 0,
    // Each token has a queue of its own, which discord.js would keep for an hour.
    handlerSweepInterval: SWEEP_MS,
    makeRequest: acknowledging(createMakeRequest()),
  });
}

/**
 * Who reads a reply: the asker alone, because it is `ephemeral` or because the place is theirs (`direct`),
 * or everyone in the place (`public`).
 */
export type Visibility = 'ephemeral' | 'direct' | 'public';

/** How long an interaction's token lives, in milliseconds. */
export const TOKEN_LIFETIME_MS = 15 * 60_000;
/** Follow-ups to one interaction: an app that is only installed by the person may send no more. */
const MAX_FOLLOW_UPS = 5;

/** The reply to an interaction: its original response, continued in follow-up messages. */
export class InteractionSurface implements Surface {
  readonly maxParts: number;
  readonly expiresAt = performance.now() + TOKEN_LIFETIME_MS;
  readonly beginsUntraced: boolean;
  readonly #rest: REST;
  readonly #interaction: InteractionHandle;
  readonly #visibility: Visibility;
  /** What its endpoints call the reply's messages, by part. */
  readonly #messageIds: string[];
  /** The id of the original response, once it is known. */
  #originalId: string | undefined;

  /**
   * @param first whether the reply begins in the original response or, that being in use, in a follow-up; or the
   * messages that it has already
   */
  constructor(
    rest: REST,
    interaction: InteractionHandle,
    visibility: Visibility,
    first: 'original' | 'followUp' | readonly string[] = 'original',
  ) {
    this.#rest = rest;
    this.#interaction = interaction;
    this.#visibility = visibility;
    const original = first === 'original' ? ['@original'] : [];
    this.#messageIds = typeof first === 'string' ? original : [...first];
    this.beginsUntraced = this.#messageIds.length === 0;
    this.maxParts =
      typeof first === 'string'
        ? original.length + MAX_FOLLOW_UPS
        : Math.max(first.length, MAX_FOLLOW_UPS);
  }

  /** The reply's messages, in order; `@original` for the original response while its id is not known. */
  get messageIds(): readonly string[] {
    return this.#messageIds.map((id) => (id === '@original' ? (this.#originalId ?? id) : id));
  }

  /** Acknowledges the interaction: the person sees "thinking…" until the first words. */
  async defer(): Promise<void> {
    const { id, token } = this.#interaction;
    await this.#send({
      method: RequestMethod.Post,
      fullRoute: Routes.interactionCallback(id, token),
      body: {
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        data: this.#visibility === 'ephemeral' ? { flags: MessageFlags.Ephemeral } : {},
      },
    });
  }

  async show(part: number, body: MessageBody): Promise<Bucket | null> {
    const messageId = this.#messageIds[part];
    if (messageId === undefined) {
      this.#messageIds[part] = await this.#followUp(body, this.#visibility === 'ephemeral');
      // Follow-ups have a bucket of their own, which says nothing of the edits.
      return null;
    }
    const { bucket, message } = await this.#send({
      method: RequestMethod.Patch,
      fullRoute: this.#messageRoute(messageId),
      ...messageRequest(body),
    });
    // Only the token leads to an ephemeral message: its id is of no use.
    const isWanted = this.#originalId === undefined && this.#visibility !== 'ephemeral';
    if (isWanted && messageId === '@original') {
      this.#originalId = (await message()).id;
    }
    return bucket;
  }

  async look(part: number): Promise<string> {
    const messageId = this.#messageIds[part];
    if (messageId === undefined) throw new ReplyGone(false);
    const fullRoute = this.#messageRoute(messageId);
    const { message } = await this.#send({ method: RequestMethod.Get, fullRoute });
    return (await message()).content;
  }

  async takeBack(part: number): Promise<void> {
    const messageIds = this.#messageIds.splice(part);
    await takenBack(messageIds.map((id) => () => this.#takeBack(id)));
  }

  /**
   * A message that only the asker sees, in place of the reply or as a further part of it; tried as long as the token
   * lives. A public "thinking…" is taken back, because its visibility cannot change.
   * @param signal ends the trying
   */
  async showPrivately(part: number, body: MessageBody, signal?: AbortSignal): Promise<void> {
    const patience = { until: this.expiresAt, ...(signal && { signal }) };
    if (this.#visibility !== 'public') {
      await insist(() => this.show(part, body), patience);
      return;
    }
    for (const messageId of this.#messageIds.splice(0)) {
      await insist(() => this.#takeBack(messageId), patience);
    }
    await insist(() => this.#followUp(body, true), patience);
  }

  async #takeBack(messageId: string): Promise<void> {
    const fullRoute = this.#messageRoute(messageId);
    try {
      await this.#send({ method: RequestMethod.Delete, fullRoute });
    } catch (error) {
      // It is deleted already, such as by an attempt of which only the answer was lost.
      if (!(error instanceof ReplyGone) || error.expired) throw error;
    }
  }

  /** Posts a follow-up and returns its id. */
  async #followUp(body: MessageBody, ephemeral: boolean): Promise<string> {
    const { applicationId, token } = this.#interaction;
    const { message } = await this.#send({
      method: RequestMethod.Post,
      fullRoute: Routes.webhook(applicationId, token),
      // Without it the answer may come before the message exists.
      query: new URLSearchParams({ wait: 'true' }),
      ...messageRequest(body, ephemeral ? { flags: MessageFlags.Ephemeral } : {}),
    });
    return (await message()).id;
  }

  #messageRoute(messageId: string) {
    const { applicationId, token } = this.#interaction;
    return Routes.webhookMessage(applicationId, token, messageId);
  }

  /** The token in the route is all the permission that is needed. */
  #send(request: InternalRequest) {
    return sendRequest(this.#rest, { ...request, auth: false });
  }
}
