import { describe, expect, test } from 'vitest';
import type { Lease } from '../../../../src/models/turn.ts';
import { ALICE, BOB, end, NOON, place, question, type StoreContext } from './context.ts';

const lease = (turnId: string, over: Partial<Lease> = {}): Lease => ({
  turnId,
  userId: ALICE,
  owner: 'one',
  seenAt: new Date(NOON),
  ...over,
});

/** What a store promises to the processes that share it. */
export function leasePromises(context: StoreContext): void {
  describe('leases', () => {
    test('each person has one place, whichever process takes it', async () => {
      expect(await context.store.takeLease(lease('1'))).toBe(true);
      expect(await context.store.takeLease(lease('2', { owner: 'two' }))).toBe(false);
      expect(await context.store.takeLease(lease('3', { userId: BOB }))).toBe(true);
      expect(await context.store.leases()).toStrictEqual([lease('1'), lease('3', { userId: BOB })]);
    });

    test('of twenty processes at once, one takes the place', async () => {
      const taken = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          context.store.takeLease(lease(`${n}`, { owner: `${n}` })),
        ),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await context.store.leases()).toHaveLength(1);
    });

    test('a place that is freed can be taken, while its lease stays', async () => {
      await context.store.takeLease(lease('1'));
      await context.store.freePlace('1');
      expect(await context.store.takeLease(lease('1'))).toBe(false);
      expect(await context.store.takeLease(lease('2'))).toBe(true);
      await context.store.freePlace('2');
      expect(await context.store.leases()).toHaveLength(2);
    });

    test('are renewed by their owner, who hears which are left', async () => {
      await context.store.takeLease(lease('1'));
      await context.store.takeLease(lease('2', { userId: BOB, owner: 'two' }));
      const seenAt = new Date(NOON + 10_000);
      expect(await context.store.renewLeases('one', seenAt)).toEqual(['1']);
      expect(await context.store.renewLeases('three', seenAt)).toEqual([]);
      expect(await context.store.leases()).toStrictEqual([
        lease('1', { seenAt }),
        lease('2', { userId: BOB, owner: 'two' }),
      ]);
    });

    test('are taken over as they were found, and then they are the new owner’s', async () => {
      await context.store.takeLease(lease('1'));
      const seenAt = new Date(NOON + 60_000);
      expect(await context.store.claimLease(lease('1'), 'two', seenAt)).toBe(true);
      expect(await context.store.claimLease(lease('1'), 'three', seenAt)).toBe(false);
      expect(await context.store.renewLeases('one', seenAt)).toEqual([]);
      await context.store.dropLease('1', 'one');
      expect(await context.store.leases()).toStrictEqual([lease('1', { owner: 'two', seenAt })]);
      await context.store.dropLease('1', 'two');
      expect(await context.store.leases()).toEqual([]);
    });

    test('that were renewed in the meantime are not taken over', async () => {
      await context.store.takeLease(lease('1'));
      await context.store.renewLeases('one', new Date(NOON + 1));
      const now = new Date(NOON + 60_000);
      expect(await context.store.claimLease(lease('1'), 'two', now)).toBe(false);
    });

    test('of ten processes that take one over at once, one gets it', async () => {
      await context.store.takeLease(lease('1'));
      const claimed = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          context.store.claimLease(lease('1'), `new ${n}`, new Date(NOON + 60_000)),
        ),
      );
      expect(claimed.filter(Boolean)).toHaveLength(1);
    });

    test('that are abandoned are nobody’s, whether there was one or not', async () => {
      await context.store.takeLease(lease('1'));
      for (const id of ['1', '2']) await context.store.abandonLease(id, ALICE);
      await context.store.dropLease('1', 'one');
      expect(await context.store.renewLeases('one', new Date(NOON))).toEqual([]);
      const nobodys = { owner: '', seenAt: new Date(0) };
      expect(await context.store.leases()).toStrictEqual([
        lease('1', nobodys),
        lease('2', nobodys),
      ]);
      // The one that there was before still holds its place.
      expect(await context.store.takeLease(lease('3'))).toBe(false);
      await context.store.freePlace('1');
      expect(await context.store.takeLease(lease('3'))).toBe(true);
    });

    test('of a person who is deleted are deleted', async () => {
      await context.store.takeLease(lease('1'));
      await context.store.takeLease(lease('2', { userId: BOB }));
      await context.store.deleteUser(ALICE);
      expect(await context.store.leases()).toStrictEqual([lease('2', { userId: BOB })]);
    });
  });

  describe('a turn that is being written', () => {
    test('keeps what it has so far and where it is shown, and is no answer yet', async () => {
      await context.store.beginTurn(question('1'));
      await context.store.saveProgress(ALICE, '1', 'Half');
      await context.store.saveReply(ALICE, '1', place);
      expect(await context.store.findTurn(ALICE, '1')).toMatchObject({
        status: 'streaming',
        answer: 'Half',
        reply: place,
        endedAt: null,
      });
      expect(await context.answeredIds(ALICE, 9)).toEqual([]);
    });

    test('that was closed stays as it was closed', async () => {
      await context.store.beginTurn(question('1'));
      await context.store.saveProgress(ALICE, '1', 'Half');
      const closed = end({ status: 'stopped' });
      await context.store.closeTurn('1', closed);
      await context.store.endTurn(ALICE, '1', end({ answer: 'Half, and more' }));
      const { status, endedAt } = closed;
      expect(await context.store.findTurn(ALICE, '1')).toMatchObject({
        status,
        endedAt,
        answer: 'Half',
      });
    });

    describe('that was closed too early', () => {
      const closedAt = new Date(NOON + 1_000);
      const whole = end({ answer: 'Half, and more' });
      const amend = (userId = ALICE, at = closedAt) =>
        context.store.amendTurn(userId, '1', at, whole);
      const close = async () => {
        await context.store.beginTurn(question('1'));
        await context.store.saveProgress(ALICE, '1', 'Half');
        await context.store.closeTurn('1', { status: 'stopped', endedAt: closedAt });
        expect(await context.store.endTurn(ALICE, '1', whole)).toBe(false);
      };

      test('gets its whole end after all', async () => {
        await close();
        expect(await amend()).toBe(true);
        expect(await context.store.answeredTurns(ALICE, 9)).toMatchObject([whole]);
        expect(await amend()).toBe(false);
      });

      test('stays so for others, and if it was closed again or deleted', async () => {
        await close();
        expect(await amend(BOB)).toBe(false);
        expect(await amend(ALICE, new Date(NOON))).toBe(false);
        await context.store.deleteUser(ALICE);
        expect(await amend()).toBe(false);
        expect(await context.recentIds(ALICE, 9)).toEqual([]);
      });

      test.each([
        ['its asker has gone on from it', { follows: '1' }],
        ['it is being asked again', { replacedBy: '1' }],
      ])('stays so once %s', async (_, over) => {
        await close();
        await context.store.beginTurn(question('2', { ...over, userId: BOB }));
        await context.store.beginTurn(question('3', over));
        expect(await amend()).toBe(false);
        expect(await context.store.findTurn(ALICE, '1')).toMatchObject({ answer: 'Half' });
      });

      test('takes no notice of what it stands for itself', async () => {
        await close();
        await context.store.beginTurn(question('0', { status: 'waiting' }));
        await context.store.joinTurn(ALICE, '0', '1', new Date(NOON));
        await context.store.beginTurn(question('2', { follows: '1', userId: BOB }));
        expect(await amend()).toBe(true);
      });
    });

    test.each(['Half', ''])('is closed with what it has: “%s”', async (answer) => {
      const { status, endedAt } = end({ status: 'stopped' });
      await context.store.beginTurn(question('1'));
      if (answer) await context.store.saveProgress(ALICE, '1', answer);
      await context.store.closeTurn('1', { status, endedAt });
      expect(await context.store.findTurn(ALICE, '1')).toMatchObject({ status, endedAt, answer });
      expect(await context.answeredIds(ALICE, 9)).toEqual(answer ? ['1'] : []);
    });

    test('that is refused is closed as such: the model is never shown it', async () => {
      await context.store.beginTurn(question('1'));
      await context.store.beginTurn(question('2'));
      await context.store.refuseTurn(BOB, '2');
      for (const id of ['1', '2']) {
        if (id === '1') await context.store.refuseTurn(ALICE, id);
        await context.store.saveProgress(ALICE, id, 'I write nothing');
        await context.store.closeTurn(id, { status: 'stopped', endedAt: new Date(NOON) });
      }
      const refused = { status: 'stopped', answer: 'I write nothing', isRefused: true };
      expect(await context.store.findTurn(ALICE, '1')).toMatchObject(refused);
      expect(await context.answeredIds(ALICE, 9)).toEqual(['2']);
    });

    test('that has ended can still be refused', async () => {
      await context.answered('1', 1);
      await context.answered('2', 2);
      await context.store.refuseTurn(BOB, '2');
      await context.store.refuseTurn(ALICE, '1');
      expect(await context.store.findTurn(ALICE, '1')).toMatchObject({ isRefused: true });
      expect(await context.answeredIds(ALICE, 9)).toEqual(['2']);
    });

    test('that is refused stays so, whatever its end says', async () => {
      const { store } = context;
      const refused = { answer: 'Late', isRefused: true };
      await store.beginTurn(question('1'));
      await store.refuseTurn(ALICE, '1');
      const closedAt = new Date(NOON);
      const late = { answer: 'Late', status: 'stopped', endedAt: closedAt } as const;
      expect(await store.endTurn(ALICE, '1', late)).toBe(true);
      expect(await store.findTurn(ALICE, '1')).toMatchObject(refused);
      const amended = { ...late, status: 'complete', endedAt: new Date(NOON + 1) } as const;
      expect(await store.amendTurn(ALICE, '1', closedAt, amended)).toBe(true);
      expect(await store.findTurn(ALICE, '1')).toMatchObject({ ...refused, status: 'complete' });
      expect(await context.answeredIds(ALICE, 9)).toEqual([]);
    });

    test('that has ended is closed by nobody and takes no progress', async () => {
      await context.answered('1', 1);
      await context.store.beginTurn(question('2', { status: 'waiting' }));
      const before = await context.store.recentTurns(ALICE, 9);
      for (const id of ['1', '2', '3']) {
        await context.store.closeTurn(id, { status: 'stopped', endedAt: new Date(NOON) });
        await context.store.saveProgress(ALICE, id, 'late');
        if (id === '3') await context.store.saveReply(ALICE, id, place);
      }
      expect(await context.store.recentTurns(ALICE, 9)).toStrictEqual(before);
    });

    test('takes nothing that is written for another person', async () => {
      await context.store.beginTurn(question('1'));
      const before = await context.store.findTurn(ALICE, '1');
      await context.store.saveProgress(BOB, '1', 'His');
      await context.store.saveReply(BOB, '1', place);
      await context.store.endTurn(BOB, '1', end());
      expect(await context.store.findTurn(ALICE, '1')).toStrictEqual(before);
    });

    test('that is deleted stays deleted, whatever is still to be kept of it', async () => {
      await context.store.beginTurn(question('1'));
      await context.store.deleteUser(ALICE);
      await context.store.saveProgress(ALICE, '1', 'late');
      await context.store.saveReply(ALICE, '1', place);
      await context.store.closeTurn('1', { status: 'stopped', endedAt: new Date(NOON) });
      expect(await context.recentIds(ALICE, 9)).toEqual([]);
    });
  });
}
