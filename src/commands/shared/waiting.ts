import type { RepliableInteraction } from 'discord.js';
import { isOfMessage, type Waiting } from '../../services/coaching/waiting.ts';
import type { CommandContext } from '../index.ts';
import { answerInFollowUp, type Where } from './answering.ts';
import { visibilityOf } from './replyPlace.ts';

/**
 * What waits for this set-up: what was asked where the turn was that it was opened for, else, before a first set-up,
 * where the last one was, unless that is a message elsewhere, which is answered there.
 */
export async function waitingFor(
  { user, channelId }: RepliableInteraction,
  turnId: string | undefined,
  isNew: boolean,
  { store, coach }: CommandContext,
): Promise<Waiting | undefined> {
  if (!turnId && !isNew) return undefined;
  const userId = user.id;
  const turn = turnId
    ? await store.findTurn(userId, turnId)
    : (await store.recentTurns(userId, 1))[0];
  if (turn?.status !== 'waiting' || !turn.reply) return undefined;
  if (!turnId && isOfMessage(turn) && turn.reply.channelId !== channelId) return undefined;
  return coach.waiting(userId, turn.reply);
}

/** Answers what waited here for a profile, and then what did not fit into the same question. */
export async function answerWaiting(
  interaction: RepliableInteraction,
  first: Waiting,
  context: CommandContext,
): Promise<void> {
  let next: Waiting | undefined = first;
  while (next) {
    await answerOne(interaction, next, context);
    next = await nextAfter(next, interaction.user.id, context);
  }
}

async function answerOne(
  interaction: RepliableInteraction,
  { id, question, older, where }: Waiting,
  context: CommandContext,
): Promise<void> {
  // An answer that everyone may read belongs where the question was asked, and nowhere else.
  const isPrivate = where.ephemeral || where.channelId !== interaction.channelId;
  const ask = (there: Where) => context.coach.resume(interaction.user.id, id, there);
  await answerInFollowUp(
    interaction,
    visibilityOf(interaction, isPrivate),
    { turnId: id, question, storedAs: id, storedWith: older.map((one) => one.id), ask },
    context,
  );
}

/** What still waits in the same place. What was not taken goes on waiting; what somebody else answers is theirs. */
export async function nextAfter(
  { id, where }: Waiting,
  userId: string,
  { store, coach }: CommandContext,
): Promise<Waiting | undefined> {
  const hasEnded = (await store.findTurn(userId, id))?.endedAt;
  return hasEnded ? coach.waiting(userId, where) : undefined;
}
