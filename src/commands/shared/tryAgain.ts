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
  let waitedIn: AskedWhere | undefined;
  const ask = async (where: Where): Promise<Answer | Refusal> => {
    const turn = await coach.newest(user.id, turnId);
    if (turn && turn.status !== 'waiting') return coach.askAgain(turn, { id, ...where });
    const result = await askWaiting(interaction, turn?.id ?? turnId, where, context);
    if (result.kind === 'answer') waitedIn = turn?.reply ?? where.reply;
    return result;
  };
  await answerInReply(interaction, visibility, { turnId: id, storedAs: turnId, ask }, context);
  if (!waitedIn) return;
  // What did not fit into the same question has no button of its own.
  const there = waitedIn;
  const rest = await untilKnown(() => coach.waiting(user.id, there), user.id, context);
  if (rest) await answerWaiting(interaction, rest, context);
}

/**
 * Asks what waited for a profile: what is left of it, where some was deleted in Discord or is asked by another button, and
 * what else waits there if nothing is left.
 */
async function askWaiting(
  interaction: ButtonInteraction,
  turnId: string,
  where: Where,
  context: CommandContext,
): Promise<Answer | Refusal> {
  const { coach } = context;
  const userId = interaction.user.id;
  await dropDeleted(interaction, context);
  const result = await coach.resume(userId, turnId, where);
  if (result.kind !== 'notFound') return result;
  const left = await coach.waiting(userId, where.reply);
  return left ? coach.resume(userId, left.id, where) : result;
}
