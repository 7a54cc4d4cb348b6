import type { REST } from 'discord.js';
import type { Logger } from 'pino';
import type { Translator } from '../locales/index.ts';
import type { Coach } from '../services/coaching/coach.ts';
import type { RequestBudget } from '../services/reply/requestBudget.ts';
import type { Moderation } from '../services/safety/moderation.ts';
import type { Store } from '../services/store/store.ts';
import type { Inbox } from './shared/inbox.ts';
import type { InOrder } from './shared/inOrder.ts';

/** What commands work with; handed to them at every call. */
export interface CommandContext {
  store: Store;
  coach: Coach;
  translate: Translator;
  /** Without it, nothing that people write is examined. */
  moderation: Moderation | undefined;
  /** For replies to interactions. */
  interactionRest: REST;
  /** For replies that are ordinary messages, which share the bot's requests a second. */
  channelRest: REST;
  requestBudget: RequestBudget;
  inbox: Inbox;
  /** For what changes or deletes what is known of a person, in the order in which they did it. */
  inOrder: InOrder;
  /** Ends the waiting for Discord, when the bot stops. */
  stopping: AbortSignal;
  log: Logger;
}
