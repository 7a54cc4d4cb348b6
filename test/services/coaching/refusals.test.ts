import { describe, expect, test } from 'vitest';
import { forgetTurns, refuseTurns } from '../../../src/services/coaching/refusals.ts';
import { takePlace } from '../../../src/services/coaching/standing.ts';
import type { NewTurn, Store } from '../../../src/services/store/store.ts';
import { databaseKinds, withMethods } from '../../support/databases.ts';
import { ALICE, end, NOON, question, StoreContext } from '../store/contract/context.ts';

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`a turn that becomes refused, on ${kind.name}`, () => {
    const context = new StoreContext(kind);

    const answered = async (id: string, over: Partial<NewTurn> = {}) => {
      const askedAt = new Date(NOON + Number(id));
      await context.store.beginTurn(question(id, { askedAt, ...over }));
      await context.store.endTurn(ALICE, id, end());
    };
    const refuse = (id: string, store: Store = context.store) => refuseTurns(ALICE, [id], store);
    const refused = async () => {
      const ids = await context.store.turnIds(ALICE);
      const turns = await context.store.turns(ALICE, ids);
      return turns
        .filter(({ isRefused }) => isRefused)
        .map(({ id }) => id)
        .toSorted();
    };
    const remember = async (text: string, through: number, version = 1) => {
      const memory = { text, through: new Date(NOON + through), newestAt: new Date(NOON), version };
      expect(await context.store.saveMemory(ALICE, memory)).toBe(true);
    };
    const memory = () => context.store.findMemory(ALICE);

    test('takes along all that goes on from it, and nothing else', async () => {
      await answered('1');
      await answered('2', { follows: '1' });
      await answered('3');
      await answered('4', { follows: '2' });
      await answered('5', { follows: '3' });
      expect((await refuse('1')).toSorted()).toEqual(['1', '2', '4']);
      expect(await refused()).toEqual(['1', '2', '4']);
    });

    test('takes along what goes on from one that it has replaced, in whatever order they stand', async () => {
      await answered('1');
      // Where the earlier one had no answer, the later stands behind what went on from that.
      await answered('2', { follows: '1' });
      await answered('3', { replacedBy: '1' });
      await takePlace(ALICE, '3', context.store);
      await answered('4', { follows: '3' });
      await answered('5', { replacedBy: '4', follows: '3' });
      await takePlace(ALICE, '5', context.store);
      await answered('6', { follows: '4' });
      await refuse('3');
      expect(await refused()).toEqual(['2', '3', '5', '6']);
    });

    test('is looked for once where all that is needed is among the newest', async () => {
      await answered('1');
      await answered('2', { follows: '1' });
      const finds: string[] = [];
      const counting = withMethods(context.store, {
        findTurn: (...args) => {
          finds.push('turn');
          return context.store.findTurn(...args);
        },
      });
      await refuse('1', counting);
      expect(finds).toEqual([]);
    });

    test('is so also in the one that takes its place later', async () => {
      await answered('1');
      await context.store.beginTurn(question('2', { replacedBy: '1' }));
      await refuse('1');
      await context.store.endTurn(ALICE, '2', end());
      await takePlace(ALICE, '2', context.store);
      expect(await refused()).toEqual(['1', '2']);
      expect(await context.store.answeredTurns(ALICE, 9)).toEqual([]);
    });

    describe('and what is remembered', () => {
      test('is nothing any more where it may hold that, and is not summed up again', async () => {
        await context.setUp();
        await answered('1');
        await answered('2', { follows: '1' });
        await remember('Of the child.', 2);
        await refuse('1');
        const through = new Date(NOON + 2);
        expect(await memory()).toMatchObject({ text: '', through, version: 2 });
      });

      test('is cleared also for what goes on from it alone', async () => {
        await context.setUp();
        await answered('5');
        await answered('2', { follows: '5', askedAt: new Date(NOON) });
        await remember('Of the child.', 1);
        await refuse('5');
        expect((await memory())?.text).toBe('');
      });

      test.each([
        ['asked after it', { askedAt: new Date(NOON + 9) }],
        ['a line of a rehearsal', { practiceId: 'rehearsal' }],
      ])('stays where that is %s', async (_, over) => {
        await context.setUp();
        await answered('1', over);
        await remember('Of Sam.', 5);
        await refuse('1');
        expect((await memory())?.text).toBe('Of Sam.');
      });

      test('stays where that has no answer', async () => {
        await context.setUp();
        await context.store.beginTurn(question('1'));
        await context.store.endTurn(ALICE, '1', end({ answer: '', status: 'failed' }));
        await remember('Of Sam.', 5);
        await refuse('1');
        expect((await memory())?.text).toBe('Of Sam.');
      });

      test('is not begun where there is none', async () => {
        await context.setUp();
        await answered('1');
        await refuse('1');
        expect(await memory()).toBeNull();
      });

      test('is cleared although another process writes it at the same time', async () => {
        await context.setUp();
        await answered('1');
        await remember('Of the child.', 1);
        let isFirst = true;
        const overtaken = withMethods(context.store, {
          async saveMemory(...args) {
            if (isFirst) await remember('Of the child, and more.', 2, 2);
            isFirst = false;
            return context.store.saveMemory(...args);
          },
        });
        await refuse('1', overtaken);
        expect(await memory()).toMatchObject({ text: '', version: 3 });
      });

      test('is cleared although it was first kept just before that was marked', async () => {
        await context.setUp();
        await answered('1');
        const late = withMethods(context.store, {
          async refuseTurn(...args) {
            await remember('Of the child.', 1);
            await context.store.refuseTurn(...args);
          },
        });
        await refuse('1', late);
        expect((await memory())?.text).toBe('');
      });

      test('is cleared after a kill before that was marked, or in the middle', async () => {
        await context.setUp();
        await answered('1');
        await answered('2', { follows: '1' });
        await remember('Of the child.', 2);
        const killed = withMethods(context.store, {
          refuseTurn: () => Promise.reject(new Error('killed')),
        });
        await expect(refuse('1', killed)).rejects.toThrow('killed');
        expect((await memory())?.text).toBe('');
        await refuse('1');
        expect(await refused()).toEqual(['1', '2']);
      });

      test('of somebody without a profile is removed', async () => {
        await context.setUp();
        await answered('1');
        await remember('Of the child.', 1);
        await context.store.removeProfile(ALICE);
        await refuse('1');
        expect(await refused()).toEqual(['1']);
        expect(await memory()).toBeNull();
      });

      test('that others write again and again is tried later', async () => {
        await context.setUp();
        await answered('1');
        await remember('Of the child.', 1);
        const never = withMethods(context.store, { saveMemory: async () => false });
        const turns = await never.turns(ALICE, ['1']);
        await expect(forgetTurns(ALICE, turns, never)).rejects.toThrow('again and again');
      });
    });
  });
}
