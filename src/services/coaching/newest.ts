import type { Stored } from '../../models/stored.ts';
import type { Turn } from '../../models/turn.ts';
import type { Store } from '../store/store.ts';

/** The turn of this person, or the one that took its place. */
export async function newestOf(
  userId: string,
  turnId: string,
  store: Pick<Store, 'findTurn'>,
): Promise<Stored<Turn> | null> {
  const seen = new Set<string>();
  let turn = await store.findTurn(userId, turnId);
  // Of two that change places each may stand for the other.
  while (turn?.replacedBy && !seen.has(turn.replacedBy)) {
    seen.add(turn.id);
    turn = await store.findTurn(userId, turn.replacedBy);
  }
  return turn;
}

/** The same for what an id stands for: a turn, or a message of its reply. */
export async function newestBehind(
  userId: string,
  id: string,
  store: Pick<Store, 'findTurn' | 'turnShownIn'>,
): Promise<Turn | null> {
  const turn = await newestOf(userId, id, store);
  if (turn) return turn;
  const shown = await store.turnShownIn(userId, id);
  return shown === null ? null : newestOf(userId, shown, store);
}
