import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import mongoose, { type Connection, type Schema } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as checkInSchemas from '../src/models/checkInSchemas.ts';
import * as schemas from '../src/models/schemas.ts';
import { SUBJECTS } from '../src/services/encryption/words.ts';
import { sqlite, type TestDatabase } from './support/databases.ts';

const page = readFileSync(join(import.meta.dirname, '../docs/privacy.md'), 'utf8');

const camelCase = (name: string): string =>
  name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const namesIn = (text: string): string[] =>
  [...text.matchAll(/`([\w$.]+)`/g)].map(([, name = '']) => name);

const cellsOf = (row: string): string[] => row.split('|').map((cell) => cell.trim());

/** The paths of the fields that a row names, and of their parts, which its description names. */
const pathsIn = (fields: string, description: string): string[] =>
  namesIn(fields).flatMap((field) => [
    field,
    ...namesIn(description).map((part) => `${field}.${part}`),
  ]);

/** The paths that the page names of each collection: its own table, and its rows among the technical fields. */
const named = new Map<string, Set<string>>();
const name = (collection: string, fields: readonly string[]) =>
  named.set(collection, new Set([...(named.get(collection) ?? []), ...fields]));
for (const section of page.split(/^#{2,3} /m)) {
  const [heading = '', ...lines] = section.split('\n');
  const rows = lines.filter((line) => /^\| +`/.test(line)).map(cellsOf);
  const [collection] = namesIn(heading);
  for (const [, first = '', second = ''] of rows) {
    if (collection) name(collection, pathsIn(first, second));
    else if (heading === 'Technical fields') name(namesIn(first)[0] ?? '', namesIn(second));
  }
}

/** The path of every field of a schema and of what is inside it, such as `reply.after.length`. */
function pathsOf(schema: Schema, within = ''): string[] {
  const paths: string[] = [];
  schema.eachPath((path, type) => {
    paths.push(within + path);
    const inner = (type as { schema?: Schema }).schema;
    if (inner) paths.push(...pathsOf(inner, `${within}${path}.`));
  });
  return paths;
}

/** What this test asks of a model. */
interface Stored {
  collection: { name: string };
  schema: Schema;
}

/** Every model that the program has. */
function modelsOn(connection: Connection): Stored[] {
  return Object.entries({ ...schemas, ...checkInSchemas })
    .filter(([key]) => key.endsWith('Model'))
    .map(([, model]) => (model as unknown as (on: Connection) => Stored)(connection));
}

const unnamed = (stored: ReadonlyMap<string, string[]>): string[] =>
  [...stored].flatMap(([collection, fields]) =>
    fields
      .filter((field) => !named.get(collection)?.has(field))
      .map((field) => `${collection}.${field}`),
  );

describe('docs/privacy.md', () => {
  let database: TestDatabase;
  let columns: Map<string, string[]>;
  const connection = mongoose.createConnection();
  const documents = new Map(
    modelsOn(connection).map(({ collection, schema }) => [collection.name, pathsOf(schema)]),
  );

  beforeAll(async () => {
    database = await sqlite.create();
    await database.open();
    const file = new DatabaseSync(join(database.location.dataDir, 'confidant.db'));
    const tables = file.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'
      AND name NOT LIKE 'sqlite_%'`);
    columns = new Map(
      tables.all().map(({ name: table }) => [
        camelCase(String(table)),
        file
          .prepare(`SELECT name FROM pragma_table_xinfo(?)`)
          .all(String(table))
          .map((column) => camelCase(String(column['name']))),
      ]),
    );
    file.close();
  });
  afterAll(async () => {
    await connection.close();
    await database.drop();
  });

  test('names every field that is stored in MongoDB', () => {
    expect(documents.size).toBeGreaterThan(6);
    expect(unnamed(documents)).toEqual([]);
  });

  test('names every column that is stored in SQLite', () => {
    expect(columns.size).toBeGreaterThan(6);
    expect(unnamed(columns)).toEqual([]);
  });

  test('names everything that is encrypted, and nothing else', () => {
    const section = page.split('| Encrypted')[1]?.split('\n\n')[0] ?? '';
    const rows = section.split('\n').map(cellsOf).slice(2);
    const promised = rows.flatMap(([, where = '', what = '']) =>
      namesIn(what).map((field) => `${namesIn(where)[0]}.${field}`),
    );
    const encrypted = Object.entries(SUBJECTS).flatMap(([subject, { words }]) =>
      words.map((path) => `${subject}.${path.replaceAll('.*', '')}`),
    );
    expect(new Set(promised)).toEqual(new Set(encrypted));
  });

  test('would miss a field that is new', () => {
    expect(unnamed(new Map([['turns', ['question', 'mood']]]))).toEqual(['turns.mood']);
    const alike = ['locale', 'name', 'after.length', 'reply.name'];
    expect(unnamed(new Map([['turns', ['reply.locale', ...alike]]]))).toEqual(
      alike.map((path) => `turns.${path}`),
    );
    expect(unnamed(new Map([['diaries', ['text']]]))).toEqual(['diaries.text']);
  });

  test('names nothing that is not stored', () => {
    const stored = new Set(
      [...documents, ...columns].flatMap(([collection, fields]) =>
        fields.map((field) => `${collection}.${field}`),
      ),
    );
    const gone = [...named].flatMap(([collection, fields]) =>
      [...fields].map((field) => `${collection}.${field}`).filter((path) => !stored.has(path)),
    );
    expect(gone).toEqual([]);
  });
});
