import { count, type Findings } from './findings.ts';
import { type Case, momentOf } from './index.ts';

/** A file with everything can be read, and has every turn that had ended by then. */
export function examineExports(
  { exports, turns, wanted, person }: Case,
  { others, problems }: Findings,
): void {
  // A check-in becomes a turn only when it is recorded, which may be later than it was sent.
  const checkIns = new Set(wanted.map(({ interaction }) => interaction.id));
  for (const { at, turnIds } of exports) {
    count(others, 'files with everything');
    if (!turnIds) {
      problems.push(`a file with everything about ${person.username} cannot be read`);
      continue;
    }
    const missing = turns.filter(
      ({ id, endedAt }) =>
        endedAt !== null && momentOf(endedAt) < at && !turnIds.has(id) && !checkIns.has(id),
    );
    for (const { id } of missing) problems.push(`${id} is missing in a file with everything`);
  }
}
