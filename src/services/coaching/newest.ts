import type { Turn } from '../../models/turn.ts';
import type { Store } from '../store/store.ts';

/** The turn of this person, or the one that took its place. */
export async function newestOf(
  userId: string,
  turnId: string,
  store: Pick<Store, 'findTurn'>,
): Promise<Turn | null> {
  let turn = await store.findTurn(userId, turnId);
  while (turn?.replacedBy) turn = await store.findTurn(userId, turn.replacedBy);
  return turn;
}
