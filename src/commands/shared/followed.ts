import { ComponentType, type Message } from 'discord.js';
import { parseCustomId } from './customId.ts';

/**
 * What the last of these messages that replies to one of the bot's, or of their writer's own, replies to: the turn that
 * its buttons are about, or the message. Undefined if there is none.
 */
export function followedBy(messages: readonly Message[], botId: string): string | undefined {
  const reply = messages.findLast(({ author, mentions: { repliedUser } }) =>
    [botId, author.id].some((id) => id === repliedUser?.id),
  );
  const messageId = reply?.reference?.messageId;
  const replied = messageId && reply?.channel.messages.cache.get(messageId);
  return (replied && turnUnder(replied)) ?? messageId;
}

function turnUnder({ components }: Message): string | undefined {
  const buttons = components
    .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .map(({ customId }) => parseCustomId(customId ?? ''));
  return buttons.find(({ command }) => command === 'advice')?.argument;
}
