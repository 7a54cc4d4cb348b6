import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import mongoose from 'mongoose';
import type { StoreLocation } from '../../src/services/store/index.ts';

export type Change = (value: string) => string;

/** A value of which one character is another. */
export const flipLast: Change = (value) =>
  `${value.slice(0, -2)}${value.at(-2) === 'A' ? 'B' : 'A'}${value.at(-1)}`;

const underscored = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Of which a person has one. */
const OF_PEOPLE = new Set(['profiles', 'memories', 'practices']);

/** Changes a field of a record behind the bot's back; of what a person has one, the id is theirs. */
export async function alterIn(
  { mongodbUri, dataDir }: StoreLocation,
  collection: string,
  id: string,
  field: string,
  change: Change,
): Promise<void> {
  if (mongodbUri) {
    const connection = await mongoose.createConnection(mongodbUri).asPromise();
    const documents = connection.collection<{ _id: string; userId?: string }>(collection);
    const which = collection === 'memories' ? { userId: id } : { _id: id };
    const value: unknown = Reflect.get((await documents.findOne(which)) ?? {}, field);
    await documents.updateOne(which, { $set: { [field]: change(String(value)) } });
    await connection.close();
    return;
  }
  const [table, column] = [underscored(collection), underscored(field)];
  const key = OF_PEOPLE.has(collection) ? 'user_id' : 'id';
  const file = new DatabaseSync(join(dataDir, 'confidant.db'));
  const row = file.prepare(`SELECT ${column} AS value FROM ${table} WHERE ${key} = ?`).get(id);
  const value = change(String(row?.['value']));
  file.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`).run(value, id);
  file.close();
}
