import type { Turn } from '../../models/turn.ts';
import { canBeRead, type Stored } from '../../models/stored.ts';
import type { Store, TurnEnd } from '../store/store.ts';

/** Whether an answer is worth more than the earlier one to the same question: a whole one is not given for a part. */
export const isBetter = (
  {
    answer,
    status,
    isRefused,
    practiceId,
  }: Pick<Turn, 'answer' | 'status' | 'isRefused' | 'practiceId'>,
  earlier: Pick<Turn, 'status' | 'practiceId'>,
): boolean => {
  if (answer === '') return false;
  // Whoever was spoken to as a person in need is not to find their coach playing on.
  const hasLeftRole = practiceId === null && earlier.practiceId !== null;
  // What is refused is answered no more.
  return isRefused || hasLeftRole || status === 'complete' || earlier.status !== 'complete';
};

/**
 * Has a turn that has ended take the place in the history of the one that it was asked again for, if it is better;
 * otherwise it leaves that there. May be done again: it ends what was begun.
 */
export async function takePlace(
  userId: string,
  turnId: string,
  store: Pick<Store, 'findTurn' | 'refuseTurn' | 'replaceTurn'>,
): Promise<void> {
  const turn = await store.findTurn(userId, turnId);
  if (!turn?.replacedBy || !turn.endedAt || !isEarlier(turn.replacedBy, turnId)) return;
  const earlier = await store.findTurn(userId, turn.replacedBy);
  if (!earlier) return;
  const isBegun = earlier.replacedBy === turnId;
  // Yet another one stands there by now.
  if (earlier.replacedBy !== null && !isBegun) return;
  if (!isBegun && !isBetter(turn, earlier)) return;
  // It may have been refused while it was asked again, by another process.
  if (earlier.isRefused && !turn.isRefused) await store.refuseTurn(userId, turnId);
  await store.replaceTurn(userId, earlier.id, turnId);
}

/** Whether a turn is stored as it ended: its acknowledgement may have been lost. */
export const hasEndedSo = ({ answer, status }: Turn, end: TurnEnd): boolean =>
  answer === end.answer && status === end.status;

/** Whether a turn was closed with the beginning of this end by a process that did not know it, and still stands. */
export const wasClosedBefore = (turn: Stored<Turn>, end: TurnEnd): boolean =>
  turn.status === 'stopped' &&
  canBeRead(turn, 'answer') &&
  end.answer.startsWith(turn.answer) &&
  (turn.replacedBy === null || isEarlier(turn.replacedBy, turn.id));

/** Whether what has this id was asked before another one: ids are numbers that grow. */
export const isEarlier = (id: string, than: string): boolean =>
  id.length === than.length ? id < than : id.length < than.length;
