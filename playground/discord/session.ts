import { randomBytes } from 'node:crypto';
import { GatewayOpcodes } from 'discord.js';
import type { WebSocket } from 'ws';
import { shardOf } from './snowflake.ts';

/** How many dispatches a session keeps for a client that resumes. */
const REPLAYED = 5000;

/** What a client said of itself when it identified. */
export interface Identity {
  shard: [id: number, count: number];
  intents: number;
}

/** One shard of one client: its numbered dispatches, and the connection it has at the moment. */
export class Session {
  readonly id = randomBytes(16).toString('hex');
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  socket: WebSocket | undefined;
  /** When the connection was lost, in `performance.now()` time. */
  lostAt: number | undefined;
  #sequence = 0;
  #kept: { sequence: number; text: string }[] = [];

  constructor({ shard, intents }: Identity, socket: WebSocket) {
    this.shard = shard;
    this.intents = intents;
    this.socket = socket;
  }

  get sequence(): number {
    return this.#sequence;
  }

  /** Whether events of this server (or, without one, of DMs) are for this shard. */
  receives(guildId: string | undefined): boolean {
    return shardOf(guildId, this.shard[1]) === this.shard[0];
  }

  hasIntent(intent: number): boolean {
    return (this.intents & intent) === intent;
  }

  /** Numbers an event, keeps it for a resume and sends it if the client is connected. */
  dispatch(event: string, data: string): void {
    this.#sequence += 1;
    const text = `{"op":${GatewayOpcodes.Dispatch},"t":"${event}","s":${this.#sequence},"d":${data}}`;
    this.#kept.push({ sequence: this.#sequence, text });
    if (this.#kept.length > 2 * REPLAYED) this.#kept = this.#kept.slice(-REPLAYED);
    this.socket?.send(text);
  }

  /** Whether everything after this sequence number is still kept. */
  canReplayAfter(sequence: number): boolean {
    const first = this.#kept[0]?.sequence ?? this.#sequence + 1;
    return sequence <= this.#sequence && sequence + 1 >= first;
  }

  /** Takes a client back on a new connection: what it missed, then RESUMED. */
  resume(socket: WebSocket, sequence: number): void {
    this.socket?.close(1000);
    this.socket = socket;
    this.lostAt = undefined;
    for (const { sequence: number, text } of this.#kept) if (number > sequence) socket.send(text);
    this.dispatch('RESUMED', '{}');
  }
}
