import type { MakeRequest } from './httpRequest.ts';
import { TryLater } from './surface.ts';

/** So many refusals in a row are no slip of Discord's. */
const REFUSALS = 3;
/** The first request of all: whoever starts the bot with a token that Discord does not know is told so at once. */
const FIRST = /\/gateway\/bot$/;

/** Whether Discord accepts the bot's token. When it is reset, Discord also closes the gateway, which ends the bot. */
export class SignIn {
  #refusals = 0;

  /** Whether Discord has refused the token again and again, and not accepted it since. */
  get isRefused(): boolean {
    return this.#refusals >= REFUSALS;
  }

  /** Makes a refused token a passing trouble: a REST client that learns of one answer 401 sends nothing any more. */
  minding(makeRequest: MakeRequest): MakeRequest {
    return async (url, init) => {
      const response = await makeRequest(url, init);
      const isSigned = init.headers !== undefined && 'Authorization' in init.headers;
      if (!isSigned || response.status >= 500) return response;
      if (response.status !== 401) this.#refusals = 0;
      else if (!FIRST.test(url)) {
        this.#refusals += 1;
        throw new TryLater('not signed in');
      }
      return response;
    };
  }
}
