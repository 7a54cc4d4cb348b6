import type { MakeRequest } from './httpRequest.ts';
import type { RequestBudget } from './requestBudget.ts';

/** What Discord does not count: an interaction's acknowledgement, and the messages of its reply. */
const UNCOUNTED = /\/(interactions|webhooks)\/\d+\//;

/**
 * Has requests that are no reply, such as for a thread, take part in the budget that replies share: as urgent as first
 * words.
 */
export function counted(makeRequest: MakeRequest, budget: RequestBudget): MakeRequest {
  return async (url, init) => {
    if (UNCOUNTED.test(url)) return makeRequest(url, init);
    const done = await budget.turn(() => true);
    try {
      return await makeRequest(url, init);
    } finally {
      done();
    }
  };
}
