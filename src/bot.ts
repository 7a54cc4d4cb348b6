import { Client, type ClientEvents, GatewayIntentBits } from 'discord.js';
import type { Logger } from 'pino';
import type { Translator } from './locales/index.ts';
import { type Event, type EventContext, events } from './events/index.ts';
import type { Coach } from './services/coaching/coach.ts';
import { createChannelRest } from './services/reply/channelSurface.ts';
import { createInteractionRest } from './services/reply/interactionSurface.ts';
import { RequestBudget } from './services/reply/requestBudget.ts';
import type { Store } from './services/store/store.ts';

export interface BotOptions {
  token: string;
  /** Such as `https://discord.com/api`. */
  apiUrl: string;
  guildId: string | undefined;
  store: Store;
  coach: Coach;
  translate: Translator;
  log: Logger;
}

/** How long answers may take to end when the bot stops, in milliseconds. */
const STOP_DEADLINE_MS = 10_000;

/** The bot on Discord: a discord.js client with its events. */
export class Bot {
  readonly #client: Client;
  readonly #token: string;
  readonly #coach: Coach;
  /** Handlers that have not ended yet. */
  readonly #running = new Set<Promise<void>>();
  #stopping = false;

  constructor({ token, apiUrl, guildId, store, coach, translate, log }: BotOptions) {
    this.#token = token;
    this.#coach = coach;
    this.#client = new Client({
      intents: [GatewayIntentBits.Guilds],
      rest: { api: apiUrl },
      allowedMentions: { parse: [] },
    });
    const context = {
      store,
      coach,
      translate,
      interactionRest: createInteractionRest(apiUrl),
      channelRest: createChannelRest(apiUrl, token),
      requestBudget: new RequestBudget(),
      guildId,
      log,
    };
    for (const event of events) this.#listen(event as Event, context);
  }

  /**
   * Connects to Discord.
   * @throws when Discord refuses the token or cannot be reached
   */
  async start(): Promise<void> {
    await this.#client.login(this.#token);
  }

  /** Takes no more questions, ends the answers that are being written with the text they have, disconnects. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#coach.stopAll();
    const deadline = AbortSignal.timeout(STOP_DEADLINE_MS);
    await Promise.race([
      Promise.allSettled(this.#running),
      new Promise((resolve) => deadline.addEventListener('abort', resolve, { once: true })),
    ]);
    await this.#client.destroy();
  }

  #listen(event: Event, context: EventContext): void {
    this.#client.on(event.name, (...args) => {
      if (this.#stopping) return;
      const run = this.#run(event, context, args);
      this.#running.add(run);
      void run.finally(() => this.#running.delete(run));
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
