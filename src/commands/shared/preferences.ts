import {
  type ButtonInteraction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  type ModalSubmitInteraction,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { Words } from '../../locales/index.ts';
import {
  parsePreferences,
  PREFERENCE_LIMITS,
  type PreferencesInput,
  preferencesInputOf,
  toneOf,
} from '../../models/preferences.ts';
import { TONES } from '../../models/profile.ts';
import { within } from '../../within.ts';
import type { CommandContext } from '../context.ts';
import { customId } from './customId.ts';
import { replyInstead, type Shown } from './instead.ts';
import { meetForm } from './metForm.ts';
import { noProfile, preferencesFields, profileView } from './profileView.ts';
import {
  acknowledge,
  FIELD_LIMIT,
  FORM_LOOK_UP_MS,
  typedBefore,
  typedIn,
  typedNote,
} from './typedForm.ts';

/** The choice that takes a tone back: not every client lets one choose nothing any more. */
const NO_TONE = 'none';

/** Opens the form for what a profile may hold besides, with what is stored; without a profile, leads to that first. */
export async function openPreferences(
  interaction: ButtonInteraction,
  { store, translate }: CommandContext,
): Promise<void> {
  const words = translate(interaction.locale);
  const stored = await within(FORM_LOOK_UP_MS, store.findProfile(interaction.user.id));
  if (stored) {
    await interaction.showModal(preferencesModal(preferencesInputOf(stored), words));
    return;
  }
  await interaction.reply({ ...noProfile(words), flags: MessageFlags.Ephemeral });
}

/** Opens it with what was typed before, to be corrected. */
export async function reopenPreferences(
  interaction: ButtonInteraction,
  tone: string | undefined,
  { translate }: CommandContext,
): Promise<void> {
  const [pronouns = '', seeking = ''] = typedBefore(interaction);
  const input = { pronouns, seeking, tone: toneOf(tone) };
  await interaction.showModal(preferencesModal(input, translate(interaction.locale)));
}

/** Takes in the form. Everything that is wrong is reported at once, and nothing that was typed is lost. */
export async function takePreferences(
  interaction: ModalSubmitInteraction,
  context: CommandContext,
): Promise<void> {
  const { store, translate, log } = context;
  const words = translate(interaction.locale);
  const userId = interaction.user.id;
  const input = inputIn(interaction, words);
  const parsed = parsePreferences(input);
  if (!parsed.ok) {
    await acknowledge(interaction);
    const list = parsed.problems.map(
      (problem) => `- ${words(`profile.more.problems.${problem}`, PREFERENCE_LIMITS)}`,
    );
    const content = [words('profile.invalid'), ...list].join('\n');
    await replyInstead(interaction, toCorrect(content, input, words), context);
    return;
  }
  const keep = async () => (await store.savePreferences(userId, parsed.preferences)) || null;
  const met = await meetForm(interaction, keep, context);
  if (!met) return;
  let body: Shown;
  try {
    const isKept = await met.kept;
    const view = await profileView(userId, words, context);
    body = isKept ? { ...view, content: words('profile.more.saved') } : noProfile(words);
  } catch (err) {
    log.error({ userId, err }, 'preferences could not be saved');
    body = toCorrect(words('failure.internal'), input, words);
  }
  await met.show(body);
}

const toCorrect = (content: string, input: PreferencesInput, words: Words) =>
  typedNote(
    content,
    preferencesFields(input, words),
    // A field says the tone in the words of a language; this says which it is.
    customId('profile', 'editMore', input.tone),
    words,
  );

function inputIn(interaction: ModalSubmitInteraction, words: Words): PreferencesInput {
  return {
    pronouns: typedIn(interaction, 'pronouns', words),
    seeking: typedIn(interaction, 'seeking', words),
    tone: toneOf(interaction.fields.getStringSelectValues('tone')[0]),
  };
}

/** Takes more than a profile may hold, so that what is too long is explained and not lost. */
function preferencesModal(input: PreferencesInput, words: Words): ModalBuilder {
  const text = (field: 'pronouns' | 'seeking', style: TextInputStyle) => {
    const box = new TextInputBuilder()
      .setCustomId(field)
      .setStyle(style)
      .setMaxLength(FIELD_LIMIT)
      .setRequired(false);
    return input[field] === '' ? box : box.setValue(input[field]);
  };
  return new ModalBuilder()
    .setCustomId(customId('profile', 'more'))
    .setTitle(words('profile.more.title'))
    .addLabelComponents(
      new LabelBuilder()
        .setLabel(words('profile.more.fields.pronouns.label'))
        .setDescription(words('profile.more.fields.pronouns.description'))
        .setTextInputComponent(text('pronouns', TextInputStyle.Short)),
      new LabelBuilder()
        .setLabel(words('profile.more.fields.seeking.label'))
        .setDescription(words('profile.more.fields.seeking.description'))
        .setTextInputComponent(text('seeking', TextInputStyle.Paragraph)),
      new LabelBuilder()
        .setLabel(words('profile.more.fields.tone.label'))
        .setDescription(words('profile.more.fields.tone.description'))
        .setStringSelectMenuComponent(toneMenu(input.tone, words)),
    );
}

function toneMenu(chosen: PreferencesInput['tone'], words: Words): StringSelectMenuBuilder {
  const tones = TONES.map((tone) => ({
    label: words(`profile.more.tones.${tone}.name`),
    description: words(`profile.more.tones.${tone}.description`),
    value: tone as string,
    default: tone === chosen,
  }));
  const none = { label: words('profile.more.noTone'), value: NO_TONE };
  return new StringSelectMenuBuilder()
    .setCustomId('tone')
    .setPlaceholder(words('profile.more.noTone'))
    .setRequired(false)
    .setOptions([...tones, none]);
}
