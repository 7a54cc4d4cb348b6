import {
  type ButtonInteraction,
  escapeMarkdown,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  type ModalSubmitInteraction,
  type RepliableInteraction,
  SlashCommandBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { Words } from '../locales/index.ts';
import {
  firstNameOf,
  parseProfile,
  PROFILE_FIELDS,
  PROFILE_LIMITS,
  type Profile,
  type ProfileInput,
  type ProfileProblem,
  profileInputOf,
} from '../models/profile.ts';
import type { Waiting } from '../services/coaching/waiting.ts';
import { within } from '../within.ts';
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';
import { buttonRow } from './shared/components.ts';
import { customId } from './shared/customId.ts';
import { stillThere } from './shared/deletedQuestions.ts';
import { askToDelete } from './shared/deletion.ts';
import { replyInstead } from './shared/instead.ts';
import { dropMemory, openMemory, takeMemory } from './shared/memoryForm.ts';
import { meetForm } from './shared/metForm.ts';
import { openPreferences, reopenPreferences, takePreferences } from './shared/preferences.ts';
import { moreButton, noProfile, profileFields, profileView } from './shared/profileView.ts';
import { endTooYoung } from './shared/tooYoung.ts';
import {
  acknowledge,
  FIELD_LIMIT,
  FORM_LOOK_UP_MS,
  typedBefore,
  typedIn,
  typedNote,
} from './shared/typedForm.ts';
import { answerWaiting, waitingFor } from './shared/waiting.ts';
import { answerElsewhere } from './shared/waitingElsewhere.ts';

/** `/profile`: what the coach knows about someone; they alone see and change it. */
export const profile: Command = {
  data: (words) =>
    new SlashCommandBuilder()
      .setName(words('commands.profile.name'))
      .setDescription(words('commands.profile.description'))
      .addSubcommand((sub) =>
        sub
          .setName(words('commands.profile.setup.name'))
          .setDescription(words('commands.profile.setup.description')),
      )
      .addSubcommand((sub) =>
        sub
          .setName(words('commands.profile.view.name'))
          .setDescription(words('commands.profile.view.description')),
      )
      .addSubcommand((sub) =>
        sub
          .setName(words('commands.profile.delete.name'))
          .setDescription(words('commands.profile.delete.description')),
      ),

  async execute(interaction, context) {
    switch (interaction.options.getSubcommand()) {
      case 'setup': {
        const finding = context.store.findProfile(interaction.user.id);
        const stored = await within(FORM_LOOK_UP_MS, finding);
        return openModal(interaction, stored, undefined, context);
      }
      case 'view':
        return view(interaction, context);
      case 'delete':
        return askToDelete(interaction, context);
    }
  },

  async button(interaction, { action, argument }, context) {
    const words = context.translate(interaction.locale);
    switch (action) {
      case 'setup':
        return answerOrOpen(interaction, argument, context);
      case 'edit':
        await interaction.showModal(setUpModal(inputBefore(interaction), argument, words));
        return;
      case 'more':
        return openPreferences(interaction, context);
      case 'editMore':
        return reopenPreferences(interaction, argument, context);
      case 'memory':
        return openMemory(interaction, context);
      case 'clearMemory':
        return dropMemory(interaction, context);
    }
  },

  /** The set-up modal; its custom id's argument is the turn whose question waits for it, if one does. */
  async modal(interaction, { action, argument }, context) {
    const words = context.translate(interaction.locale);
    if (action === 'memory') return takeMemory(interaction, Number(argument), context);
    if (action === 'more') return takePreferences(interaction, context);
    const turnId = argument;
    const input = inputIn(interaction, words);
    const parsed = parseProfile(input);
    if (parsed.kind === 'tooYoung') return endTooYoung(interaction, context);
    if (parsed.kind === 'problems') {
      await acknowledge(interaction);
      const content = problemsIn(parsed.problems, words);
      return replyInstead(interaction, toCorrect(content, input, turnId, words), context);
    }

    const { store, log } = context;
    const userId = interaction.user.id;
    const keep = async (stored: Profile | null) => {
      await store.saveProfile(userId, parsed.profile);
      const timeZone = (await store.findSettings(userId))?.timeZone ?? null;
      // It may be removed, or everything deleted, by another process meanwhile.
      const isThere = await store.saveSettings(userId, { locale: interaction.locale, timeZone });
      return isThere ? { isNew: stored === null } : null;
    };
    const met = await meetForm(interaction, keep, context);
    if (!met) return;
    let isNew: boolean;
    let waiting: Waiting | undefined;
    try {
      const kept = await met.kept;
      if (!kept) return await met.show(noProfile(words));
      ({ isNew } = kept);
      const found = await waitingFor(interaction, turnId, isNew, context);
      waiting = await stillThere(found, interaction, context);
    } catch (err) {
      log.error({ userId, err }, 'a profile could not be saved');
      return met.show(toCorrect(words('failure.internal'), input, turnId, words));
    }
    await met.show({
      content: greeting(firstNameOf(parsed.profile), isNew, waiting !== undefined, words),
      // Who waits for an answer gets that, and is asked nothing more.
      components: waiting ? [] : [buttonRow(moreButton(words))],
    });
    // The answers that are waited for say more than the greeting, shown or not.
    try {
      if (waiting) await answerWaiting(interaction, waiting, context);
    } finally {
      await answerElsewhere(interaction, { here: waiting?.where, isNew }, context);
    }
  },
};

function greeting(firstName: string, isNew: boolean, isWaiting: boolean, words: Words): string {
  const name = escapeMarkdown(firstName);
  if (isWaiting) return words('profile.savedAndAnswering', { name });
  return words(isNew ? 'profile.saved' : 'profile.changed', { name });
}

/**
 * [Set up my profile] under a note: answers what waits there, if they have set it up elsewhere by now, and opens the
 * modal otherwise.
 */
async function answerOrOpen(
  interaction: ButtonInteraction,
  turnId: string | undefined,
  context: CommandContext,
): Promise<void> {
  const { store, translate, log } = context;
  const userId = interaction.user.id;
  const [stored, waiting] = await within(
    FORM_LOOK_UP_MS,
    Promise.all([store.findProfile(userId), waitingFor(interaction, turnId, false, context)]),
  );
  if (!stored || !waiting) return openModal(interaction, stored, turnId, context);
  await interaction.deferUpdate();
  const left = await stillThere(waiting, interaction, context);
  // Others may read it: it says nothing of the profile.
  const content = translate(interaction.locale)(left ? 'profile.answering' : 'advice.notFound');
  await interaction.editReply({ content, components: [] }).catch((err: unknown) => {
    log.warn({ userId, err }, 'a note was not changed');
  });
  if (left) await answerWaiting(interaction, left, context);
}

/** Opens the modal with what is stored, or with the name that Discord shows if nothing is. */
async function openModal(
  interaction: Exclude<RepliableInteraction, ModalSubmitInteraction>,
  stored: Profile | null,
  turnId: string | undefined,
  { translate }: CommandContext,
): Promise<void> {
  const input = stored
    ? profileInputOf(stored)
    : { name: displayName(interaction), age: '', gender: '', interests: '' };
  await interaction.showModal(setUpModal(input, turnId, translate(interaction.locale)));
}

function displayName({ member, user }: RepliableInteraction): string {
  const nickname = member && ('nickname' in member ? member.nickname : member.nick);
  return nickname ?? user.displayName;
}

/**
 * Takes more than a profile may hold, so that what is too long is explained and not lost, and no more than an
 * embed can give back to be corrected.
 */
function setUpModal(input: ProfileInput, turnId: string | undefined, words: Words): ModalBuilder {
  const { minAge: min, maxAge: max, interests: limit } = PROFILE_LIMITS;
  const labels = PROFILE_FIELDS.map((field) => {
    const text = new TextInputBuilder()
      .setCustomId(field)
      .setStyle(field === 'interests' ? TextInputStyle.Paragraph : TextInputStyle.Short)
      .setMaxLength(FIELD_LIMIT)
      .setRequired(true);
    if (input[field] !== '') text.setValue(input[field]);
    return new LabelBuilder()
      .setLabel(words(`profile.fields.${field}.label`))
      .setDescription(words(`profile.fields.${field}.description`, { min, max, limit }))
      .setTextInputComponent(text);
  });
  return new ModalBuilder()
    .setCustomId(customId('profile', 'setup', turnId))
    .setTitle(words('profile.title'))
    .addLabelComponents(labels);
}

function inputIn(interaction: ModalSubmitInteraction, words: Words): ProfileInput {
  const read = (field: string) => typedIn(interaction, field, words);
  return {
    name: read('name'),
    age: read('age'),
    gender: read('gender'),
    interests: read('interests'),
  };
}

/** Everything that is wrong, at once. */
function problemsIn(problems: readonly ProfileProblem[], words: Words): string {
  const list = problems.map(
    (problem) => `- ${words(`profile.problems.${problem}`, PROFILE_LIMITS)}`,
  );
  return [words('profile.invalid'), ...list].join('\n');
}

const toCorrect = (
  content: string,
  input: ProfileInput,
  turnId: string | undefined,
  words: Words,
) => typedNote(content, profileFields(input, words), customId('profile', 'edit', turnId), words);

/** What was typed, from the message under which the button stands. */
function inputBefore(interaction: ButtonInteraction): ProfileInput {
  const [name = '', age = '', gender = '', interests = ''] = typedBefore(interaction);
  return { name, age, gender, interests };
}

async function view(interaction: RepliableInteraction, context: CommandContext): Promise<void> {
  const words = context.translate(interaction.locale);
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  await interaction.editReply(await profileView(interaction.user.id, words, context));
}
