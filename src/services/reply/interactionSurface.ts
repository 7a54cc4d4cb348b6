import {
  DiscordAPIError,
  InteractionResponseType,
  MessageFlags,
  RateLimitError,
  REST,
  RESTJSONErrorCodes,
  RequestMethod,
  Routes,
} from 'discord.js';
import type { APIMessage, ResponseLike, RouteLike } from 'discord.js';
import { type Bucket, type MessageBody, ReplyGone, type Surface, TryLater } from './surface.ts';

/** What an interaction carries that its reply needs. */
export interface InteractionHandle {
  id: string;
  applicationId: string;
  /** Good for 15 minutes. */
  token: string;
}

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
    retries: 0,
  });
}

/**
 * Who reads a reply: the asker alone, because it is `ephemeral` or because the place is theirs (`direct`),
 * or everyone in the place (`public`).
 */
export type Visibility = 'ephemeral' | 'direct' | 'public';

/** The reply to an interaction: its original response, continued in follow-up messages. */
export class InteractionSurface implements Surface {
  readonly #rest: REST;
  readonly #interaction: InteractionHandle;
  readonly #visibility: Visibility;
  /** Ids of the reply's messages, by part. */
  readonly #messageIds: string[];

  /** @param first whether the reply begins in the original response or, that being in use, in a follow-up */
  constructor(
    rest: REST,
    interaction: InteractionHandle,
    visibility: Visibility,
    first: 'original' | 'followUp' = 'original',
  ) {
    this.#rest = rest;
    this.#interaction = interaction;
    this.#visibility = visibility;
    this.#messageIds = first === 'original' ? ['@original'] : [];
  }

  /**
   * Acknowledges the interaction: the person sees "thinking…" until the first words. Tried twice, which fits
   * into the 3 seconds that Discord gives.
   */
  async defer(): Promise<void> {
    const { id, token } = this.#interaction;
    const acknowledge = () =>
      this.#request(RequestMethod.Post, Routes.interactionCallback(id, token), {
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        data: this.#visibility === 'ephemeral' ? { flags: MessageFlags.Ephemeral } : {},
      });
    try {
      await acknowledge();
    } catch (error) {
      if (!(error instanceof TryLater)) throw error;
      try {
        await acknowledge();
      } catch (again) {
        // Of the first attempt only the response was lost.
        if (!isAlreadyAcknowledged(again)) throw again;
      }
    }
  }

  async show(part: number, body: MessageBody): Promise<Bucket | null> {
    const messageId = this.#messageIds[part];
    if (messageId === undefined) {
      this.#messageIds[part] = await this.#followUp(body, this.#visibility === 'ephemeral');
      // Follow-ups have a bucket of their own, which says nothing of the edits.
      return null;
    }
    const { applicationId, token } = this.#interaction;
    const route = Routes.webhookMessage(applicationId, token, messageId);
    const { bucket } = await this.#request(RequestMethod.Patch, route, withoutMentions(body));
    return bucket;
  }

  /**
   * A message that only the asker sees, in place of the reply. A public "thinking…" is taken back,
   * because its visibility cannot change.
   */
  async showPrivately(body: MessageBody): Promise<void> {
    if (this.#visibility !== 'public') {
      await this.show(0, body);
      return;
    }
    const { applicationId, token } = this.#interaction;
    for (const messageId of this.#messageIds.splice(0)) {
      const route = Routes.webhookMessage(applicationId, token, messageId);
      await this.#request(RequestMethod.Delete, route);
    }
    await this.#followUp(body, true);
  }

  /** Posts a follow-up and returns its id. */
  async #followUp(body: MessageBody, ephemeral: boolean): Promise<string> {
    const { applicationId, token } = this.#interaction;
    const { data } = await this.#request(RequestMethod.Post, Routes.webhook(applicationId, token), {
      ...withoutMentions(body),
      ...(ephemeral && { flags: MessageFlags.Ephemeral }),
    });
    return (data as APIMessage).id;
  }

  async #request(
    method: RequestMethod,
    fullRoute: RouteLike,
    body?: unknown,
  ): Promise<{ bucket: Bucket | null; data: unknown }> {
    try {
      const response = await this.#rest.queueRequest({ method, fullRoute, body, auth: false });
      const data = response.status === 204 ? null : await response.json();
      return { bucket: bucketOf(response), data };
    } catch (error) {
      if (error instanceof RateLimitError) {
        throw new TryLater('rate limited', error.retryAfter, { cause: error });
      }
      // Whatever else Discord refuses, it will refuse again.
      if (error instanceof DiscordAPIError) throw new ReplyGone('refused', { cause: error });
      throw new TryLater('not reached', undefined, { cause: error });
    }
  }
}

function isAlreadyAcknowledged(error: unknown): boolean {
  return (
    error instanceof ReplyGone &&
    error.cause instanceof DiscordAPIError &&
    error.cause.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
  );
}

/** Whatever the text says, it notifies nobody. */
function withoutMentions(body: MessageBody) {
  return { ...body, allowed_mentions: { parse: [] } };
}

function bucketOf({ headers }: ResponseLike): Bucket | null {
  const remaining = headers.get('X-RateLimit-Remaining');
  const resetAfter = headers.get('X-RateLimit-Reset-After');
  if (remaining === null || resetAfter === null) return null;
  return { remaining: Number(remaining), resetAfterMs: Number(resetAfter) * 1000 };
}
