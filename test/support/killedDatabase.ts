import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../src/services/store/index.ts';

const ADA = '100000000000000001';

/** Opens a folder's database, and calls Ada so. */
async function call(name: string, dataDir: string) {
  const store = await openStore({ mongodbUri: undefined, dataDir });
  await store.saveProfile(ADA, { name, age: 29, gender: 'woman', interests: [] });
  return store;
}

/** How Ada is called in a folder's database. */
export async function nameIn(dataDir: string): Promise<string | undefined> {
  const store = await openStore({ mongodbUri: undefined, dataDir });
  const profile = await store.findProfile(ADA);
  await store.close();
  return profile?.name;
}

/** Adds a table of so many bytes to a folder's database. */
export function fill(dataDir: string, bytes: number): void {
  const database = new DatabaseSync(join(dataDir, 'confidant.db'));
  database.exec('CREATE TABLE filling (bytes BLOB)');
  const insert = database.prepare('INSERT INTO filling VALUES (randomblob(?))');
  for (let left = bytes; left > 0; left -= 100_000) insert.run(Math.min(left, 100_000));
  database.close();
}

/** A folder with the database of a bot that ended properly. */
export async function databaseOf(name: string, dataDir: string): Promise<void> {
  await (await call(name, dataDir)).close();
}

/**
 * A folder with the database of a bot that was killed: what Ada is called now stands in the write-ahead log alone.
 * @param bytes how much else stands in the log
 */
export async function killedDatabaseOf(name: string, dataDir: string, bytes = 0): Promise<void> {
  const alive = await mkdtemp(join(tmpdir(), 'confidant-test-'));
  await databaseOf('Nobody yet', alive);
  const store = await call(name, alive);
  if (bytes > 0) fill(alive, bytes);
  await mkdir(dataDir, { recursive: true });
  for (const file of ['confidant.db', 'confidant.db-wal', 'confidant.db-shm']) {
    await copyFile(join(alive, file), join(dataDir, file));
  }
  await store.close();
  await rm(alive, { recursive: true });
}
