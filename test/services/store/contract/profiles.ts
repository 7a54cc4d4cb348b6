import { describe, expect, test } from 'vitest';
import { TONES, type Preferences, type Profile } from '../../../../src/models/profile.ts';
import { contentsOf } from '../../../support/traces.ts';
import { ALICE, BOB, alice, bob, type StoreContext } from './context.ts';
import { checkIn } from './checkIns.ts';
import { kept } from './kept.ts';
import { memory } from './memories.ts';

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

    test('saving both parts at once, in two processes, loses neither', async () => {
      const other = await context.database.open();
      await context.store.saveProfile(ALICE, alice);
      const changed: Profile = { ...alice, age: 31 };
      await Promise.all([
        context.store.saveProfile(ALICE, changed),
        other.savePreferences(ALICE, whole),
      ]);
      expect(await context.store.findProfile(ALICE)).toStrictEqual({ ...changed, ...whole });
    });

    test('saving twice at once leaves one of the two', async () => {
      await Promise.all([
        context.store.saveProfile(ALICE, alice),
        context.store.saveProfile(ALICE, bob),
      ]);
      expect([alice, bob]).toContainEqual(await context.store.findProfile(ALICE));
    });

    test('one that is removed is gone with all it holds, and nobody else’s; it may begin anew', async () => {
      await context.store.saveProfile(ALICE, alice);
      await context.store.savePreferences(ALICE, whole);
      await context.store.saveProfile(BOB, bob);
      for (const _ of ['once', 'twice']) await context.store.removeProfile(ALICE);
      expect(await context.store.findProfile(ALICE)).toBeNull();
      expect(await context.store.savePreferences(ALICE, whole)).toBe(false);
      expect(await context.store.findProfile(BOB)).toStrictEqual(bob);
      await context.store.saveProfile(ALICE, alice);
      expect(await context.store.findProfile(ALICE)).toStrictEqual(alice);
    });

    test('what there is besides stays when one is removed, and nothing more is kept until there is one again', async () => {
      await context.setUp();
      for (const keep of kept) expect(await keep(context.store, ALICE)).toBe(true);
      await context.answered('1', 1);
      // The same command once more would be found there already.
      await context.store.removeCheckIn(ALICE, `8${ALICE}`);
      await context.store.addCheckIn(checkIn('9', 10), 10);
      const besides = async () =>
        [...(await contentsOf(context.database.location))].filter(([at]) => at !== 'profiles');
      const before = await besides();
      await context.store.removeProfile(ALICE);
      for (const keep of kept) expect(await keep(context.store, ALICE)).toBe(false);
      expect(await besides()).toEqual(before);
    });

    test('what there is besides stays when one is removed while more is being kept', async () => {
      const other = await context.database.open();
      const { store } = context;
      await context.setUp();
      await store.saveMemory(ALICE, memory(1));
      await store.saveSettings(ALICE, { locale: 'fr', timeZone: 'Europe/Paris' });
      let version = 1;
      for (let round = 0; round < 10; round += 1) {
        await context.setUp();
        const [isNewer] = await Promise.all([
          other.saveMemory(ALICE, memory(version + 1)),
          other.saveSettings(ALICE, { locale: 'de', timeZone: 'Europe/Vienna' }),
          store.removeProfile(ALICE),
        ]);
        if (isNewer) version += 1;
        expect(await store.findMemory(ALICE)).toStrictEqual(memory(version));
        expect(await store.findSettings(ALICE)).not.toBeNull();
      }
    });

    test('each person has a profile of their own', async () => {
      await context.store.saveProfile(ALICE, alice);
      await context.store.saveProfile(BOB, bob);
      expect(await context.store.findProfile(ALICE)).toStrictEqual(alice);
      expect(await context.store.findProfile(BOB)).toStrictEqual(bob);
    });
  });
}
