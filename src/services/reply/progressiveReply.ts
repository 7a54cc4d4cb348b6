import { ANEW, type Piece } from './piece.ts';
import { backoffMs } from './backoff.ts';
import { type Ending, lastMessages } from './lastMessages.ts';
import { Overdue } from './overdue.ts';
import { Pacer } from './pacer.ts';
import { pause } from './pause.ts';
import { Preview } from './preview.ts';
import { firstPiece } from './split.ts';
import { type MessageBody, type MessageRow, ReplyGone, type Surface, TryLater } from './surface.ts';

export interface WriteOptions {
  /** What stands under the text while it is being written, such as a Stop button. Nothing is left of it afterwards. */
  components?: MessageRow[];
  /** Called once the text has ended: what to show beneath it. `error` is what the text ended with, if it failed. */
  ending?: (error: unknown) => Ending;
  /** Called at once when the reply can not be shown any more: the moment to stop whoever writes the text. */
  onGone?: () => void;
  /** Ends the waiting for Discord to take the end. */
  signal?: AbortSignal;
  /** Where the reply may go on when its surface expires, after what it has shown by then; undefined if nowhere. */
  elsewhere?: (shown: ShownSoFar) => Promise<Surface | undefined>;
}

/** As much of a text as a reply has shown. */
export interface ShownSoFar {
  /** Its length, as that of a string. */
  length: number;
  /** What opens the marks again that are open there. */
  reopening: string;
}

/** How long before a surface expires the reply leaves it, in milliseconds. */
const LEAVE_BEFORE_MS = 30_000;
/** How soon new text is looked at again that showed nothing new, such as half a link, in milliseconds. */
const LOOK_AGAIN_MS = 50;
/** What is shown in place of a text that is blank: without anything, Discord would show "thinking…" for ever. */
const NOTHING = '…';

/** What a message shows of its text. */
interface Shown {
  content: string;
  /** How much of the text that is. */
  length: number;
  /** What opens again the marks that are open there. */
  next: string;
}

/**
 * Shows a text in a Discord message while it is still being written. At most one edit is in flight, each
 * carries the newest text, and the pace follows the rate-limit headers. While the text grows, unfinished Markdown
 * is closed and a cursor stands at its end; the last edit is the exact text. What does not fit into one message
 * goes on in the next, each of which renders by itself; what does not fit into the last becomes a file.
 */
export class ProgressiveReply {
  #surface: Surface;
  #pacer = new Pacer();
  #ended = false;
  /** Whether nothing can be shown any more: what is still written is for nobody. */
  #isGone = false;
  /** Whether the reply has left its first surface, which it may do once. */
  #hasMoved = false;
  /** Whether text has come that has not been looked at. */
  #hasNews = false;
  /** The message being filled, the marks that it begins with, and its text with all that follows. */
  #part = 0;
  /** How much of the text the messages before it have. */
  #passed = 0;
  #opening = '';
  #rest = '';
  /** What has come since the text began anew, until that is heeded. */
  #anew: string | undefined;
  #preview = new Preview();
  /** What that message shows by now, how much of the text that is, and what opens its marks again after it. */
  #shown: Shown = { content: '', length: 0, next: '' };
  #overdue = new Overdue();
  /** Attempts that failed in a row. */
  #failures = 0;
  /** Ends the turn that this reply has, if it shares a limit and has one. */
  #turnDone: (() => void) | undefined;
  /** Takes back the announcement of first words, where there was one. */
  #announced: (() => void) | undefined;
  #onText: (() => void) | undefined;
  #onEnd: (() => void) | undefined;

  constructor(surface: Surface) {
    this.#surface = surface;
  }

  /**
   * Shows `text` as it arrives, and nothing more of what came before it began anew. Resolves when all of it is shown, to undefined; or when no more of it can be shown, to
   * why: ReplyGone, or TryLater when Discord did not take the end before the surface expired. The iteration is ended then.
   * What the iteration throws goes to `ending`; without one it is thrown here, once what came before it is shown.
   */
  async write(
    text: AsyncIterable<Piece>,
    options: WriteOptions = {},
  ): Promise<ReplyGone | TryLater | undefined> {
    this.#announced = this.#surface.expect?.();
    const reading = this.#read(text);
    try {
      await this.#showProgress(options);
      const failure = await reading;
      await this.#showEnd(options.ending?.(failure?.error) ?? {}, options);
      void this.#overdue.settle(this.#surface, options.signal);
      if (failure && !options.ending) throw failure.error;
      return undefined;
    } catch (error) {
      if (!(error instanceof ReplyGone || error instanceof TryLater)) throw error;
      this.#isGone = true;
      options.onGone?.();
      await reading;
      return error;
    } finally {
      this.#announced?.();
      this.#endTurn();
    }
  }

