import { DiscordAPIError, type RepliableInteraction, RESTJSONErrorCodes } from 'discord.js';
import { allWaiting, isOfMessage } from '../../services/coaching/waiting.ts';
import { within } from '../../within.ts';
import type { CommandContext } from '../index.ts';

/** How long Discord may take to say which messages are there, in milliseconds: somebody waits for an answer. */
const LOOK_MS = 3_000;

/** What Discord says of a message that is deleted, or was in a channel that is. */
const DELETED = new Set<string | number>([
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownChannel,
]);

/** Deletes what waits for somebody's profile, and was written in messages that they have deleted since. Never rejects. */
export async function dropDeleted(
  { client, user }: RepliableInteraction,
  { store, log }: CommandContext,
): Promise<void> {
  const isDeleted = async (channelId: string, messageId: string): Promise<boolean> => {
    try {
      const channel = await client.channels.fetch(channelId, { allowUnknownGuild: true });
      if (channel?.isTextBased())
        await channel.messages.fetch({ message: messageId, force: true, cache: false });
      return false;
    } catch (err) {
      return err instanceof DiscordAPIError && DELETED.has(err.code);
    }
  };
  let isLate = false;
  try {
    const messages = (await allWaiting(user.id, store)).filter(isOfMessage);
    const looking = messages.map(async ({ id, reply }) => {
      const isGone = await isDeleted(reply?.channelId ?? '', id);
      // By then it may be answered.
      if (isGone && !isLate) await store.removeTurn(user.id, id);
    });
    await within(LOOK_MS, Promise.all(looking));
  } catch (err) {
    isLate = true;
    log.warn({ userId: user.id, err }, 'whether what waits is still there could not be seen');
  }
}
