import { within } from '../../within.ts';
import { withMethods } from './methods.ts';
import type { Store } from './store.ts';

/**
 * The store, each operation of which rejects after `ms` at the latest. What is written to a connection in the moment
 * that it is lost has no other end: MongoDB's driver waits for its `drain` event, which a destroyed socket never has.
 */
export const timeLimited = (store: Store, ms: number): Store =>
  withMethods(store, (_, method) => (...given: unknown[]): unknown => {
    const result = method(...given);
    return result instanceof Promise ? within(ms, result) : result;
  });
