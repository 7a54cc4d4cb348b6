import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import mongoose, { type Connection } from 'mongoose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pendingMigrations } from '../../../src/services/store/migrations.ts';
import { mongodb, sqlite, type TestDatabase } from '../../support/databases.ts';
import { ALICE, BOB } from './contract/context.ts';

/** What the first version kept of a reply. */
const OLD_REPLY = { channelId: '300', messageId: null, interactionToken: 'token', ephemeral: true };
const REPLY = {
  channelId: '300',
  messageIds: [],
  interactionToken: 'token',
  ephemeral: true,
  locale: 'en-US',
  after: null,
};

/** The tables of the first version, as they were. */
const FIRST_VERSION = `
  CREATE TABLE profiles (user_id TEXT PRIMARY KEY, name TEXT NOT NULL, age INTEGER NOT NULL,
    gender TEXT NOT NULL, interests TEXT NOT NULL CHECK (json_valid(interests))) STRICT, WITHOUT ROWID;
  CREATE TABLE turns (id TEXT PRIMARY KEY NOT NULL, user_id TEXT NOT NULL, question TEXT NOT NULL,
    answer TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'streaming', 'complete', 'stopped', 'failed')),
    asked_at INTEGER NOT NULL, ended_at INTEGER, reply TEXT CHECK (json_valid(reply)),
    answered INTEGER NOT NULL AS (answer <> '' AND status IN ('complete', 'stopped', 'failed'))) STRICT;
  CREATE INDEX turns_answered ON turns (user_id, answered, asked_at, length(id), id);
  CREATE INDEX turns_recent ON turns (user_id, asked_at, length(id), id);
  CREATE TABLE limits (key TEXT PRIMARY KEY, points INTEGER NOT NULL, expire INTEGER) STRICT, WITHOUT ROWID;
  PRAGMA user_version = 1;
`;

describe('steps from one version to the next', () => {
  test('are those that the database has not been through, each with its number', () => {
    expect(pendingMigrations(['a', 'b', 'c'], 1)).toEqual([
      { version: 2, migrate: 'b' },
      { version: 3, migrate: 'c' },
    ]);
    expect(pendingMigrations(['a'], 1)).toEqual([]);
  });

  test('do not lead back', () => {
    expect(() => pendingMigrations(['a'], 2)).toThrow(
      'it was written by a newer version of Confidant (schema 2; this one knows 1)',
    );
  });
});

describe('an SQLite file of the first version', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await sqlite.create();
    const old = new DatabaseSync(join(database.location.dataDir, 'confidant.db'));
    old.exec(FIRST_VERSION);
    const insert =
      old.prepare(`INSERT INTO turns (id, user_id, question, answer, status, asked_at, reply)
      VALUES (?, ?, 'Well?', ?, ?, 1, ?)`);
    insert.run('1', ALICE, 'An answer', 'complete', JSON.stringify(OLD_REPLY));
    insert.run('2', ALICE, '', 'streaming', JSON.stringify(OLD_REPLY));
    insert.run('3', BOB, '', 'waiting', null);
    old.close();
  });
  afterEach(() => database.drop());

  test('is brought to this one once, with all that it holds', async () => {
    for (let opened = 0; opened < 2; opened += 1) {
      const store = await database.open();
      const turns = await store.recentTurns(ALICE, 9);
      expect(turns.map(({ reply }) => reply)).toEqual([REPLY, REPLY]);
      expect(await store.findTurn(BOB, '3')).toMatchObject({ status: 'waiting', reply: null });
      // What was being written when the old version ended is found, and keeps nobody waiting.
      expect(await store.leases()).toEqual([
        { turnId: '2', userId: ALICE, owner: '', seenAt: new Date(0) },
      ]);
    }
    const reader = new DatabaseSync(join(database.location.dataDir, 'confidant.db'));
    expect(reader.prepare('PRAGMA user_version').get()).toEqual({ user_version: 4 });
    reader.close();
  });
});

describe.skipIf(!mongodb.available)('a MongoDB', () => {
  let database: TestDatabase;
  let connection: Connection;

  beforeEach(async () => {
    database = await mongodb.create();
    connection = await mongoose.createConnection(`${database.location.mongodbUri}`).asPromise();
  });
  afterEach(async () => {
    await connection.close();
    await database.drop();
  });

  const meta = () => connection.collection<{ _id: string; version: number }>('meta');

  test('of the first version is brought to this one once, with all that it holds', async () => {
    const turns = connection.collection<Record<string, unknown> & { _id: string }>('turns');
    const turn = { userId: ALICE, question: 'Well?', idLength: 1, askedAt: new Date(1) };
    const open = { ...turn, answer: '', endedAt: null, answered: false };
    const ended = { answer: 'An answer', status: 'complete', endedAt: new Date(2), answered: true };
    await turns.insertMany([
      { ...turn, ...ended, _id: '1', reply: OLD_REPLY },
      { ...open, _id: '2', status: 'streaming', reply: OLD_REPLY },
      { ...open, _id: '3', status: 'waiting', reply: null, userId: BOB },
    ]);
    for (let opened = 0; opened < 2; opened += 1) {
      const store = await database.open();
      const found = await store.recentTurns(ALICE, 9);
      expect(found.map(({ reply }) => reply)).toEqual([REPLY, REPLY]);
      expect(await store.findTurn(BOB, '3')).toMatchObject({ status: 'waiting', reply: null });
      expect(await store.leases()).toEqual([
        { turnId: '2', userId: ALICE, owner: '', seenAt: new Date(0) },
      ]);
    }
    expect(await meta().find().toArray()).toEqual([{ _id: 'schema', version: 4 }]);
  });

  test('that two processes open at once is brought to this version all the same', async () => {
    await Promise.all([database.open(), database.open()]);
    expect(await meta().find().toArray()).toEqual([{ _id: 'schema', version: 4 }]);
  });

  test('from a newer version is refused and left as it is', async () => {
    await meta().insertOne({ _id: 'schema', version: 99 });
    await expect(database.open()).rejects.toThrow(/newer version of Confidant \(schema 99/);
    expect(await meta().find().toArray()).toEqual([{ _id: 'schema', version: 99 }]);
    const names = (await connection.listCollections()).map(({ name }) => name);
    expect(names).toEqual(['meta']);
  });
});
