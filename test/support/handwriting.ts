import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { ChatMessage } from './model.ts';

/** One answer of a model that writes what a test tells it to, when the test tells it to. */
export class HandwrittenAnswer {
  readonly messages: ChatMessage[];
  /** Resolves when the connection ends, whoever ended it. */
  readonly closed: Promise<void>;
  readonly #response: ServerResponse;

  constructor(response: ServerResponse, messages: ChatMessage[]) {
    this.messages = messages;
    this.#response = response;
    this.closed = new Promise((resolve) => {
      response.once('close', () => resolve());
    });
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    this.#choice({ delta: { role: 'assistant', content: '' }, finish_reason: null });
  }

  /** What a model thinks before it answers, as compatible servers send it. */
  think(thought: string): void {
    this.#choice({ delta: { reasoning_content: thought }, finish_reason: null });
  }

  write(content: string): void {
    this.#choice({ delta: { content }, finish_reason: null });
  }

  end(finishReason = 'stop'): void {
    this.#choice({ delta: {}, finish_reason: finishReason });
    this.#response.end('data: [DONE]\n\n');
  }

  /** An error event in the middle of the stream, as some servers send it. */
  fail(error: Record<string, unknown>): void {
    this.#send({ error });
    this.#response.end();
  }

  /** An event that is no piece of an answer, as it stands; then the stream ends. */
  garble(data: string): void {
    this.#response.end(`data: ${data}\n\n`);
  }

  /** Cuts the connection. */
  cut(): void {
    this.#response.destroy();
  }

  /** The stream just ends: no finish reason, no `[DONE]`. */
  leave(): void {
    this.#response.end();
  }

  #choice(choice: Record<string, unknown>): void {
    this.#send({
      id: 'chatcmpl-test',
      object: 'chat.completion.chunk',
      created: 0,
      model: 'test-model',
      choices: [{ index: 0, ...choice }],
    });
  }

  #send(event: unknown): void {
    this.#response.write(`data: ${JSON.stringify(event)}\n\n`);
  }
}

/** Takes requests as they come and hands each to the test as an answer to be written. */
export class Handwriting {
  /** How many requests there were. */
  asked = 0;
  readonly #answers: HandwrittenAnswer[] = [];
  #came = Promise.withResolvers<void>();

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked += 1;
    const { messages } = (await json(request)) as { messages: ChatMessage[] };
    this.#answers.push(new HandwrittenAnswer(response, messages));
    this.#came.resolve();
  }

  /** The next answer that somebody waits for. */
  async next(): Promise<HandwrittenAnswer> {
    for (;;) {
      const answer = this.#answers.shift();
      if (answer) return answer;
      this.#came = Promise.withResolvers();
      await this.#came.promise;
    }
  }
}
