import {
  type ButtonInteraction,
  EmbedBuilder,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Words } from '../../locales/index.ts';
import type { Memory } from '../../models/memory.ts';
import { tidyText } from '../../models/text.ts';
import { within } from '../../within.ts';
import type { CommandContext } from '../index.ts';
import { changeMemory, clearMemory, memoryEmbed, memoryModal, memoryRow } from './memory.ts';
import { noProfile, profileView } from './profileView.ts';
import { acknowledge, FORM_LOOK_UP_MS } from './typedForm.ts';

/** Opens the form for what the coach remembers; without a profile, leads to that first. */
export async function openMemory(
  interaction: ButtonInteraction,
  { store, translate }: CommandContext,
): Promise<void> {
  const words = translate(interaction.locale);
  const userId = interaction.user.id;
  const [stored, memory] = await within(
    FORM_LOOK_UP_MS,
    Promise.all([store.findProfile(userId), store.findMemory(userId)]),
  );
  if (stored) await interaction.showModal(memoryModal(memory, words));
  else await interaction.reply({ ...noProfile(words), flags: MessageFlags.Ephemeral });
}

/**
 * Keeps what somebody typed into the form for their memory, which showed this version; what cannot be kept is given
 * back, and with it what the coach has come to remember meanwhile.
 */
export async function takeMemory(
  interaction: ModalSubmitInteraction,
  version: number,
  context: CommandContext,
): Promise<void> {
  const { store, translate, log } = context;
  const words = translate(interaction.locale);
  const userId = interaction.user.id;
  const typed = tidyText(interaction.fields.getTextInputValue('memory'));
  await acknowledge(interaction);
  try {
    let newer: Memory | null = null;
    if (typed === '') await clearMemory(userId, store);
    else newer = await changeMemory(userId, { text: typed, version }, store);
    await interaction.editReply(
      newer ? overtaken(typed, newer.text, words) : await profileView(userId, words, context),
    );
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

/** What was typed and what is newer, to be put together by who typed it. */
function overtaken(typed: string, newer: string, words: Words) {
  const mine = new EmbedBuilder().setTitle(words('profile.typed')).setDescription(typed);
  const theirs = memoryEmbed(newer, words);
  return {
    content: words('profile.memory.overtaken'),
    embeds: theirs ? [mine, theirs] : [mine],
    components: [memoryRow(words)],
  };
}

/** Clears what the coach remembers. */
export async function dropMemory(
  interaction: ButtonInteraction,
  context: CommandContext,
): Promise<void> {
  const words = context.translate(interaction.locale);
  await interaction.deferUpdate();
  await clearMemory(interaction.user.id, context.store);
  await interaction.editReply(await profileView(interaction.user.id, words, context));
}
