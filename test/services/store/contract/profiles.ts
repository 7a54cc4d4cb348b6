import { describe, expect, test } from 'vitest';
import { TONES, type Preferences, type Profile } from '../../../../src/models/profile.ts';
import { ALICE, BOB, alice, bob, type StoreContext } from './context.ts';

const whole: Preferences = {
  pronouns: 'she/her',
  seeking: 'something that lasts 🌱',
  tone: 'playful',
};

/** What a store promises about profiles. */
export function profilePromises(context: StoreContext): void {
  describe('profiles', () => {
    test('a person without a profile has none', async () => {
      expect(await context.store.findProfile(ALICE)).toBeNull();
    });

    test('a profile comes back as it was saved', async () => {
      await context.store.saveProfile(ALICE, alice);
      expect(await context.store.findProfile(ALICE)).toStrictEqual(alice);
    });

    test('what a profile may hold besides comes back, and is gone when it is left out', async () => {
      await context.store.saveProfile(ALICE, alice);
      for (const preferences of [whole, { pronouns: 'she/her' }, whole, {}]) {
        expect(await context.store.savePreferences(ALICE, preferences)).toBe(true);
        expect(await context.store.findProfile(ALICE)).toStrictEqual({ ...alice, ...preferences });
      }
    });

    test('where there is no profile, there is nothing besides it', async () => {
      await context.store.saveProfile(BOB, bob);
      expect(await context.store.savePreferences(ALICE, whole)).toBe(false);
      expect(await context.store.findProfile(ALICE)).toBeNull();
      expect(await context.store.findProfile(BOB)).toStrictEqual(bob);
    });

    test.each(TONES)('the coach may be asked to talk %s', async (tone) => {
      await context.store.saveProfile(ALICE, alice);
      await context.store.savePreferences(ALICE, { tone });
      expect((await context.store.findProfile(ALICE))?.tone).toBe(tone);
    });

    test('saving again replaces what every profile holds, and keeps what is there besides', async () => {
      const changed: Profile = { name: 'Al', age: 31, gender: 'other', interests: [] };
      await context.store.saveProfile(ALICE, alice);
      await context.store.savePreferences(ALICE, whole);
      await context.store.saveProfile(ALICE, changed);
      expect(await context.store.findProfile(ALICE)).toStrictEqual({ ...changed, ...whole });
    });

    test.skipIf(!context.kind.atomicUpdates)(
      'saving both parts at once, in two processes, loses neither',
      async () => {
        const other = await context.database.open();
        await context.store.saveProfile(ALICE, alice);
        const changed: Profile = { ...alice, age: 31 };
        await Promise.all([
          context.store.saveProfile(ALICE, changed),
          other.savePreferences(ALICE, whole),
        ]);
        expect(await context.store.findProfile(ALICE)).toStrictEqual({ ...changed, ...whole });
      },
    );

    test('saving twice at once leaves one of the two', async () => {
      await Promise.all([
        context.store.saveProfile(ALICE, alice),
        context.store.saveProfile(ALICE, bob),
      ]);
      expect([alice, bob]).toContainEqual(await context.store.findProfile(ALICE));
    });

    test('each person has a profile of their own', async () => {
      await context.store.saveProfile(ALICE, alice);
      await context.store.saveProfile(BOB, bob);
      expect(await context.store.findProfile(ALICE)).toStrictEqual(alice);
      expect(await context.store.findProfile(BOB)).toStrictEqual(bob);
    });
  });
}
