import type { Logger } from 'pino';
import { onStopSignals } from './stopSignals.ts';

/** What is closed at the end: resolves when that is done. */
type Step = () => Promise<void>;

/**
 * How the process ends: in order, once, and with an exit code that says why. A service manager asks with a signal; an
 * error that nobody caught ends it too, because what it left behind is unknown, but what is being written is still
 * finished. A second signal, or steps that take too long, end it at once.
 */
export class Shutdown {
  readonly #log: Logger;
  readonly #withinMs: number;
  readonly #steps: Step[] = [];
  #isEnding = false;
  #exitCode = 0;

  /** @param withinMs how long all steps together may take */
  constructor(log: Logger, withinMs: number) {
    this.#log = log;
    this.#withinMs = withinMs;
  }

  /** From now on, signals and errors that nobody catches end the process. */
  listen(): void {
    onStopSignals(['SIGTERM', 'SIGINT'], {
      first: (signal) => {
        this.#log.info({ signal }, 'stopping');
        void this.end(0);
      },
      again: (signal) => {
        this.#log.warn({ signal }, 'stopping at once');
        process.exit(1);
      },
    });
    process.on('uncaughtException', (err) => this.#failed(err, 'an error was not caught'));
    process.on('unhandledRejection', (err) => this.#failed(err, 'a rejection was not handled'));
  }

  /** Adds what has to be done at the end. The last one added is the first one done. */
  before(step: Step): void {
    this.#steps.unshift(step);
  }

  /** Does all that has to be done, and ends the process. Never resolves. */
  async end(exitCode: number): Promise<never> {
    this.#exitCode = Math.max(this.#exitCode, exitCode);
    if (!this.#isEnding) {
      this.#isEnding = true;
      setTimeout(() => {
        this.#log.fatal('stopping took too long');
        process.exit(1);
      }, this.#withinMs);
      await this.#close();
      process.exit(this.#exitCode);
    }
    return new Promise(() => {});
  }

  /** A step that fails does not keep the others from being done. */
  async #close(): Promise<void> {
    for (const step of this.#steps) {
      try {
        await step();
      } catch (err) {
        this.#exitCode = 1;
        this.#log.error({ err }, 'something could not be closed');
      }
    }
  }

  #failed(err: unknown, what: string): void {
    this.#log.fatal({ err }, what);
    void this.end(1);
  }
}
