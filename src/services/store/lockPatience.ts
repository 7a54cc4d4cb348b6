import { setTimeout } from 'node:timers/promises';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { type Method, withMethods } from './methods.ts';
import { isHeld } from './sqliteErrors.ts';
import type { Store } from './store.ts';

/** Waits between attempts, in milliseconds; the last one repeats. */
const WAITS_MS = [1, 2, 5, 10, 25];

/** What each operation does: nobody who writes keeps waiting what only reads, nor does what waits to be written. */
const OPERATIONS: Record<
  Exclude<keyof Store, 'isShared' | 'limiter' | 'close'>,
  'reads' | 'writes'
> = {
  findProfile: 'reads',
  saveProfile: 'writes',
  savePreferences: 'writes',
  removeProfile: 'writes',
  findMemory: 'reads',
  saveMemory: 'writes',
  removeMemory: 'writes',
  findSettings: 'reads',
  saveSettings: 'writes',
  saveLocale: 'writes',
  savePractice: 'writes',
  findPractice: 'reads',
  endPractice: 'writes',
  beginTurn: 'writes',
  resumeTurn: 'writes',
  joinTurn: 'writes',
  saveProgress: 'writes',
  saveReply: 'writes',
  refuseTurn: 'writes',
  closeTurn: 'writes',
  endTurn: 'writes',
  amendTurn: 'writes',
  findTurn: 'reads',
  isOthersTurn: 'reads',
  removeTurn: 'writes',
  removeWaiting: 'writes',
  turnShownIn: 'reads',
  rateTurn: 'writes',
  replaceTurn: 'writes',
  moveToCoach: 'writes',
  answeredTurns: 'reads',
  answeredTurnsAfter: 'reads',
  answeredTurn: 'reads',
  recentTurns: 'reads',
  takeLease: 'writes',
  leases: 'reads',
  freePlace: 'writes',
  renewLeases: 'writes',
  claimLease: 'writes',
  abandonLease: 'writes',
  dropLease: 'writes',
  addCheckIn: 'writes',
  checkIns: 'reads',
  dueCheckIns: 'reads',
  claimCheckIn: 'writes',
  saveCheckIn: 'writes',
  removeCheckIn: 'writes',
  turnIds: 'reads',
  turns: 'reads',
  deleteUser: 'writes',
  deleteOlder: 'writes',
};

const READS = new Set<PropertyKey>(
  Object.entries(OPERATIONS).flatMap(([name, does]) => (does === 'reads' ? name : [])),
);

/** What of a limiter writes. */
const LIMITER_WRITES = new Set<PropertyKey>([
  'consume',
  'penalty',
  'reward',
  'block',
  'set',
  'delete',
] satisfies (keyof RateLimiterAbstract)[]);

/**
 * The store in SQLite, each operation of which is tried again for `ms` while another program holds the file, and then
 * rejects with what SQLite says. It must do nothing where it rejects with that. Nothing else waits meanwhile, least of
 * all the event loop. What is written is written in the order in which it was to be: a profile that waits does not come
 * after the deletion that was asked for later.
 */
export function patient(store: Store, ms: number): Store {
  const writes = new Line();
  const inLine =
    (method: Method): Method =>
    (...given) => {
      const until = performance.now() + ms;
      return writes.do(until, async () => method(...given));
    };
  return withMethods(store, (name, method) => {
    if (name === 'close') return method;
    if (name === 'limiter') {
      return (limit: Parameters<Store['limiter']>[0]) =>
        withMethods(store.limiter(limit), (of, its) =>
          LIMITER_WRITES.has(of) ? inLine(its) : its,
        );
    }
    if (!READS.has(name)) return inLine(method);
    return (...given: unknown[]) => untilFree(performance.now() + ms, () => method(...given));
  });
}

/** Does some work that does nothing while somebody else holds the file, as soon as nobody does, or rejects as it did. */
export async function untilFree<Result>(
  until: number,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isHeld(error) || performance.now() >= until) throw error;
      await setTimeout(WAITS_MS[Math.min(attempt, WAITS_MS.length - 1)]);
    }
  }
}

/** Those who write: one tries, the others come after it. */
class Line {
  #length = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** Does it at once where nobody waits and the file is free; else in its turn, as far as that comes in time. */
  async do<Result>(until: number, work: () => Promise<Result>): Promise<Result> {
    const isFirst = this.#length === 0;
    this.#length += 1;
    const done = isFirst ? untilFree(until, work) : this.#last.then(() => untilFree(until, work));
    this.#last = done.catch(() => undefined);
    try {
      return await done;
    } finally {
      this.#length -= 1;
    }
  }
}
