import type { Message } from '../../playground/discord/index.ts';

/** The messages that reply to one, in its channel. */
export const repliesTo = (asked: Message): Message[] =>
  [...asked.channel.messages.values()].filter(({ repliesTo: to }) => to === asked);
