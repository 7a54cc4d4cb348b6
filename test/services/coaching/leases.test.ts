import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Lease } from '../../../src/models/turn.ts';
import { Leases } from '../../../src/services/coaching/leases.ts';
import { Persistence } from '../../../src/services/coaching/persistence.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { databaseKinds, type TestDatabase, withMethods } from '../../support/databases.ts';

const ADA = '100';
const TIMES = { renewEveryMs: 10_000, deadAfterMs: 30_000 };
/** For tests that wait for signs. */
const OFTEN = { ...TIMES, renewEveryMs: 20 };
const never = () => expect.unreachable('It was lost');

/** A process that has said nothing for so long. */
const silent = (turnId: string, ms: number): Lease => ({
  turnId,
  userId: ADA,
  owner: 'gone',
  seenAt: new Date(Date.now() - ms),
});

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`processes that share one ${kind.name}`, () => {
    let database: TestDatabase;
    let store: Store;
    const running: Leases[] = [];

    beforeEach(async () => {
      database = await kind.create();
      store = await database.open();
    });
    afterEach(async () => {
      for (const leases of running.splice(0)) leases.stop();
      await database.drop();
    });

    /** Another process. */
    const begin = (times = TIMES, its: Store = store): Leases => {
      const log = pino({ enabled: false });
      const leases = new Leases(its, new Persistence(log), log, times);
      running.push(leases);
      return leases;
    };
    const streaming = (id: string) =>
      store.beginTurn({
        id,
        userId: ADA,
        question: 'Well?',
        pictures: [],
        practiceId: null,
        follows: null,
        status: 'streaming',
        askedAt: new Date(),
        reply: null,
      });

    test('write one answer at a time for each person', async () => {
      const [one, two] = [begin(), begin()];
      expect(await one.take(ADA, '1', never)).toBe('taken');
      expect(await two.take(ADA, '2', never)).toBe('busy');
      expect(await two.take('200', '3', never)).toBe('taken');
      await one.freePlace('1');
      expect(await two.take(ADA, '2', never)).toBe('taken');
    });

    test('answer an event once that both were given', async () => {
      const [one, two] = [begin(), begin()];
      expect(await one.take(ADA, '1', never)).toBe('taken');
      expect(await two.take(ADA, '1', never)).toBe('duplicate');
      expect(await two.take('200', '1', never)).toBe('busy');
    });

    test('leave each other in peace while they give signs', async () => {
      const signs = Promise.withResolvers<void>();
      let renewed = 0;
      const watched = withMethods(store, {
        renewLeases: async (owner, seenAt) => {
          const held = await store.renewLeases(owner, seenAt);
          renewed += 1;
          if (renewed === 3) signs.resolve();
          return held;
        },
      });
      const [one, two] = [begin(OFTEN, watched), begin()];
      const before = new Date();
      await one.take(ADA, '1', never);
      await signs.promise;
      expect((await store.leases())[0]?.seenAt.getTime()).toBeGreaterThan(before.getTime());
      expect(await Array.fromAsync(two.takeOver(false))).toEqual([]);
      expect(await two.take(ADA, '2', never)).toBe('busy');
    });

    test('let nobody wait for one that is gone: its turn is closed, its words are kept', async () => {
      await store.takeLease(silent('1', 31_000));
      await streaming('1');
      await store.saveProgress(ADA, '1', 'Half');
      const one = begin();
      expect(await one.take(ADA, '2', never)).toBe('taken');
      expect(await store.findTurn(ADA, '1')).toMatchObject({ status: 'stopped', answer: 'Half' });
      // Its reply is still to be finished.
      expect(await Array.fromAsync(one.takeOver(false))).toMatchObject([{ turnId: '1' }]);
      expect(await Array.fromAsync(begin().takeOver(false))).toEqual([]);
    });

    test('wait for one that may still be there', async () => {
      await store.takeLease(silent('1', 20_000));
      const one = begin();
      expect(await one.take(ADA, '2', never)).toBe('busy');
      expect(await Array.fromAsync(one.takeOver(false))).toEqual([]);
      const isAlone = !store.isShared;
      expect(await Array.fromAsync(one.takeOver(true))).toHaveLength(isAlone ? 1 : 0);
    });

    test('stop what they lost, such as by being deleted elsewhere', async () => {
      const one = begin(OFTEN);
      const lost = Promise.withResolvers<string>();
      await one.take(ADA, '1', lost.resolve);
      await store.deleteUser(ADA);
      await lost.promise;
      expect(await begin().take(ADA, '2', never)).toBe('taken');
    });

    test.runIf(kind.available && kind.name !== 'SQLite')(
      'end what others will soon take over, and show nothing of it once they may',
      async () => {
        const away = withMethods(store, { renewLeases: () => Promise.reject(new Error('away')) });
        const one = begin({ renewEveryMs: 100, deadAfterMs: 400 }, away);
        const ended = Promise.withResolvers<string>();
        await one.take(ADA, '1', ended.resolve);
        expect(await ended.promise).toBe('silent');
        expect(one.mayShow('1')).toBe(true);
        await vi.waitFor(() => expect(one.mayShow('1')).toBe(false));
        expect(
          await Array.fromAsync(begin({ ...OFTEN, deadAfterMs: 400 }).takeOver(false)),
        ).toEqual([expect.objectContaining({ turnId: '1' })]);
      },
    );

    test('know what another has taken over from what was deleted', async () => {
      const one = begin(OFTEN);
      await streaming('1');
      const troubles: string[] = [];
      const add = (trouble: string) => troubles.push(trouble);
      await one.take(ADA, '1', add);
      await vi.waitFor(
        async () => {
          const [lease] = await store.leases();
          // Once more, if a sign has undone it.
          if (lease?.owner !== 'another') await store.claimLease(lease!, 'another', new Date());
          expect(troubles).toEqual(['takenOver']);
        },
        { timeout: 10_000 },
      );
      expect(one.mayShow('1')).toBe(!store.isShared);
      await one.take('200', '2', add);
      await vi.waitFor(
        async () => {
          await store.deleteUser('200');
          expect(troubles).toEqual(['takenOver', 'deleted']);
        },
        { timeout: 10_000 },
      );
      expect(one.mayShow('2')).toBe(true);
    });

    test.each(['giveBack', 'drop'] as const)(
      'keep what they are done with until its end is stored (%s)',
      async (how) => {
        const one = begin();
        const stored = Promise.withResolvers<boolean>();
        await one.take(ADA, '1', never);
        one.keepUntil('1', stored.promise);
        const done = one[how]('1');
        expect(await Array.fromAsync(one.takeOver(false))).toEqual([]);
        expect(await store.leases()).toHaveLength(1);
        stored.resolve(true);
        await done;
        const left = await Array.fromAsync(one.takeOver(false));
        expect(left).toHaveLength(how === 'drop' ? 0 : 1);
      },
    );

    test('keep what comes back to them until all who finish it are done', async () => {
      const one = begin();
      await one.take(ADA, '1', never);
      await store.abandonLease('1', ADA);
      expect(await Array.fromAsync(one.takeOver(false))).toHaveLength(1);
      await one.drop('1');
      expect(await store.leases()).toHaveLength(1);
      expect(await Array.fromAsync(one.takeOver(false))).toEqual([]);
      await one.drop('1');
      expect(await store.leases()).toEqual([]);
    });

    test('do not take over what they are about to drop: it is found again by then', async () => {
      const dropped = Promise.withResolvers<void>();
      const slow = withMethods(store, {
        dropLease: async (turnId, owner) => {
          await dropped.promise;
          await store.dropLease(turnId, owner);
        },
      });
      const one = begin(TIMES, slow);
      await one.take(ADA, '1', never);
      const dropping = one.drop('1');
      // Its event may be delivered once more.
      expect(await one.take(ADA, '1', never)).toBe('duplicate');
      await store.abandonLease('1', ADA);
      expect(await Array.fromAsync(one.takeOver(false))).toEqual([]);
      dropped.resolve();
      await dropping;
      expect(await Array.fromAsync(one.takeOver(false))).toHaveLength(1);
    });

    test('leave what could not be stored to the next', async () => {
      const one = begin();
      await one.take(ADA, '1', never);
      one.keepUntil('1', Promise.resolve(false));
      await one.drop('1');
      expect(await store.leases()).toHaveLength(1);
    });

    test('do not lose what they hold because the database was away', async () => {
      let isAway = true;
      const tried = Promise.withResolvers<void>();
      const shaky = withMethods(store, {
        renewLeases: async (owner, seenAt) => {
          tried.resolve();
          if (isAway) throw new Error('away');
          return store.renewLeases(owner, seenAt);
        },
      });
      const one = begin(OFTEN, shaky);
      await one.take(ADA, '1', never);
      await tried.promise;
      isAway = false;
      const [before] = await store.leases();
      await vi.waitFor(async () => {
        const [now] = await store.leases();
        expect(now?.seenAt.getTime()).toBeGreaterThan(before?.seenAt.getTime() ?? 0);
      });
    });
  });
}
