import { LLMock } from '@copilotkit/aimock';
import { sampleReply } from './reply.ts';

/** How fast the offline coach writes. */
export interface CoachSpeed {
  /** From the question to the first words, in milliseconds. */
  firstWordsMs: number;
  tokensPerSecond: number;
}

const USUAL_SPEED: CoachSpeed = { firstWordsMs: 700, tokensPerSecond: 40 };
/** Characters in a token, roughly, as English has them. */
const TOKEN_CHARACTERS = 4;

/** A model for when there is none: an OpenAI-compatible server on loopback that answers with samples. */
export class OfflineCoach {
  readonly #server = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: TOKEN_CHARACTERS });

  /** Such as `http://127.0.0.1:4010/v1`, once started. */
  get baseUrl(): string {
    return `${this.#server.url}/v1`;
  }

  async start(speed: CoachSpeed = USUAL_SPEED): Promise<void> {
    this.setSpeed(speed);
    await this.#server.start();
  }

  setSpeed({ firstWordsMs, tokensPerSecond }: CoachSpeed): void {
    this.#server.clearFixtures();
    this.#server.on(
      { endpoint: 'chat' },
      (request) => ({ content: sampleReply(request.messages) }),
      { streamingProfile: { ttft: firstWordsMs, tps: tokensPerSecond } },
    );
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }
}
