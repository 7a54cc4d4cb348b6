import type { MakeRequest } from './httpRequest.ts';
import { insist, reached } from './backoff.ts';
import { TOKEN_LIFETIME_MS } from './interactionSurface.ts';

/** How long one attempt may take, in milliseconds. */
const ATTEMPT_MS = 15_000;
/** A message of an interaction's reply. Each interaction has a queue of its own, so nothing else waits with it. */
const MESSAGE = /\/webhooks\/\d+\/[^/?]+\/messages\//;

/**
 * Changes the messages of an interaction's reply however long Discord is in trouble, as long as its token lives: without
 * that, somebody would read "thinking…" for ever. Other requests are just sent.
 * @param signal ends the waiting
 */
export function patiently(makeRequest: MakeRequest, signal: AbortSignal): MakeRequest {
  return async (url, init) => {
    // A message would be posted twice if only Discord's answer was lost.
    if (init.method === 'POST' || !MESSAGE.test(url)) return makeRequest(url, init);
    // The REST client's own signal ends all attempts together after some seconds.
    const attempt = () =>
      reached(makeRequest(url, { ...init, signal: AbortSignal.timeout(ATTEMPT_MS) }));
    return insist(attempt, { until: performance.now() + TOKEN_LIFETIME_MS, signal });
  };
}