  /** Takes in the text; never rejects. Resolves to what the iteration threw, if it did. */
  async #read(text: AsyncIterable<Piece>): Promise<{ error: unknown } | undefined> {
    try {
      for await (const piece of text) {
        if (this.#isGone) break;
        if (piece === ANEW) this.#anew = '';
        else if (this.#anew === undefined) this.#rest += piece;
        else this.#anew += piece;
        this.#hasNews = true;
        this.#onText?.();
      }
      return undefined;
    } catch (error) {
      return { error };
    } finally {
      this.#ended = true;
      this.#onText?.();
      this.#onEnd?.();
    }
  }

  async #showProgress(options: WriteOptions): Promise<void> {
    while (!this.#ended) {
      if (!this.#hasNews) {
        await this.#change();
        continue;
      }
      const delay = this.#delayMs(performance.now());
      if (delay > 0) {
        await this.#end(delay);
        continue;
      }
      // First words and the end come before progress.
      await this.#takeTurn(() => this.#ended || this.#shown.content === '');
      if (this.#ended) return;
      if (this.#mustLeave(options)) await this.#leave(options);
      else await this.#showNews(options);
    }
  }

  /** A message that is not there yet is created, which the bucket of the edits does not count. */
  #delayMs(now: number): number {
    return this.#isUntraced ? this.#pacer.heldMs(now) : this.#pacer.delayMs(now);
  }

  /** Whether the message being filled is not there yet, and cannot be found before its creation is answered. */
  get #isUntraced(): boolean {
    const isUntraced = this.#part > 0 || this.#surface.beginsUntraced === true;
    return isUntraced && this.#shown.content === '';
  }

