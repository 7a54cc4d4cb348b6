import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GatewayIntentBits, type InteractionType } from 'discord.js';
import type { Channel } from './channel.ts';
import { installedBy } from './commands.ts';
import { Faults } from './faults.ts';
import { Gateway, type Outgoing } from './gateway.ts';
import type { Interaction } from './interaction.ts';
import type { Json } from './json.ts';
import type { Message } from './message.ts';
import type { Person } from './person.ts';
import { DEFAULT_LIMITS, type Limits } from './rateLimits.ts';
import { restore } from './restore.ts';
import { RestServer, type Stats } from './rest/server.ts';
import type { Session } from './session.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';
import { World, type WorldOptions } from './world.ts';

export type { Channel } from './channel.ts';
export type { Change, RequestRecord } from './events.ts';
export type { Guild } from './guild.ts';
export type { Interaction } from './interaction.ts';
export type { Message } from './message.ts';
export type { Modal } from './modal.ts';
export type { Person } from './person.ts';
export type { Limits } from './rateLimits.ts';
export { parseSnapshot, type Snapshot } from './snapshot.ts';
export { Thread } from './thread.ts';

export interface LoopbackOptions extends WorldOptions {
  /** Without, any free one. */
  port?: number;
  host?: string;
  limits?: Partial<Limits>;
  /** How many shards the gateway recommends. */
  shards?: number;
}

/** A hand-made interaction, checked by nobody. */
export interface Forgery {
  type: InteractionType;
  person: Person;
  channel: Channel;
  data: Json;
  message?: Message;
  owners?: Record<string, string>;
  /** What to put in place of parts of the payload. */
  override?: Json;
}

/** A Discord on loopback: gateway, REST API, and people who use it. */
export class LoopbackDiscord extends World {
  /** The rate limits in force; assign to change them. */
  readonly limits: Limits;
  readonly faults = new Faults();
  readonly gateway: Gateway;
  readonly #server: Server;
  readonly #rest: RestServer;
  readonly #host: string;
  #url = '';

  private constructor(options: LoopbackOptions) {
    super(options);
    this.#host = options.host ?? '127.0.0.1';
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#rest = new RestServer({
      world: this,
      limits: this.limits,
      faults: this.faults,
      gateway: { url: () => this.gatewayUrl, shards: options.shards ?? 1 },
    });
    this.#server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      this.#rest.handle(request, response).catch((error: unknown) => this.errors.push(error));
    });
    this.gateway = new Gateway(this.#server, {
      token: this.token,
      refusedIntents:
        (this.messageContent ? 0 : GatewayIntentBits.MessageContent) |
        (this.guildMembers ? 0 : GatewayIntentBits.GuildMembers),
      greeting: (session) => this.#greeting(session),
      dispatched: ({ id, sequence, shard }, event, data) =>
        this.emit('dispatch', { event, data, sessionId: id, shard: shard[0], sequence }),
      changed: () => this.change({ action: 'updated', kind: 'gateway' }),
      failed: (error) => this.errors.push(error),
    });
  }

  /** Starts one, on any free port unless told which. */
  static async start(options: LoopbackOptions = {}): Promise<LoopbackDiscord> {
    const discord = new LoopbackDiscord(options);
    await discord.#listen(options.port ?? 0);
    if (options.state) restore(discord, options.state);
    return discord;
  }

  async #listen(port: number): Promise<void> {
    this.#server.listen(port, this.#host);
    await once(this.#server, 'listening');
    const address = this.#server.address() as AddressInfo;
    this.#url = `http://${this.#host}:${address.port}`;
  }

  /** All that another one needs to go on from here: pass it as `state`. */
  snapshot(): Snapshot {
    return takeSnapshot(this);
  }

  override get url(): string {
    return this.#url;
  }

  /** What the bot takes for Discord's API address. */
  get apiUrl(): string {
    return `${this.#url}/api`;
  }

  get gatewayUrl(): string {
    return `${this.#url.replace('http', 'ws')}/gateway`;
  }

  get stats(): Stats {
    return this.#rest.stats;
  }

  /** Requests for routes that this Discord does not have. */
  get unknownRoutes(): readonly string[] {
    return this.#rest.unknownRoutes;
  }

  override dispatch(outgoing: Outgoing): void {
    this.gateway.dispatch(outgoing);
  }

  /** Resolves when a bot is connected and has been sent READY. */
  async ready(): Promise<void> {
    await this.until(() => this.gateway.connected.length > 0, { what: 'a bot to connect' });
  }

  /** Takes the whole of Discord down, or brings it back. */
  outage(down: boolean): void {
    this.#rest.isDown = down;
    this.gateway.setClosed(down);
  }

  /** Ends the life of the interaction's token now. */
  expireToken(interaction: Interaction): void {
    interaction.expireToken();
  }

  /** Dispatches a hand-made interaction, as a hostile client might cause one. */
  forge({ override, owners, ...rest }: Forgery): Interaction {
    const { channel } = rest;
    return this.interact(
      { ...rest, owners: owners ?? installedBy(channel.guild, channel) },
      override,
    );
  }

  /** Cuts all connections and frees the port. */
  async stop(): Promise<void> {
    this.giveUp(new Error('This Discord was stopped'));
    for (const interaction of this.interactions.values()) interaction.stop();
    this.gateway.stop();
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #greeting(session: Session): { ready: Json; guilds: Json[] } {
    const guilds = [...this.guilds.values()].filter(
      ({ id, botInstalled }) => botInstalled && session.receives(id),
    );
    return {
      ready: {
        v: 10,
        user: { ...this.botUser, email: null, mfa_enabled: false, verified: true, flags: 0 },
        guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
        session_id: session.id,
        session_type: 'normal',
        resume_gateway_url: this.gatewayUrl,
        shard: session.shard,
        application: { id: this.applicationId, flags: this.applicationFlags },
        private_channels: [],
        relationships: [],
        user_settings: {},
        _trace: [],
      },
      guilds: session.hasIntent(GatewayIntentBits.Guilds)
        ? guilds.map((guild) => guild.toGateway())
        : [],
    };
  }
}
