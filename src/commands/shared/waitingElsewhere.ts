import type { RepliableInteraction } from 'discord.js';
import {
  allWaiting,
  type AskedWhere,
  isOfMessage,
  type Waiting,
} from '../../services/coaching/waiting.ts';
import { newNonce } from '../../services/reply/channelSurface.ts';
import type { CommandContext } from '../context.ts';
import { answer, type Asking } from './answering.ts';
import { messagePlace } from './replyPlace.ts';
import { typingUntilShown } from './typing.ts';
import { answerAll } from './waiting.ts';

/** What waits for longer is not answered unasked, in milliseconds: nobody expects it any more, least of all in public. */
const LONGEST_MS = 24 * 60 * 60_000;

/** The set-up that it waited for. */
interface SetUp {
  /** What waited there is answered already. */
  here: AskedWhere | undefined;
  /** Whether there was no profile before: after a change, nobody is told once more why something is not answered. */
  isNew: boolean;
}

/**
 * Answers what somebody wrote in other places before their set-up, each place by itself, in a reply to their message.
 * What waits under an interaction alone keeps its button: its token may have run out. Never rejects; what is not taken
 * goes on waiting.
 */
export async function answerElsewhere(
  interaction: RepliableInteraction,
  setUp: SetUp,
  context: CommandContext,
): Promise<void> {
  const { store, log } = context;
  const userId = interaction.user.id;
  const { here, isNew } = setUp;
  try {
    const since = Date.now() - LONGEST_MS;
    const waiting = (await allWaiting(userId, store)).filter(isOfMessage);
    const messages = waiting.filter(({ askedAt }) => askedAt.getTime() > since);
    const channelIds = new Set(messages.map(({ reply }) => reply?.channelId ?? ''));
    if (here && !here.ephemeral) channelIds.delete(here.channelId);
    for (const channelId of channelIds) {
      const written = messages.filter(({ reply }) => reply?.channelId === channelId);
      const ids = new Set(written.map(({ id }) => id));
      await answerIn({ channelId, written: ids, isNew }, interaction, context);
    }
  } catch (err) {
    log.error({ userId, err }, 'what waits elsewhere could not be answered');
  }
}

/**
 * Answers all that waits in a channel. Never rejects.
 * @param where `written`: the messages that wait there, by their ids
 */
async function answerIn(
  where: { channelId: string; written: ReadonlySet<string> } & Pick<SetUp, 'isNew'>,
  { client, user, locale }: RepliableInteraction,
  context: CommandContext,
): Promise<void> {
  const { coach, log, stopping } = context;
  const { channelId, written, isNew } = where;
  try {
    // It may be in a server of which another process is told.
    const channel = await client.channels.fetch(channelId, { allowUnknownGuild: true });
    if (!channel?.isTextBased()) return;
    const answerOne = async (asking: Asking, { id, older }: Waiting) => {
      const ids = [...older.map((one) => one.id), id];
      const answered = ids.findLast((one) => written.has(one)) ?? id;
      const asked = { id: answered, channelId, channel, author: user };
      // The note that asked for the profile answers the same message.
      const place = messagePlace(asked, locale, context, newNonce());
      const typing = typingUntilShown(place, context);
      const ask: Asking['ask'] = async (there) => {
        // Below their message is the button that has it answered, also by the next process.
        if (coach.isEnding || stopping.aborted) return undefined;
        const result = await asking.ask(there);
        return isNew || result?.kind === 'answer' ? result : undefined;
      };
      try {
        await answer(typing.place, { ...asking, ask }, context);
      } finally {
        typing.done();
      }
    };
    const first = await coach.waiting(user.id, { channelId, ephemeral: false });
    if (first) await answerAll(user.id, first, answerOne, context);
  } catch (err) {
    log.warn({ userId: user.id, channelId, err }, 'what waits in a channel stays waiting');
  }
}
