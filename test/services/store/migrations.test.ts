import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import mongoose, { type Connection } from 'mongoose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pendingMigrations } from '../../../src/services/store/migrations.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { keyringOf, mongodb, newKey, sqlite, type TestDatabase } from '../../support/databases.ts';
import { ALICE, alice, BOB, end, goingOn, question as asked } from './contract/context.ts';

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

/** The same of the second version. */
const SECOND_VERSION = `${FIRST_VERSION}
  CREATE TABLE leases (turn_id TEXT PRIMARY KEY NOT NULL, user_id TEXT NOT NULL, place TEXT UNIQUE,
    owner TEXT NOT NULL, seen_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  PRAGMA user_version = 2;
`;

/** What the second version says nothing of. */
const CONVERSATION = {
  pictures: [],
  practiceId: null,
  isReview: false,
  follows: null,
  feedback: null,
  replacedBy: null,
  isRefused: false,
};

const answered = {
  id: '1',
  userId: ALICE,
  question: 'Well?',
  answer: 'An answer',
  status: 'complete',
  askedAt: new Date(1),
  endedAt: new Date(2),
  reply: REPLY,
};
const remembered = { text: '- Sam.', through: new Date(7), newestAt: new Date(7), version: 1 };
const waiting = { ...answered, id: '2', answer: '', status: 'waiting', endedAt: null, reply: null };

/** Takes the twelfth version's step back. */
const WITHOUT_NEWEST = `
  DROP INDEX memories_age;
  ALTER TABLE memories DROP COLUMN newest_at;
  CREATE INDEX memories_age ON memories (through);
`;

/** Takes the thirteenth version's step back. */
const WITHOUT_CHECKS = 'ALTER TABLE encryption DROP COLUMN checks;';

/** What turns go on from, once one is asked that goes on from what the eighth version has stored. */
async function followsIn(store: Store): Promise<(string | null)[]> {
  await store.beginTurn(asked('2', { follows: '1' }));
  const turns = await store.recentTurns(ALICE, 9);
  return turns.map(({ follows }) => follows);
}

/** Which turns are reviews, once there is one beside what the tenth version has stored. */
async function reviewsIn(store: Store): Promise<boolean[]> {
  await store.beginTurn(asked('2', { isReview: true }));
  const turns = await store.recentTurns(ALICE, 9);
  return turns.map(({ isReview }) => isReview);
}

/** What the second version has stored is there, and takes part in what is new. */
async function isWhole(store: Store): Promise<void> {
  const turns = [answered, waiting].map((turn) => ({ ...turn, ...CONVERSATION }));
  expect(await store.recentTurns(ALICE, 9)).toStrictEqual(turns);
  expect(await store.answeredTurns(ALICE, 9)).toStrictEqual(turns.slice(0, 1));
  expect(await store.findSettings(ALICE)).toBeNull();
  expect(await store.findPractice(ALICE)).toBeNull();
  expect(await store.findMemory(ALICE)).toBeNull();
}

async function takesPart(store: Store): Promise<void> {
  expect(await store.rateTurn(ALICE, '1', 'up')).toBe(true);
  await store.replaceTurn(ALICE, '1', '2');
  expect(await store.answeredTurns(ALICE, 9)).toEqual([]);
  expect(await store.findTurn(ALICE, '1')).toMatchObject({ feedback: 'up', replacedBy: '2' });
  expect(await store.resumeTurn(ALICE, '2', goingOn(null))).toMatchObject(CONVERSATION);
}

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
    expect(reader.prepare('PRAGMA user_version').get()).toEqual({ user_version: 13 });
    reader.close();
  });

  test('is read with a key, too: its words were not encrypted', async () => {
    const store = await database.open({ keyring: keyringOf(newKey()) });
    expect(await store.recentTurns(ALICE, 9)).toMatchObject([{ question: 'Well?' }, {}]);
  });
});

