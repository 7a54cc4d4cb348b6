import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  SQLITE_BUSY,
  SQLITE_CORRUPT,
  SQLITE_IOERR,
  SQLITE_NOTADB,
  SQLITE_READONLY,
  sqliteCode,
} from '../services/store/sqliteErrors.ts';
import { CopyRefused } from './places.ts';
import { toDisk } from './toDisk.ts';

/** What is said when somebody uses the database. */
export const BOT_RUNS = 'The bot is running. Stop it first, then restore.';

/** What SQLite calls a database that is damaged, or lies on a disk that is. */
const DAMAGED = new Set<unknown>([SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB]);

/** What SQLite keeps beside a database, and would apply to any other in its place. */
const JOURNALS = ['-wal', '-journal'];

/** And what it makes of the first of them when that is missing. */
const INDEX = '-shm';

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/**
 * Puts a copy in the place of the database. Killed or failing at any moment, it leaves the old one whole, or the copy.
 * @returns the folder in which the old one was set aside, if it could not be opened
 * @throws {CopyRefused} when somebody uses the database, or what is in its journal cannot be written into it
 */
export function replaceDatabase(copy: string, database: string): string | undefined {
  // Opening an empty file, SQLite would delete the journals beside it.
  const isEmpty = sizeOf(database) === 0;
  if (isEmpty && JOURNALS.some((end) => sizeOf(database + end) > 0))
    return setAside(copy, database);
  if (isEmpty) {
    renameSync(copy, database);
    return undefined;
  }
  const held = holdAlone(database);
  if (!held) return setAside(copy, database);
  try {
    renameSync(copy, database);
    return undefined;
  } finally {
    held.close();
  }
}

/**
 * Writes what is only in its journal into the database, so that it is one file, which nobody can use until it is closed.
 * Undefined, and the journals are still there, when it is damaged.
 */
function holdAlone(file: string): DatabaseSync | undefined {
  let database: DatabaseSync | undefined;
  try {
    mustBeWhole(file);
    database = new DatabaseSync(file);
    // Leaving WAL needs the database for oneself; what is not in WAL is locked by the transaction.
    database.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    const code = sqliteCode(error);
    if (code === SQLITE_BUSY) throw new CopyRefused(BOT_RUNS, { cause: error });
    if (DAMAGED.has(code)) return undefined;
    const { message } = error as Error;
    throw new CopyRefused(
      `${file} cannot be replaced, since what is in its journal cannot be written into it: ${message}. Nothing is lost.`,
      { cause: error },
    );
  }
}

/** A connection that can write would write the journal into what may be no database, and delete it, when it is closed. */
function mustBeWhole(file: string): void {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get();
  } catch (error) {
    // A transaction that was cut off can be undone only by who can write.
    if (sqliteCode(error) !== SQLITE_READONLY) throw error;
  } finally {
    database.close();
  }
}

/** Puts the copy in the place of a database that cannot be opened, and keeps all that there is of that in a folder. */
function setAside(copy: string, database: string): string {
  const folder = mkdtempSync(`${database}.set-aside-`);
  const aside = join(folder, basename(database));
  const journals = JOURNALS.filter((end) => existsSync(database + end));
  try {
    for (const end of ['', ...journals]) keepAlso(database + end, aside + end);
    toDisk(folder);
    toDisk(dirname(database));
    // Killed from here on, it leaves a database in place that the bot refuses as it did before, and the whole aside.
    for (const end of [...journals, INDEX]) rmSync(database + end, { force: true });
    renameSync(copy, database);
  } catch (error) {
    for (const end of journals) {
      if (!existsSync(database + end)) renameSync(aside + end, database + end);
    }
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

/** Gives a file a second name; where a file system knows of none, copies it. */
function keepAlso(file: string, name: string): void {
  if (!existsSync(file)) return;
  try {
    linkSync(file, name);
  } catch {
    copyFileSync(file, name);
    toDisk(name);
  }
}
