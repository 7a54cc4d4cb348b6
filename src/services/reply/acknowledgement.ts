import { type ResponseLike, RESTJSONErrorCodes } from 'discord.js';
import { insist, reached } from './backoff.ts';
import type { MakeRequest } from './httpRequest.ts';

/** Discord gives 3 seconds to acknowledge an interaction; no attempt begins later than this, in milliseconds. */
const WITHIN_MS = 2_500;
/** How long an attempt may take, in milliseconds: of one that hangs, Discord may have heard or not. */
const ATTEMPT_MS = 1_000;
const AGAIN_MS = 250;
const CALLBACK = /\/interactions\/\d+\/[^/?]+\/callback/;

/** What stands between the bot and Discord answers so, and may have passed the attempt on. */
const OF_A_GATEWAY = new Set([502, 504]);
/** What says that an attempt has not reached Discord: after anything else it may have been carried out. */
const NOT_REACHED = new Set<unknown>([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * Acknowledges interactions although an attempt, or only Discord's answer to it, is lost. What may be acknowledged counts
 * as that in the end: otherwise somebody would read "thinking…", and nothing else. Other requests are just sent.
 */
export function acknowledging(makeRequest: MakeRequest): MakeRequest {
  return async (url, init) => {
    if (!CALLBACK.test(url)) return makeRequest(url, init);
    let isRepeated = false;
    let mayBeThere = false;
    const request: MakeRequest = async (...which) => {
      try {
        const response = await makeRequest(...which);
        mayBeThere ||= OF_A_GATEWAY.has(response.status);
        return response;
      } catch (error) {
        mayBeThere ||= !NOT_REACHED.has((error as { code?: unknown }).code);
        throw error;
      }
    };
    const acknowledge = async (): Promise<ResponseLike> => {
      const signals = [AbortSignal.timeout(ATTEMPT_MS), ...(init.signal ? [init.signal] : [])];
      const attempt = { ...init, signal: AbortSignal.any(signals) };
      const response = await reached(request(url, attempt), AGAIN_MS);
      // Of an attempt before only the answer was lost.
      if (isRepeated && (await isAcknowledged(response))) {
        return new Response(null, { status: 204 });
      }
      return response;
    };
    const until = performance.now() + WITHIN_MS;
    try {
      return await insist(() => acknowledge().finally(() => (isRepeated = true)), { until });
    } catch (error) {
      if (mayBeThere) return new Response(null, { status: 204 });
      throw error;
    }
  };
}

async function isAcknowledged(response: ResponseLike): Promise<boolean> {
  if (response.status !== 400) return false;
  const error = (await response.json().catch(() => null)) as { code?: unknown } | null;
  return error?.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
}
