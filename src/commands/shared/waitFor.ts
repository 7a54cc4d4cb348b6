import type { Refusal } from '../../services/coaching/question.ts';
import type { Answer } from '../../services/coaching/writer.ts';

/** How soon it is looked again whether the answer that another process writes has ended, in milliseconds. */
const LOOK_AGAIN_MS = 2_000;
/** A longer cooldown is not waited out, but said. */
const WAIT_AT_MOST_SECONDS = 15;

/**
 * How long a question waits until it is asked again, in milliseconds; undefined if it does not. A conversation goes on by
 * itself when it soon may: nobody has to write the same thing once more.
 */
export function waitFor(result: Answer | Refusal): number | undefined {
  if (result.kind === 'busy') return LOOK_AGAIN_MS;
  if (result.kind !== 'cooldown' || result.retryAfterSeconds > WAIT_AT_MOST_SECONDS) {
    return undefined;
  }
  return result.retryAfterSeconds * 1000;
}
