import { ComponentType, type Message } from 'discord.js';
import { parseCustomId } from './customId.ts';

/**
 * The turn whose answer the last of these messages that replies to one replies to: its buttons say which. Undefined
 * if there is none, or Discord has not sent the answer along.
 */
export function followedBy(messages: readonly Message[], botId: string): string | undefined {
  for (const { reference, channel } of messages.toReversed()) {
    const replied = reference?.messageId && channel.messages.cache.get(reference.messageId);
    if (!replied || replied.author.id !== botId) continue;
    const turnId = turnUnder(replied);
    if (turnId !== undefined) return turnId;
  }
  return undefined;
}

function turnUnder({ components }: Message): string | undefined {
  const buttons = components
    .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .map(({ customId }) => parseCustomId(customId ?? ''));
  return buttons.find(({ command }) => command === 'advice')?.argument;
}
