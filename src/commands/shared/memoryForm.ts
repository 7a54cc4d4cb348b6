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
import { meetForm, replyBelow } from './instead.ts';
import { changeMemory, clearMemory, memoryEmbed, memoryModal, memoryRow } from './memory.ts';
import { noProfile, profileView } from './profileView.ts';
import { acknowledge, FORM_LOOK_UP_MS, typedIn } from './typedForm.ts';

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
 * back, and with it what the coach has come to remember meanwhile. Without a profile, it leads to that first.
 */
export async function takeMemory(
  interaction: ModalSubmitInteraction,
  version: number,
  context: CommandContext,
): Promise<void> {
  const { store, translate, log } = context;
  const words = translate(interaction.locale);
  const userId = interaction.user.id;
  const typed = tidyText(typedIn(interaction, 'memory', words));
  await acknowledge(interaction);
  const met = await meetForm(interaction, context);
  if (met?.isRefused) return;
  try {
    if (!(await store.findProfile(userId))) {
      await replyBelow(interaction, met, noProfile(words));
      return;
    }
    let newer: Memory | null = null;
    if (typed === '') await clearMemory(userId, store);
    else newer = await changeMemory(userId, { text: typed, version }, store);
    if (newer) {
      await replyBelow(interaction, met, overtaken(typed, newer.text, words));
      return;
    }
    await replyBelow(interaction, met, await profileView(userId, words, context));
  } catch (err) {
    log.error({ userId, err }, 'a memory could not be changed');
    const given = memoryEmbed(typed, words);
    const body = {
      content: words('failure.internal'),
      embeds: given ? [given] : [],
      components: [memoryRow(words)],
    };
    await replyBelow(interaction, met, body);
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

/** Clears what the coach remembers; without a profile, leads to that first. */
export async function dropMemory(
  interaction: ButtonInteraction,
  context: CommandContext,
): Promise<void> {
  const { store, translate } = context;
  const words = translate(interaction.locale);
  const userId = interaction.user.id;
  await interaction.deferUpdate();
  if (await store.findProfile(userId)) await clearMemory(userId, store);
  await interaction.editReply(await profileView(userId, words, context));
}
