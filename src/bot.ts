import { once } from 'node:events';
import {
  Client,
  type ClientEvents,
  Events,
  GatewayIntentBits,
  Options,
  Partials,
  type REST,
  Status,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Shards } from './config.ts';
import { deliverCheckIn } from './commands/shared/checkInDelivery.ts';
import { Inbox } from './commands/shared/inbox.ts';
import { InOrder } from './commands/shared/inOrder.ts';
import { Recovery } from './commands/shared/recovery.ts';
import { Unheard } from './commands/shared/unheard.ts';
import type { Translator } from './locales/index.ts';
import {
  type Dispatch,
  dispatches,
  type Event,
  type EventContext,
  events,
} from './events/index.ts';
import { CheckIns, type CheckInResult, type CheckInTimes } from './services/checkins/scheduler.ts';
import type { Coach } from './services/coaching/coach.ts';
import { within } from './within.ts';
import { acknowledging } from './services/reply/acknowledgement.ts';
import { createChannelRest } from './services/reply/channelSurface.ts';
import { counted } from './services/reply/countedRequest.ts';
import { createMakeRequest } from './services/reply/httpRequest.ts';
import { createInteractionRest, SWEEP_MS } from './services/reply/interactionSurface.ts';
import { patiently } from './services/reply/patientRequest.ts';
import { RequestBudget } from './services/reply/requestBudget.ts';
import { SignIn } from './services/reply/signIn.ts';
import type { Moderation } from './services/safety/moderation.ts';
import type { Store } from './services/store/store.ts';

export interface BotOptions {
  token: string;
  /** Such as `https://discord.com/api`. */
  apiUrl: string;
  guildId: string | undefined;
  /** All that Discord recommends without. */
  shards?: Shards;
  /** How many requests a second this process may send of those that Discord counts; all that it allows a bot without. */
  requestsPerSecond?: number;
  store: Store;
  coach: Coach;
  translate: Translator;
  /** Without it, no plan for later is examined. */
  moderation?: Moderation | undefined;
  log: Logger;
  /** How often to look for check-ins that are due, and by which clock. */
  checkInTimes?: Partial<CheckInTimes>;
  /** Called whenever a check-in was sent or tried. */
  onCheckIn?: (result: CheckInResult) => void;
  /** Called when Discord has closed a connection for good, such as for a token that was reset. */
  onClosed?: () => void;
  /** Shown every client before it connects, such as to count what it does. */
  watch?: (client: Client, replyClients: readonly REST[]) => void;
}

/** Messages that are remembered for each channel: enough to know one that is delivered twice. */
const CACHED_MESSAGES = 10;
/** How often people who were seen are forgotten, in seconds. */
const SWEEP_SECONDS = 3_600;
/** How long answers may take to end when the bot stops, in milliseconds. */
const STOP_DEADLINE_MS = 10_000;
/** How long connecting to Discord may take that is under way when the bot stops, and disconnecting, in milliseconds. */
const CONNECT_MS = 1_000;
const DISCONNECT_MS = 1_000;
/** How long it may take to keep what came meanwhile, in milliseconds. */
const LAST_DEADLINE_MS = 2_000;

/** The bot on Discord: a discord.js client with its events. */
export class Bot {
  readonly #client: Client;
  readonly #token: string;
  readonly #coach: Coach;
  readonly #recovery: Recovery;
  readonly #checkIns: CheckIns;
  readonly #signIn = new SignIn();
  /** Handlers that have not ended yet. */
  readonly #running = new Set<Promise<void>>();
  /** Aborted when it stops: from then on Discord's trouble is not waited out. */
  readonly #waiting = new AbortController();
  #isDraining = false;
  #stopping = false;

