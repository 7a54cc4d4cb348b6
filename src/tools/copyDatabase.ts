import { once } from 'node:events';
import { lstatSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DATABASE } from '../services/store/sqliteDatabase.ts';
import { LOCK, lockFolder } from '../services/store/sqliteLock.ts';
import { onSignal } from './onSignal.ts';
import { toDisk } from './toDisk.ts';

/** How the folder is called in which a copy is made. */
const FOLDER = '.confidant-copy-';

/**
 * Copies a database, also one that is being written to, as it is at one moment, and has the whole, checked copy, for its
 * owner's eyes only, put in its place. Until then nothing of `target` is touched; whatever happens, and whenever it is
 * killed, nothing is left of the copy but what the user's next run removes.
 * @param place moves the copy to `target`, in one step that no signal interrupts
 * @throws when the source is not one of the bot's, is damaged, or cannot be copied
 */
export async function copyDatabase<T>(
  source: string,
  target: string,
  place: (copy: string) => T,
): Promise<T> {
  removeLeftovers(dirname(target));
  let folder: string | undefined;
  const remove = (): void => {
    if (folder) removeCopy(folder);
  };
  const release = onSignal(remove);
  try {
    // In the same file system, so that the last step is one.
    folder = mkdtempSync(join(dirname(target), FOLDER));
    const unlock = lockFolder(folder);
    try {
      const copy = join(folder, DATABASE);
      // In a thread, since SQLite would keep this one from hearing of a signal.
      const workerData = { source, copy };
      await once(new Worker(new URL('copyWorker.ts', import.meta.url), { workerData }), 'exit');
      await chmod(copy, 0o600);
      toDisk(copy);
      const placed = place(copy);
      toDisk(dirname(target));
      return placed;
    } finally {
      await unlock();
    }
  } finally {
    remove();
    release();
  }
}

/**
 * Removes what was left of this user's copies whose process was killed, and leaves alone those that are being made. A
 * link is no copy: it may lead to the database of a bot.
 */
function removeLeftovers(beside: string): void {
  for (const folder of copiesIn(beside)) {
    try {
      if (!isOwnFolder(folder)) continue;
      const lock = lstatSync(join(folder, LOCK), { throwIfNoEntry: false });
      // It is locked before there is anything in it: without a lock it can only be empty.
      if (!lock) rmdirSync(folder);
      else if (lock.isFile()) {
        void lockFolder(folder)();
        removeCopy(folder);
      }
    } catch {
      // Another process makes a copy in it.
    }
  }
}

function copiesIn(beside: string): string[] {
  try {
    const names = readdirSync(beside).filter((name) => name.startsWith(FOLDER));
    return names.map((name) => join(beside, name));
  } catch {
    // One may be allowed to write into a folder that one cannot read.
    return [];
  }
}

/** Where a system knows no users, every folder counts as one's own. */
function isOwnFolder(path: string): boolean {
  const found = lstatSync(path);
  const user = process.geteuid?.() ?? found.uid;
  return found.isDirectory() && found.uid === user;
}

function removeCopy(folder: string): void {
  try {
    // The words first: while they are there, so is the lock by which they are known to be left over.
    rmSync(join(folder, DATABASE), { force: true });
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // It is somebody else's, or the next run can.
  }
}
