import { type APIRequest, type Client, Events, type REST } from 'discord.js';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Feedback } from './models/turn.ts';
import type { CheckInResult } from './services/checkins/scheduler.ts';
import type { RefreshedMemory } from './services/coaching/memories.ts';
import type { TokenUsage } from './services/coaching/model.ts';
import type { EndedTurn } from './services/coaching/writer.ts';
import type { Examined } from './services/safety/moderation.ts';
import type { Store } from './services/store/store.ts';

const FIRST_WORDS_SECONDS = [0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 10, 20, 30];
const STORE_SECONDS = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

/** What only opens, closes or describes the store is not timed. */
const UNTIMED = new Set<PropertyKey>(['limiter', 'close']);

/** A message by its id or as the interaction's own, whichever way it is reached. */
const MESSAGE = /\/messages\/[^/]+$/;

/** What the process counts, for Prometheus. Numbers and fixed names only: nobody's id, nobody's words. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #turns = this.#counter('turns_total', 'Turns that ended, by how they ended.', 'result');
  readonly #feedback = this.#counter(
    'feedback_total',
    'Thumbs that were given, by which.',
    'thumb',
  );
  readonly #checkIns = this.#counter(
    'checkins_total',
    'Attempts to send a check-in, by how they ended.',
    'result',
  );
  readonly #memories = this.#counter(
    'memories_total',
    'Summaries of what people said that were to be written, by result.',
    'result',
  );
  readonly #moderations = this.#counter(
    'moderations_total',
    'Questions, plans and forms that the provider was to examine, by what followed.',
    'result',
  );
  readonly #tokens = this.#counter(
    'model_tokens_total',
    'Tokens of the model, as its provider counts them.',
    'kind',
  );
  readonly #edits = this.#counter('discord_edits_total', 'Edits of messages, by answer.', 'status');
  readonly #rateLimited = this.#counter(
    'discord_rate_limited_total',
    'Requests that Discord answered with 429.',
  );
  readonly #reconnects = this.#counter(
    'gateway_reconnects_total',
    'Connections to the gateway that were lost and begun anew.',
  );
  readonly #firstWords = new Histogram({
    name: 'confidant_first_words_seconds',
    help: 'From a question to the first words of its answer.',
    buckets: FIRST_WORDS_SECONDS,
    registers: [this.#registry],
  });
  readonly #storeSeconds = new Histogram({
    name: 'confidant_store_seconds',
    help: 'How long the store takes, by what it is asked and whether it could do it.',
    labelNames: ['operation', 'result'],
    buckets: STORE_SECONDS,
    registers: [this.#registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
    // Each result is there from the start: a rate over what appears later would miss its first one.
    for (const result of ['complete', 'stopped', 'failed']) this.#turns.inc({ result }, 0);
    for (const thumb of ['up', 'down']) this.#feedback.inc({ thumb }, 0);
    for (const result of ['written', 'overtaken', 'failed']) this.#memories.inc({ result }, 0);
    for (const result of ['clear', 'careful', 'refused', 'failed', 'unavailable']) {
      this.#moderations.inc({ result }, 0);
    }
    for (const result of ['sent', 'refused', 'retried', 'undeliverable', 'abandoned']) {
      this.#checkIns.inc({ result }, 0);
    }
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Everything, in Prometheus' text format. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  turnEnded({ status, firstWordsMs, ...usage }: EndedTurn): void {
    this.#turns.inc({ result: status });
    if (firstWordsMs !== undefined) this.#firstWords.observe(firstWordsMs / 1000);
    this.#spent(usage);
  }

  /** Somebody gave a thumb. */
  rated(thumb: Feedback): void {
    this.#feedback.inc({ thumb });
  }

  /** A memory was to be written. */
  remembered({ result, ...usage }: RefreshedMemory): void {
    this.#memories.inc({ result });
    this.#spent(usage);
  }

  /** A question was to be examined. */
  examined(result: Examined): void {
    this.#moderations.inc({ result });
  }

  /** A check-in was sent, or tried in vain. */
  checkedIn(result: CheckInResult): void {
    this.#checkIns.inc({ result });
  }

  /** Tells how many replies are live, whenever somebody looks. */
  watchReplies(count: () => number): void {
    const live = new Gauge({
      name: 'confidant_live_replies',
      help: 'Answers that are being prepared or written.',
      registers: [],
      collect() {
        this.set(count());
      },
    });
    this.#registry.registerMetric(live);
  }

  /** Counts what the bot's clients send to Discord, and how often the gateway was lost. */
  watchDiscord(client: Client, replyClients: readonly REST[]): void {
    client.on(Events.ShardReconnecting, () => this.#reconnects.inc());
    for (const rest of [client.rest, ...replyClients]) {
      rest.on('response', (request, { status }) => this.#responded(request, status));
    }
  }

  /** The store, each of its operations timed. */
  timed(store: Store): Store {
    return new Proxy(store, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        const method = member.bind(target) as (...args: unknown[]) => unknown;
        if (UNTIMED.has(name)) return method;
        return (...args: unknown[]) => this.#time(String(name), () => method(...args));
      },
    });
  }

  #time(operation: string, work: () => unknown): unknown {
    const stop = this.#storeSeconds.startTimer({ operation });
    const result = work();
    if (result instanceof Promise) {
      result.then(
        () => stop({ result: 'done' }),
        () => stop({ result: 'failed' }),
      );
    }
    return result;
  }

  #spent({ promptTokens = 0, completionTokens = 0 }: Partial<TokenUsage>): void {
    this.#tokens.inc({ kind: 'prompt' }, promptTokens);
    this.#tokens.inc({ kind: 'completion' }, completionTokens);
  }

  #responded({ method, route }: APIRequest, status: number): void {
    if (status === 429) this.#rateLimited.inc();
    if (method === 'PATCH' && MESSAGE.test(route)) this.#edits.inc({ status: String(status) });
  }

  #counter<Label extends string>(name: string, help: string, ...labelNames: Label[]) {
    return new Counter({
      name: `confidant_${name}`,
      help,
      labelNames,
      registers: [this.#registry],
    });
  }
}