  constructor(options: BotOptions) {
    const {
      token,
      apiUrl,
      guildId,
      shards = 'auto',
      requestsPerSecond,
      store,
      coach,
      translate,
      moderation,
      log,
      watch,
      onClosed,
      checkInTimes: times,
      onCheckIn: onResult,
    } = options;
    this.#token = token;
    this.#coach = coach;
    const requestBudget = new RequestBudget(requestsPerSecond);
    this.#client = new Client({
      intents: [
        GatewayIntentBits.Guilds,
        GatewayIntentBits.GuildMessages,
        GatewayIntentBits.DirectMessages,
      ],
      // The bot is not told of its direct messages' channels before the first message.
      partials: [Partials.Channel],
      makeCache: Options.cacheWithLimits({
        ...Options.DefaultMakeCacheSettings,
        MessageManager: CACHED_MESSAGES,
      }),
      sweepers: {
        ...Options.DefaultSweeperSettings,
        users: {
          interval: SWEEP_SECONDS,
          filter:
            () =>
            ({ id, client }) =>
              id !== client.user.id,
        },
      },
      ...(shards === 'auto' ? { shards } : { shards: shards.ids, shardCount: shards.count }),
      rest: {
        api: apiUrl,
        // The budget keeps what Discord counts within its limit; the rest need not wait for it.
        globalRequestsPerSecond: Number.POSITIVE_INFINITY,
        // Each interaction has a queue of its own, which would be kept for an hour.
        handlerSweepInterval: SWEEP_MS,
        makeRequest: acknowledging(
          patiently(
            counted(this.#signIn.minding(createMakeRequest()), requestBudget),
            this.#waiting.signal,
          ),
        ),
      },
      allowedMentions: { parse: [] },
    });
    const commandContext = {
      store,
      coach,
      translate,
      moderation,
      interactionRest: createInteractionRest(apiUrl),
      channelRest: createChannelRest(apiUrl, token, this.#signIn),
      requestBudget,
      inbox: new Inbox(),
      inOrder: new InOrder(),
      stopping: this.#waiting.signal,
      log,
    };
    this.#recovery = new Recovery(commandContext);
    this.#checkIns = new CheckIns({
      store,
      deliver: (checkIn, isLate, signal) => deliverCheckIn(checkIn, isLate, signal, commandContext),
      log,
      onResult,
      times,
    });
    const context = {
      ...commandContext,
      guildId,
      unheard: new Unheard(),
      recovery: this.#recovery,
      checkIns: this.#checkIns,
      onClosed,
    };
    watch?.(this.#client, [context.interactionRest, context.channelRest]);
    for (const event of events) this.#listen(event as Event, context);
    for (const dispatch of dispatches) this.#hear(dispatch as Dispatch, context);
  }

  /** Whether every shard is connected, Discord accepts the token, and questions are taken. */
  get isConnected(): boolean {
    const { shards } = this.#client.ws;
    const isUp = shards.size > 0 && shards.every(({ status }) => status === Status.Ready);
    return isUp && !this.#signIn.isRefused && !this.#isDraining;
  }

  /**
   * Connects to Discord.
   * @throws when Discord refuses the token or cannot be reached
   */
  async start(): Promise<void> {
    await this.#client.login(this.#token);
  }

  /**
   * Begins no more answers, sends no more check-ins, and lets those that are under way come to their end, for so long at
   * most.
   */
  async drain(milliseconds: number): Promise<void> {
    this.#isDraining = true;
    this.#recovery.stop();
    this.#coach.beginNoMore();
    await this.#settled(milliseconds);
  }

  /** Ends the answers that are being written with the text they have, disconnects. Questions that still come are kept. */
  async stop(): Promise<void> {
    this.#waiting.abort();
    this.#recovery.stop();
    this.#coach.stopAll();
    await this.#settled(STOP_DEADLINE_MS);
    this.#stopping = true;
    // What came until now is kept, to be asked again.
    await this.#settled(LAST_DEADLINE_MS);
    this.#coach.close();
    this.#checkIns.close();
    await this.#disconnect();
  }

  /**
   * discord.js does not end when it is told to in the midst of connecting, but connects: what is nearly connected may
   * come to that first, and then it is waited for no longer than it should take.
   */
  async #disconnect(): Promise<void> {
    const { ws } = this.#client;
    const signal = AbortSignal.timeout(CONNECT_MS);
    while (ws.shards.some(({ status }) => status !== Status.Ready) && !signal.aborted) {
      const connected = [Events.ShardReady, Events.ShardResume] as const;
      await Promise.race(connected.map((event) => once(this.#client, event, { signal }))).catch(
        () => undefined,
      );
    }
    await within(DISCONNECT_MS, this.#client.destroy()).catch(() => undefined);
  }

  /** Resolves when all handlers that run now have ended and everything is stored, at the latest after so many milliseconds. */
  async #settled(milliseconds: number): Promise<void> {
    const deadline = AbortSignal.timeout(milliseconds);
    const checkIns = this.#checkIns.stop();
    await Promise.race([
      Promise.allSettled([...this.#running, checkIns]).then(() => this.#coach.settled()),
      new Promise((resolve) => deadline.addEventListener('abort', resolve, { once: true })),
    ]);
  }

  #listen(event: Event, context: EventContext): void {
    this.#client.on(event.name, (...args) => {
      if (this.#stopping) return;
      const run = this.#run(event, context, args);
      this.#running.add(run);
      void run.finally(() => this.#running.delete(run));
    });
  }

  #hear({ name, execute }: Dispatch, context: EventContext): void {
    this.#client.ws.on(name, (data: unknown) => {
      if (!this.#stopping) execute(context, data);
    });
  }

  async #run(
    event: Event,
    context: EventContext,
    args: ClientEvents[Event['name']],
  ): Promise<void> {
    try {
      await event.execute(context, ...args);
    } catch (err) {
      context.log.error({ event: event.name, err }, 'an event failed');
    }
  }
}
