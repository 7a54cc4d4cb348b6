import OpenAI from 'openai';

/** What went wrong with the model, as far as a person can do something different about it. */
export type ModelFailure =
  | 'badKey'
  | 'modelNotFound'
  | 'rateLimited'
  | 'outOfQuota'
  | 'overloaded'
  | 'unreachable'
  | 'rejected'
  | 'noVision'
  | 'contentFilter'
  | 'tooLong'
  | 'cutOff'
  | 'length'
  | 'empty';

/** A turn's answer could not be had, or not all of it. Carries no text of the request or the answer. */
export class ModelError extends Error {
  override name = 'ModelError';
  readonly failure: ModelFailure;

  constructor(failure: ModelFailure, options?: ErrorOptions) {
    super(`the model's answer failed: ${failure}`, options);
    this.failure = failure;
  }
}

/**
 * Tells the failures of the OpenAI client and its compatible servers apart.
 * @param started whether text had arrived: a connection that breaks then has cut the answer off
 */
export function toModelError(error: unknown, started: boolean): ModelError {
  if (error instanceof ModelError) return error;
  return new ModelError(failureOf(error, started), { cause: error });
}

function failureOf(error: unknown, started: boolean): ModelFailure {
  // A connection that is cut in the middle of a stream is a TypeError of fetch, not an APIError.
  // One that is given up before it has begun is the client's APIUserAbortError.
  if (
    !(error instanceof OpenAI.APIError) ||
    error instanceof OpenAI.APIConnectionError ||
    error instanceof OpenAI.APIUserAbortError
  ) {
    return started ? 'cutOff' : 'unreachable';
  }
  const code = error.code ?? '';
  if (code === 'content_filter' || code === 'content_policy_violation') return 'contentFilter';
  if (code === 'context_length_exceeded') return 'tooLong';
  if (code === 'insufficient_quota') return 'outOfQuota';
  switch (error.status) {
    case 401:
    case 403:
      return 'badKey';
    case 404:
      return 'modelNotFound';
    case 429:
      return 'rateLimited';
    case undefined:
      // An error event inside the stream has no status.
      return started ? 'cutOff' : 'overloaded';
    default:
      return error.status >= 500 ? 'overloaded' : 'rejected';
  }
}
