import { setTimeout } from 'node:timers/promises';
import { Pacer } from './pacer.ts';
import { cutIndex, splitText } from './split.ts';
import { type MessageBody, type MessageRow, type Surface, TryLater } from './surface.ts';

/** What stands under the text once it has ended. */
export interface Ending {
  /** A sentence under the text; alone when there is no text. */
  note?: string;
  components?: MessageRow[];
}

export interface WriteOptions {
  /** Called once the text has ended: what to show beneath it. `error` is what the text ended with, if it failed. */
  ending?: (error: unknown) => Ending;
  /** Called at once when the reply can not be shown any more: the moment to stop whoever writes the text. */
  onGone?: () => void;
}

/** Waits between attempts while Discord is in trouble, in milliseconds; the last one repeats. */
const BACKOFF_MS = [500, 1_000, 2_000, 5_000];
/** How long the final text is tried for, in milliseconds, before it is given up. */
const GIVE_UP_AFTER_MS = 120_000;

/**
 * Shows a text in a Discord message while it is still being written. At most one edit is in flight, each
 * carries the newest text, and the pace follows the rate-limit headers. The last edit is the exact text;
 * what does not fit into one message goes on in the next.
 */
export class ProgressiveReply {
  readonly #surface: Surface;
  readonly #pacer = new Pacer();
  #text = '';
  #ended = false;
  /** The message being filled, where its text begins, and what it shows by now. */
  #part = 0;
  #partStart = 0;
  #shown = '';
  /** Attempts that failed in a row. */
  #failures = 0;
  #onText: (() => void) | undefined;
  #onEnd: (() => void) | undefined;

  constructor(surface: Surface) {
    this.#surface = surface;
  }

  /**
   * Shows `text` as it arrives, and resolves when all of it is shown. What the iteration throws goes to
   * `ending`, not to the caller.
   * @throws {ReplyGone} when the reply cannot be shown any more; `text` has been read to its end all the same
   * @throws {TryLater} when Discord did not take the final text for two minutes
   */
  async write(text: AsyncIterable<string>, { ending, onGone }: WriteOptions = {}): Promise<void> {
    const reading = this.#read(text);
    try {
      await this.#showProgress();
      const { error } = await reading;
      await this.#showEnd(ending?.(error) ?? {});
    } catch (error) {
      onGone?.();
      await reading;
      throw error;
    }
  }

  /** Takes in the text; never rejects. */
  async #read(text: AsyncIterable<string>): Promise<{ error?: unknown }> {
    try {
      for await (const delta of text) {
        this.#text += delta;
        this.#onText?.();
      }
      return {};
    } catch (error) {
      return { error };
    } finally {
      this.#ended = true;
      this.#onText?.();
      this.#onEnd?.();
    }
  }

  async #showProgress(): Promise<void> {
    while (!this.#ended) {
      const rest = this.#text.slice(this.#partStart);
      const cut = cutIndex(rest);
      const content = wholeCodePoints(rest.slice(0, cut));
      if (content !== this.#shown && content.trim() !== '') {
        const delay = this.#pacer.delayMs(performance.now());
        if (delay > 0) await this.#end(delay);
        else await this.#attempt(this.#part, { content });
      } else if (cut !== undefined) {
        this.#part += 1;
        this.#partStart += cut;
        this.#shown = '';
      } else {
        await this.#change();
      }
    }
  }

  async #showEnd(ending: Ending): Promise<void> {
    const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
    const bodies = lastBodies(this.#text.slice(this.#partStart), ending);
    for (const [index, body] of bodies.entries()) {
      if (index === 0 && body.content === this.#shown && !body.components) continue;
      let trouble: TryLater | null;
      do {
        const delay = this.#pacer.finalDelayMs(performance.now());
        if (delay > 0) await setTimeout(delay);
        trouble = await this.#attempt(this.#part + index, body);
        if (trouble && performance.now() > giveUpAt) throw trouble;
      } while (trouble);
    }
  }

  /** Shows a body once, and tells the pacer how that went. */
  async #attempt(part: number, body: MessageBody): Promise<TryLater | null> {
    try {
      const bucket = await this.#surface.show(part, body);
      this.#pacer.observe(bucket, performance.now());
      this.#shown = body.content;
      this.#failures = 0;
      return null;
    } catch (error) {
      if (!(error instanceof TryLater)) throw error;
      const backoff = BACKOFF_MS[Math.min(this.#failures, BACKOFF_MS.length - 1)] ?? 0;
      this.#failures += 1;
      this.#pacer.hold(performance.now() + (error.retryAfterMs ?? backoff));
      return error;
    }
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

/** A model's pieces may cut a surrogate pair in two: its first half waits for the second. */
function wholeCodePoints(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}

/** The messages that the rest of a text ends in; Discord takes none that is blank. */
function lastBodies(rest: string, { note, components }: Ending): MessageBody[] {
  const contents = splitText(rest).filter((content) => content.trim() !== '');
  if (note !== undefined) {
    const withNote = [contents.at(-1), note].filter((piece) => piece !== undefined).join('\n\n');
    if (cutIndex(withNote) === undefined) contents.splice(-1, 1, withNote);
    else contents.push(note);
  }
  const last = contents.length - 1;
  return contents.map((content, index) =>
    components && index === last ? { content, components } : { content },
  );
}
