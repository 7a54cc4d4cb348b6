import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import mongoose, { type Connection } from 'mongoose';
import type { EncryptionNote } from '../../src/services/encryption/note.ts';
import type { StoreLocation } from '../../src/services/store/index.ts';

/** The last version whose notes had no checks. */
const UNCHECKED_VERSION = 12;

type Row = Record<string, SQLInputValue>;
type Document = Record<string, unknown> & { _id: number };

/** What somebody does in a shell of the database, behind the bot's back. */
async function inShell<Result>(
  { mongodbUri, dataDir }: StoreLocation,
  ofSqlite: (file: DatabaseSync) => Result,
  ofMongo: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  if (mongodbUri) {
    const connection = await mongoose.createConnection(mongodbUri).asPromise();
    try {
      return await ofMongo(connection);
    } finally {
      await connection.close();
    }
  }
  const file = new DatabaseSync(join(dataDir, 'confidant.db'));
  try {
    return ofSqlite(file);
  } finally {
    file.close();
  }
}

const columnsOf = (note: Partial<EncryptionNote>): Row =>
  Object.fromEntries(
    Object.entries(note).map(([name, value]) => {
      if (typeof value === 'boolean') return [name, Number(value)];
      return [name, typeof value === 'object' ? JSON.stringify(value) : value];
    }),
  );

function insertInto(file: DatabaseSync, table: string, row: Row): void {
  const names = Object.keys(row);
  const values = names.map(() => '?').join(', ');
  const insert = file.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${values})`);
  insert.run(...Object.values(row));
}

/** Empties a table or collection of one name; what is returned puts back what was there. */
export async function lose(
  location: StoreLocation,
  name: 'encryption' | 'profiles',
): Promise<() => Promise<void>> {
  return inShell(
    location,
    (file) => {
      const rows = file.prepare(`SELECT * FROM ${name}`).all() as Row[];
      file.exec(`DELETE FROM ${name}`);
      return () =>
        inShell(
          location,
          (again) => rows.forEach((row) => insertInto(again, name, row)),
          async () => {},
        );
    },
    async (connection) => {
      const documents = await connection.collection(name).find().toArray();
      await connection.collection(name).drop();
      return () =>
        inShell(
          location,
          () => {},
          async (again) => void (await again.collection(name).insertMany(documents)),
        );
    },
  );
}

/** Puts a note beside those that are there. */
export async function putNote(location: StoreLocation, note: Partial<EncryptionNote>) {
  await inShell(
    location,
    (file) => insertInto(file, 'encryption', columnsOf(note)),
    async (connection) => {
      const { version, ...said } = note;
      await connection
        .collection<Document>('encryption')
        .insertOne({ _id: Number(version), ...said });
    },
  );
}

/** Changes what the last note says. */
export async function changeNote(location: StoreLocation, changes: Partial<EncryptionNote>) {
  await inShell(
    location,
    (file) => {
      const row = columnsOf(changes);
      const set = Object.keys(row).map((name) => `${name} = ?`);
      file
        .prepare(`UPDATE encryption SET ${set.join(', ')}
          WHERE version = (SELECT max(version) FROM encryption)`)
        .run(...Object.values(row));
    },
    async (connection) => {
      const notes = connection.collection<Document>('encryption');
      const [last] = await notes.find().sort({ _id: -1 }).limit(1).toArray();
      if (!last) throw new Error('There is no note');
      const { version = last._id, ...said } = changes;
      await notes.deleteOne({ _id: last._id });
      await notes.insertOne({ ...last, ...said, _id: version });
    },
  );
}

/** Takes the checks away, and lets the database be of the version before there were any. */
export async function takeBack(location: StoreLocation): Promise<void> {
  await inShell(
    location,
    (file) => {
      file.exec(`ALTER TABLE encryption DROP COLUMN checks;
        PRAGMA user_version = ${UNCHECKED_VERSION}`);
    },
    async (connection) => {
      await connection.collection('encryption').updateMany({}, { $unset: { checks: '' } });
      const meta = connection.collection<{ _id: string }>('meta');
      await meta.updateOne({ _id: 'schema' }, { $set: { version: UNCHECKED_VERSION } });
    },
  );
}
