import type { Stored } from '../../models/stored.ts';
import type { Turn } from '../../models/turn.ts';

/** How much was deleted because it was too old. */
export interface Outdated {
  turns: number;
  practices: number;
  memories: number;
  checkIns: number;
}

/** The part of the store that hands out what is stored about somebody, and deletes it. */
export interface PersonalDataStore {
  /** The ids of all turns of the person, in any state, of rehearsals and replaced ones too, oldest first. */
  turnIds(userId: string): Promise<string[]>;
  /** The person's turns with these ids, in this order. Those that are not there any more are left out. */
  turns(userId: string, ids: readonly string[]): Promise<Stored<Turn>[]>;
  /**
   * Deletes what is stored about the person; what limiters count is theirs to forget. Where it is interrupted, the
   * profile is the last that is still there.
   */
  deleteUser(userId: string): Promise<void>;
  /**
   * Deletes turns that were asked before then, unless a process is at work on them, rehearsals that began before then,
   * memories of nothing that was asked since, and check-ins that were given up before then: at most `limit` of each. What it deletes is found by an index.
   */
  deleteOlder(than: Date, limit: number): Promise<Outdated>;
}
