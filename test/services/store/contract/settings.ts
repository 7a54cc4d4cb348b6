import { beforeEach, describe, expect, test } from 'vitest';
import { ALICE, BOB, type StoreContext } from './context.ts';

const FRENCH = { locale: 'fr', timeZone: 'Europe/Paris' };
const JAPANESE = { locale: 'ja', timeZone: null };

/** What a store promises about people's settings. */
export function settingsPromises(context: StoreContext): void {
  describe('settings', () => {
    beforeEach(() => context.setUp());

    test('of a person who has none are none', async () => {
      expect(await context.store.findSettings(ALICE)).toBeNull();
    });

    test('come back as they were saved, each person’s own, also after a restart', async () => {
      await context.store.saveSettings(ALICE, FRENCH);
      await context.store.saveSettings(BOB, JAPANESE);
      await context.reopen();
      expect(await context.store.findSettings(ALICE)).toStrictEqual(FRENCH);
      expect(await context.store.findSettings(BOB)).toStrictEqual(JAPANESE);
    });

    test('saved again are replaced as a whole', async () => {
      await context.store.saveSettings(ALICE, FRENCH);
      await context.store.saveSettings(ALICE, JAPANESE);
      expect(await context.store.findSettings(ALICE)).toStrictEqual(JAPANESE);
    });

    test('take another language, and keep the time zone', async () => {
      await context.store.saveSettings(ALICE, FRENCH);
      expect(await context.store.saveLocale(ALICE, 'ja')).toBe(true);
      expect(await context.store.findSettings(ALICE)).toStrictEqual({ ...FRENCH, locale: 'ja' });
      expect(await context.store.saveLocale(BOB, 'fr')).toBe(true);
      expect(await context.store.findSettings(BOB)).toStrictEqual({ locale: 'fr', timeZone: null });
    });

    test('saved twice at once are one of the two', async () => {
      await Promise.all([
        context.store.saveSettings(ALICE, FRENCH),
        context.store.saveSettings(ALICE, JAPANESE),
      ]);
      expect([FRENCH, JAPANESE]).toContainEqual(await context.store.findSettings(ALICE));
    });
  });
}
