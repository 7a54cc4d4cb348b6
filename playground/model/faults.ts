/** What can go wrong with a model: its stream breaks after some words, or it refuses the request. */
export type ModelFault = 'cutOff' | 'rateLimited' | 'overloaded';

interface Refusal {
  status: number;
  headers: Record<string, string>;
  body: { error: { message: string; type: string; code: string | null } };
}

/** Refusals as OpenAI words them. */
export const REFUSALS: Record<Exclude<ModelFault, 'cutOff'>, Refusal> = {
  rateLimited: {
    status: 429,
    headers: { 'retry-after': '1' },
    body: {
      error: {
        message: 'Rate limit reached for requests. Please try again in 1s.',
        type: 'requests',
        code: 'rate_limit_exceeded',
      },
    },
  },
  overloaded: {
    status: 503,
    headers: {},
    body: {
      error: {
        message: 'The server is currently overloaded. Please try again later.',
        type: 'service_unavailable_error',
        code: null,
      },
    },
  },
};
