import { describe, expect, test } from 'vitest';
import { newestOf } from '../../../src/services/coaching/newest.ts';
import { takePlace } from '../../../src/services/coaching/standing.ts';
import type { TurnEnd } from '../../../src/services/store/store.ts';
import { databaseKinds } from '../../support/databases.ts';
import { ALICE, end, question, StoreContext } from '../store/contract/context.ts';

const WHOLE = { answer: 'All of it.' };
const HALF = { answer: 'Half', status: 'stopped' } as const;
const NOTHING = { answer: '', status: 'failed' } as const;

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`a question that was asked again, on ${kind.name}`, () => {
    const context = new StoreContext(kind);
    const history = () => context.recentIds(ALICE, 9);

    /** Two turns of one question, each with its end, and whatever stands for them. */
    const asked = async (
      first: Partial<TurnEnd>,
      second: Partial<TurnEnd>,
      firstReplacedBy: string | null = null,
    ) => {
      const turns = [
        ['99', first, firstReplacedBy],
        ['100', second, '99'],
      ] as const;
      for (const [id, how, replacedBy] of turns) {
        await context.store.beginTurn(question(id, { replacedBy }));
        await context.store.endTurn(ALICE, id, end(how));
      }
    };

    test.each([
      ['the first that is whole, over a half', WHOLE, HALF, '99'],
      ['the second, if both are whole', WHOLE, WHOLE, '100'],
      ['the second, if both are halves', HALF, HALF, '100'],
      ['the first, over nothing', HALF, NOTHING, '99'],
    ])('has %s, however often that is settled', async (_, first, second, stands) => {
      await asked(first, second);
      for (const id of ['100', '100', '99']) await takePlace(ALICE, id, context.store);
      expect(await history()).toEqual([stands]);
      expect((await newestOf(ALICE, '99', context.store))?.id).toBe(stands);
      expect((await newestOf(ALICE, '100', context.store))?.id).toBe(stands);
    });

    test('has the second, although it is a half, if the coach has left the role that answered first', async () => {
      const played = { practiceId: 'rehearsal' };
      await context.store.beginTurn(question('99', played));
      await context.store.beginTurn(question('100', { ...played, replacedBy: '99' }));
      await context.store.endTurn(ALICE, '99', end(WHOLE));
      await context.store.moveToCoach(ALICE, '100');
      await context.store.endTurn(ALICE, '100', end(HALF));
      await takePlace(ALICE, '100', context.store);
      expect(await history()).toEqual(['100']);
      expect((await newestOf(ALICE, '99', context.store))?.id).toBe('100');
    });

    test('has the earlier answer while the next is written', async () => {
      await asked(WHOLE, WHOLE);
      await context.store.beginTurn(question('101', { replacedBy: '99' }));
      await takePlace(ALICE, '101', context.store);
      expect(await history()).toEqual(['99']);
    });

    test('gets the answer back that was to stand there when the process was killed', async () => {
      await asked(HALF, HALF, '100');
      expect((await newestOf(ALICE, '99', context.store))?.id).toBe('100');
      await takePlace(ALICE, '100', context.store);
      expect(await history()).toEqual(['100']);
    });

    test('keeps what a third try has put there meanwhile', async () => {
      await asked(HALF, HALF, '101');
      await context.store.beginTurn(question('101'));
      await takePlace(ALICE, '100', context.store);
      expect(await history()).toEqual(['101']);
    });
  });
}
