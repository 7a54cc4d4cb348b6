import { canBeRead, type Stored } from '../../models/stored.ts';
import type { Turn } from '../../models/turn.ts';
import type { Store } from '../store/store.ts';
import { newestOf } from './newest.ts';

/** How many of the newest turns are looked through for such as go on from a refused one. */
const LOOK_BACK = 50;
/** Attempts to clear a memory that others write at the same time. */
const ATTEMPTS = 5;

/**
 * Keeps that the questions of these turns of a person are refused, and of those that go on from them, and clears a
 * memory that may hold one. May be done again: it ends what was begun.
 * @returns the ids of all of them
 */
export async function refuseTurns(
  userId: string,
  turnIds: readonly string[],
  store: Store,
): Promise<string[]> {
  const recent = await store.recentTurns(userId, LOOK_BACK);
  const known = new Map(recent.map((turn) => [turn.id, turn]));
  const find = async (id: string) => known.get(id) ?? store.findTurn(userId, id);
  const asked = (await Promise.all(turnIds.map(find))).filter((turn) => turn !== null);
  const following = await goingOnFrom(turnIds, recent, (id) => newestOf(userId, id, store));
  const becoming = [...asked, ...following].filter(({ isRefused }) => !isRefused);
  const ids = new Set([...turnIds, ...following.map(({ id }) => id)]);
  // First, as a kill in between leaves turns by which all of it is done again.
  await forgetTurns(userId, becoming, store);
  await Promise.all(Array.from(ids, (id) => store.refuseTurn(userId, id)));
  // Whoever kept a memory in between did not know yet.
  await forgetTurns(userId, becoming, store);
  return [...ids];
}

/**
 * Clears what is remembered of a person if one of these turns may be in it: nothing can be taken out of a summary
 * without the model. Of somebody without a profile, for whom nothing is written, it is removed.
 * @throws when it could not be written
 */
export async function forgetTurns(
  userId: string,
  turns: readonly Stored<Turn>[],
  store: Store,
): Promise<void> {
  const remembered = turns.filter(mayBeRemembered);
  if (remembered.length === 0) return;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const memory = await store.findMemory(userId);
    if (!memory || (memory.text === '' && canBeRead(memory, 'text'))) return;
    const { through, newestAt, version } = memory;
    if (remembered.every(({ askedAt }) => askedAt > through)) return;
    const cleared = { text: '', through, newestAt, version: version + 1 };
    if (await store.saveMemory(userId, cleared)) return;
    if (!(await store.findProfile(userId))) return store.removeMemory(userId);
  }
  throw new Error('A memory is written by others again and again');
}

/** Rehearsals are not summed up, nor is what has ended without an answer. */
const mayBeRemembered = (turn: Stored<Turn>): boolean =>
  turn.practiceId === null &&
  (turn.answer !== '' || turn.endedAt === null || !canBeRead(turn, 'answer'));

/**
 * The turns that go on from one with these ids, or from one that does.
 * @param standing what stands for a turn that is not among them
 */
async function goingOnFrom(
  turnIds: readonly string[],
  among: readonly Stored<Turn>[],
  standing: (id: string) => Promise<Stored<Turn> | null>,
): Promise<Stored<Turn>[]> {
  const known = new Set([...turnIds, ...among.map(({ id }) => id)]);
  const others = new Set(among.map(({ follows }) => follows)).difference(known);
  const stands = new Map<string | null, string | undefined>();
  await Promise.all(
    Array.from(others, async (id) => id && stands.set(id, (await standing(id))?.id)),
  );
  const found = new Set<string | null | undefined>(turnIds);
  const following: Stored<Turn>[] = [];
  for (let left = [...among]; ;) {
    const next = left.filter(
      ({ id, follows }) => !found.has(id) && found.has(stands.get(follows) ?? follows),
    );
    if (next.length === 0) return following;
    for (const turn of next) found.add(turn.id);
    following.push(...next);
    left = left.filter((turn) => !found.has(turn.id));
  }
}
