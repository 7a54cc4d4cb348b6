import type { DatabaseSync } from 'node:sqlite';
import { marksIn, type Sample } from '../encryption/marks.ts';
import { type EncryptionNote, type Found, isChecked, readNote } from '../encryption/note.ts';
import { CHECKS_SINCE } from './migrations.ts';
import { type Collection, COLLECTIONS, SAMPLED } from './records.ts';
import { fieldsIn, TABLES } from './sqliteTables.ts';

/** What there is of encryption in a database of this version. */
export function foundIn(database: DatabaseSync, version: number): Found {
  const note = latestNote(database);
  const marks = isChecked(note) ? [] : marksIn(sampleOf(database));
  return { note, isNew: version === 0, isOlder: version < CHECKS_SINCE, marks };
}

/** What the database says of its encryption. */
export function latestNote(database: DatabaseSync): EncryptionNote | undefined {
  if (!hasTable(database, 'encryption')) return undefined;
  const row = database.prepare('SELECT * FROM encryption ORDER BY version DESC LIMIT 1').get();
  if (!row) return undefined;
  const { version, mark, keys, plain, checks } = row;
  return readNote({
    version,
    mark,
    keys: JSON.parse(String(keys)),
    plain: Boolean(plain),
    checks: typeof checks === 'string' ? JSON.parse(checks) : undefined,
  });
}

/** Writes the next note. False when another process wrote one with this number. */
export function appendNote(database: DatabaseSync, note: EncryptionNote): boolean {
  const { version, mark, keys, plain, checks } = note;
  const insert = database.prepare(`INSERT INTO encryption (version, mark, keys, plain, checks)
    VALUES ($version, $mark, $keys, $plain, $checks) ON CONFLICT DO NOTHING`);
  const lists = { keys: JSON.stringify(keys), checks: JSON.stringify(checks) };
  return insert.run({ version, mark, plain: Number(plain), ...lists }).changes === 1;
}

/** A few records of each table, those with the first and the last ids. */
function sampleOf(database: DatabaseSync): Sample {
  const recordsOf = (collection: Collection) => {
    const { table, key } = TABLES[collection];
    if (!hasTable(database, table)) return [];
    return ['ASC', 'DESC'].flatMap((order) =>
      database
        .prepare(`SELECT * FROM ${table} ORDER BY ${key} ${order} LIMIT ?`)
        .all(SAMPLED)
        .map((row) => fieldsIn(collection, row)),
    );
  };
  return Object.fromEntries(
    COLLECTIONS.map((name) => [name, recordsOf(name)]),
  ) as unknown as Sample;
}

/** Not every version has every table, nor need a hand have left them all. */
function hasTable(database: DatabaseSync, name: string): boolean {
  const table = database.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`);
  return table.get(name) !== undefined;
}
