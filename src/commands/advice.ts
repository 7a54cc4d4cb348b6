import {
  type ButtonInteraction,
  LabelBuilder,
  type Message,
  MessageFlags,
  ModalBuilder,
  type RepliableInteraction,
  SlashCommandBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { parsePictures } from '../models/picture.ts';
import type { Feedback, Picture } from '../models/turn.ts';
import { tidyText } from '../models/text.ts';
import { codePoints } from '../services/reply/codePoints.ts';
import { within } from '../within.ts';
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';
import { answerInReply } from './shared/answering.ts';
import { customId } from './shared/customId.ts';
import { answerRow } from './shared/ending.ts';
import { replyInstead } from './shared/instead.ts';
import { withNames } from './shared/names.ts';
import { quoting } from './shared/publicAnswer.ts';
import { visibilityOf } from './shared/replyPlace.ts';
import { tryAgain } from './shared/tryAgain.ts';
import { unseenNote } from './shared/unseen.ts';

/** Characters in one question, after trimming. */
const QUESTION_LIMIT = 1_500;
/** How long the store may take to say whose an answer is, in milliseconds: Discord waits three seconds. */
const ASKER_MS = 1_000;

/** `/advice`: a question, answered while you watch. */
export const advice: Command = {
  data: (words) =>
    new SlashCommandBuilder()
      .setName(words('commands.advice.name'))
      .setDescription(words('commands.advice.description'))
      // No length limits here: someone whose words are refused should hear why, and get them back.
      .addStringOption((option) =>
        option
          .setName(words('commands.advice.question.name'))
          .setDescription(words('commands.advice.question.description'))
          .setRequired(true),
      )
      .addBooleanOption((option) =>
        option
          .setName(words('commands.advice.private.name'))
          .setDescription(words('commands.advice.private.description')),
      )
      .addAttachmentOption((option) =>
        option
          .setName(words('commands.advice.screenshot.name'))
          .setDescription(words('commands.advice.screenshot.description')),
      ),

  async execute(interaction, context) {
    const { options } = interaction;
    const screenshot = options.getAttachment('screenshot');
    const question = options.getString('question', true);
    const parsed = parsePictures(screenshot ? [screenshot] : []);
    if (!parsed.ok) {
      const words = context.translate(interaction.locale);
      const then = tidyText(question) === '' ? undefined : words('conversation.wordsNotSent');
      await refuse(interaction, { ...unseenNote(parsed.unseen, then, words), question }, context);
      return;
    }
    const isPrivate = options.getBoolean('private') ?? true;
    await take(interaction, { question, pictures: parsed.pictures }, isPrivate, context);
  },

  async button(interaction, { action, argument = '' }, context) {
    if (action === 'stop') await stop(interaction, argument, context);
    else if (action === 'retry') await retry(interaction, argument, context);
    else if (action === 'goOn') await goOn(interaction, argument, context);
    else if (action === 'follow')
      await interaction.showModal(followUpModal(interaction, argument, context));
    else if (action === 'up' || action === 'down')
      await rate(interaction, argument, action, context);
  },

  /** [Follow up]: the next question, for the same readers. */
  async modal(interaction, { argument }, context) {
    const { message } = interaction;
    const isPrivate = message?.flags.has(MessageFlags.Ephemeral) ?? true;
    const question = interaction.fields.getTextInputValue('question');
    const typed = { question, follows: argument, under: message };
    await take(interaction, typed, isPrivate, context);
  },
};

/** What somebody has typed as a question, with what belongs to it. */
interface Typed {
  question: string;
  pictures?: Picture[];
  /** The turn under whose answer it was typed. */
  follows?: string | undefined;
  /** The message of that answer, if others read it, too. */
  under?: Message | null;
}

/** Takes a question that was typed, if it can be one. */
async function take(
  interaction: RepliableInteraction,
  { question: typed, pictures = [], follows, under }: Typed,
  isPrivate: boolean,
  context: CommandContext,
): Promise<void> {
  const words = context.translate(interaction.locale);
  const question = tidyText(withNames(typed, interaction, words));
  const length = codePoints(question);
  if (length === 0) {
    await refuse(interaction, { content: words('advice.blank') }, context);
    return;
  }
  if (length > QUESTION_LIMIT) {
    const content = words('advice.tooLong', { length, limit: QUESTION_LIMIT });
    await refuse(interaction, { content, question }, context);
    return;
  }
  const { id, user } = interaction;
  const visibility = visibilityOf(interaction, isPrivate);
  const asked = {
    id,
    userId: user.id,
    text: question,
    quoting: visibility === 'public' ? quoting(under, question, words) : undefined,
    pictures,
    follows,
  };
  await answerInReply(
    interaction,
    visibility,
    { turnId: id, question, ask: (where) => context.coach.ask({ ...asked, ...where }) },
    context,
  );
}

/** Says, to them alone, why a question is not taken; it is given back, however long it is. */
async function refuse(
  interaction: RepliableInteraction,
  { content, question }: { content: string; question?: string },
  context: CommandContext,
): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const files = question ? [{ attachment: Buffer.from(question), name: 'question.txt' }] : [];
  await replyInstead(interaction, { content, files }, context);
}

