import type { Attachment, Message } from 'discord.js';

type Contents = Pick<Message, 'content' | 'attachments'>;

/** What a message can say: words and files of its own, or those of the message that it forwards. */
export type Readable = Contents & { messageSnapshots: ReadonlyMap<string, Contents> };

/** The words and files of a message, and whether somebody else's, which it forwards. */
export function contentsOf(message: Readable): {
  words: string;
  files: Attachment[];
  isForward: boolean;
} {
  const [forwarded] = message.messageSnapshots.values();
  const { content, attachments } = forwarded ?? message;
  return { words: content, files: [...attachments.values()], isForward: forwarded !== undefined };
}
