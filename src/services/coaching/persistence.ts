import type { Logger } from 'pino';
import { pause } from '../reply/pause.ts';

/** Waits between attempts, in milliseconds; the last one repeats. */
const BACKOFF_MS = [100, 250, 500, 1_000, 2_000, 5_000];

/** What is written, for the log. */
interface Facts {
  what: string;
  turnId: string;
}

/** Writes that must land: tried until they do, or the process ends. */
export class Persistence {
  readonly #pending = new Set<Promise<boolean>>();
  readonly #givenUp = new AbortController();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  /**
   * Does some work, again and again until it succeeds. Resolves to true then, to false when it is given up; never
   * rejects. Work that resolves to false has found nothing to store it in.
   */
  insist(facts: Facts, work: () => Promise<unknown>): Promise<boolean> {
    const done = this.#insist(facts, work);
    this.#pending.add(done);
    return done.finally(() => this.#pending.delete(done));
  }

  /** Resolves when nothing is left to be written. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  /** Tries nothing any more. */
  giveUp(): void {
    this.#givenUp.abort();
  }

  async #insist(facts: Facts, work: () => Promise<unknown>): Promise<boolean> {
    const { signal } = this.#givenUp;
    for (let attempt = 0; ; attempt += 1) {
      try {
        const isStored = (await work()) !== false;
        if (attempt > 0) {
          const outcome = isStored ? 'stored after all' : 'not to be stored any more';
          this.#log.info({ ...facts, attempt }, outcome);
        }
        return true;
      } catch (err) {
        if (attempt === 0) this.#log.error({ ...facts, err }, 'could not be stored; trying on');
      }
      const delay = BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length - 1)] ?? 0;
      await pause(delay, signal);
      if (!signal.aborted) continue;
      this.#log.error(facts, 'could not be stored');
      return false;
    }
  }
}
