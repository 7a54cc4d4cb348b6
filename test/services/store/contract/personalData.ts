import { describe, expect, test } from 'vitest';
import type { CheckIn } from '../../../../src/models/checkIn.ts';
import type { NewTurn } from '../../../../src/services/store/store.ts';
import { Limits } from '../../../../src/services/coaching/limits.ts';
import { contentsOf, tracesOf } from '../../../support/traces.ts';
import {
  ALICE,
  BOB,
  NOON,
  alice,
  bob,
  end,
  place,
  question,
  type StoreContext,
} from './context.ts';
import { memory } from './memories.ts';
import { rehearsal } from './practices.ts';

const DAY_MS = 24 * 60 * 60_000;
const onDay = (day: number): Date => new Date(NOON + day * DAY_MS);

const checkIn = (id: string, day: number, over: Partial<CheckIn> = {}): CheckIn => ({
  id,
  userId: ALICE,
  plan: `Plan ${id}`,
  locale: 'en-GB',
  dueAt: onDay(day),
  status: 'pending',
  tryAt: onDay(day),
  triedSince: null,
  ...over,
});

const givenUp = { status: 'undeliverable' } as const;

/** What the database says of itself. */
const OF_NOBODY = new Set(['meta', 'encryption']);

/** What a store promises about all that it holds of somebody, and for how long. */
export function personalDataPromises(context: StoreContext): void {
  const ids = (userId = ALICE) => context.store.turnIds(userId);
  const ask = async (id: string, day: number, over: Partial<NewTurn> = {}) => {
    await context.store.beginTurn(question(id, { askedAt: onDay(day), ...over }));
    if (!over.status) await context.store.endTurn(over.userId ?? ALICE, id, end());
  };
  const older = (day: number, limit = 99) => context.store.deleteOlder(onDay(day), limit);
  const lease = (turnId: string) =>
    context.store.takeLease({ turnId, userId: ALICE, owner: 'me', seenAt: onDay(9) });

  /** A record of every kind there is. */
  const fill = async (userId: string, n: number) => {
    const { store } = context;
    await store.saveProfile(userId, userId === ALICE ? alice : bob);
    await store.saveSettings(userId, { locale: 'fr', timeZone: 'Europe/Paris' });
    await store.savePractice(rehearsal(`7${n}`, { userId }));
    await store.saveMemory(userId, memory(1));
    await store.beginTurn(question(`1${n}`, { userId, practiceId: `7${n}`, reply: place }));
    await store.endTurn(userId, `1${n}`, end());
    await store.beginTurn(question(`2${n}`, { userId, status: 'waiting' }));
    await store.beginTurn(question(`3${n}`, { userId }));
    await store.takeLease({ turnId: `3${n}`, userId, owner: 'me', seenAt: onDay(1) });
    for (const id of [`4${n}`, `5${n}`]) await store.addCheckIn(checkIn(id, 1, { userId }), 10);
    await store.claimCheckIn(checkIn(`4${n}`, 1, { userId }), { at: onDay(2), until: onDay(3) });
    await limits().consume(userId);
  };
  const limits = () => new Limits(context.store, { cooldownSeconds: 60, dailyLimit: 9 });

  describe('the turns of a person', () => {
    test('are all there, oldest first: of rehearsals, replaced, waiting, being written', async () => {
      await ask('5', 5, { status: 'streaming' });
      await ask('3', 3, { practiceId: '70' });
      await ask('4', 4, { status: 'waiting' });
      await ask('1', 1);
      await ask('2', 2);
      await context.store.replaceTurn(ALICE, '1', '2');
      await ask('6', 6, { userId: BOB });
      expect(await ids()).toEqual(['1', '2', '3', '4', '5']);
      expect(await ids(BOB)).toEqual(['6']);
    });

    test('come back as they are, in the order wanted, to the person alone', async () => {
      for (const id of ['1', '2', '3']) await ask(id, Number(id), { reply: place });
      const turns = await context.store.turns(ALICE, ['3', '404', '1']);
      expect(turns).toStrictEqual([
        await context.store.findTurn(ALICE, '3'),
        await context.store.findTurn(ALICE, '1'),
      ]);
      expect(await context.store.turns(BOB, ['1', '2'])).toEqual([]);
      expect(await context.store.turns(ALICE, [])).toEqual([]);
    });
  });

  describe('deleting everything about a person', () => {
    test('leaves their id nowhere in the database, and everybody else’s where it was', async () => {
      const { location } = context.database;
      for (const [n, userId] of [ALICE, BOB].entries()) await fill(userId, n);
      // A kind of record that this test does not fill would be one that it does not look for.
      const people = new Set((await contentsOf(location)).keys()).difference(OF_NOBODY);
      expect(await tracesOf(ALICE, location)).toEqual([...people].toSorted());
      const before = await tracesOf(BOB, location);

      await limits().forget(ALICE);
      await context.store.deleteUser(ALICE);

      expect(await tracesOf(ALICE, location)).toEqual([]);
      expect(await tracesOf(BOB, location)).toEqual(before);
      expect(await ids(BOB)).toEqual(['11', '21', '31']);
    });

    test('forgets what a limit has counted that is switched off by now', async () => {
      await limits().consume(ALICE);
      const off = new Limits(context.store, { cooldownSeconds: 0, dailyLimit: 0 });
      expect(await off.counted(ALICE)).toMatchObject([
        { kind: 'cooldown', questions: 1 },
        { kind: 'dailyLimit', questions: 1 },
      ]);
      await off.forget(ALICE);
      expect(await off.counted(ALICE)).toEqual([]);
      expect(await tracesOf(ALICE, context.database.location)).toEqual([]);
    });
  });

  describe('deleting what is older', () => {
    test('goes by when turns were asked, whatever became of them, and whoever asked', async () => {
      await ask('1', 1);
      await ask('2', 1, { status: 'waiting' });
      await ask('3', 1, { practiceId: '70' });
      await ask('4', 1, { userId: BOB });
      await ask('5', 1, { status: 'streaming' });
      await ask('6', 2);
      await context.store.replaceTurn(ALICE, '6', '7');
      await ask('7', 3);
      expect(await older(2)).toEqual({ turns: 5, practices: 0, memories: 0, checkIns: 0 });
      expect(await ids()).toEqual(['6', '7']);
      expect(await ids(BOB)).toEqual([]);
      expect(await older(3)).toMatchObject({ turns: 1 });
      expect(await ids()).toEqual(['7']);
    });

    test('leaves a turn alone that a process is at work on, until it is done', async () => {
      await ask('1', 1, { status: 'streaming' });
      await lease('1');
      expect(await older(9)).toMatchObject({ turns: 0 });
      expect(await ids()).toEqual(['1']);
      await context.store.endTurn(ALICE, '1', end());
      await context.store.dropLease('1', 'me');
      expect(await older(9)).toMatchObject({ turns: 1 });
    });

    test('goes by when rehearsals began', async () => {
      await context.setUp();
      await context.store.savePractice(rehearsal('70', { startedAt: onDay(1) }));
      await context.store.savePractice(
        rehearsal('71', { userId: BOB, startedAt: onDay(2), endedAt: onDay(2) }),
      );
      expect(await older(2)).toMatchObject({ practices: 1 });
      expect(await context.store.findPractice(ALICE)).toBeNull();
      expect(await context.store.findPractice(BOB)).not.toBeNull();
      expect(await older(3)).toMatchObject({ practices: 1 });
    });

    test('goes by the newest of a memory, which its person may have written', async () => {
      await context.setUp();
      await context.store.saveMemory(ALICE, memory(1, { through: onDay(1), newestAt: onDay(1) }));
      await context.store.saveMemory(BOB, memory(1, { through: onDay(1), newestAt: onDay(2) }));
      expect(await older(2)).toMatchObject({ memories: 1 });
      expect(await context.store.findMemory(ALICE)).toBeNull();
      expect(await context.store.findMemory(BOB)).not.toBeNull();
      expect(await older(3)).toMatchObject({ memories: 1 });
    });

    test('goes by when check-ins were given up, and keeps those that are still to be sent', async () => {
      await context.setUp();
      await context.store.addCheckIn(checkIn('1', 1), 10);
      await context.store.claimCheckIn(checkIn('1', 1), { at: onDay(1), until: onDay(1) });
      await context.store.saveCheckIn('1', { ...checkIn('1', 1), ...givenUp });
      await context.store.addCheckIn(checkIn('2', 2, givenUp), 10);
      await context.store.addCheckIn(checkIn('3', 1), 10);
      expect(await older(2)).toMatchObject({ checkIns: 1 });
      expect((await context.store.checkIns(ALICE)).map(({ id }) => id)).toEqual(['3', '2']);
      await context.store.removeCheckIn(ALICE, '3');
      expect(await older(3)).toMatchObject({ checkIns: 1 });
      expect(await tracesOf(ALICE, context.database.location)).toEqual(['profiles']);
    });

    test('takes as many at once as wanted, and keeps profiles and settings', async () => {
      await fill(ALICE, 0);
      for (let n = 0; n < 5; n += 1) await ask(`${n}`, n);
      const deleted = [];
      for (let turns; turns !== 0; deleted.push(turns)) ({ turns } = await older(99, 3));
      expect(deleted.slice(0, -1).every((turns) => turns <= 3)).toBe(true);
      expect(await ids()).toEqual(['30']);
      expect(await context.store.findProfile(ALICE)).toStrictEqual(alice);
      expect(await context.store.findSettings(ALICE)).not.toBeNull();
    });

    test('by two processes at once deletes each once', async () => {
      for (let n = 0; n < 20; n += 1) await ask(`${n}`, 1);
      const other = await context.database.open();
      await Promise.all([older(2), other.deleteOlder(onDay(2), 99)]);
      expect(await ids()).toEqual([]);
    });
  });
}
