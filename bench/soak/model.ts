import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { beginCompletion, finishCompletion, sendDelta } from '../completion.ts';
import { ModelServer } from '../modelServer.ts';
import type { Random } from './random.ts';
import { NAME, summaryOf } from './words.ts';

/** How a request to the model goes wrong. */
export type ModelFault = 'rateLimited' | 'overloaded' | 'refused' | 'cut' | 'stalled' | 'malformed';

const STATUS: Partial<Record<ModelFault, number>> = { rateLimited: 429, overloaded: 503 };
/** What its moderation does, and how often. */
const EXAMINATIONS = [
  [80, 'clear'],
  [5, 'careful'],
  [5, 'refused'],
  [4, 'slow'],
  [3, 'failed'],
  [3, 'cut'],
] as const;
/** Later than a verdict is waited for. */
const SLOW_MS = 3_000;
const CATEGORIES = { careful: ['self-harm'], refused: ['sexual/minors'] };

const TOKEN_MS = 25;
const TOKENS_AT_ONCE = 4;
/** How long it thinks before the first of them. */
const THINKING_MS = [50, 1_500] as const;
const LONG = 700;
/** What a request begins with that wants a memory. */
const SUMMARIZER = 'You keep the memory of Confidant';
const SUMMARY_MS = 200;
/** More than a memory may have, now and then. */
const SUMMARY_LINES = 1_000;

/**
 * An OpenAI-compatible server that writes plain words at 40 tokens a second, remembers what was asked when it is to sum
 * up, and fails when it is told to.
 */
export class SoakModel extends ModelServer {
  readonly #random: Random;
  readonly #faults: ModelFault[] = [];
  #answers = 0;

  constructor(random: Random) {
    super();
    this.#random = random;
  }

  get answers(): number {
    return this.#answers;
  }

  failNext(fault: ModelFault): void {
    this.#faults.push(fault);
  }

  protected async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Whoever is killed in the middle of a request is not answered.
    const body = await buffer(request).catch(() => undefined);
    if (!body) return;
    if (request.url?.endsWith('/moderations')) {
      await this.#examine(response, body.includes(NAME));
      return;
    }
    const fault = this.#faults.shift();
    const status = fault && STATUS[fault];
    if (status !== undefined) {
      response.writeHead(status, { 'Content-Type': 'application/json', 'Retry-After': '1' });
      response.end(JSON.stringify({ error: { message: 'injected fault' } }));
    } else if (fault === 'refused') {
      response.destroy();
    } else if (!fault && body.includes(SUMMARIZER)) {
      await this.#sumUp(response, body.toString());
    } else {
      await this.#write(response, fault);
    }
  }

  /** In a form, nothing is found: what becomes of a set-up is not what is looked into. */
  async #examine(response: ServerResponse, isForm: boolean): Promise<void> {
    const result = this.#random.pick(EXAMINATIONS);
    if (result === 'slow') await sleep(SLOW_MS);
    if (result === 'cut') return void response.destroy();
    const isFound = !isForm && (result === 'careful' || result === 'refused');
    const found = isFound ? CATEGORIES[result] : [];
    const categories = Object.fromEntries(found.map((name) => [name, true]));
    response.writeHead(result === 'failed' ? 503 : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ results: [{ flagged: found.length > 0, categories }] }));
  }

  async #sumUp(response: ServerResponse, asked: string): Promise<void> {
    const lines = this.#random.pick([
      [9, 12],
      [1, SUMMARY_LINES],
    ]);
    const summary = summaryOf(asked, 12);
    beginCompletion(response);
    await sleep(SUMMARY_MS);
    const content = Array.from({ length: Math.ceil(lines / 12) }, () => summary).join('\n');
    sendDelta(response, content);
    finishCompletion(response, content.length);
  }

  async #write(response: ServerResponse, fault: ModelFault | undefined): Promise<void> {
    this.#answers += 1;
    const length = Math.round(
      this.#random.pick([
        [8, this.#random.between(20, 200)],
        [1, this.#random.between(LONG, 2 * LONG)],
      ]),
    );
    const breaksAt = fault ? Math.floor(this.#random.between(0, length)) : length;
    beginCompletion(response);
    await sleep(this.#random.between(...THINKING_MS));
    for (let token = 0; token < breaksAt; token += TOKENS_AT_ONCE) {
      if (response.destroyed) return;
      const words = Array.from({ length: Math.min(TOKENS_AT_ONCE, breaksAt - token) }, (_, index) =>
        word(token + index),
      );
      sendDelta(response, words.join(''));
      await sleep(TOKEN_MS * TOKENS_AT_ONCE);
    }
    if (fault === 'stalled') return;
    if (fault === 'cut') response.destroy();
    else if (fault === 'malformed') response.end('data: {"choices":[{"delta":\n\n');
    else finishCompletion(response, length);
  }
}

/** Words that differ, so that one that is lost, doubled or in the wrong place shows; now and then a paragraph ends. */
const word = (index: number): string => `w${index}${index % 40 === 39 ? '.\n\n' : ' '}`;
