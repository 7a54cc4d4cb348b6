import type { RepliableInteraction } from 'discord.js';
import type { Refusal } from '../../services/coaching/question.ts';
import { isOfMessage, type Waiting } from '../../services/coaching/waiting.ts';
import type { Answer } from '../../services/coaching/writer.ts';
import { pause } from '../../services/reply/pause.ts';
import type { CommandContext } from '../context.ts';
import { answerInFollowUp, type Asking, type Where } from './answering.ts';
import { NextTry } from './nextTry.ts';
import { visibilityOf } from './replyPlace.ts';

/** How often it is looked for what still waits, where the store fails, and how long after each other, in milliseconds. */
const LOOKS = 5;
const LOOK_AGAIN_MS = 2_000;

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
  const userId = user.id;
  const meant = turnId ? await store.findTurn(userId, turnId) : null;
  // What it was opened for may be deleted by now.
  const turn = meant ?? (isNew ? (await store.recentTurns(userId, 1))[0] : undefined);
  if (turn?.status !== 'waiting' || !turn.reply) return undefined;
  if (!meant && isOfMessage(turn) && turn.reply.channelId !== channelId) return undefined;
  return coach.waiting(userId, turn.reply);
}

/** Answers what waited here for a profile, and then what did not fit into the same question. */
export async function answerWaiting(
  interaction: RepliableInteraction,
  first: Waiting,
  context: CommandContext,
): Promise<void> {
  const { where } = first;
  // An answer that everyone may read belongs where the question was asked, and nowhere else.
  const isPrivate = where.ephemeral || where.channelId !== interaction.channelId;
  const visibility = visibilityOf(interaction, isPrivate);
  const answerOne = (asking: Asking) => answerInFollowUp(interaction, visibility, asking, context);
  const left = await answerAll(interaction.user.id, first, answerOne, context);
  // The note that it waited below is gone: there must be another way to it.
  if (left) await answerOne(left);
}

/**
 * Answers all that waits in a place, one question after the other, each as soon as it may be asked. What is not taken goes
 * on waiting, and what somebody else answers is theirs.
 * @param first what waits there now
 * @returns what could not be waited for because the bot stops: asked, it says why it is not answered
 */
export async function answerAll(
  userId: string,
  first: Waiting,
  answerOne: (asking: Asking, waiting: Waiting) => Promise<void>,
  context: CommandContext,
): Promise<Asking | undefined> {
  const { coach, store, stopping: signal } = context;
  const nextTry = new NextTry();
  let next: Waiting | undefined = first;
  while (next) {
    const { id, question, older, where }: Waiting = next;
    let result: Answer | Refusal | undefined;
    let waitMs: number | undefined;
    const ask = async (there: Where): Promise<Answer | Refusal | undefined> => {
      result = await coach.resume(userId, id, there);
      waitMs = nextTry.after(result);
      return waitMs === undefined && isToBeSaid(result) ? result : undefined;
    };
    const storedWith = older.map((one) => one.id);
    const asking = { turnId: id, said: question, storedAs: id, storedWith, ask };
    await answerOne(asking, next);
    if (waitMs !== undefined) {
      await pause(waitMs, signal);
      await coach.free(userId);
      const said = result;
      if (coach.isEnding || signal.aborted) return { ...asking, ask: async () => said };
    } else {
      const turn = await untilKnown(() => store.findTurn(userId, id), userId, context);
      // What was to be asked is another question by now, where some of it was deleted while it was being taken.
      const isOther: boolean = result?.kind === 'notFound' && turn?.status === 'waiting';
      if (turn && !turn.endedAt && !isOther) return undefined;
    }
    // What was deleted meanwhile waits no more.
    next = await untilKnown(() => coach.waiting(userId, where), userId, context);
  }
  return undefined;
}

/** What a look into the store finds: nobody else would say what still waits, where it does not say so at once. */
export async function untilKnown<Found>(
  look: () => Promise<Found>,
  userId: string,
  { stopping: signal, log }: CommandContext,
): Promise<Found> {
  for (let left = LOOKS; ; left -= 1) {
    try {
      return await look();
    } catch (err) {
      if (left === 1 || signal.aborted) throw err;
      log.warn({ userId, err }, 'what still waits is looked for later');
      await pause(LOOK_AGAIN_MS, signal);
    }
  }
}

/** What was answered or deleted meanwhile needs no word, nor does what their note says already. */
const isToBeSaid = ({ kind }: Answer | Refusal): boolean =>
  kind !== 'notFound' && kind !== 'noProfile';
