import type { ResponseLike } from 'discord.js';
import type { MakeRequest } from './httpRequest.ts';
import { insist } from './backoff.ts';
import { TryLater } from './surface.ts';
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
    const attempt = async (): Promise<ResponseLike> => {
      // The REST client's own signal ends all attempts together after some seconds.
      const once = { ...init, signal: AbortSignal.timeout(ATTEMPT_MS) };
      const response = await makeRequest(url, once).catch((cause: unknown) => {
        throw new TryLater('not reached', undefined, { cause });
      });
      if (response.status >= 500) throw new TryLater('a fault of Discord’s');
      return response;
    };
    return insist(attempt, { until: performance.now() + TOKEN_LIFETIME_MS, signal });
  };
}
