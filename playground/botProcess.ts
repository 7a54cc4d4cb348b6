import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../src/index.ts', import.meta.url));

/** The bot's environment variables; an empty one counts as not set, whatever a .env file says. */
export type BotEnvironment = Record<string, string>;

/** A line of the bot's log. */
export interface LogLine {
  level: number;
  msg: string;
  [field: string]: unknown;
}

/** The real bot in a process of its own, as `npm start` runs it. Emits each line of its log. */
export class BotProcess extends EventEmitter<{ log: [LogLine] }> {
  readonly #env: BotEnvironment;
  #child: ChildProcess | undefined;

  constructor(env: BotEnvironment) {
    super();
    this.#env = env;
  }

  /** What it says on stderr is shown as it is. */
  start(): void {
    const child = spawn(process.execPath, [ENTRY], {
      env: { PATH: process.env['PATH'], ...this.#env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    createInterface(child.stdout).on('line', (line) =>
      this.emit('log', JSON.parse(line) as LogLine),
    );
    this.#child = child;
  }

  /** Resolves with the next line of its log that is what `matches` looks for. */
  logged(matches: (line: LogLine) => boolean): Promise<LogLine> {
    return new Promise((resolve) => {
      const look = (line: LogLine): void => {
        if (!matches(line)) return;
        this.off('log', look);
        resolve(line);
      };
      this.on('log', look);
    });
  }

  /** Resolves with its exit code; null if a signal ended it. */
  async exit(): Promise<number | null> {
    if (!this.#child) return null;
    if (this.#child.exitCode === null && this.#child.signalCode === null)
      await once(this.#child, 'exit');
    return this.#child.exitCode;
  }

  /** Asks it to end, as a service manager does, and resolves with its exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.#child?.kill(signal);
    return this.exit();
  }
}
