import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { agreeOn, type Agreement, EncryptionRefused, mustHaveNote } from '../encryption/note.ts';
import { pendingMigrations } from './migrations.ts';
import { MIGRATIONS } from './sqliteMigrations.ts';
import { appendNote, foundIn } from './sqliteNotes.ts';

/** The database's file in its folder. */
export const DATABASE = 'confidant.db';

/** How long a statement waits for another process's lock. It blocks the event loop, so it is short. */
export const BUSY_TIMEOUT_MS = 500;

/**
 * Opens the database in the folder, creating both, for the owner's eyes only, where they are missing.
 * Throws, naming the file, when it cannot be opened, is no database, is damaged, or was written by a newer version.
 * @param agree asked what the database is to say of its encryption, before anything is changed; that there is none,
 * without
 * @throws {EncryptionRefused} as `agree` does
 */
export function openDatabase(folder: string, agree = agreeOn(undefined)): DatabaseSync {
  const file = join(folder, DATABASE);
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // SQLite would create it readable by all; its journal files take over the mode found here.
    closeSync(openSync(file, 'a', 0o600));
    database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    checkWhole(database);
    ensureSchema(database, agree);
    // In WAL, NORMAL survives a crash of the process whole and one of the machine up to the last moments, never
    // corrupt. FULL would make every reply that is being streamed wait for the disk, since node:sqlite blocks.
    // What is deleted is overwritten where it stood, not only unlinked. That does not reach copies that SQLite left in
    // the unused space of a page when it moved rows to another: those go with VACUUM, or with what is written there next.
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA secure_delete = ON;
    `);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof EncryptionRefused) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot open ${file}: ${reason}`, { cause: error });
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