describe('an SQLite file of the second version', () => {
  test('is brought to this one once, with all that it holds', async ({ onTestFinished }) => {
    const database = await sqlite.create();
    onTestFinished(() => database.drop());
    const file = join(database.location.dataDir, 'confidant.db');
    const old = new DatabaseSync(file);
    old.exec(SECOND_VERSION);
    const insert = old.prepare(`INSERT INTO turns
      (id, user_id, question, answer, status, asked_at, ended_at, reply) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
    for (const turn of [answered, waiting]) {
      const { id, userId, question, answer, status, askedAt, endedAt, reply } = turn;
      const times = [askedAt.getTime(), endedAt && endedAt.getTime()];
      insert.run(id, userId, question, answer, status, ...times, reply && JSON.stringify(reply));
    }
    old.close();
    for (let opened = 0; opened < 2; opened += 1) await isWhole(await database.open());
    await takesPart(await database.open());
    const reader = new DatabaseSync(file);
    const indexes = reader.prepare(`SELECT name FROM sqlite_master WHERE tbl_name = 'turns'
      AND type = 'index' AND sql IS NOT NULL ORDER BY name`);
    expect(indexes.all()).toEqual([
      { name: 'turns_age' },
      { name: 'turns_answers' },
      { name: 'turns_newest' },
    ]);
    reader.close();
  });
});

test('an SQLite file of the eighth version is brought to this one with all that it holds', async ({
  onTestFinished,
}) => {
  const database = await sqlite.create();
  onTestFinished(() => database.drop());
  const before = await database.open();
  await before.beginTurn(asked('1'));
  await before.close();
  const old = new DatabaseSync(join(database.location.dataDir, 'confidant.db'));
  old.exec(`ALTER TABLE turns DROP COLUMN follows; ALTER TABLE turns DROP COLUMN review;
    ${WITHOUT_NEWEST} ${WITHOUT_CHECKS} PRAGMA user_version = 8`);
  old.close();
  expect(await followsIn(await database.open())).toEqual([null, '1']);
});

test('an SQLite file of the tenth version has no reviews until there is one', async ({
  onTestFinished,
}) => {
  const database = await sqlite.create();
  onTestFinished(() => database.drop());
  const before = await database.open();
  await before.beginTurn(asked('1'));
  await before.close();
  const old = new DatabaseSync(join(database.location.dataDir, 'confidant.db'));
  old.exec(`ALTER TABLE turns DROP COLUMN review; ${WITHOUT_NEWEST} ${WITHOUT_CHECKS}
    PRAGMA user_version = 10`);
  old.close();
  expect(await reviewsIn(await database.open())).toEqual([false, true]);
});

test('an SQLite file of the eleventh version keeps memories from the last turn in them on', async ({
  onTestFinished,
}) => {
  const database = await sqlite.create();
  onTestFinished(() => database.drop());
  const before = await database.open();
  await before.saveProfile(ALICE, alice);
  await before.saveMemory(ALICE, remembered);
  await before.close();
  const old = new DatabaseSync(join(database.location.dataDir, 'confidant.db'));
  old.exec(`${WITHOUT_NEWEST} ${WITHOUT_CHECKS} PRAGMA user_version = 11`);
  old.close();
  expect(await (await database.open()).findMemory(ALICE)).toStrictEqual(remembered);
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
    expect(await meta().find().toArray()).toEqual([{ _id: 'schema', version: 13 }]);
  });

  test.each(['profiles', 'turns'])(
    'of a version that does not say which it is is read with a key, too: %s',
    async (collection) => {
      const person = { name: 'Alice', age: 30, gender: 'woman', interests: ['tea'] };
      const profiles = connection.collection<typeof person & { _id: string }>('profiles');
      if (collection === 'profiles') await profiles.insertOne({ ...person, _id: ALICE });
      else await connection.collection(collection).insertOne({ status: 'waiting' });
      const store = await database.open({ keyring: keyringOf(newKey()) });
      await profiles.insertOne({ ...person, _id: BOB });
      expect(await store.findProfile(BOB)).toStrictEqual(person);
    },
  );

  test('of the second version is brought to this one once, with all that it holds', async () => {
    const turns = connection.collection<Record<string, unknown> & { _id: string }>('turns');
    const order = { askedAt: -1, idLength: -1, _id: -1 } as const;
    await turns.createIndex({ userId: 1, answered: 1, ...order }, { name: 'turns_answered' });
    await turns.createIndex({ userId: 1, ...order }, { name: 'turns_recent' });
    await turns.insertMany(
      [answered, waiting].map(({ id, ...turn }) => ({
        ...turn,
        _id: id,
        idLength: 1,
        answered: turn.answer !== '',
      })),
    );
    await meta().insertOne({ _id: 'schema', version: 2 });
    for (let opened = 0; opened < 2; opened += 1) await isWhole(await database.open());
    await takesPart(await database.open());
    const names = (await turns.indexes()).map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(['_id_', 'turns_age', 'turns_answers', 'turns_newest']));
  });

  test('of the eighth version is brought to this one with all that it holds', async () => {
    const before = await database.open();
    await before.beginTurn(asked('1'));
    await before.close();
    await connection.collection('turns').updateMany({}, { $unset: { follows: '' } });
    await meta().replaceOne({ _id: 'schema' }, { version: 8 });
    expect(await followsIn(await database.open())).toEqual([null, '1']);
  });

  test('of the ninth version says which turns were refused', async () => {
    const before = await database.open();
    for (const id of ['1', '2', '3', '4']) await before.beginTurn(asked(id));
    await before.endTurn(ALICE, '1', end({ isRefused: true }));
    await before.endTurn(ALICE, '2', end());
    await before.endTurn(ALICE, '3', end({ answer: '', status: 'stopped' }));
    await before.saveProgress(ALICE, '4', 'Half');
    await before.close();
    await connection.collection('turns').updateMany({}, { $unset: { refused: '' } });
    await meta().replaceOne({ _id: 'schema' }, { version: 9 });
    const turns = await (await database.open()).recentTurns(ALICE, 9);
    expect(turns.map(({ isRefused }) => isRefused)).toEqual([true, false, false, false]);
  });

  test('of the tenth version has no reviews until there is one', async () => {
    const before = await database.open();
    await before.beginTurn(asked('1'));
    await before.close();
    await connection.collection('turns').updateMany({}, { $unset: { review: '' } });
    await meta().replaceOne({ _id: 'schema' }, { version: 10 });
    expect(await reviewsIn(await database.open())).toEqual([false, true]);
  });

  test('of the eleventh version keeps memories from the last turn in them on', async () => {
    const before = await database.open();
    await before.saveProfile(ALICE, alice);
    await before.saveMemory(ALICE, remembered);
    await before.close();
    await connection.collection('memories').updateMany({}, { $unset: { newestAt: '' } });
    await meta().replaceOne({ _id: 'schema' }, { version: 11 });
    const after = await database.open();
    expect(await after.findMemory(ALICE)).toStrictEqual(remembered);
    expect(await after.deleteOlder(new Date(8), 9)).toMatchObject({ memories: 1 });
  });

  test('that is encrypted is not brought to this version without its key', async () => {
    const keyring = keyringOf(newKey());
    await (await database.open({ keyring })).close();
    const older = { _id: 'schema', version: 6 };
    await meta().replaceOne({ _id: 'schema' }, { version: 6 });
    await expect(database.open()).rejects.toThrow(/ENCRYPTION_KEY is not set/);
    expect(await meta().find().toArray()).toEqual([older]);
    await (await database.open({ keyring })).close();
    expect(await meta().find().toArray()).toEqual([{ ...older, version: 13 }]);
  });

  test('that two processes open at once is brought to this version all the same', async () => {
    await Promise.all([database.open(), database.open()]);
    expect(await meta().find().toArray()).toEqual([{ _id: 'schema', version: 13 }]);
  });

  test('from a newer version is refused and left as it is', async () => {
    await meta().insertOne({ _id: 'schema', version: 99 });
    await expect(database.open()).rejects.toThrow(/newer version of Confidant \(schema 99/);
    expect(await meta().find().toArray()).toEqual([{ _id: 'schema', version: 99 }]);
    const names = (await connection.listCollections()).map(({ name }) => name);
    expect(names).toEqual(['meta']);
  });
});
