import type { TurnDocument } from '../../models/schemas.ts';
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
