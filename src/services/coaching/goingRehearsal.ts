import type { Practice } from '../../models/practice.ts';
import type { Turn } from '../../models/turn.ts';
import type { Store } from '../store/store.ts';
import { isEarlier } from './standing.ts';

type Practices = Pick<Store, 'findPractice'>;

/** The last rehearsal of this person. One that cannot be read is over: nobody knows whom to play. */
export async function lastRehearsal(userId: string, store: Practices): Promise<Practice | null> {
  const practice = await store.findPractice(userId);
  return practice?.unreadable ? null : practice;
}

/** The rehearsal that a line belongs to, unless it has ended while the line waited: then it is a question. */
export async function stillGoing(
  practice: Practice,
  store: Practices,
): Promise<Practice | undefined> {
  if (practice.endedAt) return practice;
  const found = await lastRehearsal(practice.userId, store);
  return found?.id === practice.id && !found.endedAt ? practice : undefined;
}

/** Ends the rehearsal that this person is in the midst of, if any: nobody plays on with a person in need. */
export async function endRehearsal(
  userId: string,
  store: Pick<Store, 'findPractice' | 'endPractice'>,
): Promise<void> {
  const last = await store.findPractice(userId);
  if (last && !last.endedAt) await store.endPractice(userId, last.id, new Date());
}

/**
 * The rehearsal of a turn, undefined for one of the coach's; null once the turn cannot be answered any more: a line can
 * while its rehearsal goes on, a review until another one begins. A review ends it, if it still goes on.
 */
export async function rehearsalOf(
  { id, userId, practiceId, isReview }: Pick<Turn, 'id' | 'userId' | 'practiceId' | 'isReview'>,
  store: Practices,
): Promise<Practice | null | undefined> {
  if (practiceId === null && !isReview) return undefined;
  const practice = await lastRehearsal(userId, store);
  // A whole review belongs to the conversation by now. It was of the last rehearsal, unless that began later.
  if (practiceId === null) return practice?.endedAt && isEarlier(practice.id, id) ? practice : null;
  if (practice?.id !== practiceId) return null;
  if (isReview) return { ...practice, endedAt: practice.endedAt ?? new Date() };
  return practice.endedAt ? null : practice;
}
