import { type Client, DiscordAPIError } from 'discord.js';
import type { WaitingMessage } from '../../services/coaching/waitingMessages.ts';
import { ReplyGone } from '../../services/reply/surface.ts';
import type { CommandContext } from '../context.ts';
import { sayInstead } from './instead.ts';
import { LOOK_UP_MS } from './knownWriter.ts';
import { localeOf } from './locale.ts';
import { messagePlace } from './replyPlace.ts';

/**
 * Tells somebody, where they wrote it, that a message is not asked: it waited, and Discord does not let the bot read it
 * once more. False if it is still to be said: the bot stops. Where the bot may not write either, nothing can be. Never
 * rejects.
 */
export async function sayUnread(
  { userId, channelId, messageId: id }: WaitingMessage,
  { channels }: Client<true>,
  context: CommandContext,
): Promise<boolean> {
  const { store, translate, log } = context;
  try {
    const channel = await channels.fetch(channelId);
    if (!channel?.isTextBased()) return true;
    const guild = channel.isDMBased() ? null : channel.guild;
    const locale = await localeOf(userId, guild, store, LOOK_UP_MS);
    const place = messagePlace({ id, channelId, channel, author: { id: userId } }, locale, context);
    const body = { content: translate(locale)('failure.internal') };
    await sayInstead({ id, text: undefined }, body, place, context);
    return true;
  } catch (err) {
    log.warn({ userId, channelId, err }, 'that a message could not be read could not be said');
    // What is not refused for good is tried by the next process.
    return err instanceof ReplyGone || (err instanceof DiscordAPIError && err.status < 500);
  }
}
