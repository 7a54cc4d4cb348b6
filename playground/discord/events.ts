import { EventEmitter } from 'node:events';
import type { Channel } from './channel.ts';
import type { Guild } from './guild.ts';
import type { Interaction } from './interaction.ts';
import type { Json } from './json.ts';
import type { Message } from './message.ts';
import type { Person } from './person.ts';

/** One REST request, after it was answered. */
export interface RequestRecord {
  method: string;
  /** Templated, as in `/channels/:channel/messages`. */
  route: string;
  path: string;
  /** 0 when the connection was cut without an answer. */
  status: number;
  /** Whether that is what a fault made of it. */
  byFault: boolean;
  /** Discord's error code, when it answered with one. */
  code: number | undefined;
  bucket: string | undefined;
  limit: number | undefined;
  remaining: number | undefined;
  /** Seconds. */
  resetAfter: number | undefined;
  requestBytes: number;
  durationMs: number;
  /** When it arrived, in `performance.now()` time. */
  at: number;
}

/** What came to be, became different or went away. */
export type Change =
  | { action: 'created' | 'updated' | 'deleted'; kind: 'message'; message: Message }
  | { action: 'created' | 'updated'; kind: 'interaction'; interaction: Interaction }
  | { action: 'created' | 'deleted'; kind: 'guild'; guild: Guild }
  | { action: 'created' | 'updated' | 'deleted'; kind: 'channel'; channel: Channel }
  | { action: 'created'; kind: 'person'; person: Person }
  | { action: 'updated'; kind: 'commands'; guildId: string | undefined }
  | { action: 'created'; kind: 'typing'; channel: Channel }
  | { action: 'updated'; kind: 'gateway' };

/** One event handed to a bot's session. */
export interface Dispatch {
  event: string;
  data: Json;
  sessionId: string;
  shard: number;
  sequence: number;
}

interface Events {
  request: [RequestRecord];
  change: [Change];
  dispatch: [Dispatch];
}

interface Waiter {
  look: () => void;
  fail: (error: Error) => void;
}

/** Tells of what happens, and lets code wait for a state without polling. */
export class Happenings extends EventEmitter<Events> {
  readonly #waiters = new Set<Waiter>();

  /** Announces a change, and lets everything that waits look again. */
  change(change: Change): void {
    this.emit('change', change);
    this.lookAgain();
  }

  /** Lets everything that waits evaluate its predicate again. */
  lookAgain(): void {
    for (const waiter of this.#waiters) waiter.look();
  }

  /** Resolves with the predicate's value as soon as it is truthy after some change. */
  until<T>(
    predicate: () => T,
    { timeoutMs = 10_000, what = 'the expected state' }: { timeoutMs?: number; what?: string } = {},
  ): Promise<NonNullable<T>> {
    const { promise, resolve, reject } = Promise.withResolvers<NonNullable<T>>();
    let timer: NodeJS.Timeout | undefined;
    const settle = (settled: () => void): void => {
      clearTimeout(timer);
      this.#waiters.delete(waiter);
      settled();
    };
    const waiter: Waiter = {
      look: () => {
        try {
          const value = predicate();
          if (value) settle(() => resolve(value));
        } catch (error) {
          settle(() => reject(error));
        }
      },
      fail: (error) => settle(() => reject(error)),
    };
    timer = setTimeout(
      () => waiter.fail(new Error(`Waited ${timeoutMs} ms in vain for ${what}`)),
      timeoutMs,
    );
    this.#waiters.add(waiter);
    waiter.look();
    return promise;
  }

  /** Ends all waiting with this error. */
  giveUp(error: Error): void {
    for (const waiter of this.#waiters) waiter.fail(error);
  }
}
