import { type ButtonInteraction, MessageFlags } from 'discord.js';
import type { Refusal } from '../../services/coaching/question.ts';
import type { AskedWhere } from '../../services/coaching/waiting.ts';
import type { Answer } from '../../services/coaching/writer.ts';
import type { CommandContext } from '../context.ts';
import { answerInReply, type Where } from './answering.ts';
import { dropDeleted } from './deletedQuestions.ts';
import { visibilityOf } from './replyPlace.ts';
import { answerWaiting, untilKnown } from './waiting.ts';

/** Asks the question of a turn of theirs once more, for the same readers; one that waits is answered itself. */
export async function tryAgain(
  interaction: ButtonInteraction,
  turnId: string,
  context: CommandContext,
): Promise<void> {
  const { coach } = context;
  const { id, user, message } = interaction;
  const visibility = visibilityOf(interaction, message.flags.has(MessageFlags.Ephemeral));
  let rest: (() => Promise<void>) | undefined;
  const ask = async (where: Where): Promise<Answer | Refusal> => {
    const turn = await coach.newest(user.id, turnId);
    if (turn && turn.status !== 'waiting') return coach.askAgain(turn, { id, ...where });
    const waited = { turnId: turn?.id, place: turn?.reply ?? where.reply };
    const result = await askWaiting(interaction, waited, where, context);
    if (result.kind === 'answer') rest = () => answerRest(interaction, waited.place, context);
    return result;
  };
  await answerInReply(interaction, visibility, { turnId: id, storedAs: turnId, ask }, context);
  await rest?.();
}

/** A question that waited for a profile: its turn, if that is there, and where it was asked. */
interface Waited {
  turnId: string | undefined;
  place: AskedWhere;
}

/**
 * Asks what waited for a profile: what is left of it, where some was deleted in Discord or is asked by another button, and
 * what else waits there if nothing is left.
 */
async function askWaiting(
  interaction: ButtonInteraction,
  { turnId, place }: Waited,
  where: Where,
  context: CommandContext,
): Promise<Answer | Refusal> {
  const { coach } = context;
  const userId = interaction.user.id;
  await dropDeleted(interaction, context);
  const result = turnId === undefined ? undefined : await coach.resume(userId, turnId, where);
  if (result && result.kind !== 'notFound') return result;
  const left = await coach.waiting(userId, place);
  return left ? coach.resume(userId, left.id, where) : { kind: 'notFound' };
}

/** Answers what did not fit into the same question: it has no button of its own. */
async function answerRest(
  interaction: ButtonInteraction,
  place: AskedWhere,
  context: CommandContext,
): Promise<void> {
  const userId = interaction.user.id;
  const rest = await untilKnown(() => context.coach.waiting(userId, place), userId, context);
  if (rest) await answerWaiting(interaction, rest, context);
}
