import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';

interface RetentionOptions {
  store: Pick<Store, 'deleteOlder'>;
  /** How long what people say is kept. */
  days: number;
  log: Logger;
  /** How often to look for what is older, in milliseconds. */
  everyMs?: number;
}

const DAY_MS = 24 * 60 * 60_000;
const EVERY_MS = 3 * 60 * 60_000;
/** Records of a kind that are deleted at once: others are answered in between. */
const AT_ONCE = 500;

/** Deletes what is older than it may be. Several processes may do it at the same time: nothing is deleted twice. */
export class Retention {
  readonly #store: RetentionOptions['store'];
  readonly #days: number;
  readonly #log: Logger;
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;
  #isStopped = false;

  constructor({ store, days, log, everyMs = EVERY_MS }: RetentionOptions) {
    this.#store = store;
    this.#days = days;
    this.#log = log;
    this.#everyMs = everyMs;
  }

  /** Sweeps now, and from now on every few hours. */
  start(): void {
    this.#timer ??= setInterval(() => this.#begin(), this.#everyMs).unref();
    this.#begin();
  }

  /** Resolves when nothing is being deleted any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  #begin(): void {
    // What a sweep could not do is done by the next one.
    this.#sweeping ??= this.#sweep()
      .catch((err: unknown) => this.#log.error({ err }, 'what is too old could not be deleted'))
      .finally(() => (this.#sweeping = undefined));
  }

  async #sweep(): Promise<void> {
    const than = new Date(Date.now() - this.#days * DAY_MS);
    const total = { turns: 0, practices: 0, memories: 0, checkIns: 0 };
    for (let isMore = true; isMore && !this.#isStopped;) {
      const { turns, practices, memories, checkIns } = await this.#store.deleteOlder(than, AT_ONCE);
      total.turns += turns;
      total.practices += practices;
      total.memories += memories;
      total.checkIns += checkIns;
      isMore = turns + practices + memories + checkIns > 0;
      await setImmediate();
    }
    this.#log.info(total, 'what is too old is deleted');
  }
}
