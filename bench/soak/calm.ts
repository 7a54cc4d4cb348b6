import { setTimeout as sleep } from 'node:timers/promises';
import { type Asked, hasEnded, isSilent } from './asked.ts';
import type { Excuses } from './examination/excuses.ts';
import type { Surroundings } from './surroundings.ts';

/** How long the last replies may take once everything works again, in milliseconds. */
const CALM_MS = 120_000;
/** How long a reply may seem to have ended that goes on in another message, in milliseconds. */
const BETWEEN_MS = 1_000;

/** Resolves when nothing is being written any more, or that has taken too long. */
export async function calm({ discord, records }: Surroundings, excuses: Excuses): Promise<void> {
  const last = new Map(records.asked.map((asked) => [placeOf(asked), asked]));
  const isExpected = (asked: Asked) =>
    !asked.isIgnored() &&
    !excuses.mayBeLost(asked) &&
    !hasEnded(asked) &&
    !(asked.message && isSilent(asked) && last.get(placeOf(asked)) !== asked);
  const until = performance.now() + CALM_MS;
  for (;;) {
    let open = records.asked.filter(isExpected);
    const timeoutMs = until - performance.now();
    if (open.length === 0 || timeoutMs <= 0) return;
    const isQuiet = () => (open = open.filter(isExpected)).length === 0;
    await discord.until(isQuiet, { timeoutMs }).catch(() => undefined);
    // Between two messages of a long answer it looks as if it had ended.
    await sleep(BETWEEN_MS);
  }
}

/** The last messages of a person in one place may be answered together, at the last of them. */
const placeOf = ({ person, message }: Asked): string => `${person.id} ${message?.channel.id}`;
