import { withoutQuote } from '../../models/quoted.ts';
import { canBeRead, type Stored } from '../../models/stored.ts';
import type { Turn } from '../../models/turn.ts';
import { ChannelSurface } from '../../services/reply/channelSurface.ts';
import { InteractionSurface } from '../../services/reply/interactionSurface.ts';
import { ProgressiveReply } from '../../services/reply/progressiveReply.ts';
import { ReplyGone } from '../../services/reply/surface.ts';
import type { CommandContext } from '../context.ts';
import { leftEnding } from './ending.ts';
import { foundIn } from './instead.ts';
import { tracked } from './trackedSurface.ts';
import type { MessageSurface } from './wrappedSurface.ts';

interface LeftReply {
  turn: Stored<Turn>;
  applicationId: string;
  /** Whether its asker has deleted the turn meanwhile. */
  isDeleted: boolean;
  /** Ends the waiting for a Discord in trouble. */
  signal: AbortSignal;
}

/**
 * Shows the end of a reply that a process left behind which is gone, if there is still a way to it.
 * @throws {TryLater} when Discord does not take it now
 */
export async function showLeft(
  { turn, applicationId, isDeleted, signal }: LeftReply,
  context: CommandContext,
): Promise<void> {
  const { log, store, translate } = context;
  const locale = turn.reply?.locale ?? 'en';
  const words = translate(locale);
  const opening = isDeleted ? '' : await openingOf(turn, locale, context);
  const practiceId = opening === '' ? turn.practiceId : null;
  const practice = practiceId === null ? null : await store.findPractice(turn.userId);
  const surfaces = surfacesOf(turn, { applicationId, mayBegin: !isDeleted }, context);
  for (const [index, surface] of surfaces.entries()) {
    let kept: Promise<void> | undefined;
    const known = tracked(surface, (messageIds) => {
      kept = keep(messageIds, turn, context);
    });
    const write = () =>
      new ProgressiveReply(known).write(textOf(turn, opening), {
        components: [],
        signal,
        ending: () => leftEnding({ ...turn, practiceId }, { last: practice, isDeleted }, words),
      });
    const isKnown = surface.messageIds.length > 0;
    let gone = await write();
    // A message that should be created may have been there, as its process left it: then it is edited.
    if (!gone && !isKnown) gone = await write();
    await kept;
    if (!gone) {
      log.info({ turnId: turn.id, userId: turn.userId }, 'an interrupted reply is finished');
      return;
    }
    if (!(gone instanceof ReplyGone)) throw gone;
    const isLast = index === surfaces.length - 1;
    if (gone.expired && !isLast) continue;
    log.warn({ turnId: turn.id, err: gone }, 'an interrupted reply could not be finished');
    return;
  }
}

/** What is said first where no word of an answer to somebody who may be in need is kept. */
async function openingOf(
  turn: Stored<Turn>,
  locale: string,
  context: CommandContext,
): Promise<string> {
  const { id, userId, question, answer, isReview, practiceId } = turn;
  if (answer !== '' || isReview || !canBeRead(turn, 'question', 'answer')) return '';
  const said = { id, text: withoutQuote(question), isRefused: turn.isRefused };
  const { coach, store } = context;
  const found = await foundIn(said, { userId, locale }, context);
  if (found?.isRefused) await coach.refuse(userId, id);
  // What led to it is answered by the coach from now on.
  if (found && practiceId !== null) await store.moveToCoach(userId, id);
  return found?.opening ?? '';
}

interface Ways {
  applicationId: string;
  /** Whether it may be said in a new message where none is known: not what is deleted. */
  mayBegin: boolean;
}

/** Ways to the messages of a reply, the best first. Only its interaction leads to a message that one person sees. */
function surfacesOf(
  { id, reply }: Turn,
  { applicationId, mayBegin }: Ways,
  { channelRest, interactionRest, requestBudget }: CommandContext,
): MessageSurface[] {
  if (!reply) return [];
  const { channelId, messageIds, interactionToken: token, ephemeral } = reply;
  const surfaces: MessageSurface[] = [];
  if (token !== null) {
    const handle = { id, applicationId, token };
    const visibility = ephemeral ? 'ephemeral' : 'public';
    surfaces.push(new InteractionSurface(interactionRest, handle, visibility, messageIds));
  }
  const isKnown = messageIds.length > 0 && !messageIds.includes('@original');
  // A message is answered by a message, which need not be there yet; it has the id of its turn.
  const isOfMessage = mayBegin && token === null && messageIds.length === 0;
  if (!ephemeral && (isKnown || isOfMessage)) {
    const asked = isOfMessage ? id : undefined;
    surfaces.push(new ChannelSurface(channelRest, requestBudget, channelId, asked, messageIds));
  }
  return surfaces;
}

/** Keeps which messages the reply has by now. Never rejects. */
async function keep(
  messageIds: string[],
  { id, userId, reply }: Turn,
  { store, log }: CommandContext,
): Promise<void> {
  if (!reply) return;
  await store.saveReply(userId, id, { ...reply, messageIds }).catch((err: unknown) => {
    log.warn({ turnId: id, err }, 'where a reply is could not be stored');
  });
}

/** The answer, as far as it belongs into the messages that the reply has by now. */
async function* textOf(
  { answer, reply }: Turn,
  opening: string,
): AsyncGenerator<string, void, undefined> {
  if (opening !== '') yield opening;
  const { length, reopening } = reply?.after ?? { length: 0, reopening: '' };
  const text = answer.slice(length);
  if (text !== '') yield reopening + text;
}
