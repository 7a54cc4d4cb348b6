import { RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Store } from '../store/store.ts';
import type { Persistence } from './persistence.ts';

export interface LimitSettings {
  /** Seconds between two questions of one person; 0 for none. */
  cooldownSeconds: number;
  /** Questions of one person in 24 hours; 0 for no limit. */
  dailyLimit: number;
}

/** Which limit a person has reached, and for how much longer. */
export interface LimitReached {
  kind: 'cooldown' | 'dailyLimit';
  retryAfterSeconds: number;
}

/** What is counted of a person's questions. */
export interface Counted {
  kind: LimitReached['kind'];
  questions: number;
  /** When it is forgotten. */
  until: Date;
}

type Limiter = readonly [LimitReached['kind'], RateLimiterAbstract];

const DAY_SECONDS = 24 * 60 * 60;

/** How often one person may ask. Counts live in the store: a restart resets nobody's limit. */
export class Limits {
  readonly #all: readonly Limiter[];
  /** Those that are switched on. */
  readonly #limiters: readonly Limiter[];

  constructor(store: Pick<Store, 'limiter'>, { cooldownSeconds, dailyLimit }: LimitSettings) {
    const cooldown = store.limiter({ name: 'cooldown', points: 1, seconds: cooldownSeconds });
    const daily = store.limiter({ name: 'daily', points: dailyLimit, seconds: DAY_SECONDS });
    this.#all = [
      ['cooldown', cooldown],
      ['dailyLimit', daily],
    ];
    const isOn = { cooldown: cooldownSeconds > 0, dailyLimit: dailyLimit > 0 };
    this.#limiters = this.#all.filter(([kind]) => isOn[kind]);
  }

  /** Counts one question; says which limit it would pass, if any. Rejects when the store cannot answer. */
  async consume(userId: string): Promise<LimitReached | null> {
    for (const [kind, limiter] of this.#limiters) {
      const retryAfterMs = await consumeOne(limiter, userId);
      if (retryAfterMs !== null) {
        return { kind, retryAfterSeconds: Math.max(1, Math.ceil(retryAfterMs / 1000)) };
      }
    }
    return null;
  }

  /** Takes one question back: it was not answered, and asking again costs nothing. */
  async giveBack(userId: string): Promise<void> {
    for (const [, limiter] of this.#limiters) {
      const counted = await limiter.get(userId);
      // What is forgotten by now, such as with everything else about the person, is not to be counted anew.
      if (counted && counted.consumedPoints > 0) await limiter.reward(userId);
    }
  }

  /** What is counted of the person's questions at the moment. */
  async counted(userId: string): Promise<Counted[]> {
    const counted: Counted[] = [];
    for (const [kind, limiter] of this.#all) {
      const found = await limiter.get(userId);
      if (!found) continue;
      const until = new Date(Date.now() + found.msBeforeNext);
      counted.push({ kind, questions: found.consumedPoints, until });
    }
    return counted;
  }

  /** Forgets the person, also what a limit has counted that is switched off by now. */
  async forget(userId: string): Promise<void> {
    for (const [, limiter] of this.#all) await limiter.delete(userId);
  }
}

/** Takes a question back, tried until it is done: a store that did not take it may not take this either. */
export async function giveBack(
  { userId, turnId }: { userId: string; turnId: string },
  limits: Limits,
  persistence: Persistence,
): Promise<void> {
  await persistence.insist({ what: 'a question that is given back', turnId }, () =>
    limits.giveBack(userId),
  );
}

/** The limiter rejects with a result, not an Error, when the limit is reached. */
async function consumeOne(limiter: RateLimiterAbstract, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (reason) {
    if (reason instanceof RateLimiterRes) return reason.msBeforeNext;
    throw reason;
  }
}
