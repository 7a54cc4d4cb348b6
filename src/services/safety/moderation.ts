import OpenAI from 'openai';
import type { Logger } from 'pino';
import { z } from 'zod';

/**
 * What may be behind a question: somebody may harm themselves, be hurt or hurt others, or be sexual about a minor; in a
 * rehearsal also that it is sexual.
 */
export type Concern = 'selfHarm' | 'violence' | 'minors' | 'sexual';

/** What was found; nothing, if nothing was or it could not be looked at. */
export type Concerns = ReadonlySet<Concern>;

/**
 * How an examination went. `careful` and `refused`: something was found, and how it is met; `failed`: there was no
 * verdict in time; `unavailable`: the provider examines nothing.
 */
export type Examined = 'clear' | 'careful' | 'refused' | 'failed' | 'unavailable';

export interface ModerationOptions {
  apiKey: string;
  /** An OpenAI-compatible server; OpenAI itself when undefined. */
  baseUrl: string | undefined;
  log: Logger;
  /** How long a verdict is waited for, in milliseconds: the first words wait as long. */
  timeoutMs?: number;
  onExamined?: (result: Examined) => void;
}

const MODEL = 'omni-moderation-latest';
const TIMEOUT_MS = 1_500;

/** The provider's categories that matter here. Others, such as desire or anger, are what people come to talk about. */
const CATEGORIES: Readonly<Record<string, Concern>> = {
  'self-harm': 'selfHarm',
  'self-harm/intent': 'selfHarm',
  'self-harm/instructions': 'selfHarm',
  violence: 'violence',
  'violence/graphic': 'violence',
  'harassment/threatening': 'violence',
  'hate/threatening': 'violence',
  'sexual/minors': 'minors',
};
/** Desire is talked about, and not played. */
const CATEGORIES_IN_REHEARSALS = { ...CATEGORIES, sexual: 'sexual' } as const;

/** What servers answer that have no such endpoint. */
const MISSING = new Set([404, 405, 501]);

const response = z.object({
  results: z.array(z.object({ categories: z.record(z.string(), z.boolean().nullable()) })).min(1),
});

const NOTHING: Concerns = new Set();

/** The provider's own check of what people write. Never in the way: without a verdict, the coach goes on. */
export class Moderation {
  readonly #client: OpenAI;
  readonly #log: Logger;
  readonly #timeoutMs: number;
  readonly #onExamined: ModerationOptions['onExamined'];
  #isMissing = false;

  constructor({ apiKey, baseUrl, log, timeoutMs = TIMEOUT_MS, onExamined }: ModerationOptions) {
    // Another attempt would come too late. The client's own logging would print people's words.
    this.#client = new OpenAI({ apiKey, baseURL: baseUrl ?? null, maxRetries: 0, logLevel: 'off' });
    this.#log = log;
    this.#timeoutMs = timeoutMs;
    this.#onExamined = onExamined;
  }

  /** What is behind a text. Never rejects, and takes no longer than it may. */
  async examine(text: string, signal?: AbortSignal): Promise<Concerns> {
    return (await this.verdictOn(text, signal)) ?? NOTHING;
  }

  /** The same for what is said in a rehearsal. */
  async examineLine(text: string, signal?: AbortSignal): Promise<Concerns> {
    return (await this.#verdictOn(text, CATEGORIES_IN_REHEARSALS, signal)) ?? NOTHING;
  }

  /** The same as for any text, but undefined where the provider was to say something and did not in time. */
  verdictOn(text: string, signal?: AbortSignal): Promise<Concerns | undefined> {
    return this.#verdictOn(text, CATEGORIES, signal);
  }

  async #verdictOn(
    text: string,
    categories: typeof CATEGORIES,
    signal?: AbortSignal,
  ): Promise<Concerns | undefined> {
    if (text.trim() === '') return NOTHING;
    if (this.#isMissing) return this.#goWithout();
    try {
      const found = new Set(
        (await this.#ask(text, signal)).flatMap((one) => categories[one] ?? []),
      );
      if (found.has('minors')) this.#onExamined?.('refused');
      else this.#onExamined?.(found.size > 0 ? 'careful' : 'clear');
      return found;
    } catch (err) {
      // Whoever stopped the answer wants to know nothing any more.
      if (signal?.aborted) return NOTHING;
      if (err instanceof OpenAI.APIError && MISSING.has(err.status)) return this.#goWithout();
      this.#log.warn({ err }, 'a question could not be examined');
      this.#onExamined?.('failed');
      return undefined;
    }
  }

  /** The categories that a text is flagged as. */
  async #ask(text: string, signal?: AbortSignal): Promise<string[]> {
    const deadline = AbortSignal.timeout(this.#timeoutMs);
    const answer = await this.#client.moderations.create(
      { model: MODEL, input: text },
      { signal: signal ? AbortSignal.any([signal, deadline]) : deadline },
    );
    const { results } = response.parse(answer);
    return results.flatMap(({ categories }) =>
      Object.keys(categories).filter((category) => categories[category]),
    );
  }

  #goWithout(): Concerns {
    if (!this.#isMissing) this.#log.info('the model’s provider has no moderation: going without');
    this.#isMissing = true;
    this.#onExamined?.('unavailable');
    return NOTHING;
  }
}
