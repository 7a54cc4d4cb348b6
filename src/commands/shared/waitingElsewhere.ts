import { setTimeout as sleep } from 'node:timers/promises';
import type { RepliableInteraction } from 'discord.js';
import type { Refusal } from '../../services/coaching/question.ts';
import {
  allWaiting,
  type AskedWhere,
  isOfMessage,
  type Waiting,
} from '../../services/coaching/waiting.ts';
import type { Answer } from '../../services/coaching/writer.ts';
import { newNonce } from '../../services/reply/channelSurface.ts';
import type { CommandContext } from '../index.ts';
import { answer } from './answering.ts';
import { messagePlace, type ReplyPlace } from './replyPlace.ts';
import { typingUntilShown } from './typing.ts';
import { waitFor } from './waitFor.ts';
import { nextAfter } from './waiting.ts';

/** What waits for longer is not answered unasked, in milliseconds: nobody expects it any more, least of all in public. */
const LONGEST_MS = 24 * 60 * 60_000;

/**
 * Answers what somebody wrote in other places before their set-up, each place by itself, in a reply to their message.
 * What waits under an interaction alone keeps its button: its token may have run out. Never rejects; what is not taken
 * goes on waiting.
 * @param here what waited there is answered already
 */
export async function answerElsewhere(
  interaction: RepliableInteraction,
  here: AskedWhere | undefined,
  context: CommandContext,
): Promise<void> {
  const { store, log } = context;
  const userId = interaction.user.id;
  try {
    const since = Date.now() - LONGEST_MS;
    const waiting = (await allWaiting(userId, store)).filter(isOfMessage);
    const messages = waiting.filter(({ askedAt }) => askedAt.getTime() > since);
    const channelIds = new Set(messages.map(({ reply }) => reply?.channelId ?? ''));
    if (here && !here.ephemeral) channelIds.delete(here.channelId);
    for (const channelId of channelIds) {
      const written = messages.filter(({ reply }) => reply?.channelId === channelId);
      await answerIn(channelId, new Set(written.map(({ id }) => id)), interaction, context);
    }
  } catch (err) {
    log.error({ userId, err }, 'what waits elsewhere could not be answered');
  }
}

/**
 * Answers all that waits in a channel. Never rejects.
 * @param written the messages that wait there, by their ids
 */
async function answerIn(
  channelId: string,
  written: ReadonlySet<string>,
  { client, user, locale }: RepliableInteraction,
  context: CommandContext,
): Promise<void> {
  const { coach, log } = context;
  try {
    // It may be in a server of which another process is told.
    const channel = await client.channels.fetch(channelId, { allowUnknownGuild: true });
    if (!channel?.isTextBased()) return;
    let next = await coach.waiting(user.id, { channelId, ephemeral: false });
    while (next && !isEnding(context)) {
      const ids = [...next.older.map(({ id }) => id), next.id];
      const id = ids.findLast((one) => written.has(one)) ?? next.id;
      const asked = { id, channelId, channel, author: user };
      // The note that asked for the profile answers the same message.
      await answerOne(next, messagePlace(asked, locale, context, newNonce()), context);
      next = await nextAfter(next, user.id, context);
    }
  } catch (err) {
    log.warn({ userId: user.id, channelId, err }, 'what waits in a channel stays waiting');
  }
}

/** Has a question answered as soon as it may be asked. */
async function answerOne(
  { id, question, older }: Waiting,
  place: ReplyPlace,
  context: CommandContext,
): Promise<void> {
  const { coach, stopping: signal } = context;
  const { userId } = place;
  for (let waitMs: number | undefined = 0; waitMs !== undefined;) {
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    await coach.free(userId);
    if (isEnding(context)) return;
    waitMs = undefined;
    const typing = typingUntilShown(place, context);
    const ask = async (): Promise<Answer | Refusal | undefined> => {
      const result = await coach.resume(userId, id, {
        reply: place.location,
        isPublic: place.isPublic,
      });
      waitMs = waitFor(result);
      return waitMs === undefined && isToBeSaid(result) ? result : undefined;
    };
    try {
      const storedWith = older.map((one) => one.id);
      const asking = { turnId: id, said: question, storedAs: id, storedWith, ask };
      await answer(typing.place, asking, context);
    } finally {
      typing.done();
    }
  }
}

/** What was answered or deleted meanwhile needs no word, nor does what their note says already. */
const isToBeSaid = ({ kind }: Answer | Refusal): boolean =>
  kind !== 'notFound' && kind !== 'noProfile';

/** Whether what is not asked yet goes on waiting: the bot ends. */
const isEnding = ({ coach, stopping }: CommandContext): boolean =>
  coach.isEnding || stopping.aborted;
