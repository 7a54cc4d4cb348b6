import {
  type ButtonInteraction,
  escapeMarkdown,
  type InteractionEditReplyOptions,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  type ModalSubmitInteraction,
  SlashCommandBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { Words } from '../locales/index.ts';
import { type Practice, PRACTICE_KINDS, type PracticeKind } from '../models/practice.ts';
import { tidyText } from '../models/text.ts';
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';
import { answerInFollowUp, answerInReply } from './shared/answering.ts';
import { customId } from './shared/customId.ts';
import { rehearsalRow, setUpRow } from './shared/ending.ts';
import { givenBack } from './shared/givenBack.ts';
import { replyInstead } from './shared/instead.ts';
import { openPlace } from './shared/rehearsalPlace.ts';
import { rehearsalAt } from './shared/rehearsing.ts';
import { visibilityOf } from './shared/replyPlace.ts';
import { typedIn } from './shared/typedForm.ts';

/** Characters of a description of the scene, and of a line that is said in it. */
const LIMITS = { scene: 300, line: 1_500 };

/** `/practice`: a conversation that is rehearsed, with the coach as the other person. */
export const practice: Command = {
  data: (words) =>
    new SlashCommandBuilder()
      .setName(words('commands.practice.name'))
      .setDescription(words('commands.practice.description'))
      .addStringOption((option) =>
        option
          .setName(words('commands.practice.kind.name'))
          .setDescription(words('commands.practice.kind.description'))
          .setRequired(true)
          .addChoices(
            PRACTICE_KINDS.map((kind) => ({
              name: words(`commands.practice.kind.choices.${kind}`),
              value: kind,
            })),
          ),
      ),

  async execute(interaction, { translate }) {
    const words = translate(interaction.locale);
    const kind = interaction.options.getString('kind', true);
    await interaction.showModal(sceneModal(kind, words));
  },

  async modal(interaction, { action, argument = '' }, context) {
    if (action === 'begin') await begin(interaction, argument, context);
    else if (action === 'line') await say(interaction, argument, context);
  },

  async button(interaction, { action, argument = '' }, context) {
    if (action === 'say') {
      await interaction.showModal(lineModal(argument, context.translate(interaction.locale)));
    } else if (action === 'end') await endAndReview(interaction, argument, context);
  },
};

function sceneModal(kind: string, words: Words): ModalBuilder {
  const inputs = (['who', 'moment'] as const).map((field) =>
    new LabelBuilder()
      .setLabel(words(`practice.fields.${field}.label`))
      .setDescription(words(`practice.fields.${field}.description`))
      .setTextInputComponent(
        new TextInputBuilder()
          .setCustomId(field)
          .setStyle(TextInputStyle.Paragraph)
          .setMaxLength(LIMITS.scene),
      ),
  );
  return new ModalBuilder()
    .setCustomId(customId('practice', 'begin', kind))
    .setTitle(words('practice.title'))
    .addLabelComponents(inputs);
}

function lineModal(practiceId: string, words: Words): ModalBuilder {
  return new ModalBuilder()
    .setCustomId(customId('practice', 'line', practiceId))
    .setTitle(words('practice.say'))
    .addLabelComponents(
      new LabelBuilder()
        .setLabel(words('practice.line'))
        .setTextInputComponent(
          new TextInputBuilder()
            .setCustomId('line')
            .setStyle(TextInputStyle.Paragraph)
            .setMaxLength(LIMITS.line),
        ),
    );
}

/** Opens a place for the rehearsal, and sets the scene there. */
async function begin(
  interaction: ModalSubmitInteraction,
  kind: string,
  context: CommandContext,
): Promise<void> {
  const { translate, log } = context;
  const words = translate(interaction.locale);
  const read = (field: string) => tidyText(typedIn(interaction, field, words));
  const [who, moment] = [read('who'), read('moment')];
  const typed = sceneOf({ who, moment }, words);
  const refused = (note: string) => givenBack(note, typed, 'scene.txt', words);
  const isDirect = visibilityOf(interaction, true) === 'direct';
  const isBlank = who === '' || moment === '' || !isKind(kind);
  const isPrivate = isBlank || !isDirect;
  await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
  if (isBlank) {
    await replyInstead(interaction, refused(words('practice.blank')), context);
    return;
  }
  const { id, user } = interaction;
  let scene: Scene;
  try {
    const started = {
      id,
      userId: user.id,
      kind,
      who,
      moment,
      startedAt: new Date(),
      endedAt: null,
    };
    scene = await setScene(interaction, started, isDirect, refused, context);
  } catch (err) {
    log.error({ interactionId: id, userId: user.id, err }, 'a rehearsal could not begin');
    scene = { isSet: false, reply: refused(words('failure.internal')) };
  }
  if (scene.isSet) await interaction.editReply(scene.reply);
  else await replyInstead(interaction, scene.reply, context);
}

/** What becomes of a scene, and what is said of it. */
interface Scene {
  isSet: boolean;
  reply: InteractionEditReplyOptions & { content: string };
}

/** Sets the scene in a place of its own, and keeps it. Rejects when it is not kept. */
async function setScene(
  interaction: ModalSubmitInteraction,
  started: Omit<Practice, 'channelId'>,
  isDirect: boolean,
  refused: (note: string) => Scene['reply'],
  { store, translate, log }: CommandContext,
): Promise<Scene> {
  const words = translate(interaction.locale);
  const isSet = true;
  const notSet = (note: string, components: Scene['reply']['components'] = []) => ({
    isSet: false,
    reply: { ...refused(note), components },
  });
  const noProfile = () => notSet(words('practice.noProfile'), [setUpRow(undefined, words)]);
  if (!(await store.findProfile(started.userId))) return noProfile();
  const scene = { who: escapeMarkdown(started.who), moment: escapeMarkdown(started.moment) };
  const components = [rehearsalRow(started.id, words)];
  const openings = {
    direct: { content: words('practice.openingDirect', scene), components },
    thread: { content: words('practice.openingThread', scene), components },
  };
  if (isDirect) {
    const channelId = interaction.channelId ?? '';
    const isKept = await store.savePractice({ ...started, channelId });
    return isKept ? { isSet, reply: openings.direct } : noProfile();
  }
  const place = await openPlace(interaction, openings, words, log);
  if (!place) return notSet(words('practice.noPlace'));
  let isKept = false;
  try {
    isKept = await store.savePractice({ ...started, channelId: place.id });
  } finally {
    if (!isKept) await place.putAway();
  }
  if (!isKept) return noProfile();
  return { isSet, reply: { content: words('practice.begun', { place: `<#${place.id}>` }) } };
}

/** What was typed of the scene, as it was asked for; '' if nothing. */
const sceneOf = (scene: { who: string; moment: string }, words: Words): string =>
  (['who', 'moment'] as const)
    .filter((field) => scene[field] !== '')
    .map((field) => `${words(`practice.fields.${field}.label`)}\n${scene[field]}`)
    .join('\n\n');

const isKind = (kind: string): kind is PracticeKind =>
  PRACTICE_KINDS.some((known) => known === kind);

/** [Say something]: a line from the modal, shown as the person's, and the other's answer under it. It is asked at once. */
async function say(
  interaction: ModalSubmitInteraction,
  practiceId: string,
  context: CommandContext,
): Promise<void> {
  const { store, coach, translate, log } = context;
  const words = translate(interaction.locale);
  const { id, user, channelId } = interaction;
  const line = tidyText(typedIn(interaction, 'line', words));
  if (line === '') {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await replyInstead(interaction, { content: words('advice.blank') }, context);
    return;
  }
  await interaction.deferReply();
  const refuse = (note: string) =>
    replyInstead(interaction, givenBack(note, line, 'line.txt', words), context);
  let current: Practice | undefined;
  try {
    current = await rehearsalAt(user.id, channelId ?? '', store);
  } catch (err) {
    log.error({ userId: user.id, practiceId, err }, 'a line could not be taken');
    await refuse(words('failure.internal'));
    return;
  }
  if (current?.id !== practiceId) {
    await refuse(words('practice.over'));
    return;
  }
  const speaker = escapeMarkdown(user.displayName);
  // One mark quotes all lines: a mark on each of a thousand lines would not fit into the message.
  const shown = interaction.editReply({ content: `**${speaker}**\n>>> ${line}` }).then(
    () => undefined,
    (err: unknown) => log.warn({ turnId: id, err }, 'a line was not shown'),
  );
  await answerInFollowUp(
    interaction,
    visibilityOf(interaction, false),
    {
      turnId: id,
      question: line,
      ask: (where) => coach.ask({ id, userId: user.id, text: line, practice: current, ...where }),
    },
    context,
    shown,
  );
}

/** [End and review]: three notes on what was said. */
async function endAndReview(
  interaction: ButtonInteraction,
  practiceId: string,
  context: CommandContext,
): Promise<void> {
  const { coach, translate } = context;
  const { id, user } = interaction;
  const text = translate(interaction.locale)('practice.request');
  await answerInReply(
    interaction,
    visibilityOf(interaction, false),
    {
      turnId: id,
      ask: (where) => coach.review(practiceId, { id, userId: user.id, text, ...where }),
    },
    context,
  );
}
