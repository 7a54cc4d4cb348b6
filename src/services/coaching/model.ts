import OpenAI from 'openai';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { ModelError, toModelError } from './modelError.ts';
import type { ChatMessage } from './prompt.ts';

/** What a completion cost, as the provider counts it. */
export interface TokenUsage {
  promptTokens: number;
  completionTokens: number;
}

export interface StreamOptions {
  /** Ends the request; the text then simply ends. */
  signal: AbortSignal;
  /** Called once, if the provider says what the completion cost. */
  onUsage?: (usage: TokenUsage) => void;
  /** Called once, if neither words nor thoughts come for some seconds, well before that is a failure. */
  onKeptWaiting?: () => void;
}

export interface ModelOptions {
  apiKey: string;
  /** An OpenAI-compatible server; OpenAI itself when undefined. */
  baseUrl: string | undefined;
  /** The model's name, such as `gpt-5.4-mini`. */
  name: string;
  /**
   * How long to wait for a response to begin, and then for each next piece of it, in milliseconds. All attempts
   * together have twice that to begin.
   */
  idleTimeoutMs?: number;
  /** How long an answer may take, in milliseconds. */
  longestMs?: number;
  /** How often a request that failed before its response began is sent again. */
  maxRetries?: number;
}

/** Longest wait before another attempt that is kept from a person who waits for an answer. */
const MAX_RETRY_AFTER_MS = 5_000;

/** Takes a provider that asks for a long wait at its word: the client would wait for up to a minute, silently. */
async function fetchImpatiently(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(input, init);
  const { body, status, statusText } = response;
  if (!(waitWanted(response.headers) > MAX_RETRY_AFTER_MS)) return response;
  const headers = new Headers(response.headers);
  headers.set('x-should-retry', 'false');
  return new Response(body, { status, statusText, headers });
}

/** How long a provider wants to be left alone, in milliseconds, in each way to say so that the client knows. */
function waitWanted(headers: Headers): number {
  const ms = Number.parseFloat(headers.get('Retry-After-Ms') ?? '');
  if (!Number.isNaN(ms)) return ms;
  const after = headers.get('Retry-After') ?? '';
  const seconds = Number.parseFloat(after);
  return Number.isNaN(seconds) ? Date.parse(after) - Date.now() : seconds * 1000;
}

/** How much of the time for one attempt may pass before somebody is kept waiting, and how much at most. */
const PATIENCE = 1 / 3;
const MAX_PATIENCE_MS = 5_000;

/** How often as long as one attempt all of them together may take to begin. */
const ATTEMPTS_WAIT = 2;

/** Characters of an answer, some twenty messages: a model that goes in circles would never end. */
const LONGEST_ANSWER = 40_000;

/** A model may go in circles in its thoughts, too. */
const LONGEST_MS = 10 * 60_000;

/** The language model: chat completions, streamed. */
export class Model {
  readonly #client: OpenAI;
  readonly #name: string;
  readonly #idleTimeoutMs: number;
  readonly #longestMs: number;

  constructor({
    apiKey,
    baseUrl,
    name,
    idleTimeoutMs = 120_000,
    longestMs = LONGEST_MS,
    maxRetries = 2,
  }: ModelOptions) {
    // The client retries what is worth retrying before the response has begun; never afterwards.
    // Its own logging would print people's words: it stays off.
    this.#client = new OpenAI({
      apiKey,
      baseURL: baseUrl ?? null,
      timeout: idleTimeoutMs,
      maxRetries,
      logLevel: 'off',
      fetch: fetchImpatiently,
    });
    this.#name = name;
    this.#idleTimeoutMs = idleTimeoutMs;
    this.#longestMs = longestMs;
  }

  /**
   * Streams the answer's text as it is written.
   * @throws {ModelError} whatever goes wrong, also when the text stops before the model said that it is done
   */
  async *stream(
    messages: ChatMessage[],
    { signal, onUsage, onKeptWaiting }: StreamOptions,
  ): AsyncGenerator<string, void, undefined> {
    let started = false;
    let finish: string | null = null;
    let length = 0;
    // The client's own timeout is that of one attempt, and ends with the headers: a stream that falls silent would
    // never end.
    const silence = new AbortController();
    const longest = setTimeout(() => silence.abort(), this.#longestMs);
    const patienceMs = Math.min(PATIENCE * this.#idleTimeoutMs, MAX_PATIENCE_MS);
    const patience = setTimeout(() => onKeptWaiting?.(), patienceMs);
    let idle = setTimeout(() => silence.abort(), ATTEMPTS_WAIT * this.#idleTimeoutMs);
    try {
      const stream = await this.#client.chat.completions.create(
        {
          model: this.#name,
          messages,
          stream: true,
          stream_options: { include_usage: true },
        },
        { signal: AbortSignal.any([signal, silence.signal]) },
      );
      clearTimeout(idle);
      idle = setTimeout(() => silence.abort(), this.#idleTimeoutMs);
      for await (const { choices, usage } of stream) {
        if (usage) {
          onUsage?.({
            promptTokens: usage.prompt_tokens,
            completionTokens: usage.completion_tokens,
          });
        }
        const choice = choices[0];
        finish = choice?.finish_reason ?? finish;
        // Servers send empty pieces to keep a connection open, also when the model behind them hangs.
        if (choice && isProgress(choice)) {
          idle.refresh();
          clearTimeout(patience);
        }
        const text = choice?.delta.content ?? choice?.delta.refusal;
        if (!text) continue;
        started ||= text.trim() !== '';
        const rest = LONGEST_ANSWER - length;
        length += text.length;
        // Not cut in the midst of a character.
        yield text.length > rest ? text.slice(0, rest).replace(/[\uD800-\uDBFF]$/, '') : text;
        if (length < LONGEST_ANSWER) continue;
        finish = 'length';
        break;
      }
    } catch (error) {
      if (signal.aborted) return;
      const failed = toModelError(error, started);
      throw failed.failure === 'rejected' && hasPictures(messages)
        ? new ModelError('noVision', { cause: error })
        : failed;
    } finally {
      clearTimeout(longest);
      clearTimeout(patience);
      clearTimeout(idle);
    }
    if (!signal.aborted) checkFinish(finish, started);
  }
}

/** Whether the model has gone on: with words, or with thoughts, which compatible servers send in fields of their own. */
const isProgress = ({ delta, finish_reason: finish }: ChatCompletionChunk.Choice): boolean =>
  Boolean(finish) ||
  Object.entries(delta).some(
    ([name, value]) => name !== 'role' && typeof value === 'string' && value !== '',
  );

const hasPictures = (messages: readonly ChatMessage[]): boolean =>
  messages.some(({ content }) => Array.isArray(content));

/** A stream that just ends raises no error in the client: only the finish reason tells. */
function checkFinish(finish: string | null, started: boolean): void {
  if (finish === 'content_filter') throw new ModelError('contentFilter');
  if (finish === 'length') throw new ModelError('length');
  if (finish === null) throw new ModelError(started ? 'cutOff' : 'unreachable');
  if (!started) throw new ModelError('empty');
}
