import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { DATABASE } from '../services/store/sqliteDatabase.ts';

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

/** @throws {CopyRefused} when there is no file to copy */
export function mustExist(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new CopyRefused(`There is no file ${file}`);
  if (!found.isFile()) throw new CopyRefused(`${file} is not a file`);
}
