import { type ButtonInteraction, MessageFlags, SlashCommandBuilder } from 'discord.js';
import type { Translator } from '../locales/index.ts';
import { tidyText } from '../models/text.ts';
import { codePoints } from '../services/reply/codePoints.ts';
import type { Command, CommandContext } from './index.ts';
import { answerInReply, visibilityOf } from './shared/answering.ts';

/** Characters in one question, after trimming. */
const QUESTION_LIMIT = 1_500;

/** `/advice`: a question, answered while you watch. */
export const advice: Command = {
  data: (words) =>
    new SlashCommandBuilder()
      .setName('advice')
      .setDescription(words('commands.advice.description'))
      // No length limits here: someone whose words are refused should hear why, and get them back.
      .addStringOption((option) =>
        option
          .setName('question')
          .setDescription(words('commands.advice.question'))
          .setRequired(true),
      )
      .addBooleanOption((option) =>
        option.setName('private').setDescription(words('commands.advice.private')),
      ),

  async execute(interaction, context) {
    const words = context.translate(interaction.locale);
    const question = tidyText(interaction.options.getString('question', true));
    const length = codePoints(question);
    if (length === 0) {
      await interaction.reply({ content: words('advice.blank'), flags: MessageFlags.Ephemeral });
      return;
    }
    if (length > QUESTION_LIMIT) {
      await interaction.reply({
        content: words('advice.tooLong', { length, limit: QUESTION_LIMIT }),
        files: [{ attachment: Buffer.from(question), name: 'question.txt' }],
        flags: MessageFlags.Ephemeral,
      });
      return;
    }
    const { id, user } = interaction;
    await answerInReply(
      interaction,
      visibilityOf(interaction, interaction.options.getBoolean('private') ?? true),
      {
        turnId: id,
        question,
        ask: (reply) => context.coach.ask({ id, userId: user.id, text: question, reply }),
      },
      context,
    );
  },

  async button(interaction, { action, argument = '' }, context) {
    if (action === 'stop') await stop(interaction, argument, context);
    else if (action === 'retry') await retry(interaction, argument, context);
  },
};

/** [Stop]: what is written so far stays. */
async function stop(
  interaction: ButtonInteraction,
  turnId: string,
  { coach, translate }: CommandContext,
): Promise<void> {
  if (!(await isAsker(interaction, translate))) return;
  await interaction.deferUpdate();
  await coach.stop(interaction.user.id, turnId);
}

/** Tells whoever clicks under somebody else's answer that it is not theirs. */
async function isAsker(interaction: ButtonInteraction, translate: Translator): Promise<boolean> {
  const asker = interaction.message.interactionMetadata?.user ?? interaction.user;
  if (asker.id === interaction.user.id) return true;
  const content = translate(interaction.locale)('advice.notYours');
  await interaction.reply({ content, flags: MessageFlags.Ephemeral });
  return false;
}

/** [Try again]: the same question as a new turn, for the same readers. */
async function retry(
  interaction: ButtonInteraction,
  turnId: string,
  context: CommandContext,
): Promise<void> {
  if (!(await isAsker(interaction, context.translate))) return;
  const isPrivate = interaction.message.flags.has(MessageFlags.Ephemeral);
  const { id, user } = interaction;
  await answerInReply(
    interaction,
    visibilityOf(interaction, isPrivate),
    {
      turnId: id,
      storedAs: turnId,
      ask: (reply) => context.coach.askAgain(turnId, { id, userId: user.id, reply }),
    },
    context,
  );
}
