import { EmbedBuilder, MessageFlags, SlashCommandBuilder } from 'discord.js';
import type { Command } from './command.ts';

/** `/help`: what the bot can do, and how to begin. */
export const help: Command = {
  data: (words) =>
    new SlashCommandBuilder()
      .setName(words('commands.help.name'))
      .setDescription(words('commands.help.description')),

  async execute(interaction, { translate }) {
    const words = translate(interaction.locale);
    const embed = new EmbedBuilder()
      .setTitle(words('help.title'))
      .setDescription(words('help.body'));
    await interaction.reply({ embeds: [embed], flags: MessageFlags.Ephemeral });
  },
};
