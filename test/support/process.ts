import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { type Channel, LoopbackDiscord, type Person } from '../../playground/discord/index.ts';
import type { StoreLocation } from '../../src/services/store/index.ts';
import { ADA } from './confidant.ts';
import { TestModel } from './model.ts';

const SRC = new URL('../../src/', import.meta.url);
const MISHAP = new URL('mishap.ts', import.meta.url).href;

interface Ended {
  /** Null if a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What a process is told of where its database is. */
export const databaseEnv = ({ mongodbUri, dataDir }: StoreLocation): Record<string, string> =>
  mongodbUri ? { MONGODB_URI: mongodbUri } : { DATA_DIR: dataDir };

/** The bot, or a program that comes with it, in a process of its own. */
export interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** Resolves with the first line that it logs, from now on, with this message. */
  logs: (message: string) => Promise<Record<string, unknown>>;
}

interface RunOptions {
  /** A program in `src/`; the bot itself without. */
  program?: string;
  arguments?: string[];
  /** Lets it make a mistake when it is sent SIGUSR2. */
  mishap?: 'throws' | 'rejects';
  /** The address of a module that is loaded before the program. */
  before?: string;
  /** How long a file may become that it writes, in blocks of the shell's `ulimit -f`: more is an error of the disk. */
  mostBlocks?: number;
  /** A command that runs it, in surroundings of its own. */
  within?: string[];
}

/** An empty folder, and processes that run in it with nothing but the environment that they are given. */
export class Workplace {
  readonly folder: string;
  readonly #running: ChildProcess[] = [];

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(): Promise<Workplace> {
    return new Workplace(await mkdtemp(join(tmpdir(), 'confidant-test-')));
  }

  run(env: Record<string, string>, options: RunOptions = {}): Running {
    const entry = fileURLToPath(new URL(options.program ?? 'index.ts', SRC));
    const before = options.mishap ? MISHAP : options.before;
    const command = [process.execPath, ...(before ? ['--import', before] : []), entry];
    if (options.mostBlocks) {
      command.unshift('sh', '-c', `ulimit -f ${options.mostBlocks} && exec "$@"`, 'sh');
    }
    const [program = '', ...rest] = [...(options.within ?? []), ...command];
    const child = spawn(program, [...rest, ...(options.arguments ?? [])], {
      cwd: this.folder,
      env: {
        PATH: process.env['PATH'],
        DATA_DIR: this.folder,
        ...(options.mishap && { MISHAP: options.mishap }),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#running.push(child);
    const lines = createInterface(child.stdout);
    const logged: string[] = [];
    lines.on('line', (line) => logged.push(line));
    const ended = Promise.all([once(child, 'exit'), once(lines, 'close'), text(child.stderr)]);
    return {
      child,
      ended: ended.then(([, , stderr]) => ({
        code: child.exitCode,
        stdout: logged.join('\n'),
        stderr,
      })),
      logs: (message) =>
        new Promise((resolve, reject) => {
          lines.on('line', (line) => {
            if (line.includes(`"msg":"${message}`)) resolve(JSON.parse(line));
          });
          lines.once('close', () => reject(new Error(`It never logged "${message}"`)));
        }),
    };
  }

  /** Ends what still runs and removes the folder. */
  async clear(): Promise<void> {
    for (const child of this.#running) child.kill('SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A Discord with a channel and someone who has a profile, a model, and the bot in processes of its own. */
export class Premises {
  readonly discord: LoopbackDiscord;
  readonly model: TestModel;
  readonly workplace: Workplace;
  readonly channel: Channel;
  readonly ada: Person;

  private constructor(discord: LoopbackDiscord, model: TestModel, workplace: Workplace) {
    this.discord = discord;
    this.model = model;
    this.workplace = workplace;
    this.channel = discord.createGuild({ name: 'Home' }).createTextChannel({ name: 'general' });
    this.ada = discord.createPerson({ username: 'ada' });
  }

  static async open(): Promise<Premises> {
    return new Premises(
      ...(await Promise.all([LoopbackDiscord.start(), TestModel.start(), Workplace.create()])),
    );
  }

  /** What the bot is told. */
  get env(): Record<string, string> {
    return {
      DISCORD_TOKEN: this.discord.token,
      DISCORD_API_URL: this.discord.apiUrl,
      OPENAI_BASE_URL: this.model.baseUrl,
      OPENAI_API_KEY: 'a-key',
      OPENAI_MODEL: 'some-model',
      COOLDOWN_SECONDS: '0',
    };
  }

  /** Starts the bot; resolves when it is ready. */
  async serve(env: Record<string, string> = {}, options: RunOptions = {}): Promise<Running> {
    const running = this.workplace.run({ ...this.env, ...env }, options);
    await running.logs('commands are registered');
    return running;
  }

  /** Gives someone a profile; Ada without. */
  async setUp(person = this.ada): Promise<void> {
    const modal = await (await person.runCommand('profile setup', {}, this.channel)).modal();
    const submitted = await modal.submit(ADA);
    await this.discord.until(() => submitted.messages()[0]?.content.includes('Ada'));
  }

  /** Ends everything, and fails if the bot did what Discord does not allow. */
  async close({ rateLimited = 0 } = {}): Promise<void> {
    await this.workplace.clear();
    await this.discord.stop();
    await this.model.stop();
    expect(this.discord.errors).toEqual([]);
    expect(this.discord.stats.rateLimited).toBe(rateLimited);
  }
}
