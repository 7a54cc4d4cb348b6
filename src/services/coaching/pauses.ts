/** People of whom it is known at once that something failed. */
const MOST_PEOPLE = 10_000;
/** Turns that are let pass at most before the next attempt. */
const LONGEST = 8;

interface Pause {
  failures: number;
  refusals: number;
  /** How many turns are still to pass. */
  left: number;
}

/** Lets turns pass before something that failed for a person is tried again: one, then twice as many each time. */
export class Pauses {
  readonly #pauses = new Map<string, Pause>();

  /** To be called at each turn: whether it is one that is let pass. */
  passes(userId: string): boolean {
    const pause = this.#pauses.get(userId);
    if (!pause || pause.left === 0) return false;
    pause.left -= 1;
    return true;
  }

  /** How often since it last succeeded for a person it was refused. */
  refusals(userId: string): number {
    return this.#pauses.get(userId)?.refusals ?? 0;
  }

  /** @param isRefused whether the same would be refused again */
  failed(userId: string, isRefused = false): void {
    const before = this.#pauses.get(userId) ?? { failures: 0, refusals: 0 };
    const failures = before.failures + 1;
    const refusals = before.refusals + (isRefused ? 1 : 0);
    this.#pauses.delete(userId);
    this.#pauses.set(userId, { failures, refusals, left: Math.min(LONGEST, 2 ** (failures - 1)) });
    const [longestAgo] = this.#pauses.keys();
    if (this.#pauses.size > MOST_PEOPLE && longestAgo) this.#pauses.delete(longestAgo);
  }

  /** It is tried at the next turn. */
  end(userId: string): void {
    this.#pauses.delete(userId);
  }
}
