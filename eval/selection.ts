import type { Random } from '../bench/soak/random.ts';
import { ArgumentError } from '../playground/program.ts';
import type { Situation } from './situation.ts';

/**
 * The situations that are asked for, in their order.
 * @param only by id; all if undefined
 * @param limit so many at most, chosen by chance
 * @throws {ArgumentError} if an id names none
 */
export function select(
  all: readonly Situation[],
  { only, limit }: { only: readonly string[] | undefined; limit: number | undefined },
  random: Random,
): Situation[] {
  const unknown = only?.filter((id) => !all.some((situation) => situation.id === id)) ?? [];
  if (unknown.length > 0) {
    const ids = all.map(({ id }) => id).join(', ');
    throw new ArgumentError(`There is no situation ${unknown.join(', ')}. There are: ${ids}.`);
  }
  const wanted = only ? all.filter(({ id }) => only.includes(id)) : all;
  const lots = wanted.map((situation) => ({ situation, lot: random.next() }));
  const drawn = new Set(lots.toSorted((a, b) => a.lot - b.lot).slice(0, limit));
  return lots.filter((lot) => drawn.has(lot)).map(({ situation }) => situation);
}
