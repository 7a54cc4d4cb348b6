import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { sharedNow } from '../clock.ts';
import { beginCompletion, finishCompletion, sendDelta } from '../completion.ts';
import { ModelServer } from '../modelServer.ts';
import { THINKING_MS, TokenSource } from '../tokenSource.ts';
import { tokenAt } from '../words.ts';

/** A person's id, which their question has. */
const ASKER = /\d{17,20}/;

interface ChatRequest {
  messages: { role: string; content: string }[];
}

/** An OpenAI-compatible server whose answers come by the clock, and whose moderation finds nothing. */
export class BenchModel extends ModelServer {
  /** By the id of who asked: when the first token came, on the shared clock. */
  firstTokenAt: Record<string, number> = {};
  /** How many tokens an answer has. */
  tokens = 0;
  readonly #source = new TokenSource();

  protected async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
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
