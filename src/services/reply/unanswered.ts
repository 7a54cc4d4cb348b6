import type { ResponseLike } from 'discord.js';
import type { MakeRequest } from './httpRequest.ts';
import { TryLater } from './surface.ts';

/** What is known of a bucket, for as long as its window lasts. */
interface Window {
  remaining: number;
  /** When it ends, as `performance.now()` has it. */
  endsAt: number;
  /** Requests since then whose answer did not come: Discord may have counted them. */
  lost: number;
}

/** What Discord has said of buckets of one kind: how many requests a window takes, and how long it lasts at the most. */
interface Limit {
  requests: number;
  windowMs: number;
}

/** Headers give milliseconds, rounded: so much later a window has certainly ended. */
const MARGIN_MS = 5;

/**
 * Sends nothing that Discord might refuse because it has counted a request of which nothing is heard: its answer was lost,
 * or is still to come. Replies that share a channel share its bucket: none of them knows of the others.
 * @returns what rejects with TryLater until the window is over, where nothing else is certain
 */
export function mindingUnanswered(makeRequest: MakeRequest): MakeRequest {
  const buckets = new Buckets();
  return async (url, init) => {
    const bucket = bucketOf(url, init.method);
    const waitMs = buckets.waitMs(bucket);
    if (waitMs > 0) throw new TryLater('Discord may have counted others', waitMs);
    const done = buckets.send(bucket);
    try {
      const response = await makeRequest(url, init);
      done();
      buckets.note(bucket, response);
      return response;
    } catch (error) {
      done();
      buckets.noteLost(bucket);
      throw error;
    }
  };
}

class Buckets {
  /** In the order in which they were told of, which is nearly that in which they end. */
  readonly #windows = new Map<string, Window>();
  readonly #limits = new Map<string, Limit>();
  /** How many requests are under way. */
  readonly #underWay = new Map<string, number>();

  /** Milliseconds until Discord certainly takes a request; 0 if it does as far as one knows. */
  waitMs(bucket: string): number {
    const window = this.#windowOf(bucket);
    if (!window) return 0;
    const unheard = window.lost + (this.#underWay.get(bucket) ?? 0);
    // Where all was heard, the client itself knows when it may go on.
    return unheard === 0 || window.remaining > unheard ? 0 : window.endsAt - performance.now();
  }

  /** A request goes; returns what must be called when its answer is there, or lost. */
  send(bucket: string): () => void {
    this.#underWay.set(bucket, (this.#underWay.get(bucket) ?? 0) + 1);
    return () => {
      const others = (this.#underWay.get(bucket) ?? 1) - 1;
      if (others > 0) this.#underWay.set(bucket, others);
      else this.#underWay.delete(bucket);
    };
  }

  note(bucket: string, { headers, status }: ResponseLike): void {
    const limit = headers.get('X-RateLimit-Limit');
    const remaining = headers.get('X-RateLimit-Remaining');
    const resetAfter = headers.get('X-RateLimit-Reset-After');
    if (limit === null || remaining === null || resetAfter === null) {
      if (status >= 500) this.noteLost(bucket);
      return;
    }
    const leftMs = Number(resetAfter) * 1_000 + MARGIN_MS;
    this.#open(bucket, Number(remaining), leftMs);
    // What is refused may have to wait for more than a window.
    if (status === 429) return;
    const windowMs = Math.max(leftMs, this.#limits.get(kindOf(bucket))?.windowMs ?? 0);
    this.#limits.set(kindOf(bucket), { requests: Number(limit), windowMs });
  }

  noteLost(bucket: string): void {
    const limit = this.#limits.get(kindOf(bucket));
    // The request that is lost may itself have opened a window, of which nobody has told.
    if (!this.#windowOf(bucket) && limit) this.#open(bucket, limit.requests, limit.windowMs);
    const window = this.#windowOf(bucket);
    if (window) window.lost += 1;
  }

  #windowOf(bucket: string): Window | undefined {
    const window = this.#windows.get(bucket);
    return window && window.endsAt > performance.now() ? window : undefined;
  }

  #open(bucket: string, remaining: number, leftMs: number): void {
    this.#forgetEnded();
    this.#windows.delete(bucket);
    this.#windows.set(bucket, { remaining, endsAt: performance.now() + leftMs, lost: 0 });
  }

  #forgetEnded(): void {
    const now = performance.now();
    for (const [bucket, { endsAt }] of this.#windows) {
      if (endsAt > now) return;
      this.#windows.delete(bucket);
    }
  }
}

/** Edits of all messages of a channel share a bucket, and so do new messages. */
function bucketOf(url: string, method: string | undefined): string {
  return `${method} ${url.replace(/\/messages\/[^/?]+/, '/messages')}`;
}

/** Buckets of all channels have the same limit. */
const kindOf = (bucket: string): string => bucket.replace(/\/channels\/[^/?]+/, '/channels');
