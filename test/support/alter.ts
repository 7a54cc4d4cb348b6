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

/** Changes a field of a record behind the bot's back. */
export async function alterIn(
  { mongodbUri, dataDir }: StoreLocation,
  collection: string,
  id: string,
  field: string,
  change: Change,
): Promise<void> {
  if (mongodbUri) {
    const connection = await mongoose.createConnection(mongodbUri).asPromise();
    const documents = connection.collection<{ _id: string }>(collection);
    const value: unknown = Reflect.get((await documents.findOne({ _id: id })) ?? {}, field);
    await documents.updateOne({ _id: id }, { $set: { [field]: change(String(value)) } });
    await connection.close();
    return;
  }
  const [table, column] = [underscored(collection), underscored(field)];
  const key = collection === 'profiles' ? 'user_id' : 'id';
  const file = new DatabaseSync(join(dataDir, 'confidant.db'));
  const row = file.prepare(`SELECT ${column} AS value FROM ${table} WHERE ${key} = ?`).get(id);
  const value = change(String(row?.['value']));
  file.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`).run(value, id);
  file.close();
}
