import { describe, expect, test } from 'vitest';
import { ALICE, BOB, NOON, end, goingOn, place, question, type StoreContext } from './context.ts';

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
        isRefused: false,
      });
    });

    test('a turn is a review if it says so, also once it belongs to the conversation', async () => {
      const { isReview: _, ...turn } = question('1');
      await context.store.beginTurn(turn);
      const review = question('2', { practiceId: 'p', isReview: true, status: 'waiting' });
      await context.store.beginTurn(review);
      expect(await context.store.findTurn(ALICE, '1')).toMatchObject({ isReview: false });
      expect(await context.store.findTurn(ALICE, '2')).toMatchObject({ isReview: true });
      const resumed = await context.store.resumeTurn(ALICE, '2', goingOn(place));
      expect(resumed).toMatchObject({ isReview: true });
      await context.store.endTurn(ALICE, '2', end());
      await context.store.moveToCoach(ALICE, '2');
      const moved = { practiceId: null, isReview: true };
      expect((await context.store.recentTurns(ALICE, 1))[0]).toMatchObject(moved);
      expect((await context.store.answeredTurns(ALICE, 1))[0]).toMatchObject(moved);
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
        await context.store.endTurn(ALICE, '1', end({ status }));
        expect(await context.store.findTurn(ALICE, '1')).toStrictEqual({
          ...question('1', { reply: place }),
          ...end({ status }),
          feedback: null,
          replacedBy: null,
          isRefused: false,
        });
      },
    );

    test('a turn deleted while it was written stays deleted when it ends', async () => {
      await context.store.beginTurn(question('1'));
      await context.store.deleteUser(ALICE);
      await context.store.endTurn(ALICE, '1', end());
      expect(await context.store.findTurn(ALICE, '1')).toBeNull();
      expect(await context.recentIds(ALICE, 10)).toEqual([]);
    });

    test('a waiting turn is resumed once, where its reply is now', async () => {
      await context.store.beginTurn(question('1', { status: 'waiting' }));
      const resumed = await context.store.resumeTurn(ALICE, '1', goingOn(place));
      const { askedAt } = goingOn(place);
      const now = { id: '1', status: 'streaming', askedAt, reply: place, endedAt: null };
      expect(resumed).toMatchObject(now);
      expect(await context.store.findTurn(ALICE, '1')).toStrictEqual(resumed);
      expect(await context.store.resumeTurn(ALICE, '1', goingOn(null))).toBeNull();
      expect(await context.store.findTurn(ALICE, '1')).toStrictEqual(resumed);
    });

    test('a turn that is removed is gone, whatever its state; only its person’s, and no other one', async () => {
      for (const [n, status] of (['waiting', 'streaming', 'streaming'] as const).entries()) {
        await context.store.beginTurn(question(`${n}`, { status }));
      }
      for (const id of ['0', '1', '9']) await context.store.removeTurn(ALICE, id);
      await context.store.removeTurn(BOB, '2');
      expect(await context.store.turnIds(ALICE)).toEqual(['2']);
    });

    test('turns that wait are removed by their ids alone, whosever they are, and no others', async () => {
      for (const [n, status] of (
        ['waiting', 'streaming', 'waiting', 'waiting'] as const
      ).entries()) {
        const userId = n === 3 ? BOB : ALICE;
        await context.store.beginTurn(question(`${n}`, { status, userId }));
      }
      await context.store.removeWaiting(['0', '1', '3', '9']);
      await context.store.removeWaiting([]);
      expect(await context.store.turnIds(ALICE)).toEqual(['1', '2']);
      expect(await context.store.turnIds(BOB)).toEqual([]);
    });

    test('a waiting turn goes on with what waited with it, which ends', async () => {
      for (const id of ['1', '2', '3']) {
        await context.store.beginTurn(
          question(id, { status: 'waiting', userId: id === '3' ? BOB : ALICE }),
        );
      }
      const picture = { url: 'https://x/a.png', name: 'a.png', size: 1 };
      const as = goingOn(place, { question: 'One?\nTwo?', pictures: [picture] });
      expect(await context.store.resumeTurn(ALICE, '2', as)).toMatchObject(as);
      const endedAt = new Date(NOON + 1_000);
      const join = (userId: string, id: string) => context.store.joinTurn(userId, id, '2', endedAt);
      expect(await join(ALICE, '1')).toBe(true);
      const joined = { question: 'Question 1', status: 'stopped', endedAt, replacedBy: '2' };
      expect(await context.store.findTurn(ALICE, '1')).toMatchObject(joined);
      expect(await context.recentIds(ALICE, 9)).toEqual(['2']);
      for (const [userId, id] of [
        [ALICE, '1'],
        [ALICE, '2'],
        [ALICE, '3'],
        [ALICE, '4'],
      ] as const) {
        expect(await join(userId, id)).toBe(false);
      }
      expect(await context.store.findTurn(ALICE, '2')).toMatchObject({ status: 'streaming' });
      expect(await context.store.findTurn(BOB, '3')).toMatchObject({ status: 'waiting' });
      expect(await context.store.resumeTurn(ALICE, '1', as)).toBeNull();
    });

    test('a turn resumed ten times at once is resumed once', async () => {
      await context.store.beginTurn(question('1', { status: 'waiting' }));
      const resumed = await Promise.all(
        Array.from({ length: 10 }, () => context.store.resumeTurn(ALICE, '1', goingOn(place))),
      );
      expect(resumed.filter(Boolean)).toHaveLength(1);
    });

    test('a turn that does not wait is not resumed', async () => {
      await context.store.beginTurn(question('1'));
      await context.answered('2', 0);
      expect(await context.store.resumeTurn(ALICE, '1', goingOn(place))).toBeNull();
      expect(await context.store.resumeTurn(ALICE, '2', goingOn(place))).toBeNull();
      expect(await context.store.resumeTurn(ALICE, '3', goingOn(place))).toBeNull();
      expect((await context.store.findTurn(ALICE, '2'))?.status).toBe('complete');
    });

    test('nobody finds or resumes the turn of another', async () => {
      await context.store.beginTurn(question('1', { status: 'waiting' }));
      expect(await context.store.findTurn(BOB, '1')).toBeNull();
      expect(await context.store.resumeTurn(BOB, '1', goingOn(place))).toBeNull();
      expect((await context.store.findTurn(ALICE, '1'))?.status).toBe('waiting');
    });
  });
}
