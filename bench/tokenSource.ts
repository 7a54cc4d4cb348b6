import { sharedNow } from './clock.ts';
import { TOKEN_MS } from './words.ts';

/** How long a model thinks before its first token, in milliseconds. */
export const THINKING_MS = 500;
const TICK_MS = 5;

/** Writes all replies of a run, as models would. One timer serves them all, so that it costs next to nothing. */
export class TokenSource {
  readonly #streams = new Set<TokenStream>();
  #timer: NodeJS.Timeout | undefined;

  /**
   * A text whose first token comes at `firstAt` on the shared clock. Each later one is due when it is due: a process
   * that is too busy to take it in time only gets it late.
   */
  write(tokens: readonly string[], firstAt: number): AsyncIterable<string> {
    const stream = new TokenStream(tokens, firstAt);
    this.#streams.add(stream);
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
    return stream;
  }

  #tick(): void {
    const now = sharedNow();
    for (const stream of this.#streams) {
      if (stream.advance(now)) this.#streams.delete(stream);
    }
    if (this.#streams.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

class TokenStream implements AsyncIterableIterator<string, undefined> {
  readonly #tokens: readonly string[];
  readonly #firstAt: number;
  #read = 0;
  #due = 0;
  #resolve: ((result: IteratorResult<string, undefined>) => void) | undefined;

  constructor(tokens: readonly string[], firstAt: number) {
    this.#tokens = tokens;
    this.#firstAt = firstAt;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<string, undefined>> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
      this.#hand();
    });
  }

  /** Lets the tokens come that are due. True when that were all. */
  advance(now: number): boolean {
    const due = Math.floor((now - this.#firstAt) / TOKEN_MS) + 1;
    this.#due = Math.min(this.#tokens.length, Math.max(0, due));
    this.#hand();
    return this.#due === this.#tokens.length;
  }

  #hand(): void {
    const resolve = this.#resolve;
    if (!resolve) return;
    if (this.#read < this.#due) {
      this.#resolve = undefined;
      resolve({ done: false, value: this.#tokens[this.#read++]! });
    } else if (this.#read === this.#tokens.length) {
      this.#resolve = undefined;
      resolve({ done: true, value: undefined });
    }
  }
}
