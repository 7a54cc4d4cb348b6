import { beforeEach, describe, expect, test } from 'vitest';
import type { Memory } from '../../../../src/models/memory.ts';
import { ALICE, BOB, NOON, type StoreContext } from './context.ts';

export const memory = (version: number, over: Partial<Memory> = {}): Memory => ({
  text: `Remembers ${version}, and {"$gt":""} 💌`,
  through: new Date(NOON + version * 1_000),
  newestAt: new Date(NOON + version * 1_000),
  version,
  ...over,
});

/** What a store promises about what the coach keeps in mind. */
export function memoryPromises(context: StoreContext): void {
  describe('a memory', () => {
    beforeEach(() => context.setUp());

    test('comes back as it was written, to its person alone, also after a restart', async () => {
      expect(await context.store.findMemory(ALICE)).toBeNull();
      expect(await context.store.saveMemory(ALICE, memory(1))).toBe(true);
      await context.reopen();
      expect(await context.store.findMemory(ALICE)).toStrictEqual(memory(1));
      expect(await context.store.findMemory(BOB)).toBeNull();
    });

    test('may be empty, and takes the place of the version before it', async () => {
      await context.store.saveMemory(ALICE, memory(1));
      expect(await context.store.saveMemory(ALICE, memory(2, { text: '' }))).toBe(true);
      expect(await context.store.findMemory(ALICE)).toStrictEqual(memory(2, { text: '' }));
    });

    test('is not written over by whoever read an older version', async () => {
      for (const version of [1, 2, 3]) await context.store.saveMemory(ALICE, memory(version));
      for (const version of [1, 2, 3, 5]) {
        const late = memory(version, { text: 'late' });
        expect(await context.store.saveMemory(ALICE, late)).toBe(false);
      }
      expect(await context.store.findMemory(ALICE)).toStrictEqual(memory(3));
    });

    test('is written once by several processes at once, at each version', async () => {
      const other = await context.database.open();
      for (const version of [1, 2, 3]) {
        const written = await Promise.all(
          [context.store, other, context.store, other].map(async (store, writer) => {
            const text = `by ${writer}`;
            return (await store.saveMemory(ALICE, memory(version, { text }))) ? text : undefined;
          }),
        );
        const [text, ...more] = written.filter((by) => by !== undefined);
        expect(more).toEqual([]);
        expect((await context.store.findMemory(ALICE))?.text).toBe(text);
      }
    });

    test('is removed without the rest, also of whoever has no profile any more', async () => {
      for (const version of [1, 2]) await context.store.saveMemory(ALICE, memory(version));
      await context.store.saveMemory(BOB, memory(1));
      await context.store.removeProfile(ALICE);
      for (const _ of ['once', 'again']) await context.store.removeMemory(ALICE);
      expect(await context.store.findMemory(ALICE)).toBeNull();
      expect(await context.store.findMemory(BOB)).toStrictEqual(memory(1));
      await context.setUp();
      expect(await context.store.saveMemory(ALICE, memory(1))).toBe(true);
    });

    test('that was deleted is not written any further, and may begin anew', async () => {
      for (const version of [1, 2]) await context.store.saveMemory(ALICE, memory(version));
      await context.store.saveMemory(BOB, memory(1));
      await context.store.deleteUser(ALICE);
      await context.setUp();
      expect(await context.store.saveMemory(ALICE, memory(3))).toBe(false);
      expect(await context.store.findMemory(ALICE)).toBeNull();
      expect(await context.store.findMemory(BOB)).toStrictEqual(memory(1));
      expect(await context.store.saveMemory(ALICE, memory(1))).toBe(true);
    });
  });
}
