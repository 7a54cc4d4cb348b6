import { ApplicationCommandType, ContextMenuCommandBuilder, MessageFlags } from 'discord.js';
import { parsePictures } from '../models/picture.ts';
import { tidyText } from '../models/text.ts';
import type { Command } from './command.ts';
import { answerInReply } from './shared/answering.ts';
import { blockQuote } from './shared/components.ts';
import { contentsOf } from './shared/contents.ts';
import { replyInstead } from './shared/instead.ts';
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
    const parsed = parsePictures(contents.files);
    if (!parsed.ok || (text === '' && parsed.pictures.length === 0)) {
      // Whoever asks cannot take the file out of somebody else's message.
      const then = text === '' ? undefined : words('getAdvice.wordsAlone');
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      const body = parsed.ok
        ? { content: words('getAdvice.nothing') }
        : unseenNote(parsed.unseen, then, words);
      await replyInstead(interaction, body, context);
      return;
    }
    const { pictures } = parsed;
    const isOwn = targetMessage.author.id === user.id;
    const asked = words(isOwn ? 'getAdvice.written' : 'getAdvice.received');
    const question = text === '' ? asked : `${asked}\n\n${blockQuote(text)}`;
    await answerInReply(
      interaction,
      visibilityOf(interaction, true),
      {
        turnId: id,
        said: question,
        ask: (where) =>
          context.coach.ask({ id, userId: user.id, text: question, pictures, ...where }),
      },
      context,
    );
  },
};
