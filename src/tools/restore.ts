import { chownSync, existsSync, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DatabaseRefused } from '../services/store/refused.ts';
import { checkDatabase, DATABASE } from '../services/store/sqliteDatabase.ts';
import { SQLITE_BUSY, sqliteCode } from '../services/store/sqliteErrors.ts';
import { LOCK, lockFolder } from '../services/store/sqliteLock.ts';
import { copyDatabase } from './copyDatabase.ts';
import { CopyRefused, mustExist, readPlaces } from './places.ts';
import { BOT_RUNS, replaceDatabase } from './replaceDatabase.ts';
import { runTool } from './runTool.ts';

await runTool(async () => {
  const { database, file } = readPlaces('restore', process.argv.slice(2), process.env);
  mustExist(file);
  mustBeNoLink(database);
  const folder = dirname(database);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const release = keepBotAway(folder);
  try {
    const aside = await copyDatabase(file, database, (copy) => {
      mustBeUsable(copy, file);
      handOver(copy, existsSync(database) ? database : folder);
      return replaceDatabase(copy, database);
    });
    const restored = `Restored ${database} from ${file}. Start the bot again.`;
    if (aside === undefined) return restored;
    return `${restored}\nWhat was there before could not be opened. All of it was set aside in ${aside}: it may hold words that the backup lacks. Delete it when nobody needs it.`;
  } finally {
    await release();
  }
});

/** In the place of a link, the copy would leave the database behind it as it is, with its journals and all its words. */
function mustBeNoLink(database: string): void {
  if (!lstatSync(database, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const target = resolve(realpathSync(dirname(database)), readlinkSync(database));
  throw new CopyRefused(
    `${database} is a link to ${target}. Set DATA_DIR to the folder in which the database itself is, as ${DATABASE}, or move it to where the link is. Nothing has changed.`,
  );
}

/**
 * Keeps the bot from starting meanwhile.
 * @throws {CopyRefused} when it runs
 */
function keepBotAway(folder: string): () => Promise<void> {
  const lock = join(folder, LOCK);
  const isNew = !existsSync(lock);
  try {
    const release = lockFolder(folder);
    if (isNew && existsSync(lock)) handOver(lock, folder);
    return release;
  } catch (error) {
    const isUsed = error instanceof DatabaseRefused && sqliteCode(error.cause) === SQLITE_BUSY;
    throw isUsed ? new CopyRefused(BOT_RUNS, { cause: error }) : error;
  }
}

/** The bot, which has the keys, brings it to its version. */
function mustBeUsable(copy: string, file: string): void {
  try {
    checkDatabase(copy);
  } catch (error) {
    const { message } = error as Error;
    throw new CopyRefused(`${file} cannot be restored: ${message}`, { cause: error });
  }
}

/** Root restores for the user that the bot runs as: it could not open what is root's. */
function handOver(file: string, asOwned: string): void {
  if (process.getuid?.() !== 0) return;
  try {
    const { uid, gid } = statSync(asOwned);
    chownSync(file, uid, gid);
  } catch {
    // Not every file system knows owners. The words are restored, which is what counts.
  }
}
