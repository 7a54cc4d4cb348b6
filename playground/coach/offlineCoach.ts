import { LLMock } from '@copilotkit/aimock';
import type { Speed } from '../model/gateway.ts';
import { FINDINGS } from './moderation.ts';
import { SampleReplies } from './reply.ts';

/** Characters in a token, roughly, as English has them. */
const TOKEN_CHARACTERS = 4;

/** A model for when there is none: an OpenAI-compatible server on loopback that answers with samples. */
export class OfflineCoach {
  readonly #server = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: TOKEN_CHARACTERS });
  readonly #replies = new SampleReplies();

  /** Such as `http://127.0.0.1:4010/v1`, once started. */
  get baseUrl(): string {
    return `${this.#server.url}/v1`;
  }

  async start(speed: Speed): Promise<void> {
    this.setSpeed(speed);
    for (const [words, result] of FINDINGS) this.#server.onModerate(words, result);
    await this.#server.start();
  }

  /** How fast it writes, from the next answer on. */
  setSpeed({ firstWordsMs, tokensPerSecond }: Speed): void {
    this.#server.clearFixtures();
    this.#server.on(
      { endpoint: 'chat' },
      (request) => ({ content: this.#replies.answer(request.messages) }),
      { streamingProfile: { ttft: firstWordsMs, tps: tokensPerSecond } },
    );
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }
}
