import {
  ButtonStyle,
  EmbedBuilder,
  LabelBuilder,
  ModalBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { Words } from '../../locales/index.ts';
import { type Memory, MEMORY_LENGTH } from '../../models/memory.ts';
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
    clearButton(words),
  );

/** What is shown of one that cannot be read: that it is there, and the way to clear it. */
export const unreadableMemory = (words: Words) => ({
  embed: new EmbedBuilder()
    .setTitle(words('profile.memory.title'))
    .setDescription(words('profile.memory.unreadable')),
  row: buttonRow(clearButton(words)),
});

const clearButton = (words: Words) =>
  ({
    style: ButtonStyle.Secondary,
    label: words('profile.memory.clear'),
    custom_id: customId('profile', 'clearMemory'),
  }) as const;

/** The form for it, which knows the version that it shows. */
export function memoryModal(memory: Memory | null, words: Words): ModalBuilder {
  const { text, version } = memory ?? { text: '', version: 0 };
  const input = new TextInputBuilder()
    .setCustomId('memory')
    .setStyle(TextInputStyle.Paragraph)
    .setMaxLength(MEMORY_LENGTH)
    .setRequired(false);
  if (text !== '') input.setValue(text);
  return new ModalBuilder()
    .setCustomId(customId('profile', 'memory', `${version}`))
    .setTitle(words('profile.memory.title'))
    .addLabelComponents(
      new LabelBuilder()
        .setLabel(words('profile.memory.label'))
        .setDescription(words('profile.memory.description'))
        .setTextInputComponent(input),
    );
}

/**
 * Keeps a text, already tidied, in the place of the version that somebody saw when they wrote it. Of somebody without a
 * profile nothing is kept.
 * @returns what is remembered by now, where that is newer and nothing was kept
 * @throws when it could not be written
 */
export async function changeMemory(
  userId: string,
  { text, version: seen }: Pick<Memory, 'text' | 'version'>,
  store: Store,
): Promise<Memory | null> {
  const before = await store.findMemory(userId);
  if (before && before.version !== seen) return before;
  const newestAt = new Date();
  const through = before?.through ?? newestAt;
  const version = (before?.version ?? 0) + 1;
  const isKept = await store.saveMemory(userId, { text, through, newestAt, version });
  return isKept ? null : store.findMemory(userId);
}

/**
 * Clears what is remembered, whether or not it can be read, whatever the coach writes at the same time. It does not
 * come back: what was said up to now is not summed up once more.
 * @throws when it could not be written
 */
export async function clearMemory(userId: string, store: Store): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const version = (await store.findMemory(userId))?.version;
    if (version === undefined) return;
    const now = new Date();
    const nothing = { text: '', through: now, newestAt: now, version: version + 1 };
    if (await store.saveMemory(userId, nothing)) return;
  }
  throw new Error('A memory is written by others again and again');
}
