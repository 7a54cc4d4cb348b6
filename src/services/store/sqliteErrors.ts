import { statfsSync } from 'node:fs';

/** SQLite's codes: a database that others hold, or this process itself elsewhere. */
export const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
/** One that cannot be read or written, is damaged, or has no room, by which a full disk may go as well; a file that is none. */
export const SQLITE_READONLY = 8;
export const SQLITE_IOERR = 10;
export const SQLITE_CORRUPT = 11;
export const SQLITE_FULL = 13;
export const SQLITE_CANTOPEN = 14;
export const SQLITE_NOTADB = 26;

/** Less than this does not suffice to open a database, in bytes: the index of its log alone takes half of it. */
const ROOM_TO_OPEN = 65_536;

/** What SQLite calls a failure, without what it says more closely; undefined if it is none of SQLite's. */
export const sqliteCode = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;

/** Whether nothing was done because somebody else holds the database: it can be done later. */
export function isHeld(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === SQLITE_BUSY || code === SQLITE_LOCKED;
}

/** Whether something could not be done in this folder because its disk is full. */
function isDiskFull(error: unknown, folder: string): boolean {
  const code = sqliteCode(error);
  if (code === SQLITE_FULL) return true;
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return true;
  if (code !== SQLITE_IOERR && code !== SQLITE_CANTOPEN) return false;
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < ROOM_TO_OPEN;
  } catch {
    return false;
  }
}

/** What the system says where this user may write nothing, and where something on the way is a file. */
const FORBIDDEN = new Set<unknown>(['EACCES', 'EPERM', 'EROFS']);
const IN_THE_WAY = new Set<unknown>(['EEXIST', 'ENOTDIR']);

/** Why a database cannot be opened in this folder, for whoever hosts the bot. */
export function whyNotOpened(error: unknown, folder: string): string {
  if (isDiskFull(error, folder)) return 'its disk is full';
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (FORBIDDEN.has(code)) return 'the user that the bot runs as may not write there';
  return IN_THE_WAY.has(code) ? `${folder} is not a folder` : error.message;
}
