import type { Interaction } from '../../../playground/discord/index.ts';
import type { Excuses } from './excuses.ts';
import type { Findings } from './findings.ts';

/** Whatever somebody did, nothing says "thinking…" for ever. A bot that is killed knows of no question before it is stored. */
export function examineThinking(
  interactions: Iterable<Interaction>,
  excuses: Excuses,
  { problems }: Findings,
): void {
  for (const { id, person, original, state, createdAt, data } of interactions) {
    // When its token expires, Discord's own client says that nobody responded.
    const isForEver = original?.thinking || (original !== undefined && state === 'failed');
    if (!isForEver || original.deleted || excuses.wasKilledAfter(createdAt)) continue;
    const { name = 'a button or a form' } = data as { name?: string };
    problems.push(`${id} (${name} of ${person.username}) says "thinking…" for ever`);
  }
}
