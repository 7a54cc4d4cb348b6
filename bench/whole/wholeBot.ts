import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BotProcess } from '../../playground/botProcess.ts';
import type { LoopbackDiscord } from '../../playground/discord/index.ts';
import { Keyring } from '../../src/services/encryption/keyring.ts';
import { openStore, type StoreLocation } from '../../src/services/store/index.ts';
import type { Answering, MeasuredBot } from '../measuredBot.ts';
import type { Report } from '../protocol.ts';
import type { Usage } from '../usage.ts';
import { BenchModel } from './model.ts';
import { givePast } from './past.ts';

const METER = `--import ${new URL('meter.ts', import.meta.url).href}`;
/** How often replies are looked at, in milliseconds. */
const LOOK_MS = 100;

/** Confidant itself, on a SQLite database of its own, for people who have talked to it before. */
export class WholeBot implements MeasuredBot {
  readonly #process: BotProcess;
  readonly #model: BenchModel;
  readonly #location: StoreLocation;

  private constructor(process: BotProcess, model: BenchModel, location: StoreLocation) {
    this.#process = process;
    this.#model = model;
    this.#location = location;
  }

  /**
   * Starts one; resolves when it is connected.
   * @param isPrivate whether it encrypts, remembers and has questions examined
   */
  static async start({ apiUrl, token }: LoopbackDiscord, isPrivate: boolean): Promise<WholeBot> {
    const model = new BenchModel();
    await model.start();
    const dataDir = await mkdtemp(join(tmpdir(), 'confidant-bench-'));
    const key = isPrivate ? randomBytes(32).toString('base64') : '';
    const bot = new BotProcess({
      DISCORD_TOKEN: token,
      DISCORD_API_URL: apiUrl,
      OPENAI_API_KEY: 'none',
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_MODEL: 'bench',
      MONGODB_URI: '',
      DATA_DIR: dataDir,
      ENCRYPTION_KEY: key,
      MEMORY: isPrivate ? 'on' : 'off',
      MODERATION: isPrivate ? 'on' : 'off',
      COOLDOWN_SECONDS: '0',
      DAILY_LIMIT: '0',
      HEALTH_PORT: '',
      NODE_OPTIONS: METER,
    });
    bot.start();
    await bot.running();
    const location = { mongodbUri: undefined, dataDir, keyring: Keyring.parse(key) };
    return new WholeBot(bot, model, location);
  }

  async answer({ people, tokens, ask, isOver, deadlineMs }: Answering): Promise<Report> {
    const store = await openStore(this.#location);
    await givePast(people, store);
    await store.close();
    this.#model.tokens = tokens;
    this.#model.firstTokenAt = {};
    await this.#process.request('begin');
    const endAt = performance.now() + deadlineMs;
    await ask();
    while (!isOver() && performance.now() < endAt) await sleep(LOOK_MS);
    const usage = (await this.#process.request('end')) as Usage;
    return { usage, firstTokenAt: this.#model.firstTokenAt, failures: [] };
  }

  async end(): Promise<void> {
    await this.#process.stop();
    await this.#model.stop();
    await rm(this.#location.dataDir, { recursive: true, force: true });
  }
}
