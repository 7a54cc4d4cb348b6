import {
  ChannelType,
  type DMChannel,
  type MessageCreateOptions,
  type ModalSubmitInteraction,
  type ThreadChannel,
} from 'discord.js';
import type { Words } from '../../locales/index.ts';
import type { CommandContext } from '../index.ts';

/** The scene, set in a private place of this person and the bot; undefined where there is no such place. */
export async function openPlace(
  interaction: ModalSubmitInteraction,
  openings: Record<'direct' | 'thread', MessageCreateOptions>,
  words: Words,
  log: CommandContext['log'],
): Promise<DMChannel | ThreadChannel | undefined> {
  const thread = await openThread(interaction, openings.thread, words, log);
  if (thread) return thread;
  try {
    const dm = await interaction.user.createDM();
    await dm.send(openings.direct);
    return dm;
  } catch (err) {
    log.warn({ interactionId: interaction.id, err }, 'there is no place for a rehearsal');
    return undefined;
  }
}

/** The scene, set in a private thread of this person and the bot; undefined where there can be none. */
async function openThread(
  { channel, user, appPermissions, guild }: ModalSubmitInteraction,
  opening: MessageCreateOptions,
  words: Words,
  log: CommandContext['log'],
): Promise<ThreadChannel | undefined> {
  // Without the server in the cache, only the person has installed the bot: it can open nothing there.
  if (!guild || channel?.type !== ChannelType.GuildText) return undefined;
  if (!appPermissions.has(['CreatePrivateThreads', 'SendMessagesInThreads'])) return undefined;
  let thread: ThreadChannel | undefined;
  try {
    const type = ChannelType.PrivateThread;
    thread = await channel.threads.create({
      name: words('practice.title'),
      type,
      invitable: false,
    });
    await thread.members.add(user.id);
    await thread.send(opening);
    return thread;
  } catch (err) {
    log.info({ channelId: channel.id, err }, 'a thread could not be opened');
    if (thread) await putAway(thread, log);
    return undefined;
  }
}

/** Deletes a thread in which nothing can be rehearsed, or archives it where the bot may not. */
async function putAway(thread: ThreadChannel, log: CommandContext['log']): Promise<void> {
  try {
    await thread.delete().catch(() => thread.setArchived(true));
  } catch (err) {
    log.info({ channelId: thread.id, err }, 'an empty thread could not be put away');
  }
}
