import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answering, MeasuredBot } from './measuredBot.ts';
import type { BotSettings, Message, Order, Report } from './protocol.ts';

const ENTRY = fileURLToPath(new URL('bot.ts', import.meta.url));

/** A bot that shows answers in one way, and does nothing besides. */
export class BotProcess implements MeasuredBot {
  readonly #child: ChildProcess;
  readonly #gone: Promise<never>;

  private constructor(settings: BotSettings) {
    this.#child = fork(ENTRY, [JSON.stringify(settings)]);
    this.#gone = once(this.#child, 'exit').then(([code]) => {
      throw new Error(`The bot's process has ended with exit code ${code}`);
    });
    // Nobody may be waiting when it is ended.
    this.#gone.catch(() => undefined);
  }

  /** Starts one; resolves when it is connected. */
  static async start(settings: BotSettings): Promise<BotProcess> {
    const bot = new BotProcess(settings);
    await bot.#hears('connected');
    return bot;
  }

  async answer({ people, tokens, ask, deadlineMs }: Answering): Promise<Report> {
    const begun = this.#hears('begun');
    this.#tell({ kind: 'begin', replies: people.length, tokens });
    await begun;
    const timer = setTimeout(() => this.#tell({ kind: 'stop' }), deadlineMs);
    try {
      const [{ report }] = await Promise.all([this.#hears('report'), ask()]);
      return report;
    } finally {
      clearTimeout(timer);
    }
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }

  #tell(order: Order): void {
    this.#child.send(order);
  }

  #hears<Kind extends Message['kind']>(kind: Kind): Promise<Extract<Message, { kind: Kind }>> {
    const { promise, resolve } = Promise.withResolvers<Extract<Message, { kind: Kind }>>();
    const listen = (message: Message): void => {
      if (message.kind !== kind) return;
      this.#child.off('message', listen);
      resolve(message as Extract<Message, { kind: Kind }>);
    };
    this.#child.on('message', listen);
    return Promise.race([promise, this.#gone]);
  }
}
