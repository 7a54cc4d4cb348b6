import { describe, expect, test } from 'vitest';
import { ALICE, BOB, type StoreContext } from './context.ts';

/** What a store promises about limits. */
export function limitPromises(context: StoreContext): void {
  describe('a limiter', () => {
    const daily = { name: 'daily', points: 3, seconds: 3_600 };

    test('counts each person alone, up to the limit', async () => {
      const limiter = context.store.limiter(daily);
      await limiter.consume(ALICE, 2);
      expect(await limiter.consume(ALICE)).toMatchObject({ consumedPoints: 3, remainingPoints: 0 });
      await expect(limiter.consume(ALICE)).rejects.toMatchObject({ remainingPoints: 0 });
      expect(await limiter.consume(BOB)).toMatchObject({ remainingPoints: 2 });
    });

    test('says when the person may go on', async () => {
      const { msBeforeNext } = await context.store.limiter(daily).consume(ALICE);
      expect(msBeforeNext).toBeGreaterThan(3_590_000);
      expect(msBeforeNext).toBeLessThanOrEqual(3_600_000);
    });

    test('counts apart from one of another name', async () => {
      await context.store.limiter(daily).consume(ALICE, 3);
      const other = context.store.limiter({ ...daily, name: 'cooldown' });
      expect(await other.consume(ALICE)).toMatchObject({ remainingPoints: 2 });
    });

    test('starts again when its time is over', async () => {
      const brief = context.store.limiter({ name: 'brief', points: 1, seconds: 0.2 });
      await brief.consume(ALICE);
      await expect.poll(() => brief.get(ALICE)).toBeNull();
      expect(await brief.consume(ALICE)).toMatchObject({ consumedPoints: 1 });
    });

    test('gives a point back, and forgets a person', async () => {
      const limiter = context.store.limiter(daily);
      await limiter.consume(ALICE, 3);
      await limiter.reward(ALICE);
      expect(await limiter.get(ALICE)).toMatchObject({ consumedPoints: 2 });
      expect(await limiter.delete(ALICE)).toBe(true);
      expect(await limiter.get(ALICE)).toBeNull();
    });

    test('remembers its counts after a restart', async () => {
      await context.store.limiter(daily).consume(ALICE, 2);
      await context.reopen();
      expect(await context.store.limiter(daily).consume(ALICE)).toMatchObject({
        consumedPoints: 3,
      });
    });

    test('counts together what processes that share a database take', async ({ skip }) => {
      if (!context.store.isShared) skip();
      const other = await context.database.open();
      const [one, two] = [context.store.limiter(daily), other.limiter(daily)];
      await one.consume(ALICE);
      expect(await two.consume(ALICE)).toMatchObject({ consumedPoints: 2 });
      expect(await one.consume(ALICE)).toMatchObject({ consumedPoints: 3, remainingPoints: 0 });
      for (const limiter of [one, two]) {
        await expect(limiter.consume(ALICE)).rejects.toMatchObject({ remainingPoints: 0 });
      }
      await one.delete(ALICE);
      expect(await two.consume(ALICE)).toMatchObject({ consumedPoints: 1 });
      const atOnce = Array.from({ length: 10 }, (_, n) => (n % 2 ? one : two).consume(ALICE));
      const results = await Promise.allSettled(atOnce);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    });
  });
}
