import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { Contestant } from '../contestants.ts';
import { describeFailure } from '../failure.ts';
import { type ModelOptions } from '../../src/services/coaching/model.ts';
import type { ChatMessage } from '../../src/services/coaching/prompt.ts';
import type { Situation } from '../situation.ts';
import { ballotFor, BallotError, readBallot, unblind, type Verdict } from './ballot.ts';
import { buildJudging } from './prompt.ts';

/** How often a judge that writes no ballot is asked, in all. */
const ATTEMPTS = 3;

/** One comparison of the two answers. */
export interface Ruling {
  /** Whose answer the judge was shown as A. */
  first: Contestant;
  /** Null if there is none. */
  verdict: Verdict | null;
  /** Why there is no verdict; null if there is one. */
  problem: string | null;
  /** How often the judge was asked. */
  attempts: number;
}

/** A model that compares two answers without knowing whose they are. */
export class Judge {
  readonly #client: OpenAI;
  readonly #name: string;
  readonly #rubric: string;
  readonly #onTokens: (tokens: number) => void;
  /** Whether the server is asked to hold the model to the ballot's shape; not all can. */
  #isHeldToShape = true;

  constructor(
    { apiKey, baseUrl, name, maxRetries = 2, idleTimeoutMs = 120_000 }: ModelOptions,
    rubric: string,
    onTokens: (tokens: number) => void,
  ) {
    this.#client = new OpenAI({
      apiKey,
      baseURL: baseUrl ?? null,
      timeout: idleTimeoutMs,
      maxRetries,
      logLevel: 'off',
    });
    this.#name = name;
    this.#rubric = rubric;
    this.#onTokens = onTokens;
  }

  /** Compares the answers; the one of `first` is shown as A. Failures are part of the ruling. */
  async compare(
    situation: Situation,
    answers: Record<Contestant, string>,
    first: Contestant,
    signal: AbortSignal,
  ): Promise<Ruling> {
    const second = first === 'confidant' ? 'baseline' : 'confidant';
    const messages = buildJudging(this.#rubric, situation, {
      A: answers[first],
      B: answers[second],
    });
    let problem = '';
    for (let attempts = 1; attempts <= ATTEMPTS; attempts += 1) {
      let said = '';
      try {
        said = await this.#ask(situation, messages, signal);
        const verdict = unblind(readBallot(said, situation), first);
        return { first, verdict, problem: null, attempts };
      } catch (error) {
        if (!(error instanceof BallotError)) {
          const why = signal.aborted ? 'interrupted' : describeFailure(error);
          return { first, verdict: null, problem: why, attempts };
        }
        problem = `no valid ballot: ${error.message}`;
        // An empty message is refused by some servers.
        messages.push(
          { role: 'assistant', content: said || '(nothing)' },
          {
            role: 'user',
            content: `That is not the JSON object that was asked for: ${error.message}. Reply with the whole corrected object and nothing else.`,
          },
        );
      }
    }
    return { first, verdict: null, problem, attempts: ATTEMPTS };
  }

  async #ask(situation: Situation, messages: ChatMessage[], signal: AbortSignal): Promise<string> {
    const shape = zodResponseFormat(ballotFor(situation), 'ballot');
    try {
      return await this.#complete(messages, shape, signal);
    } catch (error) {
      const isRefused =
        error instanceof OpenAI.BadRequestError || error instanceof OpenAI.UnprocessableEntityError;
      if (!isRefused || !this.#isHeldToShape) throw error;
      this.#isHeldToShape = false;
      return this.#complete(messages, shape, signal);
    }
  }

  async #complete(
    messages: ChatMessage[],
    shape: ReturnType<typeof zodResponseFormat>,
    signal: AbortSignal,
  ): Promise<string> {
    const { choices, usage } = await this.#client.chat.completions.create(
      {
        model: this.#name,
        messages,
        ...(this.#isHeldToShape && { response_format: shape }),
      },
      { signal },
    );
    this.#onTokens(usage?.total_tokens ?? 0);
    const message = choices[0]?.message;
    if (message?.refusal) throw new BallotError(`the judge refused: ${message.refusal}`);
    return message?.content ?? '';
  }
}
