import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayOpcodes } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import { isJson, type Json } from './json.ts';
import { type Identity, Session } from './session.ts';

/** How long a lost session waits for its client to resume. */
const RESUMABLE_MS = 180_000;
const HEARTBEAT_MS = 41_250;

/** What the gateway needs to know of the rest. */
export interface GatewayHost {
  token: string;
  /** The privileged intents that are not granted. */
  refusedIntents: number;
  /** READY's data, and the GUILD_CREATE that follow it for this session. */
  greeting: (session: Session) => { ready: Json; guilds: Json[] };
  dispatched: (session: Session, event: string, data: Json) => void;
  changed: () => void;
  failed: (error: unknown) => void;
}

/** An event, and which sessions get which form of it. */
export interface Outgoing {
  event: GatewayDispatchEvents;
  guildId: string | undefined;
  data: Json;
  /** Sessions without this intent do not get it. */
  intent?: number;
  /** What a session gets instead that lacks `fullIntent`. */
  fullIntent?: number;
  reduced?: Json;
}

/** Discord's gateway, without compression: sessions, dispatches, resuming. */
export class Gateway {
  /** How many connections it has refused while it was closed. */
  refused = 0;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #sessions = new Map<string, Session>();
  readonly #host: GatewayHost;
  #closed = false;

  constructor(server: Server, host: GatewayHost) {
    this.#host = host;
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (this.#closed) {
        this.refused += 1;
        this.#host.changed();
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (client) => this.#greet(client));
    });
  }

  /** Sessions whose client is connected now. */
  get connected(): Session[] {
    return [...this.#sessions.values()].filter(({ socket }) => socket !== undefined);
  }

  /** Sends an event to every session that Discord would send it to. */
  dispatch({ event, guildId, data, intent = 0, fullIntent = 0, reduced = data }: Outgoing): void {
    let full: string | undefined;
    let less: string | undefined;
    for (const session of this.#sessions.values()) {
      if (!session.receives(guildId) || !session.hasIntent(intent)) continue;
      if (this.#isTooOld(session)) continue;
      const whole = session.hasIntent(fullIntent);
      const text = whole ? (full ??= JSON.stringify(data)) : (less ??= JSON.stringify(reduced));
      this.#send(session, event, whole ? data : reduced, text);
    }
  }

  /** Cuts every connection; with a code closes it properly. Clients may resume. */
  disconnect(code?: number): void {
    for (const { socket } of this.connected) {
      if (code === undefined) socket?.terminate();
      else socket?.close(code);
    }
  }

  /** Asks every client to reconnect and resume (op 7). */
  requestReconnect(): void {
    this.#tellAll({ op: GatewayOpcodes.Reconnect, d: null });
  }

  /** Tells every client that its session is invalid (op 9); not resumable ones are forgotten. */
  invalidateSessions({ resumable = false }: { resumable?: boolean } = {}): void {
    const sockets = this.connected.map(({ socket }) => socket);
    if (!resumable) this.#sessions.clear();
    const text = JSON.stringify({ op: GatewayOpcodes.InvalidSession, d: resumable });
    for (const socket of sockets) socket?.send(text);
    this.#host.changed();
  }

  /** Refuses connections, and cuts those there are; or takes them again. */
  setClosed(closed: boolean): void {
    this.#closed = closed;
    if (closed) this.disconnect();
  }

  stop(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  #tellAll(payload: Json): void {
    const text = JSON.stringify(payload);
    for (const { socket } of this.connected) socket?.send(text);
  }

  #isTooOld(session: Session): boolean {
    if (session.lostAt === undefined || performance.now() - session.lostAt < RESUMABLE_MS) {
      return false;
    }
    this.#sessions.delete(session.id);
    return true;
  }

  #send(session: Session, event: string, data: Json, text: string): void {
    session.dispatch(event, text);
    this.#host.dispatched(session, event, data);
  }

  #greet(socket: WebSocket): void {
    let session: Session | undefined;
    socket.on('message', (raw: Buffer) => {
      try {
        session = this.#receive(socket, raw.toString(), session);
      } catch (error) {
        this.#host.failed(error);
        socket.close(GatewayCloseCodes.UnknownError);
      }
    });
    socket.on('close', (code) => {
      if (session?.socket !== socket) return;
      session.socket = undefined;
      session.lostAt = performance.now();
      // A client that closes with one of these ends its session, says Discord.
      if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
      this.#host.changed();
    });
    socket.on('error', () => socket.terminate());
    socket.send(
      JSON.stringify({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: HEARTBEAT_MS } }),
    );
  }

  #receive(socket: WebSocket, text: string, session: Session | undefined): Session | undefined {
    const payload = parse(text);
    if (!payload) {
      socket.close(GatewayCloseCodes.DecodeError);
      return session;
    }
    const data = isJson(payload['d']) ? payload['d'] : {};
    switch (payload['op']) {
      case GatewayOpcodes.Heartbeat:
        socket.send(JSON.stringify({ op: GatewayOpcodes.HeartbeatAck }));
        return session;
      case GatewayOpcodes.Identify:
        return this.#identify(socket, data, session);
      case GatewayOpcodes.Resume:
        return this.#resume(socket, data);
      case GatewayOpcodes.PresenceUpdate:
        return session;
      default:
        socket.close(GatewayCloseCodes.UnknownOpcode);
        return session;
    }
  }

  #identify(socket: WebSocket, data: Json, known: Session | undefined): Session | undefined {
    if (known) {
      socket.close(GatewayCloseCodes.AlreadyAuthenticated);
      return known;
    }
    if (data['token'] !== this.#host.token) {
      socket.close(GatewayCloseCodes.AuthenticationFailed);
      return undefined;
    }
    const shard = (data['shard'] ?? [0, 1]) as Identity['shard'];
    if (shard[0] < 0 || shard[0] >= shard[1]) {
      socket.close(GatewayCloseCodes.InvalidShard);
      return undefined;
    }
    const intents = Number(data['intents']);
    if (intents & this.#host.refusedIntents) {
      socket.close(GatewayCloseCodes.DisallowedIntents);
      return undefined;
    }
    const session = new Session({ shard, intents }, socket);
    this.#sessions.set(session.id, session);
    const { ready, guilds } = this.#host.greeting(session);
    this.#send(session, GatewayDispatchEvents.Ready, ready, JSON.stringify(ready));
    for (const guild of guilds) {
      this.#send(session, GatewayDispatchEvents.GuildCreate, guild, JSON.stringify(guild));
    }
    this.#host.changed();
    return session;
  }

  #resume(socket: WebSocket, data: Json): Session | undefined {
    if (data['token'] !== this.#host.token) {
      socket.close(GatewayCloseCodes.AuthenticationFailed);
      return undefined;
    }
    const session = this.#sessions.get(String(data['session_id']));
    const sequence = Number(data['seq']);
    if (!session?.canReplayAfter(sequence) || this.#isTooOld(session)) {
      socket.send(JSON.stringify({ op: GatewayOpcodes.InvalidSession, d: false }));
      return undefined;
    }
    session.resume(socket, sequence);
    this.#host.changed();
    return session;
  }
}

const parse = (text: string): Json | undefined => {
  try {
    const payload: unknown = JSON.parse(text);
    return isJson(payload) ? payload : undefined;
  } catch {
    return undefined;
  }
};
