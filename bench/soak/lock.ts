import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long the lock is tried for, in milliseconds: the bot holds its own for less. */
const PATIENCE_MS = 1_000;

/** Keeps everybody else from writing into a SQLite file for so long, as a program does that copies it. */
export async function lock(file: string, ms: number): Promise<void> {
  const database = new DatabaseSync(file, { timeout: PATIENCE_MS });
  try {
    database.exec('BEGIN IMMEDIATE');
    await sleep(ms);
    database.exec('ROLLBACK');
  } finally {
    database.close();
  }
}
