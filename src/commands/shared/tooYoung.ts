import type { ModalSubmitInteraction } from 'discord.js';
import { PROFILE_LIMITS } from '../../models/profile.ts';
import type { CommandContext } from '../index.ts';
import { deleteRow, forget } from './deletion.ts';
import { acknowledge } from './typedForm.ts';

/**
 * Ends the set-up of somebody who is not of age, kindly: nothing that they typed is stored or shown again, and what
 * waited for their profile is deleted. A profile that is there stays as it is, in case they mistyped: they are told, and
 * can delete it at once.
 */
export async function endTooYoung(
  interaction: ModalSubmitInteraction,
  context: CommandContext,
): Promise<void> {
  const { store, translate, log } = context;
  const words = translate(interaction.locale);
  const userId = interaction.user.id;
  await acknowledge(interaction);
  let content = words('profile.tooYoung', PROFILE_LIMITS);
  let isKept = false;
  try {
    isKept = (await store.findProfile(userId)) !== null;
    if (isKept) content += `\n\n${words('profile.tooYoungKept')}`;
    else await forget(userId, context);
  } catch (err) {
    log.error({ userId, err }, 'what waited for a profile could not be deleted');
    await interaction.editReply({
      content: `${content}\n\n${words('privacy.notDeleted')}`,
      embeds: [],
      components: [deleteRow(words)],
    });
    return;
  }
  const components = isKept ? [deleteRow(words)] : [];
  await interaction.editReply({ content, embeds: [], components });
}
