import type { Refusal } from '../../services/coaching/question.ts';
import type { Answer } from '../../services/coaching/writer.ts';

/** How soon it is looked again whether the last answer has ended, and its end is stored, in milliseconds. */
const LOOK_AGAIN_MS = 2_000;
/** A longer cooldown, or a store that takes an end no sooner, is not waited out, but said. */
const WAIT_AT_MOST_MS = 15_000;

/**
 * When a question that may not be asked yet is asked again. A conversation goes on by itself when it soon may: nobody has
 * to write the same thing once more.
 */
export class NextTry {
  #unstoredSince: number | undefined;

  /** How long the question waits after this, in milliseconds; undefined if it does not. */
  after(result: Answer | Refusal): number | undefined {
    if (result.kind !== 'unstored') this.#unstoredSince = undefined;
    switch (result.kind) {
      case 'busy':
        return LOOK_AGAIN_MS;
      case 'unstored': {
        const now = performance.now();
        this.#unstoredSince ??= now;
        return now - this.#unstoredSince < WAIT_AT_MOST_MS ? LOOK_AGAIN_MS : undefined;
      }
      case 'cooldown': {
        const waitMs = result.retryAfterSeconds * 1_000;
        return waitMs > WAIT_AT_MOST_MS ? undefined : waitMs;
      }
      default:
        return undefined;
    }
  }
}
