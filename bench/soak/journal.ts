import { open } from 'node:fs/promises';
import type { WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { BotProcess } from '../../playground/botProcess.ts';
import type { LoopbackDiscord } from '../../playground/discord/index.ts';
import { ArgumentError } from '../../playground/program.ts';
import type { Trouble } from './trouble.ts';

/**
 * Everything that may explain a problem, in a file: what was made to fail, what the bot logged, what Discord told it, and
 * every request. A line of JSON each, with the moment as `performance.now()` has it; nothing that anybody wrote.
 */
export class Journal {
  readonly #file: WriteStream;

  private constructor(file: WriteStream) {
    this.#file = file;
    // A soak is worth more than its journal.
    file.on('error', ({ message }) => process.stderr.write(`The journal breaks off: ${message}\n`));
  }

  /** @throws {ArgumentError} when the file cannot be written */
  static async open(path: string): Promise<Journal> {
    const file = await open(path, 'w').catch(({ message }: Error) => {
      throw new ArgumentError(`--journal is a file that can be written (${message}).`);
    });
    return new Journal(file.createWriteStream());
  }

  /** Notes what happens to these from now on. */
  follow(discord: LoopbackDiscord, bot: BotProcess, trouble: Trouble): void {
    trouble.on('made', (made) => this.#note({ made }));
    bot.on('log', (log) => this.#note({ log }));
    bot.on('state', (state) => this.#note({ bot: state }));
    discord.on('dispatch', ({ event, data: { id }, sessionId }) => {
      this.#note({ event, id, sessionId });
    });
    discord.on('change', ({ kind }) => {
      if (kind === 'gateway') this.#note({ connected: discord.gateway.connected.length });
    });
    discord.on('request', ({ method, path, status, byFault, at, durationMs }) => {
      this.#note({ method, path, status, byFault, from: at, durationMs });
    });
  }

  /** Resolves when everything is in the file. */
  async close(): Promise<void> {
    this.#file.end();
    await finished(this.#file).catch(() => undefined);
  }

  #note(what: object): void {
    this.#file.write(`${JSON.stringify({ at: performance.now(), ...what })}\n`);
  }
}
