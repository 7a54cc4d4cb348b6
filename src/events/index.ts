import type { ClientEvents, GatewayDispatchEvents } from 'discord.js';
import type { CommandContext } from '../commands/context.ts';
import type { Recovery } from '../commands/shared/recovery.ts';
import type { Unheard } from '../commands/shared/unheard.ts';
import type { CheckIns } from '../services/checkins/scheduler.ts';
import { clientReady } from './clientReady.ts';
import { error } from './error.ts';
import { interactionCreate } from './interactionCreate.ts';
import { messageCreate } from './messageCreate.ts';
import { messageDelete, messageDeleteBulk } from './messageDelete.ts';
import { shardDisconnect } from './shardDisconnect.ts';
import { shardResume } from './shardResume.ts';

/** What event handlers work with. */
export interface EventContext extends CommandContext {
  /** The only server to register commands in; everywhere if undefined. */
  guildId: string | undefined;
  unheard: Unheard;
  recovery: Recovery;
  checkIns: CheckIns;
  /** To be called when Discord has closed a connection for good. */
  onClosed: (() => void) | undefined;
}

/** What the bot does when something happens on Discord. */
export interface Event<Name extends keyof ClientEvents = keyof ClientEvents> {
  name: Name;
  execute: (context: EventContext, ...args: ClientEvents[Name]) => Promise<void> | void;
}

/** The same for what the gateway says, where discord.js tells only of what it remembers. */
export interface Dispatch<Data = unknown> {
  name: GatewayDispatchEvents;
  execute: (context: EventContext, data: Data) => void;
}

/** Every event that the bot listens to. */
export const events = [
  clientReady,
  interactionCreate,
  messageCreate,
  error,
  shardDisconnect,
  shardResume,
] as const;

export const dispatches = [messageDelete, messageDeleteBulk] as const;
