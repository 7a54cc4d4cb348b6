import OpenAI from 'openai';
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
}

export interface ModelOptions {
  apiKey: string;
  /** An OpenAI-compatible server; OpenAI itself when undefined. */
  baseUrl: string | undefined;
  /** The model's name, such as `gpt-5.4-mini`. */
  name: string;
  /** How long to wait for a response to begin, in milliseconds. */
  timeoutMs?: number;
  /** How long to wait for the next piece of a response, in milliseconds. */
  idleTimeoutMs?: number;
  /** How often a request that failed before its response began is sent again. */
  maxRetries?: number;
}

/** Longest wait before another attempt that is kept from a person who waits for an answer, in seconds. */
const MAX_RETRY_AFTER = 5;

/** Takes a provider that asks for a long wait at its word: the client would wait for up to a minute, silently. */
async function fetchImpatiently(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(input, init);
  const { body, status, statusText } = response;
  if (!(Number(response.headers.get('Retry-After')) > MAX_RETRY_AFTER)) return response;
  const headers = new Headers(response.headers);
  headers.set('x-should-retry', 'false');
  return new Response(body, { status, statusText, headers });
}

/** The language model: chat completions, streamed. */
export class Model {
  readonly #client: OpenAI;
  readonly #name: string;
  readonly #idleTimeoutMs: number;

  constructor({
    apiKey,
    baseUrl,
    name,
    // A model of one's own may have to be loaded first.
    timeoutMs = 120_000,
    idleTimeoutMs = 120_000,
    maxRetries = 2,
  }: ModelOptions) {
    // The client retries what is worth retrying before the response has begun; never afterwards.
    // Its own logging would print people's words: it stays off.
    this.#client = new OpenAI({
      apiKey,
      baseURL: baseUrl ?? null,
      timeout: timeoutMs,
      maxRetries,
      logLevel: 'off',
      fetch: fetchImpatiently,
    });
    this.#name = name;
    this.#idleTimeoutMs = idleTimeoutMs;
  }

  /**
   * Streams the answer's text as it is written.
   * @throws {ModelError} whatever goes wrong, also when the text stops before the model said that it is done
   */
  async *stream(
    messages: ChatMessage[],
    { signal, onUsage }: StreamOptions,
  ): AsyncGenerator<string, void, undefined> {
    let started = false;
    let finish: string | null = null;
    // The client's own timeout ends with the headers: a stream that falls silent would never end.
    const silence = new AbortController();
    let idle: NodeJS.Timeout | undefined;
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
      idle = setTimeout(() => silence.abort(), this.#idleTimeoutMs);
      for await (const { choices, usage } of stream) {
        idle.refresh();
        if (usage) {
          onUsage?.({
            promptTokens: usage.prompt_tokens,
            completionTokens: usage.completion_tokens,
          });
        }
        const choice = choices[0];
        finish = choice?.finish_reason ?? finish;
        const text = choice?.delta.content ?? choice?.delta.refusal;
        if (!text) continue;
        started ||= text.trim() !== '';
        yield text;
      }
    } catch (error) {
      if (signal.aborted) return;
      const failed = toModelError(error, started);
      throw failed.failure === 'rejected' && hasPictures(messages)
        ? new ModelError('noVision', { cause: error })
        : failed;
    } finally {
      clearTimeout(idle);
    }
    if (!signal.aborted) checkFinish(finish, started);
  }
}

const hasPictures = (messages: readonly ChatMessage[]): boolean =>
  messages.some(({ content }) => Array.isArray(content));

/** A stream that just ends raises no error in the client: only the finish reason tells. */
function checkFinish(finish: string | null, started: boolean): void {
  if (finish === 'content_filter') throw new ModelError('contentFilter');
  if (finish === 'length') throw new ModelError('length');
  if (finish === null) throw new ModelError(started ? 'cutOff' : 'unreachable');
  if (!started) throw new ModelError('empty');
}
