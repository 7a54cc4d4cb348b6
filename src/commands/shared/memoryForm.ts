import { type ButtonInteraction, MessageFlags, type ModalSubmitInteraction } from 'discord.js';
import { tidyText } from '../../models/text.ts';
import { within } from '../../services/coaching/within.ts';
import type { CommandContext } from '../index.ts';
import { changeMemory, memoryEmbed, memoryModal, memoryRow } from './memory.ts';
import { noProfile, profileView } from './profileView.ts';
import { acknowledge, LOOK_UP_MS } from './typedForm.ts';

/** Opens the form for what the coach remembers; without a profile, leads to that first. */
export async function openMemory(
  interaction: ButtonInteraction,
  { store, translate }: CommandContext,
): Promise<void> {
  const words = translate(interaction.locale);
  const userId = interaction.user.id;
  const [stored, memory] = await within(
    LOOK_UP_MS,
    Promise.all([store.findProfile(userId), store.findMemory(userId)]),
  );
  if (stored) await interaction.showModal(memoryModal(memory?.text ?? '', words));
  else await interaction.reply({ ...noProfile(words), flags: MessageFlags.Ephemeral });
}

/** Keeps what somebody typed into the form for their memory; what cannot be kept is given back. */
export async function takeMemory(
  interaction: ModalSubmitInteraction,
  { store, translate, log }: CommandContext,
): Promise<void> {
  const words = translate(interaction.locale);
  const userId = interaction.user.id;
  const typed = tidyText(interaction.fields.getTextInputValue('memory'));
  await acknowledge(interaction);
  try {
    await changeMemory(userId, typed, store);
    await interaction.editReply(await profileView(userId, words, store));
  } catch (err) {
    log.error({ userId, err }, 'a memory could not be changed');
    const given = memoryEmbed(typed, words);
    await interaction.editReply({
      content: words('failure.internal'),
      embeds: given ? [given] : [],
      components: [memoryRow(words)],
    });
  }
}

/** Clears what the coach remembers. */
export async function clearMemory(
  interaction: ButtonInteraction,
  { store, translate }: CommandContext,
): Promise<void> {
  const words = translate(interaction.locale);
  await interaction.deferUpdate();
  await changeMemory(interaction.user.id, '', store);
  await interaction.editReply(await profileView(interaction.user.id, words, store));
}
