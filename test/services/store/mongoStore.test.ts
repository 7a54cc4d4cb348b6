import fc from 'fast-check';
import mongoose, { type Connection } from 'mongoose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  type MemoryDocument,
  memoryModel,
  profileModel,
  turnModel,
  type TurnDocument,
} from '../../../src/models/schemas.ts';
import { MongoMemories } from '../../../src/services/store/mongoMemories.ts';
import { openMongoStore } from '../../../src/services/store/mongoStore.ts';
import {
  answeredTurnsAfterQuery,
  answeredTurnsQuery,
  recentTurnsQuery,
} from '../../../src/services/store/mongoTurns.ts';
import { written } from '../../../src/services/store/mongoOwned.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { mongodb, type TestDatabase } from '../../support/databases.ts';
import { ALICE, alice, end, NOON, question } from './contract/context.ts';

const TURNS = 10_000;

const docsExamined = z
  .object({ executionStats: z.object({ totalDocsExamined: z.number() }) })
  .transform(({ executionStats }) => executionStats.totalDocsExamined);

async function refusal(uri: string): Promise<Error> {
  const opened = openMongoStore({ uri, serverSelectionTimeoutMs: 200 });
  const error: unknown = await opened.catch((reason: unknown) => reason);
  return error instanceof Error ? error : new Error('It opened');
}

describe.skipIf(!mongodb.available)('a memory in MongoDB', () => {
  test('that is written too late leaves nothing behind, and its writer knows', async ({
    onTestFinished,
  }) => {
    const database = await mongodb.create();
    onTestFinished(() => database.drop());
    const store = await database.open();
    await store.saveProfile(ALICE, alice);
    const through = new Date(NOON);
    const save = (version: number) =>
      store.saveMemory(ALICE, { text: `Version ${version}`, through, newestAt: through, version });
    await save(1);
    const connection = await mongoose
      .createConnection(`${database.location.mongodbUri}`)
      .asPromise();
    onTestFinished(() => connection.close());
    const memories = memoryModel(connection);
    const create = memories.create.bind(memories);
    // It has seen the first version when others write two more.
    memories.create = (async (seen: MemoryDocument) => {
      await save(2);
      await save(3);
      return create(seen);
    }) as typeof memories.create;
    const tooLate = { text: 'Late', through, newestAt: through, version: 2 };
    expect(await new MongoMemories(connection).add(ALICE, tooLate)).toBe(false);
    expect(await memories.find({ userId: ALICE }).lean()).toMatchObject([{ text: 'Version 3' }]);
  });
});

describe.skipIf(!mongodb.available)('what a person with a profile has in MongoDB', () => {
  test('is not written, not even for a moment, once they are deleted, and undone if they are meanwhile', async ({
    onTestFinished,
  }) => {
    const database = await mongodb.create();
    onTestFinished(() => database.drop());
    const store = await database.open();
    const connection = await mongoose
      .createConnection(`${database.location.mongodbUri}`)
      .asPromise();
    onTestFinished(() => connection.close());
    const steps: string[] = [];
    const writing = (meanwhile: () => Promise<void>) =>
      written(ALICE, profileModel(connection), {
        write: async () => {
          await meanwhile();
          steps.push('written');
          return true;
        },
        undo: async () => steps.push('undone'),
      });
    await store.saveProfile(ALICE, alice);
    expect(await writing(() => store.deleteUser(ALICE))).toBe(false);
    expect(steps).toEqual(['written', 'undone']);
    expect(await writing(async () => {})).toBe(false);
    expect(steps).toEqual(['written', 'undone']);
  });
});

describe('opening MongoDB', () => {
  test('says which server cannot be reached, and no credentials', async () => {
    const error = await refusal('mongodb://user:pass%20word@127.0.0.1:1/confidant');
    expect(error.message).toMatch(/^Cannot open MongoDB at 127\.0\.0\.1:1: .*ECONNREFUSED/);
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toMatch(/user|pass/);
  });

  test.each([
    'mongodb://hunter2:@se:cret@127.0.0.1:1/',
    'mongodb://hunter2:secret@127.0.0.1:port/',
    'mongodb://hunter2:se%cret@127.0.0.1/',
    'mongodb://hunter2:secret@127.0.0.1/?authMechanism=secret',
    'mongodb://hunter2:secret/confidant',
    'mongodb://hunter2:secret',
    'mongodb://hunter2:secret:27017/confidant',
    'mongodb://hunter2:secret,127.0.0.1:1/confidant',
    'mongodb+srv://hunter2:secret/confidant',
    'mongodb://hunter2%3Asecret/confidant',
    'mongodb://hunter2:secret/127.0.0.1/confidant',
    'mongodb:///hunter2:secret@127.0.0.1/confidant',
    'mongodb://hunter2@hunter2:secret/confidant',
    'mongodb://hunter2:secret@127.0.0.1/?appName=x@secret',
    'mongodb://127.0.0.1:1/?tls=secret',
    'mongo://hunter2:secret@127.0.0.1',
    'hunter2:secret',
  ])('refuses what is no connection string without quoting it: %s', async (uri) => {
    const error = await refusal(uri);
    expect(error.message).toMatch(/^(Cannot open MongoDB|MONGODB_URI must start with)/);
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toMatch(
      /hunter2|se%?c?ret/,
    );
  });

  test('says no part of a password, wherever somebody forgets or repeats a sign', async () => {
    const word = fc.string({ minLength: 6, maxLength: 20, unit: 'grapheme-ascii' });
    const sign = fc.constantFrom('', ':', '/', '?', '#', '%', '::', '//');
    await fc.assert(
      fc.asyncProperty(word, sign, sign, async (password, before, after) => {
        const unlike = `${password.replaceAll(/[@,]/g, ':')}7Q`;
        const uri = `mongodb://root${before}${unlike}${after}/confidant`;
        fc.pre(!/^[\w.-]+$/.test(`root${before}${unlike}`));
        const { message } = await refusal(uri);
        expect(message).not.toContain(unlike);
        expect(message).not.toContain('7Q');
      }),
      { numRuns: 50 },
    );
  }, 60_000);

  test('takes digits without an @ for a password, not for a port', async () => {
    const { message } = await refusal('mongodb://localhost.invalid:12345/confidant');
    expect(message).toMatch(/^Cannot open MongoDB at localhost\.invalid: /);
    expect(message).not.toContain('12345');
  });
});

