import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseRefused } from './refused.ts';
import { SQLITE_BUSY, SQLITE_NOTADB, sqliteCode } from './sqliteErrors.ts';

/** Beside the database, which other programs may read and copy. */
export const LOCK = 'confidant.lock';

/**
 * Keeps the folder for this process: another bot on it would take the answers that this one writes for left behind. The
 * system ends the lock with the process, however that ends.
 * @returns what ends it earlier
 * @throws {DatabaseRefused} when another process has it
 */
export function lockFolder(folder: string): () => Promise<void> {
  const file = join(folder, LOCK);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = new DatabaseSync(file);
    lock.exec('BEGIN EXCLUSIVE');
    return async () => lock.close();
  } catch (error) {
    const code = sqliteCode(error);
    if (code === SQLITE_BUSY) {
      throw new DatabaseRefused('another process of the bot uses this folder', { cause: error });
    }
    if (code === SQLITE_NOTADB) {
      throw new DatabaseRefused(`${file} is not the bot's: delete it`, { cause: error });
    }
    // What is wrong with the folder itself is the database's to say.
    return async () => {};
  }
}
