import {
  type ButtonInteraction,
  ButtonStyle,
  type ChatInputCommandInteraction,
  MessageFlags,
} from 'discord.js';
import type { Words } from '../../locales/index.ts';
import type { CommandContext } from '../context.ts';
import { buttonRow } from './components.ts';
import { customId } from './customId.ts';

/** Asks whether everything about the person is to be deleted: the only way to it, whichever command leads there. */
export async function askToDelete(
  interaction: ChatInputCommandInteraction,
  { translate }: CommandContext,
): Promise<void> {
  const words = translate(interaction.locale);
  await interaction.reply({
    content: words('privacy.confirmDelete'),
    components: [deleteRow(words)],
    flags: MessageFlags.Ephemeral,
  });
}

/** Deletes everything about the person, and says that it is done when it is. Where it fails it can be tried again. */
export async function deleteEverything(
  interaction: ButtonInteraction,
  context: CommandContext,
): Promise<void> {
  const { inOrder, translate, log } = context;
  const words = translate(interaction.locale);
  const userId = interaction.user.id;
  try {
    const forgetting = (before: Promise<unknown>) => forget(userId, context, before);
    await inOrder.run(userId, forgetting, interaction.deferUpdate());
  } catch (err) {
    if (!interaction.deferred) throw err;
    log.error({ userId, err }, 'a person could not be deleted');
    const content = words('privacy.notDeleted');
    await interaction.editReply({ content, components: [deleteRow(words)] });
    return;
  }
  await interaction.editReply({ content: words('privacy.deleted'), components: [] });
}

/**
 * Deletes everything about a person, what they wrote until now and is not asked yet included. Rejects when not all is
 * deleted.
 * @param before what is to be done before anything that is stored is deleted
 */
export async function forget(
  userId: string,
  context: CommandContext,
  before?: Promise<unknown>,
): Promise<void> {
  const { inbox, coach } = context;
  inbox.forget(userId, context);
  try {
    await coach.forget(userId, before);
  } finally {
    inbox.renew(userId, context);
  }
}

export async function keepEverything(
  interaction: ButtonInteraction,
  { translate }: CommandContext,
): Promise<void> {
  const content = translate(interaction.locale)('privacy.kept');
  await interaction.update({ content, components: [] });
}

/** Buttons to delete everything about oneself, or to keep it. */
export const deleteRow = (words: Words) =>
  buttonRow(deleteButton(words), {
    style: ButtonStyle.Secondary,
    label: words('privacy.keep'),
    custom_id: customId('privacy', 'keep'),
  });

export const deleteButton = (words: Words) =>
  ({
    style: ButtonStyle.Danger,
    label: words('privacy.deleteAll'),
    custom_id: customId('privacy', 'delete'),
  }) as const;
