import type { Bucket } from './surface.ts';

/**
 * How long before its reset a bucket may be emptied, in milliseconds. Until then one request is kept back,
 * so that the final edit goes at once; afterwards it would wait no longer than this.
 */
const RESERVE_MS = 240;

/** Headers give milliseconds, rounded: so much later a window has certainly ended. */
const RESET_MARGIN_MS = 5;

/** Between edits when Discord names no limit, in milliseconds: as often as a reader can see. */
const UNLIMITED_INTERVAL_MS = 250;

/** Decides when the next edit may go, from what Discord says of the bucket and from nothing else. */
export class Pacer {
  #remaining = Number.POSITIVE_INFINITY;
  #resetAt = Number.NEGATIVE_INFINITY;
  #interval = UNLIMITED_INTERVAL_MS;
  #editedAt = Number.NEGATIVE_INFINITY;
  #heldUntil = Number.NEGATIVE_INFINITY;

  /**
   * Takes in what the response to a request said of the bucket, null if it said nothing.
   * @param now as `performance.now()` has it, like all times here
   */
  observe(bucket: Bucket | null, now: number): void {
    this.#editedAt = now;
    if (bucket) {
      this.#remaining = bucket.remaining;
      this.#resetAt = now + bucket.resetAfterMs + RESET_MARGIN_MS;
    } else if (now >= this.#resetAt) {
      this.#remaining = Number.POSITIVE_INFINITY;
      this.#interval = UNLIMITED_INTERVAL_MS;
    }
    if (this.#remaining > 0 && this.#remaining < Number.POSITIVE_INFINITY) {
      // Spread what is left over what is left of the window; the last of it may go when the reserve is free.
      this.#interval = Math.max(0, this.#resetAt - now - RESERVE_MS) / this.#remaining;
    }
  }

  /**
   * Lets nothing go until `time`: after a failure, or as long as Discord asks to wait. The request that failed may
   * have been counted all the same.
   */
  hold(time: number): void {
    this.#heldUntil = time;
    this.#remaining = Math.max(0, this.#remaining - 1);
  }

  /** Milliseconds for which nothing may go. */
  heldMs(now: number): number {
    return Math.max(0, this.#heldUntil - now);
  }

  /** Milliseconds until an edit that shows progress may go. */
  delayMs(now: number): number {
    // The bucket was emptied just before its reset: half an interval later the ages of the text even out best.
    const due = this.#editedAt + (this.#remaining > 0 ? this.#interval : this.#interval / 2);
    return Math.max(0, due - now, this.finalDelayMs(now));
  }

  /** Milliseconds until the final edit may go: none while the bucket has something left. */
  finalDelayMs(now: number): number {
    const free = this.#remaining > 0 ? now : this.#resetAt;
    return Math.max(0, free - now, this.heldMs(now));
  }
}
