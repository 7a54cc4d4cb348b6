import { toModelError } from '../src/services/coaching/modelError.ts';

/** Longest that is shown of what a provider says. */
const SHOWN = 200;

/** A model's failure in a line: its kind, and what the provider says of it. */
export function describeFailure(error: unknown): string {
  const { failure, cause } = toModelError(error, false);
  const said = cause instanceof Error ? cause.message.split('\n')[0]?.slice(0, SHOWN) : undefined;
  return said ? `${failure}: ${said}` : failure;
}
