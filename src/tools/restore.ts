import { chownSync, existsSync, rmSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { checkDatabase } from '../services/store/sqliteDatabase.ts';
import { SQLITE_BUSY, sqliteCode } from '../services/store/sqliteErrors.ts';
import { runTool } from './runTool.ts';
import { copyDatabase, CopyRefused, readPlaces } from './sqliteCopy.ts';

await runTool(async () => {
  const { database, file } = readPlaces('restore', process.argv.slice(2), process.env);
  await mkdir(dirname(database), { recursive: true, mode: 0o700 });
  const release = holdAlone(database);
  try {
    // The bot, which has the keys, brings it to its version.
    await copyDatabase(file, database, (copy) => {
      try {
        checkDatabase(copy);
      } catch (error) {
        const { message } = error as Error;
        throw new CopyRefused(`${file} cannot be restored: ${message}`, { cause: error });
      }
      if (process.getuid?.() === 0) handOver(copy, database);
    });
  } finally {
    release();
  }
  return `Restored ${database} from ${file}. Start the bot again.`;
});

/**
 * Makes sure that nobody uses the database, and that nobody can until it is released. What was only in its journal
 * is written into it: a journal that is left behind would be applied to the restored database.
 * @throws {CopyRefused} when the bot runs
 */
function holdAlone(file: string): () => void {
  if (!existsSync(file)) return () => {};
  const database = new DatabaseSync(file);
  try {
    // Leaving WAL needs the database for oneself; what is not in WAL is locked by the transaction.
    database.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    return () => database.close();
  } catch (error) {
    database.close();
    if (sqliteCode(error) === SQLITE_BUSY) {
      throw new CopyRefused('The bot is running. Stop it first, then restore.', { cause: error });
    }
    // It is damaged, which is what backups are for. Its journal belongs to nothing any more.
    for (const journal of ['-wal', '-shm', '-journal']) rmSync(file + journal, { force: true });
    return () => {};
  }
}

/** Root restores for the user that the bot runs as: it could not open what is root's. */
function handOver(copy: string, database: string): void {
  try {
    const { uid, gid } = statSync(existsSync(database) ? database : dirname(database));
    chownSync(copy, uid, gid);
  } catch {
    // Not every file system knows owners. The words are restored, which is what counts.
  }
}
