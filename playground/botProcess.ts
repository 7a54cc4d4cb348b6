import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { getCompileCacheDir } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../src/index.ts', import.meta.url));
const TETHER = new URL('tether.ts', import.meta.url).href;
/** What the bot logs when it is connected and Discord has its commands. */
const READY = 'commands are registered';
/** How many lines of its log are kept. */
const KEPT_LINES = 200;
/** pino's number for an error: what comes on stderr is one. */
const ERROR_LEVEL = 50;

/** The bot's environment variables; an empty one counts as not set, whatever a .env file says. */
export type BotEnvironment = Record<string, string>;

/** A line of the bot's log. */
export interface LogLine {
  level: number;
  msg: string;
  [field: string]: unknown;
}

export type BotState = 'starting' | 'running' | 'stopped';

/** The real bot in a process of its own, as `npm start` runs it. Tells of its state and of each line of its log. */
export class BotProcess extends EventEmitter<{ state: [BotState]; log: [LogLine] }> {
  readonly #env: BotEnvironment;
  readonly #lines: LogLine[] = [];
  #child: ChildProcess | undefined;
  #state: BotState = 'stopped';

  constructor(env: BotEnvironment) {
    super();
    this.#env = env;
  }

  /** `stopped` also when it ended by itself. */
  get state(): BotState {
    return this.#state;
  }

  /** The last lines of its log, oldest first. */
  get lastLines(): readonly LogLine[] {
    return this.#lines;
  }

  /** Starts it, unless it runs already. */
  start(): void {
    if (this.#state !== 'stopped') return;
    const child = spawn(process.execPath, ['--import', TETHER, ENTRY], {
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: getCompileCacheDir() ?? '',
        ...this.#env,
      },
      // The channel is there for the tether.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A group of its own: Ctrl+C in the terminal is for the playground, which then stops the bot.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.#child = child;
    this.#enter('starting');
    createInterface(child.stdout!).on('line', (line) => this.#log(parsed(line)));
    createInterface(child.stderr!).on('line', (line) => {
      process.stderr.write(`${line}\n`);
      this.#log({ level: ERROR_LEVEL, msg: line });
    });
    child.once('exit', () => {
      if (this.#child === child) this.#enter('stopped');
    });
  }

  /** Ends it at once, as a crash does. Resolves when it is gone. */
  async kill(): Promise<void> {
    await this.stop('SIGKILL');
  }

  /** Stops it properly, if it runs, and starts it again. */
  async restart(): Promise<void> {
    await this.stop();
    this.start();
  }

  /** Resolves when it is connected and its commands are registered; rejects when it ends before. */
  async running(): Promise<void> {
    if (this.#state === 'starting') await once(this, 'state');
    if (this.#state === 'running') return;
    throw new Error(`The bot ended with exit code ${await this.exit()} before it was ready`);
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

  /** Sends something to what was loaded into it besides, as NODE_OPTIONS can, and resolves with what that answers. */
  async request(message: string): Promise<unknown> {
    const child = this.#child;
    if (!child) throw new Error('The bot is not started');
    const answered = once(child, 'message');
    child.send(message);
    return (await answered)[0];
  }

  /** Resolves with its exit code; null if a signal ended it. */
  async exit(): Promise<number | null> {
    if (!this.#child) return null;
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      await once(this.#child, 'exit');
    }
    return this.#child.exitCode;
  }

  /** Asks it to end, as a service manager does, and resolves with its exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.#child?.kill(signal);
    return this.exit();
  }

  #enter(state: BotState): void {
    this.#state = state;
    this.emit('state', state);
  }

  #log(line: LogLine): void {
    this.#lines.push(line);
    if (this.#lines.length > KEPT_LINES) this.#lines.shift();
    if (line.msg === READY && this.#state === 'starting') this.#enter('running');
    this.emit('log', line);
  }
}

/** A line of the log as pino writes it; anything else is taken as words. */
function parsed(line: string): LogLine {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && 'msg' in value) return value as LogLine;
  } catch {
    // Not everything that a dependency prints is a log line.
  }
  return { level: 30, msg: line };
}
