import { Buffer } from 'node:buffer';
import {
  DiscordAPIError,
  HTTPError,
  RateLimitError,
  type REST,
  RESTJSONErrorCodes,
} from 'discord.js';
import type { APIMessage, InternalRequest, ResponseLike } from 'discord.js';
import { type Bucket, type MessageBody, ReplyGone, TryLater, Unanswered } from './surface.ts';

/** Errors that mean: the interaction's token has had its time. */
const EXPIRED = new Set<string | number>([
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
]);

/** Errors that mean: not so fast, without a time to wait. */
const TOO_FAST = new Set<string | number>([RESTJSONErrorCodes.OpeningDirectMessagesTooFast]);

/** Errors that mean: there is no connection. */
const NOT_SENT = new Set<unknown>(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** What became of a request. */
interface Outcome {
  bucket: Bucket | null;
  /** The message that it answers with; not read unless it is needed. */
  message: () => Promise<APIMessage>;
}

/**
 * Sends one request.
 * @throws {ReplyGone} when Discord refuses it: what it refuses once, it refuses again
 * @throws {TryLater} when a limit, a fault or the connection was in the way
 */
export async function sendRequest(rest: REST, request: InternalRequest): Promise<Outcome> {
  try {
    const response = await rest.queueRequest(request);
    return {
      bucket: bucketOf(response),
      message: async () => (await response.json()) as APIMessage,
    };
  } catch (error) {
    if (error instanceof TryLater) throw error;
    if (error instanceof RateLimitError) {
      throw new TryLater('rate limited', error.retryAfter, { cause: error });
    }
    if (error instanceof DiscordAPIError && !TOO_FAST.has(error.code)) {
      throw new ReplyGone(EXPIRED.has(error.code), { cause: error });
    }
    const Failure = isUnsaid(error) ? Unanswered : TryLater;
    throw new Failure('not reached', undefined, { cause: error });
  }
}

/** Whether a request may be carried out yet: it was sent, and what answers for Discord, if anything, knows nothing of it. */
const isUnsaid = (error: unknown): boolean =>
  error instanceof HTTPError
    ? error.status > 500 && error.status !== 503
    : !(error instanceof Error && 'code' in error && NOT_SENT.has(error.code));

/** A message as a request carries it. Whatever its text says, it notifies nobody. */
export function messageRequest(
  { files, ...body }: MessageBody,
  extra: object = {},
): Pick<InternalRequest, 'body' | 'files'> {
  return {
    body: { ...body, ...extra, allowed_mentions: { parse: [] } },
    ...(files && { files: files.map(({ name, text }) => ({ name, data: Buffer.from(text) })) }),
  };
}

function bucketOf({ headers }: ResponseLike): Bucket | null {
  const remaining = headers.get('X-RateLimit-Remaining');
  const resetAfter = headers.get('X-RateLimit-Reset-After');
  if (remaining === null || resetAfter === null) return null;
  return { remaining: Number(remaining), resetAfterMs: Number(resetAfter) * 1000 };
}
