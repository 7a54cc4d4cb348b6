import type { Attachment, Message } from 'discord.js';
import type { Words } from '../../locales/index.ts';
import { withNames } from './names.ts';

type Contents = Pick<Message, 'client' | 'guild' | 'mentions' | 'content' | 'attachments'>;

/** What a message can say: words and files of its own, or those of the message that it forwards. */
export type Readable = Contents & { messageSnapshots: ReadonlyMap<string, Contents> };

/**
 * The words and files of a message, and whether somebody else's, which it forwards. The words have names instead of
 * ids, and none of the mentions of the bot that make it read a message.
 */
export function contentsOf(
  message: Readable,
  words: Words,
): { text: string; files: Attachment[]; isForward: boolean } {
  const [forwarded] = message.messageSnapshots.values();
  const { content } = forwarded ?? message;
  const mention = new RegExp(`<@!?${message.client.user.id}>`, 'g');
  const text = withNames(content.replaceAll(mention, ' '), forwarded ?? message, words);
  return { text, files: filesOf(message), isForward: forwarded !== undefined };
}

/** The files alone. */
export function filesOf(message: Readable): Attachment[] {
  const [forwarded] = message.messageSnapshots.values();
  return [...(forwarded ?? message).attachments.values()];
}
