import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import {
  SQLITE_CANTOPEN,
  SQLITE_CORRUPT,
  SQLITE_FULL,
  SQLITE_NOTADB,
  SQLITE_READONLY,
  sqliteCode,
} from '../services/store/sqliteErrors.ts';
import { CopyRefused } from './places.ts';

/** How long it waits for who has the database for themselves. */
const WAIT_MS = 5000;

const { source, copy } = z.object({ source: z.string(), copy: z.string() }).parse(workerData);

const opened = openWhole(source);
try {
  // One transaction that reads: of a database in WAL mode it sees one moment and keeps nobody from writing, and, other
  // than copying page by page, does not begin anew with each write. It leaves out what was deleted, and makes one file,
  // which can be read also where none may be created beside it.
  opened.prepare('VACUUM INTO ?').run(copy);
} catch (error) {
  throw notCopied(error);
} finally {
  opened.close();
}
openWhole(copy).close();

/** Opens a database for reading, if it is one of the bot's and nothing in it is damaged. */
function openWhole(file: string): DatabaseSync {
  // Opening an empty file, SQLite would delete the write-ahead log beside it.
  if (statSync(file).size === 0) throw notWhole(file);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: WAIT_MS });
    const tables = database
      .prepare(`SELECT count(*) AS count FROM sqlite_schema WHERE name IN ('profiles', 'turns')`)
      .get();
    const state = database.prepare('PRAGMA quick_check(1)').get();
    if (tables?.['count'] === 2 && state?.['quick_check'] === 'ok') return database;
  } catch (error) {
    database?.close();
    throw notOpened(file, error);
  }
  database.close();
  throw notWhole(file);
}

function notWhole(file: string): CopyRefused {
  return new CopyRefused(`${file} is not a whole database of Confidant`);
}

function notOpened(file: string, error: unknown): CopyRefused {
  switch (sqliteCode(error)) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return notWhole(file);
    // Of a database in WAL mode, that nothing may be created beside it.
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return new CopyRefused(
        `${file} cannot be opened there: copy it to where you may write files`,
      );
    default:
      return new CopyRefused(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function notCopied(error: unknown): CopyRefused {
  const beside = dirname(dirname(copy));
  if (sqliteCode(error) === SQLITE_FULL) {
    return new CopyRefused(`There is no room in ${beside} for a copy. Nothing has changed.`);
  }
  const { message } = error as Error;
  return new CopyRefused(
    `${source} cannot be copied to ${beside}: ${message}. Is there room? Nothing has changed.`,
  );
}
