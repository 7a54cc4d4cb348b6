import { beforeEach, describe, expect, test } from 'vitest';
import type { CheckIn } from '../../../../src/models/checkIn.ts';
import { ALICE, BOB, NOON, type StoreContext } from './context.ts';

const MINUTE_MS = 60_000;
const after = (minutes: number): Date => new Date(NOON + minutes * MINUTE_MS);

/** A check-in that is due so many minutes after noon. */
export function checkIn(id: string, minutes: number, over: Partial<CheckIn> = {}): CheckIn {
  return {
    id,
    userId: ALICE,
    plan: `Plan ${id}`,
    locale: 'en-GB',
    dueAt: after(minutes),
    status: 'pending',
    tryAt: after(minutes),
    triedSince: null,
    ...over,
  };
}

/** What a store promises about check-ins. */
export function checkInPromises(context: StoreContext): void {
  const add = (...checkIns: CheckIn[]) =>
    Promise.all(checkIns.map((one) => context.store.addCheckIn(one, 10)));
  const idsOf = async (userId: string) =>
    (await context.store.checkIns(userId)).map(({ id }) => id);
  const dueIds = async (minutes: number, limit = 9) =>
    (await context.store.dueCheckIns(after(minutes), limit)).map(({ id }) => id);
  const claim = (found: CheckIn, minutes: number, its = context.store) =>
    its.claimCheckIn(found, { at: after(minutes), until: after(minutes + 1) });

  describe('check-ins', () => {
    beforeEach(() => context.setUp());

    test('come back as they were, the one that is due first in front, and only the person’s own', async () => {
      const [late, early] = [
        checkIn('1', 20, { plan: '{"$gt":""} ☕', triedSince: after(21) }),
        checkIn('2', 10),
      ];
      await add(late, early, checkIn('3', 5, { userId: BOB }));
      expect(await context.store.checkIns(ALICE)).toStrictEqual([early, late]);
      await context.reopen();
      expect(await context.store.checkIns(ALICE)).toStrictEqual([early, late]);
      expect(await idsOf(BOB)).toEqual(['3']);
    });

    test('that are added once more stay as they are', async () => {
      await add(checkIn('1', 10));
      expect(await add(checkIn('1', 50, { plan: 'Another' }))).toEqual([true]);
      expect(await context.store.checkIns(ALICE)).toStrictEqual([checkIn('1', 10)]);
    });

    test('are no more than allowed, however many are added at once', async () => {
      const added = await add(...Array.from({ length: 20 }, (_, n) => checkIn(`${n}`, n)));
      expect(added.filter(Boolean)).toHaveLength(10);
      expect(await idsOf(ALICE)).toHaveLength(10);
      expect(await add(checkIn('100', 1, { userId: BOB }))).toEqual([true]);
      const [first = ''] = await idsOf(ALICE);
      await context.store.removeCheckIn(ALICE, first);
      expect(await add(checkIn('101', 1), checkIn('102', 1))).toEqual(
        expect.arrayContaining([true, false]),
      );
    });

    test('are removed by the person alone, once', async () => {
      await add(checkIn('1', 10));
      expect(await context.store.removeCheckIn(BOB, '1')).toBe(false);
      expect(await context.store.removeCheckIn(ALICE, '1')).toBe(true);
      expect(await context.store.removeCheckIn(ALICE, '1')).toBe(false);
      expect(await idsOf(ALICE)).toEqual([]);
    });

    test('are due when their time has come, the oldest first, as many as wanted', async () => {
      await add(checkIn('1', 30), checkIn('2', 10), checkIn('3', 20, { userId: BOB }));
      expect(await dueIds(9)).toEqual([]);
      expect(await dueIds(10)).toEqual(['2']);
      expect(await dueIds(60)).toEqual(['2', '3', '1']);
      expect(await dueIds(60, 2)).toEqual(['2', '3']);
    });

    test('that are put off are due later, and given up never', async () => {
      const one = checkIn('1', 10);
      await add(one);
      const standing = { status: 'pending', tryAt: after(40), triedSince: after(10) } as const;
      await context.store.saveCheckIn('1', standing);
      expect(await dueIds(39)).toEqual([]);
      expect(await context.store.dueCheckIns(after(40), 9)).toStrictEqual([
        { ...one, ...standing },
      ]);
      await context.store.saveCheckIn('1', { ...standing, status: 'undeliverable' });
      expect(await dueIds(999)).toEqual([]);
      expect(await context.store.checkIns(ALICE)).toMatchObject([{ status: 'undeliverable' }]);
    });

    test('that were removed stay removed, whatever is still to be kept of them', async () => {
      const one = checkIn('1', 10);
      await add(one);
      await context.store.removeCheckIn(ALICE, '1');
      await context.store.saveCheckIn('1', one);
      expect(await claim(one, 10)).toBeNull();
      expect(await idsOf(ALICE)).toEqual([]);
    });

    test('of a person who is deleted are deleted, claimed or not', async () => {
      await add(checkIn('1', 10), checkIn('2', 10), checkIn('3', 10, { userId: BOB }));
      await claim(checkIn('1', 10), 10);
      await context.store.deleteUser(ALICE);
      expect(await dueIds(10)).toEqual(['3']);
      await context.setUp();
      await add(checkIn('1', 10));
      expect(await claim(checkIn('1', 10), 10)).not.toBeNull();
    });
  });

  describe('a claim on a check-in', () => {
    beforeEach(() => context.setUp());

    test('keeps others from it until it runs out', async () => {
      const one = checkIn('1', 10);
      await add(one);
      const other = await context.database.open();
      expect(await claim(one, 10)).toStrictEqual(one);
      expect(await claim(one, 10, other)).toBeNull();
      expect(await claim(one, 10.9, other)).toBeNull();
      expect(await claim(one, 11, other)).toStrictEqual(one);
      expect(await claim(one, 11)).toBeNull();
      expect(await claim(one, 12)).toStrictEqual(one);
    });

    test('of ten that are made at once is had by one, also after another has run out', async () => {
      const one = checkIn('1', 10);
      await add(one);
      for (const minutes of [10, 11, 12]) {
        const claims = await Promise.all(Array.from({ length: 10 }, () => claim(one, minutes)));
        expect(claims.filter(Boolean)).toHaveLength(1);
      }
    });

    test('is not had of one that was sent, put off or given up since it was found', async () => {
      const [sent, putOff, givenUp] = [checkIn('1', 10), checkIn('2', 10), checkIn('3', 10)];
      await add(sent, putOff, givenUp);
      await context.store.removeCheckIn(ALICE, '1');
      await context.store.saveCheckIn('2', { ...putOff, tryAt: after(20) });
      await context.store.saveCheckIn('3', { ...givenUp, status: 'undeliverable' });
      for (const found of [sent, putOff, givenUp]) expect(await claim(found, 10)).toBeNull();
    });
  });
}
