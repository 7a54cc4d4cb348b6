import type { APIActionRowComponent, APIComponentInMessageActionRow } from 'discord.js';

/** A row of buttons or a select menu under a message, as Discord's API takes it. */
export type MessageRow = APIActionRowComponent<APIComponentInMessageActionRow>;

/** A text file attached to a message. */
export interface MessageFile {
  name: string;
  text: string;
}

/** What one message shows. */
export interface MessageBody {
  /** At most 2,000 characters. */
  content: string;
  /** What stands under it; undefined leaves what is there. */
  components?: MessageRow[];
  files?: MessageFile[];
}

/** What a response says of its rate-limit bucket. */
export interface Bucket {
  /** Requests left until the reset. */
  remaining: number;
  resetAfterMs: number;
}

/** Where a reply is shown: the one thing a progressive reply needs of Discord. */
export interface Surface {
  /** How many messages a reply may have here. */
  readonly maxParts: number;
  /** When nothing can be shown here any more, as `performance.now()` has it; infinity for never. */
  readonly expiresAt: number;
  /**
   * Whether the first message is not there yet, and nothing leads to it until its creation is answered, as nothing
   * leads to a further one.
   */
  readonly beginsUntraced?: boolean;
  /**
   * Shows a body as message number `part` of the reply (0 is the first), which is created if it is not there yet.
   * Resolves to the bucket as the response tells of it, null if it tells nothing.
   * @throws {ReplyGone} when no later attempt can succeed
   * @throws {TryLater} when one may
   */
  show(part: number, body: MessageBody): Promise<Bucket | null>;
  /**
   * The content of message number `part` as it is by now. Not there where nobody can look.
   * @throws {ReplyGone | TryLater} as `show` does
   */
  look?(part: number): Promise<string>;
  /** Takes away its messages from number `part` on, as far as they are there. Tried for a while; never rejects. */
  takeBack(part: number): Promise<void>;
  /**
   * Waits for this reply's turn, where replies share a limit. Whoever `isUrgent` comes first. Resolves with what
   * must be called when the turn is over. Not there where nothing is shared.
   */
  turn?(isUrgent: () => boolean): Promise<() => void>;
  /**
   * Announces a reply whose first words are still to come, where replies share a limit: a request is kept for it.
   * Returns what must be called when they are shown, or will not be.
   */
  expect?(): () => void;
}

/** The reply can not be shown here any more: its message is deleted, its token expired, the bot may not write. */
export class ReplyGone extends Error {
  override name = 'ReplyGone';
  /** Whether only the way to it is closed, so that it may go on elsewhere. */
  readonly expired: boolean;

  constructor(expired: boolean, options?: ErrorOptions) {
    super(expired ? 'the way to the reply is closed' : 'the reply is gone', options);
    this.expired = expired;
  }
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

/** Nobody said whether it was done: it may be yet. */
export class Unanswered extends TryLater {
  override name = 'Unanswered';
}
