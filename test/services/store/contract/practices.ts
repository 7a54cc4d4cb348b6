import { beforeEach, describe, expect, test } from 'vitest';
import type { Practice } from '../../../../src/models/practice.ts';
import { ALICE, BOB, NOON, end, question, type StoreContext } from './context.ts';

export const rehearsal = (id: string, over: Partial<Practice> = {}): Practice => ({
  id,
  userId: ALICE,
  channelId: '300',
  kind: 'askingOut',
  who: 'Sam, 31 {"$gt":""}',
  moment: 'at the coffee machine ☕',
  startedAt: new Date(NOON),
  endedAt: null,
  ...over,
});

const LATER = new Date(NOON + 60_000);

/** What a store promises about rehearsals and what is said in them. */
export function practicePromises(context: StoreContext): void {
  const said = async (id: string, second: number, practiceId: string | null, userId = ALICE) => {
    const askedAt = new Date(NOON + second * 1_000);
    await context.store.beginTurn(question(id, { askedAt, practiceId, userId }));
    await context.store.endTurn(userId, id, end({ answer: `Answer ${id}` }));
  };
  const saidIn = async (practiceId: string, limit = 9) =>
    (await context.store.answeredTurns(ALICE, limit, practiceId)).map(({ id }) => id);

  describe('a rehearsal', () => {
    beforeEach(() => context.setUp());

    test('comes back as it began, to its person alone, also after a restart', async () => {
      expect(await context.store.findPractice(ALICE)).toBeNull();
      await context.store.savePractice(rehearsal('7'));
      await context.reopen();
      expect(await context.store.findPractice(ALICE)).toStrictEqual(rehearsal('7'));
      expect(await context.store.findPractice(BOB)).toBeNull();
    });

    test.each(['firstMessage', 'askingOut', 'hardTalk'] as const)(
      'may be of the kind %s',
      async (kind) => {
        await context.store.savePractice(rehearsal('7', { kind }));
        expect((await context.store.findPractice(ALICE))?.kind).toBe(kind);
      },
    );

    test('takes the place of the one before, each person’s of their own', async () => {
      await context.store.savePractice(rehearsal('7', { endedAt: LATER }));
      await context.store.savePractice(rehearsal('8', { kind: 'hardTalk', channelId: '301' }));
      await context.store.savePractice(rehearsal('9', { userId: BOB }));
      expect(await context.store.findPractice(ALICE)).toStrictEqual(
        rehearsal('8', { kind: 'hardTalk', channelId: '301' }),
      );
      expect((await context.store.findPractice(BOB))?.id).toBe('9');
    });

    test('ends once, and stays where it is', async () => {
      await context.store.savePractice(rehearsal('7'));
      expect(await context.store.endPractice(ALICE, '7', LATER)).toBe(true);
      expect(await context.store.endPractice(ALICE, '7', new Date(NOON + 99_000))).toBe(false);
      expect(await context.store.findPractice(ALICE)).toStrictEqual(
        rehearsal('7', { endedAt: LATER }),
      );
    });

    test('is not ended by what belongs to another one, or to another person', async () => {
      await context.store.savePractice(rehearsal('8'));
      expect(await context.store.endPractice(ALICE, '7', LATER)).toBe(false);
      expect(await context.store.endPractice(BOB, '8', LATER)).toBe(false);
      expect((await context.store.findPractice(ALICE))?.endedAt).toBeNull();
    });
  });

  describe('what is said in a rehearsal', () => {
    test('is no part of the history with the coach, nor of another rehearsal', async () => {
      await said('1', 1, null);
      await said('2', 2, '7');
      await said('3', 3, '8');
      await said('4', 4, '7');
      await said('5', 5, '7', BOB);
      expect(await context.answeredIds(ALICE, 9)).toEqual(['1']);
      expect(await context.recentIds(ALICE, 9)).toEqual(['1']);
      expect(await saidIn('7')).toEqual(['2', '4']);
      expect(await saidIn('7', 1)).toEqual(['4']);
      expect(await saidIn('8')).toEqual(['3']);
      expect(await saidIn('9')).toEqual([]);
    });

    test('belongs to the history with the coach once it is moved there, at its moment', async () => {
      await said('1', 1, null);
      await said('2', 2, '7');
      await said('3', 3, '7');
      await said('4', 4, null);
      await context.store.moveToCoach(ALICE, '3');
      expect(await context.answeredIds(ALICE, 9)).toEqual(['1', '3', '4']);
      expect(await context.recentIds(ALICE, 9)).toEqual(['1', '3', '4']);
      expect(await saidIn('7')).toEqual(['2']);
    });

    test('is moved by nobody else', async () => {
      await said('1', 1, '7');
      await context.store.moveToCoach(BOB, '1');
      expect(await saidIn('7')).toEqual(['1']);
    });
  });
}
