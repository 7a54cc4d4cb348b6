import {
  ApplicationCommandType,
  ContextMenuCommandBuilder,
  type Message,
  MessageFlags,
} from 'discord.js';
import { parsePictures, PICTURE_LIMITS } from '../models/picture.ts';
import { tidyText } from '../models/text.ts';
import type { Command } from './index.ts';
import { answerInReply } from './shared/answering.ts';
import { blockQuote } from './shared/components.ts';
import { visibilityOf } from './shared/replyPlace.ts';

/** "Get advice" in a message's menu: how that message reads, and what to consider. Only the asker sees it. */
export const getAdvice: Command = {
  data: (words) =>
    new ContextMenuCommandBuilder()
      .setName(words('commands.getAdvice.name'))
      .setType(ApplicationCommandType.Message),

  async message(interaction, context) {
    const { id, user, targetMessage } = interaction;
    const words = context.translate(interaction.locale);
    const text = tidyText(wordsOf(targetMessage));
    const parsed = parsePictures(targetMessage.attachments.values());
    if (!parsed.ok) {
      const content = words(`conversation.${parsed.problem}`, { ...parsed, ...PICTURE_LIMITS });
      await interaction.reply({ content, flags: MessageFlags.Ephemeral });
      return;
    }
    const { pictures } = parsed;
    if (text === '' && pictures.length === 0) {
      await interaction.reply({
        content: words('getAdvice.nothing'),
        flags: MessageFlags.Ephemeral,
      });
      return;
    }
    const isOwn = targetMessage.author.id === user.id;
    const asked = words(isOwn ? 'getAdvice.written' : 'getAdvice.received');
    const question = text === '' ? asked : `${asked}\n\n${blockQuote(text)}`;
    await answerInReply(
      interaction,
      visibilityOf(interaction, true),
      {
        turnId: id,
        ask: (where) =>
          context.coach.ask({ id, userId: user.id, text: question, pictures, ...where }),
      },
      context,
    );
  },
};

/** What a message says, or what the message says that it forwards. */
const wordsOf = ({ content, messageSnapshots }: Message): string =>
  content === '' ? (messageSnapshots?.first()?.content ?? '') : content;
