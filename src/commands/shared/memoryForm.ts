import {
  type ButtonInteraction,
  EmbedBuilder,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Words } from '../../locales/index.ts';
import type { Profile } from '../../models/profile.ts';
import { tidyText } from '../../models/text.ts';
import { within } from '../../within.ts';
import type { CommandContext } from '../context.ts';
import type { Shown } from './instead.ts';
import { changeMemory, clearMemory, memoryEmbed, memoryModal, memoryRow } from './memory.ts';
import { meetForm } from './metForm.ts';
import { noProfile, profileView } from './profileView.ts';
import { FORM_LOOK_UP_MS, typedIn } from './typedForm.ts';

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
  const keep = async (profile: Profile | null) => {
    if (!profile) return null;
    if (typed !== '') return { newer: await changeMemory(userId, { text: typed, version }, store) };
    await clearMemory(userId, store);
    return { newer: null };
  };
  const met = await meetForm(interaction, keep, context);
  if (!met) return;
  let body: Shown;
  try {
    const kept = await met.kept;
    if (!kept) body = noProfile(words);
    else if (kept.newer) body = overtaken(typed, kept.newer.text, words);
    else body = await profileView(userId, words, context);
  } catch (err) {
    log.error({ userId, err }, 'a memory could not be changed');
    const given = memoryEmbed(typed, words);
    body = {
      content: words('failure.internal'),
      embeds: given ? [given] : [],
      components: [memoryRow(words)],
    };
  }
  await met.show(body);
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
  const { inOrder, store, translate } = context;
  const words = translate(interaction.locale);
  const userId = interaction.user.id;
  const clear = async (before: Promise<unknown>) => {
    await before;
    if (await store.findProfile(userId)) await clearMemory(userId, store);
  };
  await inOrder.run(userId, clear, interaction.deferUpdate());
  await interaction.editReply(await profileView(userId, words, context));
}
