import type { DatabaseSync } from 'node:sqlite';
import { isHeld } from './sqliteErrors.ts';

/** How long after somebody else's reading kept what was deleted in the log it is tried again, in milliseconds. */
const AGAIN_MS = 10_000;

/**
 * Carries all that is in the write-ahead log into the file, and leaves nothing of it in the log. False, and as much as
 * possible carried, when somebody reads or writes meanwhile, such as a backup.
 */
export function emptyLog(database: DatabaseSync): boolean {
  try {
    // A connection that has yet to read the schema would do so in the midst of it, and be in its own way.
    database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get();
    return database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
  } catch (error) {
    // What was deleted before is: that is not to be done once more because of this.
    if (isHeld(error)) return false;
    throw error;
  }
}

/** Sees to it that what was deleted is soon in the write-ahead log no more, whoever reads the database meanwhile. */
export class SqliteLog {
  readonly #database: DatabaseSync;
  readonly #againMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(database: DatabaseSync, againMs = AGAIN_MS) {
    this.#database = database;
    this.#againMs = againMs;
  }

  /** Deletion reaches the disk now; where that cannot be, from time to time, until it has. */
  leaveNoCopy(): void {
    if (emptyLog(this.#database)) this.close();
    else this.#timer ??= setInterval(() => this.#tryAgain(), this.#againMs).unref();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tryAgain(): void {
    try {
      if (emptyLog(this.#database)) this.close();
    } catch {
      // The next time makes up for this one.
    }
  }
}
