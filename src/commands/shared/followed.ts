import { ComponentType, type Message } from 'discord.js';
import { within } from '../../within.ts';
import { type CustomId, parseCustomId } from './customId.ts';

/** How long Discord may take to show once more what somebody replies to, in milliseconds. */
const FETCH_MS = 2_000;

/**
 * What the last of these messages that replies to one of the bot's, or of their writer's own, replies to: the turn that
 * its buttons are about, or the message. Undefined if there is none.
 */
export function followedBy(messages: readonly Message[], botId: string): string | undefined {
  const replied = repliedTo(messages, botId);
  return (replied && turnUnder(replied)) ?? replyAmong(messages, botId)?.reference?.messageId;
}

/** The same message itself, as far as it is known. */
export function repliedTo(messages: readonly Message[], botId: string): Message | undefined {
  const reply = replyAmong(messages, botId);
  const messageId = reply?.reference?.messageId;
  return messageId === undefined ? undefined : reply?.channel.messages.cache.get(messageId);
}

/** Has what these messages reply to known, which in a busy channel may be forgotten soon. Never rejects. */
export async function recallReplied(messages: readonly Message[], botId: string): Promise<void> {
  const unknown = repliesAmong(messages, botId).filter((reply) => !repliedTo([reply], botId));
  const byReplied = new Map(unknown.map((reply) => [reply.reference?.messageId, reply]));
  const recalling = [...byReplied.values()].map((reply) => reply.fetchReference());
  await within(FETCH_MS, Promise.allSettled(recalling)).catch(() => undefined);
}

/** What the buttons under a message are. */
export function buttonsUnder({ components }: Message): CustomId[] {
  return components
    .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .map(({ customId }) => parseCustomId(customId ?? ''));
}

/** Those that reply to a message of the bot's, or of their writer's own that is not one of them itself. */
export function repliesAmong(messages: readonly Message[], botId: string): Message[] {
  const ids = new Set<string | undefined>(messages.map(({ id }) => id));
  return messages.filter(
    ({ author, mentions: { repliedUser }, reference }) =>
      [botId, author.id].some((id) => id === repliedUser?.id) && !ids.has(reference?.messageId),
  );
}

const replyAmong = (messages: readonly Message[], botId: string): Message | undefined =>
  repliesAmong(messages, botId).at(-1);

const turnUnder = (message: Message): string | undefined =>
  buttonsUnder(message).find(({ command }) => command === 'advice')?.argument;
