import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../../src/services/store/sqliteStore.ts';
import { STATEMENTS } from '../../../src/services/store/sqliteStatements.ts';
import { sqlite, type TestDatabase } from '../../support/databases.ts';
import { readableOf } from '../../support/traces.ts';
import { ALICE, end, NOON, question } from './contract/context.ts';

const TURNS = 10_000;

describe('the SQLite database', () => {
  let database: TestDatabase;
  let file: string;

  beforeEach(async () => {
    database = await sqlite.create();
    file = join(database.location.dataDir, 'confidant.db');
  });

  afterEach(() => database.drop());

  test('is created with its folder, for its owner only', async () => {
    const folder = join(database.location.dataDir, 'a', 'b');
    const store = await openSqliteStore({ folder });
    await store.beginTurn(question('1'));
    const names = await readdir(folder);
    const modes = await Promise.all(
      names.map(async (name) => (await stat(join(folder, name))).mode),
    );
    await store.close();
    expect(names.toSorted()).toEqual(['confidant.db', 'confidant.db-shm', 'confidant.db-wal']);
    expect(modes.map((mode) => mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  test('from a newer version is refused and left as it is', async () => {
    await (await database.open()).close();
    const newer = new DatabaseSync(file);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    const before = await readFile(file);
    await expect(database.open()).rejects.toThrow(/newer version of Confidant \(schema 99/);
    expect(await readFile(file)).toEqual(before);
  });

  test('that is none is refused by its name', async () => {
    await writeFile(file, 'not a database, whatever its name says');
    await expect(database.open()).rejects.toThrow(`Cannot open ${file}: file is not a database`);
  });

  test('keeps no copy of what was deleted', async () => {
    const secret = 'a very private question';
    const store = await database.open();
    await store.beginTurn(question('1', { question: secret }));
    await store.endTurn(ALICE, '1', end({ answer: secret.repeat(1_000) }));
    await store.deleteUser(ALICE);
    const names = await readdir(database.location.dataDir);
    const contents = await Promise.all(
      names.map((name) => readFile(join(database.location.dataDir, name), 'latin1')),
    );
    expect(contents.filter((content) => content.includes(secret))).toEqual([]);
  });

  test('keeps no copy of a memory that was cleared, of a check-in that was cancelled, of a turn or a profile that was removed', async () => {
    const secret = 'a very private matter';
    const store = await database.open();
    await store.saveProfile(ALICE, { name: 'Alice', age: 30, gender: 'woman', interests: [] });
    const through = new Date(NOON);
    await store.saveMemory(ALICE, { text: secret, through, newestAt: through, version: 1 });
    await store.saveMemory(ALICE, { text: '', through, newestAt: through, version: 2 });
    expect(await readableOf([secret], database.location)).toEqual([]);
    const at = { dueAt: new Date(NOON), tryAt: new Date(NOON), triedSince: null };
    const checkIn = { id: '1', userId: ALICE, plan: secret, locale: 'en-US', ...at };
    await store.addCheckIn({ ...checkIn, status: 'pending' }, 9);
    await store.removeCheckIn(ALICE, '1');
    expect(await readableOf([secret], database.location)).toEqual([]);
    await store.beginTurn(question('1', { question: secret }));
    await store.removeTurn(ALICE, '1');
    expect(await readableOf([secret], database.location)).toEqual([]);
    await store.savePreferences(ALICE, { seeking: secret });
    await store.removeProfile(ALICE);
    expect(await readableOf([secret], database.location)).toEqual([]);
  });

  test('keeps none either when somebody read it meanwhile, once they have ended', async () => {
    const secret = 'a very private question';
    const { dataDir: folder } = database.location;
    const store = await openSqliteStore({ folder, logAgainMs: 10 });
    await store.beginTurn(question('1', { question: secret }));
    const reader = new DatabaseSync(file, { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT * FROM turns').all();
    await store.deleteUser(ALICE);
    const readable = () => readableOf([secret], database.location);
    expect(await readable()).toEqual([secret]);
    reader.exec('COMMIT');
    reader.close();
    await expect.poll(readable).toEqual([]);
    await store.close();
  });

  test('keeps none that the last process had to leave', async () => {
    const secret = 'a very private question';
    const store = await database.open();
    await store.beginTurn(question('1', { question: secret }));
    const reader = new DatabaseSync(file, { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT * FROM turns').all();
    await store.deleteUser(ALICE);
    await store.close();
    reader.exec('COMMIT');
    expect(await readableOf([secret], database.location)).toEqual([secret]);
    await database.open();
    expect(await readableOf([secret], database.location)).toEqual([]);
    reader.close();
  });

  test('drops the limits that are over when it is opened', async () => {
    const store = await database.open();
    await store.limiter({ name: 'brief', points: 1, seconds: 0.01 }).consume(ALICE);
    await store.limiter({ name: 'long', points: 1, seconds: 60 }).consume(ALICE);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await database.open();
    const reader = new DatabaseSync(file, { readOnly: true });
    const keys = reader.prepare('SELECT key FROM limits').all();
    reader.close();
    expect(keys.map(({ key }) => key)).toEqual([`long:${ALICE}`]);
  });

  test('reads the end of an index, however long the history', async () => {
    const store = await database.open();
    const turns = Array.from({ length: TURNS }, (_, n) =>
      question(`${n}`, { askedAt: new Date(NOON + n * 1_000) }),
    );
    await Promise.all(turns.map((turn) => store.beginTurn(turn)));
    await Promise.all(turns.map(({ id }) => store.endTurn(ALICE, id, end())));
    const reader = new DatabaseSync(file, { readOnly: true });
    const planOf = (sql: string, also: Record<string, number | null> = {}) =>
      reader
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all({ userId: ALICE, limit: 6, ...also })
        .map(({ detail }) => detail);
    // One step each: no temporary B-tree to sort in.
    expect(planOf(STATEMENTS.answeredTurns, { practiceId: null })).toEqual([
      'SEARCH turns USING INDEX turns_answers (user_id=? AND practice_id=? AND replaced_by=? AND answered=?)',
    ]);
    expect(planOf(STATEMENTS.answeredTurnsAfter, { after: 0 })).toEqual([
      'SEARCH turns USING INDEX turns_answers (user_id=? AND practice_id=? AND replaced_by=? AND answered=? AND asked_at>?)',
    ]);
    expect(planOf(STATEMENTS.recentTurns)).toEqual([
      'SEARCH turns USING INDEX turns_newest (user_id=? AND practice_id=? AND replaced_by=?)',
    ]);
    reader.close();
    expect(await store.answeredTurns(ALICE, 6)).toHaveLength(6);
    expect(await store.recentTurns(ALICE, 6)).toHaveLength(6);
  });

  test('finds by an index what is older, and what is somebody’s', async () => {
    await database.open();
    const reader = new DatabaseSync(file, { readOnly: true });
    const stepsOf = (sql: string, values: Record<string, string | number>) =>
      reader
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(values)
        .map(({ detail }) => String(detail));
    const older = { than: NOON, limit: 9 };
    expect(stepsOf(STATEMENTS.deleteOlderTurns, older)).toContain(
      'SEARCH turns USING INDEX turns_age (asked_at<?)',
    );
    expect(stepsOf(STATEMENTS.deleteOlderPractices, older)).toContain(
      'SEARCH practices USING COVERING INDEX practices_age (started_at<?)',
    );
    expect(stepsOf(STATEMENTS.deleteOlderMemories, older)).toContain(
      'SEARCH memories USING COVERING INDEX memories_age (newest_at<?)',
    );
    expect(stepsOf(STATEMENTS.deleteOlderCheckIns, older)).toContain(
      'SEARCH check_ins USING COVERING INDEX check_ins_due (status=? AND try_at<?)',
    );
    expect(stepsOf(STATEMENTS.turnIds, { userId: ALICE })[0]).toBe(
      'SEARCH turns USING COVERING INDEX turns_newest (user_id=?)',
    );
    expect(stepsOf(STATEMENTS.turns, { userId: ALICE, ids: '[]' })[0]).toBe(
      'SEARCH turns USING INDEX sqlite_autoindex_turns_1 (id=?)',
    );
    reader.close();
  });
});
