import type { Turn } from '../../../src/models/turn.ts';
import type { Absences } from '../absences.ts';
import { type Asked, isSilent } from '../asked.ts';
import { momentOf } from './index.ts';

/**
 * How long before a kill a question may have come that was not stored yet, in milliseconds: as long as the store may
 * take, after which its asker is told.
 */
const BEFORE_KILL_MS = 6_000;

/** How much earlier than its reply was shown an answer may have ended, in milliseconds. */
const RESTART_MS = 5_000;

/** Why a question may be unanswered, and nobody's fault: what was not stored is gone when the bot is killed. */
export class Excuses {
  readonly #kills: readonly number[];
  readonly #absences: Pick<Absences, 'includes'>;

  /** @param kills when the bot was killed, as `performance.now()` has it */
  constructor(kills: readonly number[], absences: Pick<Absences, 'includes'>) {
    this.#kills = kills;
    this.#absences = absences;
  }

  /** Whether what came then may not have been stored when the bot was killed. */
  wasKilledAfter(at: number): boolean {
    return this.#kills.some((kill) => kill >= at && kill - at < BEFORE_KILL_MS);
  }

  /** Whether the bot was killed while it wrote an answer. */
  wasKilledDuring({ askedAt, endedAt }: Turn): boolean {
    return this.#kills.some(
      (kill) =>
        momentOf(askedAt) <= kill && (endedAt === null || momentOf(endedAt) + RESTART_MS > kill),
    );
  }

  /** Whether Discord had nobody to tell of it. It does so only for messages: an interaction fails visibly. */
  wasAway({ at, message }: Asked): boolean {
    return message !== undefined && this.#absences.includes(at);
  }

  /** Whether nothing will come any more, as far as can be seen from outside. */
  mayBeLost(asked: Asked): boolean {
    if (!isSilent(asked)) return false;
    return this.wasAway(asked) || this.#kills.some((kill) => kill >= asked.at);
  }
}
