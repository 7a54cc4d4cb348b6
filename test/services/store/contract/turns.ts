import { describe, expect, test } from 'vitest';
import { ALICE, BOB, end, place, question, type StoreContext } from './context.ts';

/** What a store promises about a single turn. */
export function turnPromises(context: StoreContext): void {
  describe('turns', () => {
    test('a turn that begins has its question, no answer and no end', async () => {
      expect(await context.store.beginTurn(question('1', { reply: place }))).toBe(true);
      expect(await context.store.findTurn(ALICE, '1')).toStrictEqual({
        ...question('1', { reply: place }),
        answer: '',
        endedAt: null,
        feedback: null,
        replacedBy: null,
      });
    });

    test('a reply may lack its messages and its token', async () => {
      const reply = { ...place, messageIds: [], interactionToken: null, ephemeral: false };
      await context.store.beginTurn(question('1', { reply }));
      expect((await context.store.findTurn(ALICE, '1'))?.reply).toStrictEqual(reply);
    });

    test('a turn that is already recorded is refused and stays as it is', async () => {
      await context.answered('1', 0);
      const before = await context.store.findTurn(ALICE, '1');
      expect(await context.store.beginTurn(question('1', { question: 'again' }))).toBe(false);
      expect(await context.store.beginTurn(question('1', { userId: BOB }))).toBe(false);
      expect(await context.store.findTurn(ALICE, '1')).toStrictEqual(before);
      expect(await context.store.findTurn(BOB, '1')).toBeNull();
    });

    test('an event delivered twenty times at once is recorded once', async () => {
      const begun = await Promise.all(
        Array.from({ length: 20 }, () => context.store.beginTurn(question('1'))),
      );
      expect(begun.filter(Boolean)).toHaveLength(1);
      expect(await context.recentIds(ALICE, 10)).toEqual(['1']);
    });

    test.each(['complete', 'stopped', 'failed'] as const)(
      'a turn that ends %s keeps what was written',
      async (status) => {
        await context.store.beginTurn(question('1', { reply: place }));
        await context.store.endTurn('1', end({ status }));
        expect(await context.store.findTurn(ALICE, '1')).toStrictEqual({
          ...question('1', { reply: place }),
          ...end({ status }),
          feedback: null,
          replacedBy: null,
        });
      },
    );

    test('a turn deleted while it was written stays deleted when it ends', async () => {
      await context.store.beginTurn(question('1'));
      await context.store.deleteUser(ALICE);
      await context.store.endTurn('1', end());
      expect(await context.store.findTurn(ALICE, '1')).toBeNull();
      expect(await context.recentIds(ALICE, 10)).toEqual([]);
    });

    test('a waiting turn is resumed once, where its reply is now', async () => {
      await context.store.beginTurn(question('1', { status: 'waiting' }));
      const resumed = await context.store.resumeTurn(ALICE, '1', place);
      expect(resumed).toMatchObject({ id: '1', status: 'streaming', reply: place, endedAt: null });
      expect(await context.store.findTurn(ALICE, '1')).toStrictEqual(resumed);
      expect(await context.store.resumeTurn(ALICE, '1', null)).toBeNull();
      expect(await context.store.findTurn(ALICE, '1')).toStrictEqual(resumed);
    });

    test.skipIf(!context.kind.atomicUpdates)(
      'a turn resumed ten times at once is resumed once',
      async () => {
        await context.store.beginTurn(question('1', { status: 'waiting' }));
        const resumed = await Promise.all(
          Array.from({ length: 10 }, () => context.store.resumeTurn(ALICE, '1', place)),
        );
        expect(resumed.filter(Boolean)).toHaveLength(1);
      },
    );

    test('a turn that does not wait is not resumed', async () => {
      await context.store.beginTurn(question('1'));
      await context.answered('2', 0);
      expect(await context.store.resumeTurn(ALICE, '1', place)).toBeNull();
      expect(await context.store.resumeTurn(ALICE, '2', place)).toBeNull();
      expect(await context.store.resumeTurn(ALICE, '3', place)).toBeNull();
      expect((await context.store.findTurn(ALICE, '2'))?.status).toBe('complete');
    });

    test('nobody finds or resumes the turn of another', async () => {
      await context.store.beginTurn(question('1', { status: 'waiting' }));
      expect(await context.store.findTurn(BOB, '1')).toBeNull();
      expect(await context.store.resumeTurn(BOB, '1', place)).toBeNull();
      expect((await context.store.findTurn(ALICE, '1'))?.status).toBe('waiting');
    });
  });
}
