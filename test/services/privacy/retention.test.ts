import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLogger } from '../../../src/logger.ts';
import { Retention } from '../../../src/services/privacy/retention.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { databaseKinds, sqlite, type TestDatabase } from '../../support/databases.ts';
import { Premises } from '../../support/process.ts';
import { ALICE, alice, question } from '../store/contract/context.ts';

const DAY_MS = 24 * 60 * 60_000;
const DAYS = 30;

const eventually = (promise: () => unknown): Promise<unknown> =>
  vi.waitFor(promise, { timeout: 15_000 });

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`what is kept for 30 days on ${kind.name}`, () => {
    let database: TestDatabase;
    let store: Store;
    let logs: string[];

    beforeEach(async () => {
      database = await kind.create();
      store = await database.open();
      logs = [];
    });
    afterEach(() => database.drop());

    const retention = (over: { everyMs?: number; store?: Pick<Store, 'deleteOlder'> } = {}) =>
      new Retention({
        store,
        days: DAYS,
        log: createLogger('trace', { write: (line) => void logs.push(line) }),
        ...over,
      });
    const ask = (id: string, daysAgo: number) =>
      store.beginTurn(
        question(id, { status: 'waiting', askedAt: new Date(Date.now() - daysAgo * DAY_MS) }),
      );
    const left = () => store.turnIds(ALICE);

    test('is gone afterwards, however much it is, and the person stays', async () => {
      await store.saveProfile(ALICE, alice);
      for (let n = 0; n < 7; n += 1) await ask(`${n}`, 31);
      await ask('new', 29);
      // So that it takes several.
      const byTwo = { deleteOlder: (than: Date) => store.deleteOlder(than, 2) };
      const sweeper = retention({ store: byTwo });
      sweeper.start();
      await eventually(async () => expect(await left()).toEqual(['new']));
      await sweeper.stop();
      expect(await store.findProfile(ALICE)).toStrictEqual(alice);
      await eventually(() => expect(logs.join()).toContain('"turns":7'));
    });

    test('is looked for again and again, also after the store was in trouble', async () => {
      const troubled = {
        deleteOlder: vi
          .fn<Store['deleteOlder']>((than, limit) => store.deleteOlder(than, limit))
          .mockRejectedValueOnce(new Error('somebody’s words')),
      };
      const sweeper = retention({ everyMs: 20, store: troubled });
      sweeper.start();
      await eventually(() => expect(troubled.deleteOlder.mock.calls.length).toBeGreaterThan(1));
      await ask('1', 31);
      await eventually(async () => expect(await left()).toEqual([]));
      await sweeper.stop();
      expect(logs[0]).toContain('could not be deleted');
      expect(logs.join()).not.toContain('words');
    });
  });
}

describe('a bot that is told RETENTION_DAYS', () => {
  test('deletes what is older when it starts, and ends as any other', async () => {
    const premises = await Premises.open();
    const database = await sqlite.create();
    const store = await database.open();
    const old = { status: 'waiting', askedAt: new Date(Date.now() - 31 * DAY_MS) } as const;
    await store.beginTurn(question('1', old));
    await store.beginTurn(question('2', { ...old, askedAt: new Date() }));
    const { dataDir } = database.location;
    const running = await premises.serve({ DATA_DIR: dataDir, RETENTION_DAYS: '30' });
    await eventually(async () => expect(await store.turnIds(ALICE)).toEqual(['2']));
    running.child.kill('SIGTERM');
    expect(await running.ended).toMatchObject({ code: 0 });
    await database.drop();
    await premises.close();
  });
});
