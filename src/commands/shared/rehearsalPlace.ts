import {
  ChannelType,
  type Message,
  type MessageCreateOptions,
  type ModalSubmitInteraction,
  type ThreadChannel,
} from 'discord.js';
import type { Words } from '../../locales/index.ts';
import type { CommandContext } from '../context.ts';

type Log = CommandContext['log'];

/** A private place of a person and the bot, where a scene is set. */
interface RehearsalPlace {
  /** Its channel's. */
  id: string;
  /** Takes the scene away again, and a thread with it. Never rejects. */
  putAway: () => Promise<void>;
}

/** The scene, set in a private place of this person and the bot; undefined where there is no such place. */
export async function openPlace(
  interaction: ModalSubmitInteraction,
  openings: Record<'direct' | 'thread', MessageCreateOptions>,
  words: Words,
  log: Log,
): Promise<RehearsalPlace | undefined> {
  const inThread = await openThread(interaction, openings.thread, words, log);
  if (inThread) return inThread;
  try {
    const dm = await interaction.user.createDM();
    const opening = await dm.send(openings.direct);
    return { id: dm.id, putAway: () => remove(opening, log) };
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
  log: Log,
): Promise<RehearsalPlace | undefined> {
  // Without the server in the cache, only the person has installed the bot: it can open nothing there.
  if (!guild || channel?.type !== ChannelType.GuildText) return undefined;
  if (!appPermissions.has(['CreatePrivateThreads', 'SendMessagesInThreads'])) return undefined;
  let thread: ThreadChannel | undefined;
  try {
    const type = ChannelType.PrivateThread;
    const opened = await channel.threads.create({
      name: words('practice.title'),
      type,
      invitable: false,
    });
    thread = opened;
    await opened.members.add(user.id);
    const scene = await opened.send(opening);
    return { id: opened.id, putAway: () => putAway(opened, log, scene) };
  } catch (err) {
    log.info({ channelId: channel.id, err }, 'a thread could not be opened');
    if (thread) await putAway(thread, log);
    return undefined;
  }
}

/** Deletes a thread in which nothing can be rehearsed, or archives it, without its scene, where the bot may not. */
async function putAway(thread: ThreadChannel, log: Log, scene?: Message): Promise<void> {
  try {
    await thread.delete();
  } catch {
    if (scene) await remove(scene, log);
    await thread.setArchived(true).catch((err: unknown) => {
      log.info({ channelId: thread.id, err }, 'an empty thread could not be put away');
    });
  }
}

async function remove(scene: Message, log: Log): Promise<void> {
  await scene.delete().catch((err: unknown) => {
    log.info({ channelId: scene.channelId, err }, 'a scene could not be taken away');
  });
}