function followUpModal(
  { locale }: ButtonInteraction,
  turnId: string,
  { translate }: CommandContext,
): ModalBuilder {
  const words = translate(locale);
  return new ModalBuilder()
    .setCustomId(customId('advice', 'follow', turnId))
    .setTitle(words('advice.followUp'))
    .addLabelComponents(
      new LabelBuilder().setLabel(words('advice.followUpLabel')).setTextInputComponent(
        // No length limit here either.
        new TextInputBuilder().setCustomId('question').setStyle(TextInputStyle.Paragraph),
      ),
    );
}

/** A thumb: what the asker thinks of the answer; the same one again takes it back. */
async function rate(
  interaction: ButtonInteraction,
  turnId: string,
  feedback: Feedback,
  context: CommandContext,
): Promise<void> {
  if (!(await isAsker(interaction, turnId, context))) return;
  const { coach, store, translate } = context;
  const words = translate(interaction.locale);
  await interaction.deferUpdate();
  const turn = await store.findTurn(interaction.user.id, turnId);
  const chosen = turn?.feedback === feedback ? null : feedback;
  if (!turn || !(await coach.rate(turn.userId, turnId, chosen))) {
    await interaction.followUp({
      content: words('advice.notFound'),
      flags: MessageFlags.Ephemeral,
    });
    return;
  }
  await interaction.editReply({ components: [answerRow(turnId, chosen, words)] });
}

/** [Stop]: what is written so far stays. */
async function stop(
  interaction: ButtonInteraction,
  turnId: string,
  context: CommandContext,
): Promise<void> {
  if (!(await isAsker(interaction, turnId, context))) return;
  await interaction.deferUpdate();
  await context.coach.stop(interaction.user.id, turnId);
}

/** Tells whoever clicks under somebody else's answer that it is not theirs. */
async function isAsker(
  interaction: ButtonInteraction,
  turnId: string,
  context: CommandContext,
): Promise<boolean> {
  if (!(await isOthers(interaction, turnId, context))) return true;
  const content = context.translate(interaction.locale)('advice.notYours');
  await interaction.reply({ content, flags: MessageFlags.Ephemeral });
  return false;
}

/** Whether an answer is to somebody else; false if that cannot be told. */
async function isOthers(
  { message, user }: ButtonInteraction,
  turnId: string,
  { store }: CommandContext,
): Promise<boolean> {
  const { repliedUser } = message.mentions;
  // The further messages of a long answer reply to its first ones: those do not say who asked.
  const replied = repliedUser?.bot ? undefined : repliedUser;
  const asker = message.interactionMetadata?.user ?? replied;
  if (asker) return asker.id !== user.id;
  return within(ASKER_MS, store.isOthersTurn(user.id, turnId)).catch(() => false);
}

/** [Continue]: the rest of an answer that broke off, for the same readers. */
async function goOn(
  interaction: ButtonInteraction,
  turnId: string,
  context: CommandContext,
): Promise<void> {
  if (!(await isAsker(interaction, turnId, context))) return;
  const { coach, store, translate } = context;
  const { id, user, message } = interaction;
  const text = translate(interaction.locale)('advice.goOnRequest');
  await answerInReply(
    interaction,
    visibilityOf(interaction, message.flags.has(MessageFlags.Ephemeral)),
    {
      turnId: id,
      async ask(where) {
        const found = await store.findTurn(user.id, turnId);
        return found
          ? coach.ask({ id, userId: user.id, text, follows: turnId, ...where })
          : { kind: 'notFound' };
      },
    },
    context,
  );
}

/** [Try again]: the same question as a new turn, for the same readers. */
async function retry(
  interaction: ButtonInteraction,
  turnId: string,
  context: CommandContext,
): Promise<void> {
  if (await isAsker(interaction, turnId, context)) await tryAgain(interaction, turnId, context);
}
