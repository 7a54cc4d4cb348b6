import { type ChatCompletionRequest, LLMock } from '@copilotkit/aimock';
import { Examiner } from './examiner.ts';
import { Handwriting } from './handwriting.ts';

/** How a test's model answers. */
export interface Answering {
  /** Characters in a piece of the answer. */
  chunkSize?: number;
  firstWordsMs?: number;
  /** Pieces a second; as fast as it can without. */
  chunksPerSecond?: number;
  finishReason?: string;
  /** Cuts the connection after so many pieces. */
  truncateAfterChunks?: number;
}

type Reply = string | ((messages: ChatMessage[]) => string);

export interface ChatMessage {
  role: string;
  content: string;
}

/** An OpenAI-compatible server on loopback that says what a test wants. */
export class TestModel {
  readonly examiner = new Examiner();
  readonly #server = new LLMock({ port: 0, host: '127.0.0.1' });
  #asked = Promise.withResolvers<void>();
  #handwriting: Handwriting | undefined;

  static async start(): Promise<TestModel> {
    const model = new TestModel();
    model.#server.mount('/v1/chat/completions', {
      handleRequest: async (request, response) => {
        await model.#handwriting?.handle(request, response);
        return model.#handwriting !== undefined;
      },
    });
    model.#server.mount('/v1/moderations', {
      handleRequest: async (request, response) => {
        await model.examiner.handle(request, response);
        return true;
      },
    });
    await model.#server.start();
    return model;
  }

  get baseUrl(): string {
    return `${this.#server.url}/v1`;
  }

  /** What it answers from now on. */
  answers(reply: Reply, { chunkSize = 4, firstWordsMs, chunksPerSecond, ...rest }: Answering = {}) {
    const { finishReason, truncateAfterChunks } = rest;
    this.#forget();
    this.#asked = Promise.withResolvers();
    this.#server.on(
      { endpoint: 'chat' },
      (request) => {
        this.#asked.resolve();
        const content = typeof reply === 'string' ? reply : reply(messagesOf(request));
        return { content, ...(finishReason !== undefined && { finishReason }) };
      },
      {
        chunkSize,
        streamingProfile: {
          ...(firstWordsMs !== undefined && { ttft: firstWordsMs }),
          ...(chunksPerSecond !== undefined && { tps: chunksPerSecond }),
        },
        ...(truncateAfterChunks !== undefined && { truncateAfterChunks }),
      },
    );
  }

  /** Resolves when it has been asked since it was last told what to answer. */
  asked(): Promise<void> {
    return this.#asked.promise;
  }

  /** Refuses every request from now on. */
  refuses(status: number, error: { message?: string; type?: string; code?: string } = {}): void {
    this.#forget();
    this.#server.on({ endpoint: 'chat' }, { error: { message: 'refused', ...error }, status });
  }

  /** Refuses the next request alone. */
  refusesOnce(status: number): void {
    this.#server.nextRequestError(status);
  }

  /** From now on the test writes every answer by hand. */
  handwritten(): Handwriting {
    this.#forget();
    this.#handwriting = new Handwriting();
    return this.#handwriting;
  }

  #forget(): void {
    this.#server.clearFixtures();
    this.#handwriting = undefined;
  }

  /** The requests so far, oldest first: what the model was shown. */
  requests(): ChatMessage[][] {
    return this.#server
      .getRequests()
      .flatMap(({ body }) =>
        body && 'messages' in body ? [messagesOf(body as ChatCompletionRequest)] : [],
      );
  }

  /** What it was asked last, without what it was told before. */
  lastAsked(): unknown {
    return this.requests().at(-1)?.at(-1)?.content;
  }

  /** What it was shown last of what was said, the question included, without who it is and whom it talks to. */
  lastShown(): unknown[] | undefined {
    return this.requests()
      .at(-1)
      ?.slice(2)
      .map(({ content }) => content);
  }

  /** The requests as they were sent. */
  bodies(): unknown[] {
    return this.#server.getRequests().map(({ body }) => body);
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }
}

function messagesOf({ messages }: ChatCompletionRequest): ChatMessage[] {
  return messages.map(({ role, content }) => ({
    role,
    content: typeof content === 'string' ? content : '',
  }));
}
