import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CheckIn } from '../../../src/models/checkIn.ts';
import {
  CheckIns,
  type CheckInResult,
  type Delivery,
} from '../../../src/services/checkins/scheduler.ts';
import { ReplyGone, TryLater } from '../../../src/services/reply/surface.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { databaseKinds, type TestDatabase, withMethods } from '../../support/databases.ts';

const ADA = '100';
const NOON = Date.UTC(2026, 0, 1, 12);
const HOUR_MS = 60 * 60_000;

const checkIn = (id: string, over: Partial<CheckIn> = {}): CheckIn => ({
  id,
  userId: ADA,
  plan: `Plan ${id}`,
  locale: 'en-US',
  dueAt: new Date(NOON),
  status: 'pending',
  tryAt: new Date(NOON),
  triedSince: null,
  ...over,
});

const delivered = ({ id, plan }: CheckIn): Delivery => ({
  question: `Ask me later about: ${plan}`,
  text: `How was ${plan}?`,
  reply: {
    channelId: '300',
    messageIds: [`4${id}`],
    interactionToken: null,
    ephemeral: false,
    locale: 'en-US',
    after: null,
  },
});

const delivering = () =>
  vi.fn<(one: CheckIn, isLate: boolean) => Promise<Delivery>>(async (one) => delivered(one));

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`check-ins on ${kind.name}`, () => {
    let database: TestDatabase;
    let store: Store;
    let now: number;
    const running: CheckIns[] = [];

    beforeEach(async () => {
      database = await kind.create();
      store = await database.open();
      await store.saveProfile(ADA, { name: 'Ada', age: 29, gender: 'woman', interests: [] });
      now = NOON;
    });
    afterEach(async () => {
      for (const one of running.splice(0)) await one.stop();
      await database.drop();
    });

    /** A process that sends check-ins, and what became of each. */
    const begin = (
      deliver: (checkIn: CheckIn, isLate: boolean) => Promise<Delivery | undefined>,
      its: Store = store,
    ): { process: CheckIns; results: CheckInResult[] } => {
      const results: CheckInResult[] = [];
      const process = new CheckIns({
        store: its,
        deliver,
        log: pino({ enabled: false }),
        onResult: (result) => results.push(result),
        times: { lookEveryMs: 20, now: () => new Date(now) },
      });
      running.push(process);
      process.start();
      return { process, results };
    };
    const looking = () => vi.fn<Store['dueCheckIns']>(store.dueCheckIns.bind(store));
    const add = (...ids: string[]) =>
      Promise.all(ids.map((id) => store.addCheckIn(checkIn(id), 100)));
    const left = async () => (await store.checkIns(ADA)).length;

    test('are each sent by one of several processes', async () => {
      const ids = Array.from({ length: 25 }, (_, n) => `${n}`);
      await add(...ids);
      const sent: string[] = [];
      const deliver = async (one: CheckIn) => {
        sent.push(one.id);
        return delivered(one);
      };
      begin(deliver);
      begin(deliver, await database.open());
      begin(deliver, await database.open());
      await expect.poll(left, { timeout: 15_000 }).toBe(0);
      expect(sent.toSorted()).toEqual(ids.toSorted());
      expect(await store.recentTurns(ADA, 50)).toHaveLength(25);
    });

    test('end the rehearsal in whose place they are, even if the store hesitates', async () => {
      await store.savePractice({
        id: '7',
        userId: ADA,
        channelId: '300',
        kind: 'hardTalk',
        who: 'Kim',
        moment: 'at work',
        startedAt: new Date(NOON - HOUR_MS),
        endedAt: null,
      });
      await add('1');
      const endPractice = vi
        .fn<Store['endPractice']>(store.endPractice.bind(store))
        .mockRejectedValueOnce(new Error('disk'));
      const deliver = delivering();
      begin(deliver, withMethods(store, { endPractice }));
      await expect.poll(left, { timeout: 15_000 }).toBe(0);
      expect(deliver).toHaveBeenCalledTimes(1);
      expect(await store.findPractice(ADA)).toMatchObject({ endedAt: new Date(NOON) });
    });

    test('are sent not before their time, and become turns of the history', async () => {
      now -= 1;
      await add('1');
      const deliver = delivering();
      const looked = looking();
      const { results } = begin(deliver, withMethods(store, { dueCheckIns: looked }));
      await expect.poll(() => looked.mock.calls.length).toBeGreaterThan(2);
      expect(deliver).not.toHaveBeenCalled();
      now += 1;
      await expect.poll(left).toBe(0);
      expect(await store.answeredTurns(ADA, 9)).toMatchObject([
        {
          id: '1',
          question: 'Ask me later about: Plan 1',
          answer: 'How was Plan 1?',
          status: 'complete',
          reply: { channelId: '300', messageIds: ['41'] },
        },
      ]);
      expect(results).toEqual(['sent']);
      expect(deliver).toHaveBeenCalledExactlyOnceWith(checkIn('1'), false, expect.anything());
    });

    test('that a process had in hand when it was killed are sent by another', async () => {
      await add('1');
      // It has a claim, and says nothing any more.
      await store.claimCheckIn(checkIn('1'), { at: new Date(now), until: new Date(now + 30_000) });
      const looked = looking();
      const deliver = delivering();
      begin(deliver, withMethods(store, { dueCheckIns: looked }));
      await expect.poll(() => looked.mock.calls.length).toBeGreaterThan(2);
      expect(deliver).not.toHaveBeenCalled();
      now += 30_000;
      await expect.poll(left).toBe(0);
      expect(deliver).toHaveBeenCalledOnce();
    });

    test('are tried again while Discord is in trouble, and say that they are late only after a day', async () => {
      await add('1');
      let isUp = false;
      const lateness: boolean[] = [];
      const { results } = begin(async (one, isLate) => {
        lateness.push(isLate);
        if (!isUp) throw new TryLater('not reached');
        return delivered(one);
      });
      for (const [count, minutes] of [0, 1, 5, 20].entries()) {
        now = NOON + minutes * 60_000;
        await expect.poll(() => results).toHaveLength(count + 1);
      }
      isUp = true;
      now = NOON + 23 * HOUR_MS;
      await expect.poll(left).toBe(0);
      expect(results).toEqual(['retried', 'retried', 'retried', 'retried', 'sent']);
      expect(lateness).not.toContain(true);
    });

    test('wait as long as Discord asks', async () => {
      await add('1');
      const { results } = begin(async () => {
        throw new TryLater('rate limited', HOUR_MS);
      });
      await expect.poll(() => results).toEqual(['retried']);
      const [put] = await store.checkIns(ADA);
      expect(put?.tryAt).toEqual(new Date(NOON + HOUR_MS));
    });

    test('are given up after a day of trouble', async () => {
      await add('1');
      const { results } = begin(async () => {
        throw new TryLater('not reached');
      });
      await expect.poll(() => results).toEqual(['retried']);
      now += 24 * HOUR_MS;
      await expect.poll(() => results).toEqual(['retried', 'abandoned']);
      expect(await store.checkIns(ADA)).toMatchObject([{ id: '1', status: 'undeliverable' }]);
    });

    test('of somebody who cannot be written to are marked, and tried no more', async () => {
      await add('1');
      const { results } = begin(async () => {
        throw new ReplyGone(false);
      });
      await expect.poll(() => results).toEqual(['undeliverable']);
      expect(await store.checkIns(ADA)).toMatchObject([{ id: '1', status: 'undeliverable' }]);
      expect(await store.recentTurns(ADA, 9)).toEqual([]);
    });

    test('of which nothing is to be kept are gone, and counted as refused', async () => {
      await add('1');
      const { results } = begin(async () => undefined);
      await expect.poll(() => results).toEqual(['refused']);
      await expect.poll(() => store.checkIns(ADA)).toEqual([]);
      expect(await store.recentTurns(ADA, 9)).toEqual([]);
    });

    test('that were due while nobody was there are sent late', async () => {
      await add('1');
      now += 25 * HOUR_MS;
      const deliver = delivering();
      begin(deliver);
      await expect.poll(left).toBe(0);
      expect(deliver).toHaveBeenCalledWith(checkIn('1'), true, expect.anything());
    });

    test('that are sent are recorded although the store fails at that moment', async () => {
      await add('1');
      const endTurn = vi
        .fn<Store['endTurn']>(store.endTurn.bind(store))
        .mockRejectedValueOnce(new Error('away'));
      const deliver = delivering();
      begin(deliver, withMethods(store, { endTurn }));
      await expect.poll(left).toBe(0);
      expect(deliver).toHaveBeenCalledOnce();
      expect(await store.answeredTurns(ADA, 9)).toMatchObject([{ id: '1', status: 'complete' }]);
    });

    test('are looked for again although the store failed', async () => {
      await add('1');
      const fails = looking().mockRejectedValueOnce(new Error('away'));
      begin(async (one) => delivered(one), withMethods(store, { dueCheckIns: fails }));
      await expect.poll(left).toBe(0);
    });

    test('of somebody who deletes everything while they are sent leave nothing behind', async () => {
      await add('1');
      const sending = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      const { process } = begin(async (one) => {
        sending.resolve();
        await goOn.promise;
        return delivered(one);
      });
      await sending.promise;
      await store.deleteUser(ADA);
      goOn.resolve();
      await process.stop();
      expect(await store.recentTurns(ADA, 9)).toEqual([]);
    });

    test('of somebody whose profile is removed while they are sent cost nothing that was said before', async () => {
      const said = { userId: ADA, question: 'What now?', askedAt: new Date(NOON - HOUR_MS) };
      const alone = { pictures: [], practiceId: null, follows: null, reply: null };
      await store.beginTurn({ id: '9', ...said, ...alone, status: 'streaming' });
      await add('1', '2');
      const { process, results } = begin(async (one) => {
        await store.removeProfile(ADA);
        if (one.id === '2') await store.removeCheckIn(ADA, '2');
        return delivered(one);
      });
      await expect.poll(() => results).toEqual(['sent', 'sent']);
      await process.stop();
      expect(await store.turnIds(ADA)).toEqual(['9', '1']);
    });

    test('that are being sent when the bot stops are sent and recorded, and no others', async () => {
      const sending = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      await add('1');
      const { process } = begin(async (one) => {
        sending.resolve();
        await goOn.promise;
        return delivered(one);
      });
      await sending.promise;
      await add('2');
      const stopped = process.stop();
      goOn.resolve();
      await stopped;
      expect(await store.checkIns(ADA)).toMatchObject([{ id: '2' }]);
      expect(await store.recentTurns(ADA, 9)).toMatchObject([{ id: '1', status: 'complete' }]);
    });
  });
}
