import type { APIActionRowComponent, APIComponentInMessageActionRow } from 'discord.js';

/** A row of buttons or a select menu under a message, as Discord's API takes it. */
export type MessageRow = APIActionRowComponent<APIComponentInMessageActionRow>;

/** What one message shows. */
export interface MessageBody {
  /** At most 2,000 characters. */
  content: string;
  components?: MessageRow[];
}

/** What a response says of its rate-limit bucket. */
export interface Bucket {
  /** Requests left until the reset. */
  remaining: number;
  resetAfterMs: number;
}

/** Where a reply is shown: the one thing a progressive reply needs of Discord. */
export interface Surface {
  /**
   * Shows a body as message number `part` of the reply (0 is the first), which is created if it is not there yet.
   * Resolves to the bucket as the response tells of it, null if it tells nothing.
   * @throws {ReplyGone} when no later attempt can succeed
   * @throws {TryLater} when one may
   */
  show(part: number, body: MessageBody): Promise<Bucket | null>;
}

/** The reply can never be shown again: its message is deleted, its token expired, or the bot may not write there. */
export class ReplyGone extends Error {
  override name = 'ReplyGone';
}

/** A passing trouble: a rate limit, a fault of Discord's, a broken connection. */
export class TryLater extends Error {
  override name = 'TryLater';
  /** How long Discord asks to wait, in milliseconds, if it says so. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, retryAfterMs?: number, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}
