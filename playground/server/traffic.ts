import { EventEmitter } from 'node:events';
import type { RequestRecord } from '../discord/index.ts';
import type { House } from '../house.ts';
import type { ModelRecord } from '../model/index.ts';
import type { TrafficRecord } from './protocol.ts';

const KEPT_RECORDS = 300;

/** The bot's last requests, to Discord and to the model. */
export class Traffic extends EventEmitter<{ record: [TrafficRecord] }> {
  readonly #records = new Map<string, TrafficRecord>();
  #discordRequests = 0;

  constructor({ discord, model }: House) {
    super();
    // Every window with an open panel listens.
    this.setMaxListeners(0);
    discord.on('request', (record) => this.#add(this.#ofDiscord(record)));
    model.on('request', (record) => this.#add(ofModel(record)));
  }

  /** Oldest first. */
  get records(): TrafficRecord[] {
    return [...this.#records.values()];
  }

  #add(record: TrafficRecord): void {
    this.#records.set(record.id, record);
    const [oldest] = this.#records.keys();
    if (this.#records.size > KEPT_RECORDS && oldest !== undefined) this.#records.delete(oldest);
    this.emit('record', record);
  }

  #ofDiscord(record: RequestRecord): TrafficRecord {
    const { method, route, status, at, durationMs, requestBytes, remaining, limit } = record;
    this.#discordRequests += 1;
    return {
      id: `discord-${this.#discordRequests}`,
      to: 'discord',
      at: performance.timeOrigin + at,
      method,
      route,
      status,
      durationMs,
      requestBytes,
      ...(remaining !== undefined && limit !== undefined && { budget: { remaining, limit } }),
    };
  }
}

function ofModel(record: ModelRecord): TrafficRecord {
  const [method = '', route = ''] = record.route.split(' ');
  const { id, at, status, durationMs, requestBytes, state, chunks, responseBytes } = record;
  const { firstWordsMs } = record;
  return {
    id: `model-${id}`,
    to: 'model',
    at,
    method,
    route,
    status,
    durationMs,
    requestBytes,
    stream: {
      state,
      chunks,
      bytes: responseBytes,
      ...(firstWordsMs !== undefined && { firstWordsMs }),
    },
  };
}
