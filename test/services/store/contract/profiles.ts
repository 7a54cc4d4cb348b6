import { describe, expect, test } from 'vitest';
import { TONES, type Profile } from '../../../../src/models/profile.ts';
import { ALICE, BOB, alice, bob, type StoreContext } from './context.ts';

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
      const pronouns = { ...alice, pronouns: 'she/her' };
      const whole: Profile = { ...pronouns, seeking: 'something that lasts 🌱', tone: 'playful' };
      for (const profile of [whole, pronouns, alice]) {
        await context.store.saveProfile(ALICE, profile);
        expect(await context.store.findProfile(ALICE)).toStrictEqual(profile);
      }
    });

    test.each(TONES)('the coach may be asked to talk %s', async (tone) => {
      await context.store.saveProfile(ALICE, { ...alice, tone });
      expect((await context.store.findProfile(ALICE))?.tone).toBe(tone);
    });

    test('saving again replaces the whole profile', async () => {
      const changed: Profile = { name: 'Al', age: 31, gender: 'other', interests: [] };
      await context.store.saveProfile(ALICE, alice);
      await context.store.saveProfile(ALICE, changed);
      expect(await context.store.findProfile(ALICE)).toStrictEqual(changed);
    });

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
