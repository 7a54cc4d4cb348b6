import { setTimeout as sleep } from 'node:timers/promises';
import type { RepliableInteraction } from 'discord.js';
import type { Refusal } from '../../services/coaching/question.ts';
import { type AskedWhere, isOfMessage, type Waiting } from '../../services/coaching/waiting.ts';
import type { Answer } from '../../services/coaching/writer.ts';
import type { CommandContext } from '../index.ts';
import { answerInFollowUp, type Asking, type Where } from './answering.ts';
import { NextTry } from './nextTry.ts';
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
  { where }: Waiting,
  context: CommandContext,
): Promise<void> {
  // An answer that everyone may read belongs where the question was asked, and nowhere else.
  const isPrivate = where.ephemeral || where.channelId !== interaction.channelId;
  const visibility = visibilityOf(interaction, isPrivate);
  const answerOne = (asking: Asking) => answerInFollowUp(interaction, visibility, asking, context);
  await answerAll(interaction.user.id, where, answerOne, context);
}

/**
 * Answers all that waits in a place, one question after the other, each as soon as it may be asked. What is not taken goes
 * on waiting, and what somebody else answers is theirs.
 */
export async function answerAll(
  userId: string,
  where: AskedWhere,
  answerOne: (asking: Asking, waiting: Waiting) => Promise<void>,
  context: CommandContext,
): Promise<void> {
  const { coach, store, stopping: signal } = context;
  const nextTry = new NextTry();
  while (!coach.isEnding && !signal.aborted) {
    // What was deleted meanwhile waits no more.
    const next = await coach.waiting(userId, where);
    if (!next) return;
    const { id, question, older } = next;
    let waitMs: number | undefined;
    const ask = async (there: Where): Promise<Answer | Refusal | undefined> => {
      const result = await coach.resume(userId, id, there);
      waitMs = nextTry.after(result);
      return waitMs === undefined && isToBeSaid(result) ? result : undefined;
    };
    const storedWith = older.map((one) => one.id);
    await answerOne({ turnId: id, said: question, storedAs: id, storedWith, ask }, next);
    if (waitMs === undefined) {
      const turn = await store.findTurn(userId, id);
      if (turn && !turn.endedAt) return;
    } else {
      await sleep(waitMs, undefined, { signal }).catch(() => undefined);
      await coach.free(userId);
    }
  }
}

/** What was answered or deleted meanwhile needs no word, nor does what their note says already. */
const isToBeSaid = ({ kind }: Answer | Refusal): boolean =>
  kind !== 'notFound' && kind !== 'noProfile';
