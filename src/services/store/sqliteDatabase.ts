import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The version of {@link SCHEMA}, kept in the file as `user_version`. */
const SCHEMA_VERSION = 1;

/** How long a statement waits for another process's lock. It blocks the event loop, so it is short. */
const BUSY_TIMEOUT_MS = 2_000;

/**
 * Ids are TEXT: snowflakes exceed 2^53. Dates are milliseconds since 1970. `interests` and `reply` are JSON.
 * `length(id), id` orders snowflakes as the numbers they are, and any other ids totally.
 */
const SCHEMA = `
  CREATE TABLE profiles (
    user_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    age INTEGER NOT NULL,
    gender TEXT NOT NULL,
    interests TEXT NOT NULL CHECK (json_valid(interests))
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE turns (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'streaming', 'complete', 'stopped', 'failed')),
    asked_at INTEGER NOT NULL,
    ended_at INTEGER,
    reply TEXT CHECK (json_valid(reply)),
    answered INTEGER NOT NULL AS (answer <> '' AND status IN ('complete', 'stopped', 'failed'))
  ) STRICT;
  CREATE INDEX turns_answered ON turns (user_id, answered, asked_at, length(id), id);
  CREATE INDEX turns_recent ON turns (user_id, asked_at, length(id), id);

  CREATE TABLE limits (
    key TEXT PRIMARY KEY,
    points INTEGER NOT NULL,
    expire INTEGER
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Opens `confidant.db` in the folder, creating both, for the owner's eyes only, where they are missing.
 * Throws, naming the file, when it cannot be opened, is no database, or was written by a newer version.
 */
export function openDatabase(folder: string): DatabaseSync {
  const file = join(folder, 'confidant.db');
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // SQLite would create it readable by all; its journal files take over the mode found here.
    closeSync(openSync(file, 'a', 0o600));
    database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    ensureSchema(database);
    // In WAL, NORMAL survives a crash of the process whole and one of the machine up to the last moments, never
    // corrupt. FULL would make every reply that is being streamed wait for the disk, since node:sqlite blocks.
    // What was deleted is overwritten, not only unlinked.
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA secure_delete = ON;
    `);
    return database;
  } catch (error) {
    database?.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot open ${file}: ${reason}`, { cause: error });
  }
}

function ensureSchema(database: DatabaseSync): void {
  transaction(database, () => {
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    if (version > SCHEMA_VERSION) {
      throw new Error(
        `it was written by a newer version of Confidant (schema ${version}; this one knows ${SCHEMA_VERSION})`,
      );
    }
    if (version === 0) database.exec(`${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION};`);
  });
}

/** Runs the work as one transaction: all of it happens, or, when it throws, nothing. */
export function transaction(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
