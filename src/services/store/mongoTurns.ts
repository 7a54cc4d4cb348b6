import mongoose from 'mongoose';
import {
  NEWEST_FIRST,
  OLDEST_FIRST,
  type TurnDocument,
  type TurnModel,
} from '../../models/schemas.ts';
import type { Turn } from '../../models/turn.ts';

/** The turn that a document holds. */
export function toTurn(document: TurnDocument): Turn {
  const { _id, userId, question, practiceId, review, follows, answer, status } = document;
  const { askedAt, endedAt, pictures, reply, feedback, replacedBy, refused } = document;
  return {
    id: _id,
    userId,
    question,
    pictures: pictures.map(({ url, name, size }) => ({ url, name, size })),
    practiceId,
    isReview: review,
    follows,
    answer,
    status,
    askedAt,
    endedAt,
    // Replies of older versions do not say after what they began: they never moved.
    reply: reply && { ...reply, after: reply.after ?? null },
    feedback,
    replacedBy,
    isRefused: refused,
  };
}

/** The turns that ended with an answer, newest first. */
export function answeredTurnsQuery(turns: TurnModel, userId: string, practiceId: string | null) {
  const filter = { userId, practiceId, replacedBy: null, answered: true };
  return turns.find(filter, null, { sort: NEWEST_FIRST }).lean();
}

/** The turns with the coach that ended with an answer and were asked after then, oldest first. */
export function answeredTurnsAfterQuery(turns: TurnModel, userId: string, after: Date | null) {
  const askedAt = mongoose.trusted({ $gt: after ?? new Date(0) });
  const filter = { userId, practiceId: null, replacedBy: null, answered: true, askedAt };
  return turns.find(filter, null, { sort: OLDEST_FIRST }).lean();
}

/** The turns with the coach in any state, newest first. */
export function recentTurnsQuery(turns: TurnModel, userId: string) {
  const filter = { userId, practiceId: null, replacedBy: null };
  return turns.find(filter, null, { sort: NEWEST_FIRST }).lean();
}

/** The newest `limit` of these, oldest first. */
export async function newest(
  query: ReturnType<typeof recentTurnsQuery>,
  limit: number,
): Promise<Turn[]> {
  // To MongoDB a limit of zero is none at all.
  if (limit <= 0) return [];
  const found = await query.limit(limit);
  return found.map(toTurn).toReversed();
}

/** What matches one of these ids. */
export const oneOf = (ids: readonly string[]) => mongoose.trusted({ $in: [...ids] });
