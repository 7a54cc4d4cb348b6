import { createHash } from 'node:crypto';

/** So many requests in a window that starts with its first one; null: no limit and no headers. */
export type Limit = { limit: number; windowMs: number } | null;

/** The limits in force; change them at any time, the next window obeys. */
export interface Limits {
  /** Webhook routes of one interaction token. */
  interaction: Limit;
  /** Whether creating, editing, reading and deleting share that bucket, or have one each. */
  interactionShared: boolean;
  channelCreate: Limit;
  channelEdit: Limit;
  /** All requests of the bot together, except interaction callbacks and interaction webhooks. */
  global: Limit;
}

export const DEFAULT_LIMITS: Limits = {
  interaction: { limit: 5, windowMs: 5000 },
  interactionShared: false,
  channelCreate: { limit: 5, windowMs: 5000 },
  channelEdit: { limit: 5, windowMs: 5000 },
  global: { limit: 50, windowMs: 1000 },
};

/** What a bucket says about one request. */
export interface Verdict {
  allowed: boolean;
  bucket: string;
  limit: number;
  remaining: number;
  /** Seconds until the window ends. */
  resetAfter: number;
  /** Unix time in seconds at which it ends. */
  reset: number;
}

interface Window {
  count: number;
  limit: number;
  endsAt: number;
}

const hashes = new Map<string, string>();

/** The opaque name that Discord gives a kind of bucket, the same for all channels or tokens. */
const hashOf = (kind: string): string => {
  let hash = hashes.get(kind);
  if (hash === undefined) {
    hash = createHash('md5').update(kind).digest('hex');
    hashes.set(kind, hash);
  }
  return hash;
};

/** Counts requests a bucket. A window is forgotten once it has ended, so memory stays bounded. */
export class RateLimits {
  readonly #windows = new Map<string, Window>();

  /** Counts a request against the bucket of this kind and owner. O(1). */
  take(kind: string, owner: string, limit: NonNullable<Limit>): Verdict {
    const now = performance.now();
    this.#forgetEnded(now);
    const key = `${kind}:${owner}`;
    let window = this.#windows.get(key);
    if (!window || window.endsAt <= now) {
      this.#windows.delete(key);
      window = { count: 0, limit: limit.limit, endsAt: now + limit.windowMs };
      this.#windows.set(key, window);
    }
    const allowed = window.count < window.limit;
    if (allowed) window.count += 1;
    const resetAfter = (window.endsAt - now) / 1000;
    return {
      allowed,
      bucket: hashOf(kind),
      limit: window.limit,
      remaining: window.limit - window.count,
      resetAfter,
      reset: Date.now() / 1000 + resetAfter,
    };
  }

  // Windows are kept in the order in which they began; two a request is faster than they come.
  #forgetEnded(now: number): void {
    let looked = 0;
    for (const [key, window] of this.#windows) {
      if (window.endsAt > now || looked === 2) return;
      this.#windows.delete(key);
      looked += 1;
    }
  }
}

/** Seconds as Discord writes them, rounded up: a client that waits them never comes too early. */
export const inSeconds = (seconds: number): string => (Math.ceil(seconds * 1000) / 1000).toFixed(3);

/** The headers that describe a bucket. */
export const bucketHeaders = (verdict: Verdict): Record<string, string> => ({
  'X-RateLimit-Limit': String(verdict.limit),
  'X-RateLimit-Remaining': String(verdict.remaining),
  'X-RateLimit-Reset': inSeconds(verdict.reset),
  'X-RateLimit-Reset-After': inSeconds(verdict.resetAfter),
  'X-RateLimit-Bucket': verdict.bucket,
});
