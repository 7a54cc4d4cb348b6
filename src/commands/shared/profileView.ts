import { ButtonStyle, EmbedBuilder, type EmbedField } from 'discord.js';
import type { Words } from '../../locales/index.ts';
import {
  PREFERENCE_FIELDS,
  type PreferencesInput,
  preferencesInputOf,
} from '../../models/preferences.ts';
import {
  type Profile,
  PROFILE_FIELDS,
  type ProfileInput,
  profileInputOf,
} from '../../models/profile.ts';
import type { CommandContext } from '../context.ts';
import { buttonRow } from './components.ts';
import { customId } from './customId.ts';
import { setUpRow } from './ending.ts';
import { memoryEmbed, memoryRow, unreadableMemory } from './memory.ts';
import { fieldsOf } from './typedForm.ts';

/** The profile, what it holds besides, and what the coach remembers, as they are now, with ways to change each. */
export async function profileView(
  userId: string,
  words: Words,
  { store, log }: Pick<CommandContext, 'store' | 'log'>,
) {
  const [stored, memory] = await Promise.all([
    store.findProfile(userId),
    store.findMemory(userId).catch((err: unknown) => {
      log.warn({ userId, err }, 'a memory could not be read');
      return { text: '', unreadable: ['text'] };
    }),
  ]);
  if (!stored) return noProfile(words);
  const profile = stored.unreadable ? withUnreadable(stored, words) : stored;
  const said = preferencesFields(preferencesInputOf(profile), words, (value) => value !== '');
  const embed = new EmbedBuilder()
    .setTitle(words('profile.title'))
    .setFields([...profileFields(profileInputOf(profile), words), ...said]);
  const change = buttonRow(
    {
      style: ButtonStyle.Secondary,
      label: words('profile.change'),
      custom_id: customId('profile', 'setup'),
    },
    moreButton(words),
  );
  if (memory?.unreadable) {
    const unreadable = unreadableMemory(words);
    return {
      content: null,
      embeds: [embed, unreadable.embed],
      components: [change, unreadable.row],
    };
  }
  const remembered = memoryEmbed(memory?.text ?? '', words);
  return {
    content: null,
    embeds: remembered ? [embed, remembered] : [embed],
    components: remembered ? [change, memoryRow(words)] : [change],
  };
}

/** A profile in which what cannot be read says so: nothing else in it is empty. */
function withUnreadable(profile: Profile, words: Words): Profile {
  const named = (value: unknown) => (value === '' ? words('failure.unreadable') : value);
  const fields = Object.entries(profile).map(([field, value]) => [
    field,
    Array.isArray(value) ? value.map(named) : named(value),
  ]);
  return Object.fromEntries(fields) as Profile;
}

/** What is shown of a profile that is not there: the way to it. */
export const noProfile = (words: Words) => ({
  content: words('profile.none'),
  embeds: [],
  components: [setUpRow(undefined, words)],
});

/** Leads to what a profile may hold besides. */
export const moreButton = (words: Words) =>
  ({
    style: ButtonStyle.Secondary,
    label: words('profile.more.open'),
    custom_id: customId('profile', 'more'),
  }) as const;

/** What the set-up asks for, for people to read. */
export function profileFields(input: ProfileInput, words: Words): EmbedField[] {
  return fieldsOf(
    PROFILE_FIELDS.map((field) => [words(`profile.fields.${field}.label`), input[field]] as const),
  );
}

/** What a profile may hold besides, for people to read: the inputs whose text `isShown`. */
export function preferencesFields(
  input: PreferencesInput,
  words: Words,
  isShown: (text: string) => boolean = () => true,
): EmbedField[] {
  const shown = PREFERENCE_FIELDS.filter((field) => isShown(input[field]));
  return fieldsOf(
    shown.map((field) => {
      const text = field === 'tone' ? toneName(input.tone, words) : input[field];
      return [words(`profile.more.fields.${field}.label`), text] as const;
    }),
  );
}

const toneName = (tone: PreferencesInput['tone'], words: Words): string =>
  tone === '' ? '' : words(`profile.more.tones.${tone}.name`);
