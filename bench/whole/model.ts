import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { sharedNow } from '../clock.ts';
import { beginCompletion, finishCompletion, sendDelta } from '../completion.ts';
import { THINKING_MS, TokenSource } from '../tokenSource.ts';
import { tokenAt } from '../words.ts';

/** A person's id, which their question has. */
const ASKER = /\d{17,20}/;

interface ChatRequest {
  messages: { role: string; content: string }[];
}

/** An OpenAI-compatible server whose answers come by the clock, and whose moderation finds nothing. */
export class BenchModel {
  /** By the id of who asked: when the first token came, on the shared clock. */
  firstTokenAt: Record<string, number> = {};
  /** How many tokens an answer has. */
  tokens = 0;
  readonly #source = new TokenSource();
  readonly #server = createServer((request, response) => void this.#handle(request, response));

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (request.url?.endsWith('/moderations')) {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ results: [{ flagged: false, categories: {} }] }));
      return;
    }
    const { messages } = JSON.parse(body) as ChatRequest;
    const asker = ASKER.exec(messages.at(-1)?.content ?? '')?.[0];
    const firstAt = sharedNow() + THINKING_MS;
    if (asker !== undefined) this.firstTokenAt[asker] ??= firstAt;
    beginCompletion(response);
    const tokens = Array.from({ length: this.tokens }, (_, index) => tokenAt(index));
    for await (const token of this.#source.write(tokens, firstAt)) sendDelta(response, token);
    finishCompletion(response, this.tokens);
  }
}
