import { z } from 'zod';
import { type Collection, fieldsOf, type StoredRecord } from './records.ts';

/** Each table, the column that it is gone over by, and what tells a record. */
export const TABLES: Record<Collection, { table: string; key: string; ids: string }> = {
  profiles: { table: 'profiles', key: 'user_id', ids: 'user_id AS id, 0 AS version' },
  memories: { table: 'memories', key: 'user_id', ids: 'user_id AS id, version' },
  practices: { table: 'practices', key: 'user_id', ids: 'id, 0 AS version' },
  checkIns: { table: 'check_ins', key: 'id', ids: 'id, 0 AS version' },
  turns: { table: 'turns', key: 'id', ids: 'id, 0 AS version' },
};

/** A column that holds words. */
export const column = z.string().nullable();

/** The fields of a row that hold words, whether it has the columns already or not. */
export function fieldsIn(
  collection: Collection,
  row: Readonly<Record<string, unknown>>,
): StoredRecord['fields'] {
  const fields = fieldsOf(collection).map(({ name, nested }) => {
    const text = column.parse(row[name] ?? null);
    return [name, nested && text !== null ? JSON.parse(text) : text] as const;
  });
  return Object.fromEntries(fields);
}