describe.skipIf(!mongodb.available)('the MongoDB database', () => {
  let database: TestDatabase;
  let store: Store;
  let connection: Connection;

  beforeEach(async () => {
    database = await mongodb.create();
    store = await database.open();
    connection = await mongoose
      .createConnection(`${database.location.mongodbUri}`, { autoIndex: false, autoCreate: false })
      .asPromise();
  });

  afterEach(async () => {
    await connection.close();
    await database.drop();
  });

  test('drops the limits that are over when it is opened', async () => {
    await store.limiter({ name: 'brief', points: 1, seconds: 0.01 }).consume(ALICE);
    await store.limiter({ name: 'long', points: 1, seconds: 60 }).consume(ALICE);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await database.open();
    const limits = await connection.collection('limits').find({}).toArray();
    expect(limits.map(({ key }) => String(key))).toEqual([`long:${ALICE}`]);
  });

  test.each([
    ['turns', { askedAt: 1 }],
    ['practices', { startedAt: 1 }],
    ['checkIns', { status: 1, tryAt: 1 }],
  ])('finds by an index what is older: %s', async (collection, key) => {
    const indexes = await connection.collection(collection).indexes();
    expect(indexes.map((index) => Object.entries(index.key))).toContainEqual(Object.entries(key));
  });

  test('lets no path that is not in the schema into a turn', async () => {
    const stray = { ...question('1'), stray: true };
    expect(await store.beginTurn(stray)).toBe(true);
    expect(await connection.collection('turns').findOne()).not.toHaveProperty('stray');
  });

  test('reads the end of an index, however long the history', { timeout: 30_000 }, async () => {
    const turns = turnModel(connection);
    await turns.insertMany(
      Array.from({ length: TURNS }, (_, n) => document(n)),
      { lean: true },
    );
    const indexes = await turns.collection.indexes();
    const cases = [
      {
        query: answeredTurnsQuery(turns, ALICE, null),
        equal: { userId: 1, practiceId: 1, replacedBy: 1, answered: 1 },
      },
      {
        query: answeredTurnsAfterQuery(turns, ALICE, new Date(NOON)),
        equal: { userId: 1, practiceId: 1, replacedBy: 1, answered: 1 },
      },
      { query: recentTurnsQuery(turns, ALICE), equal: { userId: 1, practiceId: 1, replacedBy: 1 } },
    ];
    for (const { query, equal } of cases) {
      // The fields that are equal first, then the sort: the server walks the index from where it begins, either way.
      const sort = Object.keys(query.getOptions().sort ?? {}).map((name) => [name, -1]);
      const key = [...Object.entries(equal), ...sort];
      const { askedAt: _from, ...filter } = query.getFilter();
      expect(Object.keys(filter)).toEqual(Object.keys(equal));
      expect(indexes.map((index) => Object.entries(index.key))).toContainEqual(key);
    }
    const explained = await Promise.all(
      cases.map(({ query }) => query.limit(6).explain('executionStats')),
    );
    // FerretDB does not say what it examined.
    const examined = explained.map((plan) => docsExamined.safeParse(plan).data ?? 6);
    expect(examined).toEqual([6, 6, 6]);
    expect(await store.answeredTurns(ALICE, 6)).toHaveLength(6);
    expect(await store.recentTurns(ALICE, 6)).toHaveLength(6);
  });
});

function document(n: number): TurnDocument {
  const asked = question(`${n}`, { askedAt: new Date(NOON + n * 1_000) });
  const { id, isReview: review = false, ...turn } = asked;
  const rest = { feedback: null, replacedBy: null, refused: false };
  const derived = { idLength: id.length, answered: true };
  return { ...turn, ...end(), ...rest, ...derived, review, _id: id };
}
