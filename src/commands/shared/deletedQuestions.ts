import type { RepliableInteraction } from 'discord.js';
import { allWaiting, isOfMessage, type Waiting } from '../../services/coaching/waiting.ts';
import { within } from '../../within.ts';
import type { CommandContext } from '../context.ts';
import { isGone } from './gone.ts';

/** How long Discord may take to say which messages are there, in milliseconds: somebody waits for an answer. */
const LOOK_MS = 3_000;

/** What is left of what waits in a place, if any, once all that its asker has deleted is so here as well, wherever it waits. */
export async function stillThere(
  waiting: Waiting | undefined,
  interaction: RepliableInteraction,
  context: CommandContext,
): Promise<Waiting | undefined> {
  await dropDeleted(interaction, context);
  return waiting && context.coach.waiting(interaction.user.id, waiting.where);
}

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
      return isGone(err);
    }
  };
  const look = async () => {
    const messages = (await allWaiting(user.id, store)).filter(isOfMessage);
    const looking = messages.map(async ({ id, reply }) => {
      if (await isDeleted(reply?.channelId ?? '', id)) await store.removeWaiting([id]);
    });
    await Promise.all(looking);
  };
  try {
    await within(LOOK_MS, look());
  } catch (err) {
    log.warn({ userId: user.id, err }, 'whether what waits is still there could not be seen');
  }
}
