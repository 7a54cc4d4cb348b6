import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import mongoose from 'mongoose';
import type { StoreLocation } from '../../src/services/store/index.ts';

/** Everything that a database holds, by table or collection: whatever there is, also what no code knows of. */
export async function contentsOf(location: StoreLocation): Promise<Map<string, unknown[]>> {
  return location.mongodbUri ? ofMongo(location.mongodbUri) : ofSqlite(location.dataDir);
}

/** The tables or collections that hold this text anywhere. */
export async function tracesOf(text: string, location: StoreLocation): Promise<string[]> {
  const contents = await contentsOf(location);
  return [...contents]
    .filter(([, rows]) => JSON.stringify(rows).includes(text))
    .map(([name]) => name)
    .toSorted();
}

/** Those of the texts that can be read anywhere in the database, also in its files where it is a file. */
export async function readableOf(
  texts: readonly string[],
  location: StoreLocation,
): Promise<string[]> {
  const raw = [JSON.stringify([...(await contentsOf(location))])];
  if (!location.mongodbUri) {
    for (const name of await readdir(location.dataDir)) {
      raw.push((await readFile(join(location.dataDir, name))).toString('latin1'));
    }
  }
  return texts.filter((text) => raw.some((content) => content.includes(text)));
}

async function ofMongo(uri: string): Promise<Map<string, unknown[]>> {
  const connection = await mongoose.createConnection(uri).asPromise();
  try {
    const contents = new Map<string, unknown[]>();
    for (const { name } of await connection.listCollections()) {
      contents.set(name, await connection.collection(name).find().toArray());
    }
    return contents;
  } finally {
    await connection.close();
  }
}

function ofSqlite(folder: string): Map<string, unknown[]> {
  const database = new DatabaseSync(join(folder, 'confidant.db'), { readOnly: true });
  try {
    const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'
      AND name NOT LIKE 'sqlite_%'`);
    return new Map(
      tables
        .all()
        .map(({ name }) => [
          String(name),
          database.prepare(`SELECT * FROM "${String(name)}"`).all(),
        ]),
    );
  } finally {
    database.close();
  }
}