  /** Shows the newest text: as much of it as this message takes. */
  async #showNews(options: WriteOptions): Promise<void> {
    this.#hasNews = false;
    this.#beginAnew();
    const isLastPart = this.#part + 1 >= this.#surface.maxParts;
    const piece = isLastPart ? undefined : firstPiece(this.#rest, this.#opening, { growing: true });
    // If the answer to its creation is lost, with the process or alone, nobody finds it again: it must not look as if
    // it went on. Cursor and components come with its first edit.
    const isUntraced = this.#isUntraced;
    const view = piece
      ? { content: piece.content, length: piece.text.length, next: piece.next }
      : this.#view(isUntraced ? '' : undefined);
    if (view.content !== '' && view.content !== this.#shown.content) {
      const components = piece || isUntraced ? [] : options.components;
      const outcome = await this.#attempt(
        { content: view.content, ...(options.components && components && { components }) },
        options,
      );
      if (outcome !== 'shown') return;
      this.#shown = view;
      this.#hasNews ||= isUntraced;
    } else if (!piece) {
      // Others need not wait until there is something to be seen.
      this.#endTurn();
      await this.#end(LOOK_AGAIN_MS);
    }
    if (piece) this.#goOn(piece.text.length, piece.next);
  }

  async #showEnd(ending: Ending, options: WriteOptions): Promise<void> {
    this.#beginAnew();
    const room = this.#surface.maxParts - this.#part;
    const messages = lastMessages(this.#rest, this.#opening, room, ending);
    if (messages.length === 0 && this.#part === 0) {
      messages.push({ content: NOTHING, length: 0, next: '' });
    }
    for (const [index, { length, next, ...body }] of messages.entries()) {
      const isLast = index === messages.length - 1;
      const components = isLast ? ending.components : undefined;
      const under = options.components || components ? { components: components ?? [] } : {};
      const isThere = index === 0 && body.content === this.#shown.content;
      if (!isThere || body.files || under.components) {
        const outcome = await this.#insist({ ...body, ...under }, options);
        if (outcome === 'moved') return this.#showEnd(ending, options);
      }
      if (!isLast) this.#goOn(length, next);
    }
  }

  /**
   * Shows a body, however long Discord is in trouble.
   * @throws {TryLater} when the surface has expired by then, or `signal` says so
   */
  async #insist(body: MessageBody, options: WriteOptions): Promise<'shown' | 'moved'> {
    const { signal } = options;
    for (;;) {
      // Timers may fire a little early: what counts is what the pacer says then.
      for (let delay; (delay = this.#pacer.finalDelayMs(performance.now())) > 0;) {
        await pause(Math.ceil(delay), signal);
        if (signal?.aborted) throw new TryLater('the reply is left as it is');
      }
      await this.#takeTurn(() => true);
      const outcome = await this.#attempt(body, options);
      if (!(outcome instanceof TryLater)) return outcome;
      if (performance.now() > this.#surface.expiresAt) throw outcome;
      // This may take long: no request is kept for it.
      this.#announced?.();
    }
  }

  /** Shows a body once, and tells the pacer how that went. */
  async #attempt(body: MessageBody, options: WriteOptions): Promise<'shown' | 'moved' | TryLater> {
    try {
      const bucket = await this.#surface.show(this.#part, body);
      this.#overdue.shown(this.#part, body);
      this.#announced?.();
      this.#endTurn();
      this.#pacer.observe(bucket, performance.now());
      this.#failures = 0;
      return 'shown';
    } catch (error) {
      this.#endTurn();
      this.#hasNews = true;
      if (error instanceof ReplyGone && error.expired && (await this.#move(options)))
        return 'moved';
      if (!(error instanceof TryLater)) throw error;
      this.#overdue.failed(this.#part, error);
      this.#failures += 1;
      this.#pacer.hold(performance.now() + (error.retryAfterMs ?? backoffMs(this.#failures)));
      return error;
    }
  }

  /** Waits for this reply's turn, unless it has it already. */
  async #takeTurn(isUrgent: () => boolean): Promise<void> {
    this.#turnDone ??= await this.#surface.turn?.(isUrgent);
  }

  #endTurn(): void {
    this.#turnDone?.();
    this.#turnDone = undefined;
  }

  #mustLeave({ elsewhere }: WriteOptions): boolean {
    if (elsewhere === undefined || this.#hasMoved) return false;
    return performance.now() > this.#surface.expiresAt - LEAVE_BEFORE_MS;
  }

  /** Leaves a surface while it can still be edited, with a message that is whole as far as it goes. */
  async #leave(options: WriteOptions): Promise<void> {
    const view = this.#view('');
    const body = { content: view.content, ...(options.components && { components: [] }) };
    if (view.content !== '' && (await this.#attempt(body, options)) === 'shown') this.#shown = view;
    if (this.#mustLeave(options)) await this.#move(options);
  }

  /** Goes on elsewhere, after what is shown so far. False if there is nowhere to go. */
  async #move(options: WriteOptions): Promise<boolean> {
    const { length, next: reopening } = this.#shown;
    if (this.#hasMoved) return false;
    const surface = await options.elsewhere?.({ length: this.#passed + length, reopening });
    this.#hasMoved = true;
    if (!surface) return false;
    void this.#overdue.settle(this.#surface, options.signal);
    this.#overdue = new Overdue();
    this.#surface = surface;
    this.#pacer = new Pacer();
    this.#goOn(length, reopening);
    this.#part = 0;
    return true;
  }

  /** Goes on in the next message. */
  #goOn(length: number, opening: string): void {
    this.#part += 1;
    this.#passed += length;
    this.#rest = this.#rest.slice(length);
    this.#opening = opening;
    this.#preview = new Preview();
    this.#shown = { content: '', length: 0, next: opening };
    this.#hasNews = true;
  }

  /** Takes back what is shown of a text that has begun anew: the first message is the next to be shown. */
  #beginAnew(): void {
    if (this.#anew === undefined) return;
    this.#rest = this.#anew;
    this.#anew = undefined;
    // Whatever it shows, it is there, and not what is wanted.
    const content = this.#part > 0 ? ' ' : this.#shown.content;
    if (this.#part > 0) {
      this.#overdue.takenBack(1);
      void this.#surface.takeBack(1);
    }
    this.#part = 0;
    this.#passed = 0;
    this.#opening = '';
    this.#preview = new Preview();
    this.#shown = { content, length: 0, next: '' };
  }

  #view(cursor?: string): Shown {
    const { content, end, next } = this.#preview.of(this.#opening + this.#rest, cursor);
    return { content, length: Math.max(0, end - this.#opening.length), next };
  }

  /** Resolves with the next piece of text or the end. */
  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#onText = () => {
        this.#onText = undefined;
        resolve();
      };
    });
  }

  /** Resolves with the end of the text, at the latest after `ms` milliseconds. */
  #end(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#onEnd = undefined;
        resolve();
      };
      const timer = globalThis.setTimeout(done, ms);
      this.#onEnd = done;
    });
  }
}
