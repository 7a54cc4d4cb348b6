import {
  ButtonStyle,
  EmbedBuilder,
  LabelBuilder,
  ModalBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { Words } from '../../locales/index.ts';
import { MEMORY_LENGTH } from '../../models/memory.ts';
import type { Store } from '../../services/store/store.ts';
import { buttonRow } from './components.ts';
import { customId } from './customId.ts';

/** Attempts to write a memory that others write at the same time. */
const ATTEMPTS = 5;

/** What the coach remembers of somebody, for them to read; undefined when it is nothing. */
export function memoryEmbed(text: string, words: Words): EmbedBuilder | undefined {
  if (text === '') return undefined;
  return new EmbedBuilder().setTitle(words('profile.memory.title')).setDescription(text);
}

/** Buttons to change and to clear it. */
export const memoryRow = (words: Words) =>
  buttonRow(
    {
      style: ButtonStyle.Secondary,
      label: words('profile.memory.change'),
      custom_id: customId('profile', 'memory'),
    },
    {
      style: ButtonStyle.Secondary,
      label: words('profile.memory.clear'),
      custom_id: customId('profile', 'clearMemory'),
    },
  );

export function memoryModal(text: string, words: Words): ModalBuilder {
  const input = new TextInputBuilder()
    .setCustomId('memory')
    .setStyle(TextInputStyle.Paragraph)
    .setMaxLength(MEMORY_LENGTH)
    .setRequired(false);
  if (text !== '') input.setValue(text);
  return new ModalBuilder()
    .setCustomId(customId('profile', 'memory'))
    .setTitle(words('profile.memory.title'))
    .addLabelComponents(
      new LabelBuilder()
        .setLabel(words('profile.memory.label'))
        .setDescription(words('profile.memory.description'))
        .setTextInputComponent(input),
    );
}

/**
 * Keeps a text, already tidied, that somebody wants to be remembered of them, whatever the coach writes at the same time. Cleared, it does not
 * come back: what was said up to now is not summed up once more. Of somebody without a profile nothing is kept: they
 * have deleted everything.
 * @throws when it could not be written
 */
export async function changeMemory(userId: string, text: string, store: Store): Promise<void> {
  const isKnown = async () => (await store.findProfile(userId)) !== null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await store.findMemory(userId);
    if ((!before && text === '') || !(await isKnown())) return;
    const through = before && text !== '' ? before.through : new Date();
    const version = (before?.version ?? 0) + 1;
    if (!(await store.saveMemory(userId, { text, through, version }))) continue;
    // It may have been deleted while this was written, which must not outlive it.
    if (!(await isKnown())) await store.deleteMemory(userId);
    return;
  }
  throw new Error('A memory is written by others again and again');
}
