import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  ContextMenuCommandBuilder,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  REST,
  SlashCommandOptionsOnlyBuilder,
  SlashCommandSubcommandsOnlyBuilder,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Translator, Words } from '../locales/index.ts';
import type { Coach } from '../services/coaching/coach.ts';
import type { RequestBudget } from '../services/reply/requestBudget.ts';
import type { Moderation } from '../services/safety/moderation.ts';
import type { Store } from '../services/store/store.ts';
import { advice } from './advice.ts';
import { checkin } from './checkin.ts';
import { getAdvice } from './getAdvice.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { practice } from './practice.ts';
import { privacy } from './privacy.ts';
import { profile } from './profile.ts';
import type { CustomId } from './shared/customId.ts';
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

/**
 * A slash command or one of a message's menu, and the buttons and modals whose custom ids begin with its name.
 */
export interface Command {
  /** What Discord is told about the command, without what all commands share. */
  data: (
    words: Words,
  ) =>
    | SlashCommandOptionsOnlyBuilder
    | SlashCommandSubcommandsOnlyBuilder
    | ContextMenuCommandBuilder;
  execute?: (interaction: ChatInputCommandInteraction, context: CommandContext) => Promise<void>;
  message?: (
    interaction: MessageContextMenuCommandInteraction,
    context: CommandContext,
  ) => Promise<void>;
  /** Suggests values for an option that is being typed. */
  autocomplete?: (interaction: AutocompleteInteraction) => Promise<void>;
  button?: (interaction: ButtonInteraction, id: CustomId, context: CommandContext) => Promise<void>;
  modal?: (
    interaction: ModalSubmitInteraction,
    id: CustomId,
    context: CommandContext,
  ) => Promise<void>;
}

/** Every command, by its English name. */
export const commands: Readonly<Record<string, Command>> = {
  advice,
  'Get advice': getAdvice,
  practice,
  checkin,
  profile,
  history,
  privacy,
  help,
};
