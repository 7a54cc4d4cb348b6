import { chmod, mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { DATABASE } from '../services/store/sqliteDatabase.ts';

/** SQLite's SQLITE_READONLY and SQLITE_CANTOPEN: of a database in WAL mode, that nothing may be created beside it. */
const NOT_OPENED = new Set<unknown>([8, 14]);

/** Why a copy is not made, in words for whoever hosts the bot. */
export class CopyRefused extends Error {
  override name = 'CopyRefused';
}

/** Where the database is, and the file that was named. */
export interface Places {
  database: string;
  file: string;
}

/**
 * Reads the one argument, and from the environment where the database is.
 * @throws {CopyRefused} when that makes no sense
 */
export function readPlaces(
  command: 'backup' | 'restore',
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Places {
  const [file, ...more] = argv;
  if (!file?.trim() || file.startsWith('-') || more.length > 0) {
    throw new CopyRefused(`Name one file: npm run ${command} -- FILE`);
  }
  if (env['MONGODB_URI']?.trim()) {
    throw new CopyRefused(
      'MONGODB_URI is set: the bot keeps everything in MongoDB. Use mongodump and mongorestore (docs/operations.md).',
    );
  }
  const database = resolve(env['DATA_DIR']?.trim() || './data', DATABASE);
  if (resolve(file) === database) {
    throw new CopyRefused('That is the database of the bot itself. Name another file.');
  }
  return { database, file: resolve(file) };
}

/**
 * Copies a database, also one that is being written to, as it is at one moment. Whatever happens, `target` is
 * either as it was or the whole copy, for its owner's eyes only.
 * @param prepare looks at the copy before it takes its place
 * @throws {CopyRefused} when the source is not one of the bot's, or is damaged
 */
export async function copyDatabase(
  source: string,
  target: string,
  prepare: (copy: string) => void = () => {},
): Promise<void> {
  await mustExist(source);
  // In the same file system, so that the last step is one.
  const folder = await mkdtemp(join(dirname(target), '.confidant-copy-'));
  try {
    const copy = join(folder, DATABASE);
    const opened = openWhole(source);
    try {
      await backup(opened, copy);
    } finally {
      opened.close();
    }
    standAlone(copy);
    await chmod(copy, 0o600);
    prepare(copy);
    openWhole(copy).close();
    await toDisk(copy);
    await rename(copy, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Makes it one file, which can be read also where none may be created beside it. */
function standAlone(file: string): void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = DELETE');
  database.close();
}

async function mustExist(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new CopyRefused(`There is no file ${file}`);
}

/** Opens a database for reading, if it is one of the bot's and nothing in it is damaged. */
function openWhole(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    const tables = database
      .prepare(`SELECT count(*) AS count FROM sqlite_schema WHERE name IN ('profiles', 'turns')`)
      .get();
    const state = database.prepare('PRAGMA quick_check(1)').get();
    if (tables?.['count'] === 2 && state?.['quick_check'] === 'ok') return database;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && NOT_OPENED.has(error.errcode)) {
      throw new CopyRefused(`${file} cannot be opened there: copy it to where you may write files`);
    }
    // Whatever else SQLite calls it, it is no database that could be copied.
  }
  database?.close();
  throw new CopyRefused(`${file} is not a whole database of Confidant`);
}

async function toDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
}
