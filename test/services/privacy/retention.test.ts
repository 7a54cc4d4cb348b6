import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLogger } from '../../../src/logger.ts';
import { Retention } from '../../../src/services/privacy/retention.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { databaseKinds, type TestDatabase } from '../../support/databases.ts';
import { ALICE, alice, question } from '../store/contract/context.ts';

const DAY_MS = 24 * 60 * 60_000;
const DAYS = 30;

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
      await vi.waitFor(async () => expect(await left()).toEqual(['new']));
      await sweeper.stop();
      expect(await store.findProfile(ALICE)).toStrictEqual(alice);
      await vi.waitFor(() => expect(logs.join()).toContain('"turns":7'));
    });

    test('is looked for again and again, also after the store was in trouble', async () => {
      const troubled = {
        deleteOlder: vi
          .fn<Store['deleteOlder']>((than, limit) => store.deleteOlder(than, limit))
          .mockRejectedValueOnce(new Error('somebody’s words')),
      };
      const sweeper = retention({ everyMs: 20, store: troubled });
      sweeper.start();
      await vi.waitFor(() => expect(troubled.deleteOlder.mock.calls.length).toBeGreaterThan(1));
      await ask('1', 31);
      await vi.waitFor(async () => expect(await left()).toEqual([]));
      await sweeper.stop();
      expect(logs[0]).toContain('could not be deleted');
      expect(logs.join()).not.toContain('words');
      const calls = troubled.deleteOlder.mock.calls.length;
      await vi.waitFor(() => expect(logs.length).toBeGreaterThan(1));
      expect(troubled.deleteOlder.mock.calls.length).toBe(calls);
    });
  });
}
