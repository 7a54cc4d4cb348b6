import { describe, expect, test } from 'vitest';
import { tracesOf } from '../../../support/traces.ts';
import {
  ALICE,
  BOB,
  NOON,
  alice,
  bob,
  end,
  goingOn,
  question,
  type StoreContext,
} from './context.ts';
import { kept } from './kept.ts';
import { rehearsal } from './practices.ts';

/** What a store promises about deletion, restarts and its end. */
export function lifetimePromises(context: StoreContext): void {
  describe('deleting a person', () => {
    test('removes their profile and every turn, and nobody else’s', async () => {
      await context.store.saveProfile(ALICE, alice);
      await context.store.saveProfile(BOB, bob);
      await context.answered('1', 1);
      await context.store.beginTurn(question('2', { status: 'waiting' }));
      await context.answered('3', 3, BOB);

      await context.store.deleteUser(ALICE);

      expect(await context.store.findProfile(ALICE)).toBeNull();
      expect(await context.recentIds(ALICE, 9)).toEqual([]);
      expect(await context.store.findTurn(ALICE, '1')).toBeNull();
      expect(await context.store.findProfile(BOB)).toStrictEqual(bob);
      expect(await context.recentIds(BOB, 9)).toEqual(['3']);
    });

    test('removes what belongs to their conversation, and nobody else’s', async () => {
      const known = [ALICE, BOB];
      await context.setUp();
      for (const [n, userId] of known.entries()) {
        await context.store.saveSettings(userId, { locale: 'fr', timeZone: null });
        await context.store.savePractice(rehearsal(`7${n}`, { userId }));
        await context.store.beginTurn(question(`1${n}`, { userId, practiceId: `7${n}` }));
        await context.store.endTurn(userId, `1${n}`, end());
        await context.answered(`2${n}`, 2, userId);
        await context.store.replaceTurn(userId, `2${n}`, '9');
      }

      await context.store.deleteUser(ALICE);

      const left = await Promise.all(
        known.map(async (userId, n) => [
          await context.store.findSettings(userId),
          await context.store.findPractice(userId),
          await context.store.findTurn(userId, `1${n}`),
          await context.store.findTurn(userId, `2${n}`),
        ]),
      );
      expect(left[0]).toEqual([null, null, null, null]);
      expect(left[1]).not.toContain(null);
    });

    test('is followed by nothing that was about to be kept of them: it is refused', async () => {
      await context.setUp();
      await context.store.deleteUser(ALICE);
      for (const keep of kept) expect(await keep(context.store, ALICE)).toBe(false);
      expect(await tracesOf(ALICE, context.database.location)).toEqual([]);
      for (const keep of kept) expect(await keep(context.store, BOB)).toBe(true);
    });

    test('leaves nothing that is being kept of them at the same moment', async () => {
      const other = await context.database.open();
      for (let round = 0; round < 10; round += 1) {
        await context.setUp();
        await Promise.all([
          ...kept.map((keep) => keep(other, ALICE)),
          context.store.deleteUser(ALICE),
          ...kept.map((keep) => keep(context.store, ALICE)),
        ]);
        expect(await tracesOf(ALICE, context.database.location)).toEqual([]);
      }
    });

    test('of whom nothing is known is no error', async () => {
      await expect(context.store.deleteUser(ALICE)).resolves.toBeUndefined();
    });
  });

  describe('the database', () => {
    test('opened again holds everything', async () => {
      await context.store.saveProfile(ALICE, alice);
      await context.answered('1', 1);
      await context.store.beginTurn(
        question('2', { status: 'waiting', askedAt: new Date(NOON + 2_000) }),
      );
      const before = await context.store.recentTurns(ALICE, 9);
      await context.reopen();
      expect(await context.store.findProfile(ALICE)).toStrictEqual(alice);
      expect(await context.store.recentTurns(ALICE, 9)).toStrictEqual(before);
      expect(await context.store.resumeTurn(ALICE, '2', goingOn(null))).toMatchObject({
        status: 'streaming',
      });
    });

    test('serves two stores at once', async () => {
      const other = await context.database.open();
      await context.store.saveProfile(ALICE, alice);
      expect(await other.findProfile(ALICE)).toStrictEqual(alice);
      const begun = [
        await context.store.beginTurn(question('1')),
        await other.beginTurn(question('1')),
      ];
      expect(begun).toEqual([true, false]);
    });

    test('answers nothing once closed, and closing again is no error', async () => {
      await context.store.close();
      await expect(context.store.findProfile(ALICE)).rejects.toBeInstanceOf(Error);
      await expect(context.store.beginTurn(question('1'))).rejects.toBeInstanceOf(Error);
      await expect(context.store.close()).resolves.toBeUndefined();
    });
  });
}
