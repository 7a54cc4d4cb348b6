import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  ContextMenuCommandBuilder,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  SlashCommandOptionsOnlyBuilder,
  SlashCommandSubcommandsOnlyBuilder,
} from 'discord.js';
import type { Words } from '../locales/index.ts';
import type { CommandContext } from './context.ts';
import type { CustomId } from './shared/customId.ts';

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
