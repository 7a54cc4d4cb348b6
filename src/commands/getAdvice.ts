import { ApplicationCommandType, ContextMenuCommandBuilder, MessageFlags } from 'discord.js';
import { PICTURE_LIMITS, sortPictures } from '../models/picture.ts';
import { tidyText } from '../models/text.ts';
import type { Command } from './index.ts';
import { answerInReply } from './shared/answering.ts';
import { blockQuote } from './shared/components.ts';
import { contentsOf } from './shared/contents.ts';
import { visibilityOf } from './shared/replyPlace.ts';
import { unseenNote } from './shared/unseen.ts';

/** "Get advice" in a message's menu: how that message reads, and what to consider. Only the asker sees it. */
export const getAdvice: Command = {
  data: (words) =>
    new ContextMenuCommandBuilder()
      .setName(words('commands.getAdvice.name'))
      .setType(ApplicationCommandType.Message),

  async message(interaction, context) {
    const { id, user, targetMessage } = interaction;
    const words = context.translate(interaction.locale);
    const contents = contentsOf(targetMessage, words);
    const text = tidyText(contents.text);
    const { pictures, unseen } = sortPictures(contents.files);
    if (text === '' && pictures.length === 0) {
      const [file] = unseen;
      const content = file
        ? words(`conversation.${file.problem}`, { ...file, ...PICTURE_LIMITS })
        : words('getAdvice.nothing');
      await interaction.reply({ content, flags: MessageFlags.Ephemeral });
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
        // Whoever asks cannot take the file out of somebody else's message.
        remark: unseenNote(
          unseen.map(({ name }) => name),
          words,
        ),
        ask: (where) =>
          context.coach.ask({ id, userId: user.id, text: question, pictures, ...where }),
      },
      context,
    );
  },
};
