/** SQLite's codes: a database that others hold, and a file that is none. */
export const SQLITE_BUSY = 5;
export const SQLITE_NOTADB = 26;

/** What SQLite calls a failure; undefined if it is none of SQLite's. */
export const sqliteCode = (error: unknown): unknown =>
  error instanceof Error && 'errcode' in error ? error.errcode : undefined;
