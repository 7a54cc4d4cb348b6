import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { agreeOn, type Agreement, EncryptionRefused, mustHaveNote } from '../encryption/note.ts';
import { untilFree } from './lockPatience.ts';
import { pendingMigrations } from './migrations.ts';
import { whyNotOpened } from './sqliteErrors.ts';
import { MIGRATIONS } from './sqliteMigrations.ts';
import { appendNote, foundIn } from './sqliteNotes.ts';

/** The database's file in its folder. */
export const DATABASE = 'confidant.db';

/** How long another program's lock is waited for, in milliseconds: less than people wait for their question to be taken. */
export const LOCKED_MS = 5_000;

/**
 * Opens the database in the folder, creating both, for the owner's eyes only, where they are missing. No statement waits
 * for another program's lock: that would block the event loop.
 * Rejects, naming the file, when it cannot be opened, stays locked, is no database, is damaged, or was written by a newer
 * version.
 * @param agree asked what the database is to say of its encryption, before anything is changed; that there is none,
 * without
 * @throws {EncryptionRefused} as `agree` does
 */
export async function openDatabase(
  folder: string,
  agree = agreeOn(undefined),
): Promise<DatabaseSync> {
  const file = join(folder, DATABASE);
  const until = performance.now() + LOCKED_MS;
  let opened: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // SQLite would create it readable by all; its journal files take over the mode found here.
    closeSync(openSync(file, 'a', 0o600));
    const database = new DatabaseSync(file, { timeout: 0 });
    opened = database;
    await untilFree(until, () => checkWhole(database));
    await untilFree(until, () => ensureSchema(database, agree));
    // In WAL, NORMAL survives a crash of the process whole and one of the machine up to the last moments, never
    // corrupt. FULL would make every reply that is being streamed wait for the disk, since node:sqlite blocks.
    // What is deleted is overwritten where it stood, not only unlinked. That does not reach copies that SQLite left in
    // the unused space of a page when it moved rows to another: those go with VACUUM, or with what is written there next.
    await untilFree(until, () =>
      database.exec(`
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA secure_delete = ON;
      `),
    );
    return database;
  } catch (error) {
    opened?.close();
    if (error instanceof EncryptionRefused) throw error;
    throw new Error(`Cannot open ${file}: ${whyNotOpened(error, folder)}`, { cause: error });
  }
}

/**
 * Looks whether a database can be opened, whatever its keys, and changes nothing.
 * @throws {DatabaseRefused} when it was written by a newer version
 * @throws {EncryptionRefused} when it lacks what belongs to its encrypted words
 */
export function checkDatabase(file: string): void {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const version = versionOf(database);
    pendingMigrations(MIGRATIONS, version);
    mustHaveNote(foundIn(database, version));
  } finally {
    database.close();
  }
}

/** Damage that is found late is written into every backup until then. */
function checkWhole(database: DatabaseSync): void {
  const result = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (result !== 'ok') throw new Error('it is damaged; put a backup in its place');
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}

function ensureSchema(database: DatabaseSync, agree: Agreement): void {
  transaction(database, () => {
    const version = versionOf(database);
    const steps = pendingMigrations(MIGRATIONS, version);
    const found = foundIn(database, version);
    const note = agree(found);
    for (const step of steps) {
      database.exec(`${step.migrate} PRAGMA user_version = ${step.version};`);
    }
    if (note !== found.note) appendNote(database, note);
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
