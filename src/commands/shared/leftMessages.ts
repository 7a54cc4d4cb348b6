import {
  type Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  type Message,
} from 'discord.js';
import type { WaitingMessage } from '../../services/coaching/waitingMessages.ts';
import { backoffMs } from '../../services/reply/backoff.ts';
import { pause } from '../../services/reply/pause.ts';
import type { CommandContext } from '../context.ts';
import { isGone } from './gone.ts';
import { sayUnread } from './unread.ts';

/** What messages are asked with that a process left behind which is gone. */
interface Surroundings {
  client: Client<true>;
  /** Ends the looking for what cannot be read yet. */
  signal: AbortSignal;
  context: CommandContext;
}

/** Asks what one person wrote in one place, as if it came now. Never rejects. */
export async function askLeft(
  waiting: readonly WaitingMessage[],
  surroundings: Surroundings,
): Promise<void> {
  const { inbox, log } = surroundings.context;
  const [userId] = waiting.map((one) => one.userId);
  if (userId === undefined) return;
  log.info({ userId, messages: waiting.length }, 'asking what was left behind');
  const inOrder = waiting.toSorted((one, other) => compareIds(one.messageId, other.messageId));
  let told: Promise<void> | undefined;
  const find = async () => {
    const refused = new Set<WaitingMessage>();
    const found = await Promise.all(
      inOrder.map((one) => findLeft(one, () => refused.add(one), surroundings)),
    );
    const unread = inOrder.filter((one) => refused.has(one));
    // What can be read does not wait until the rest is said.
    if (unread.length > 0) told = giveUp(unread, surroundings);
    return found.filter((message) => message !== undefined);
  };
  try {
    await inbox.resume(userId, find, surroundings.context);
  } catch (err) {
    log.error({ userId, err }, 'what was left behind could not be asked');
  }
  await told;
}

/** Tells the writer of these messages, once for all of them, that they cannot be read. Never rejects. */
async function giveUp(
  unread: readonly WaitingMessage[],
  { client, context }: Surroundings,
): Promise<void> {
  const { waitingMessages } = context.coach;
  const last = unread.at(-1);
  const isOver = last === undefined || (await sayUnread(last, client, context));
  await Promise.all(
    unread.map((one) => (isOver ? waitingMessages.drop(one) : waitingMessages.passOn(one))),
  );
}

/**
 * The message, however often that has to be tried; undefined if it is not there any more, or the bot is stopped.
 * @param onRefused called where it may be there, and the bot may not read it: then it is kept still
 */
async function findLeft(
  waiting: WaitingMessage,
  onRefused: () => void,
  { client, signal, context }: Surroundings,
): Promise<Message | undefined> {
  const { coach, log } = context;
  const { channelId, messageId } = waiting;
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      const channel = await client.channels.fetch(channelId);
      if (channel?.isTextBased()) return await channel.messages.fetch(messageId);
      break;
    } catch (err) {
      if (isGone(err)) break;
      if (isRefused(err)) {
        onRefused();
        return undefined;
      }
      // It was written in a server of which another process is told.
      if (isOfAnotherShard(err)) {
        await coach.waitingMessages.passOn(waiting);
        return undefined;
      }
      log.warn({ messageId, err }, 'a message that waits is to be read later');
      await pause(backoffMs(failures), signal);
    }
  }
  if (!signal.aborted) await coach.waitingMessages.drop(waiting);
  return undefined;
}

/** Ids are numbers that grow; as text, a shorter one is smaller. */
const compareIds = (one: string, other: string): number =>
  one.length - other.length || (one < other ? -1 : 1);

/** Whether something is not the bot's to read; what is refused for now may be, later. */
const isRefused = (err: unknown): boolean =>
  err instanceof DiscordAPIError && err.status < 500 && ![401, 408, 429].includes(err.status);

const isOfAnotherShard = (err: unknown): boolean =>
  err instanceof DiscordjsError && err.code === DiscordjsErrorCodes.GuildChannelUnowned;
