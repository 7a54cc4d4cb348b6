import type {
  ButtonInteraction,
  ChatInputCommandInteraction,
  ModalSubmitInteraction,
  REST,
  SlashCommandOptionsOnlyBuilder,
  SlashCommandSubcommandsOnlyBuilder,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Translator, Words } from '../locales/index.ts';
import type { Coach } from '../services/coaching/coach.ts';
import type { RequestBudget } from '../services/reply/requestBudget.ts';
import type { Store } from '../services/store/store.ts';
import { advice } from './advice.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { profile } from './profile.ts';
import type { CustomId } from './shared/customId.ts';

/** What commands work with; handed to them at every call. */
export interface CommandContext {
  store: Store;
  coach: Coach;
  translate: Translator;
  /** For replies to interactions. */
  interactionRest: REST;
  /** For replies that are ordinary messages, which share the bot's requests a second. */
  channelRest: REST;
  requestBudget: RequestBudget;
  log: Logger;
}

/** A slash command, and the buttons and modals whose custom ids begin with its name. */
export interface Command {
  /** What Discord is told about the command, without what all commands share. */
  data: (words: Words) => SlashCommandOptionsOnlyBuilder | SlashCommandSubcommandsOnlyBuilder;
  execute: (interaction: ChatInputCommandInteraction, context: CommandContext) => Promise<void>;
  button?: (interaction: ButtonInteraction, id: CustomId, context: CommandContext) => Promise<void>;
  modal?: (
    interaction: ModalSubmitInteraction,
    id: CustomId,
    context: CommandContext,
  ) => Promise<void>;
}

/** Every command, by name. */
export const commands: Readonly<Record<string, Command>> = { advice, profile, history, help };
