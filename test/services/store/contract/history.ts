import { describe, expect, test } from 'vitest';
import { ALICE, BOB, NOON, end, place, question, type StoreContext } from './context.ts';

/** What a store promises about the turns of a person. */
export function historyPromises(context: StoreContext): void {
  describe('answered turns', () => {
    test('are the newest with an answer, oldest first', async () => {
      await Promise.all([3, 1, 5, 2, 4].map((n) => context.answered(`${n}`, n)));
      expect(await context.answeredIds(ALICE, 3)).toEqual(['3', '4', '5']);
      expect(await context.answeredIds(ALICE, 9)).toEqual(['1', '2', '3', '4', '5']);
      expect(await context.answeredIds(ALICE, 0)).toEqual([]);
    });

    test('skip what waits, is being written, or ended without an answer', async () => {
      await context.answered('1', 1);
      await context.store.beginTurn(
        question('2', { status: 'waiting', askedAt: new Date(NOON + 2_000) }),
      );
      await context.store.beginTurn(question('3', { askedAt: new Date(NOON + 3_000) }));
      await context.ended('4', 4, { answer: '', status: 'complete' });
      await context.ended('5', 5, { answer: '', status: 'stopped' });
      await context.ended('6', 6, { answer: '', status: 'failed' });
      await context.answered('7', 7);
      expect(await context.answeredIds(ALICE, 2)).toEqual(['1', '7']);
    });

    test('skip what was refused, which stays in the history', async () => {
      await context.answered('1', 1);
      await context.ended('2', 2, { isRefused: true });
      expect(await context.answeredIds(ALICE, 9)).toEqual(['1']);
      const turns = await context.store.recentTurns(ALICE, 9);
      expect(turns.map(({ id, status, isRefused }) => [id, status, isRefused])).toEqual([
        ['1', 'complete', false],
        ['2', 'complete', true],
      ]);
    });

    test('include what was written until a turn was stopped or failed', async () => {
      await context.ended('1', 1, { status: 'stopped' });
      await context.ended('2', 2, { status: 'failed' });
      expect(await context.answeredIds(ALICE, 2)).toEqual(['1', '2']);
    });

    test('come whole', async () => {
      await context.store.beginTurn(question('1', { reply: place }));
      await context.store.endTurn(ALICE, '1', end());
      const turn = {
        ...question('1', { reply: place }),
        ...end(),
        feedback: null,
        replacedBy: null,
        isRefused: false,
      };
      expect(await context.store.answeredTurns(ALICE, 1)).toStrictEqual([turn]);
      expect(await context.store.recentTurns(ALICE, 1)).toStrictEqual([turn]);
    });

    test('are found from a time on, the oldest of them first', async () => {
      for (const n of [2, 10, 3, 1]) await context.answered(`${n}`, n);
      await context.answered('4', 4, BOB);
      await context.ended('5', 5, { isRefused: true });
      await context.ended('6', 6, { answer: '', status: 'stopped' });
      await context.answered('7', 7);
      await context.store.replaceTurn(ALICE, '7', '10');
      await context.store.beginTurn(question('8', { practiceId: '9' }));
      await context.store.endTurn(ALICE, '8', end());
      const idsAfter = async (after: Date | null, limit: number) =>
        (await context.store.answeredTurnsAfter(ALICE, after, limit)).map(({ id }) => id);
      expect(await idsAfter(null, 9)).toEqual(['1', '2', '3', '10']);
      expect(await idsAfter(null, 2)).toEqual(['1', '2']);
      const second = await context.store.answeredTurn(ALICE, '2');
      expect(await idsAfter(second?.askedAt ?? null, 9)).toEqual(['3', '10']);
      const [third] = await context.store.answeredTurnsAfter(ALICE, second?.askedAt ?? null, 1);
      expect(third).toStrictEqual(await context.store.answeredTurn(ALICE, '3'));
    });

    test('are found one by one, and nothing else is', async () => {
      await context.answered('1', 1);
      await context.ended('2', 2, { isRefused: true });
      await context.ended('3', 3, { answer: '', status: 'stopped' });
      await context.store.beginTurn(question('4'));
      await context.answered('5', 5, BOB);
      await context.answered('6', 6);
      await context.store.replaceTurn(ALICE, '6', '1');
      await context.store.beginTurn(question('7', { practiceId: '9' }));
      await context.store.endTurn(ALICE, '7', end());
      const [first] = await context.store.answeredTurns(ALICE, 9);
      expect(await context.store.answeredTurn(ALICE, '1')).toStrictEqual(first);
      for (const id of ['2', '3', '4', '5', '6', '7', '8']) {
        expect(await context.store.answeredTurn(ALICE, id)).toBeNull();
      }
    });

    test('are only the person’s own', async () => {
      await context.answered('1', 1);
      await context.answered('2', 2, BOB);
      expect(await context.answeredIds(ALICE, 9)).toEqual(['1']);
      expect(await context.answeredIds(BOB, 9)).toEqual(['2']);
    });

    test('of the same moment are ordered by the number that the id is', async () => {
      await Promise.all(['1000', '99', '999', '1001'].map((id) => context.answered(id, 0)));
      expect(await context.answeredIds(ALICE, 9)).toEqual(['99', '999', '1000', '1001']);
      expect(await context.answeredIds(ALICE, 2)).toEqual(['1000', '1001']);
      expect(await context.recentIds(ALICE, 3)).toEqual(['999', '1000', '1001']);
    });
  });

  describe('recent turns', () => {
    test('are the newest in any state, oldest first, and only the person’s own', async () => {
      await context.answered('1', 1);
      await context.store.beginTurn(
        question('2', { status: 'waiting', askedAt: new Date(NOON + 2_000) }),
      );
      await context.store.beginTurn(question('3', { askedAt: new Date(NOON + 3_000) }));
      await context.answered('4', 4, BOB);
      expect(await context.recentIds(ALICE, 2)).toEqual(['2', '3']);
      expect(await context.recentIds(ALICE, 9)).toEqual(['1', '2', '3']);
      expect(await context.recentIds(ALICE, 0)).toEqual([]);
    });
  });
}
