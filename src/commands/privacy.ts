import {
  type ChatInputCommandInteraction,
  type InteractionEditReplyOptions,
  MessageFlags,
  SlashCommandBuilder,
} from 'discord.js';
import { pack } from '../services/privacy/pack.ts';
import { gather } from '../services/privacy/personalData.ts';
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';
import { askToDelete, deleteEverything, keepEverything } from './shared/deletion.ts';
import { visibilityOf } from './shared/replyPlace.ts';

/** What Discord takes of a bot in one file, in bytes. */
const FILE_BYTES = 10 * 1024 * 1024;

/** `/privacy`: people get everything that is stored about them, or have it deleted. */
export const privacy: Command = {
  data: (words) =>
    new SlashCommandBuilder()
      .setName(words('commands.privacy.name'))
      .setDescription(words('commands.privacy.description'))
      .addSubcommand((sub) =>
        sub
          .setName(words('commands.privacy.export.name'))
          .setDescription(words('commands.privacy.export.description')),
      )
      .addSubcommand((sub) =>
        sub
          .setName(words('commands.privacy.delete.name'))
          .setDescription(words('commands.privacy.delete.description')),
      ),

  async execute(interaction, context) {
    if (interaction.options.getSubcommand() === 'delete') return askToDelete(interaction, context);
    const isDirect = visibilityOf(interaction, true) === 'direct';
    await interaction.deferReply(isDirect ? {} : { flags: MessageFlags.Ephemeral });
    await interaction.editReply(await exported(interaction, context));
  },

  async button(interaction, { action }, context) {
    switch (action) {
      case 'delete':
        return deleteEverything(interaction, context);
      case 'keep':
        return keepEverything(interaction, context);
    }
  },
};

async function exported(
  { user, locale, attachmentSizeLimit }: ChatInputCommandInteraction,
  { store, coach, translate }: CommandContext,
): Promise<InteractionEditReplyOptions> {
  const words = translate(locale);
  const data = await gather(user.id, { store, counted: (userId) => coach.counted(userId) });
  const files = await pack(data, Math.min(FILE_BYTES, attachmentSizeLimit));
  const isPacked = files.some(({ name }) => name.endsWith('.gz'));
  const sentences = [
    words('privacy.exported'),
    ...(isPacked ? [words('privacy.packed')] : []),
    ...(data.unreadable > 0 ? [words('privacy.unreadable')] : []),
  ];
  return {
    content: sentences.join('\n'),
    files: files.map(({ name, content }) => ({ attachment: content, name })),
  };
}
