import { afterEach, describe, expect, test } from 'vitest';
import { en } from '../../../src/locales/en.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { ADA, Confidant } from '../../support/confidant.ts';
import { databaseKinds, withMethods } from '../../support/databases.ts';

const APOLOGY = /^Something went wrong on my side/;

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`of one question a day, on ${kind.name}`, () => {
    let bot: Confidant;
    let trouble: 'rejects' | 'is slow' | undefined;
    let gate: PromiseWithResolvers<void>;
    afterEach(() => bot.stop());

    const start = async () => {
      trouble = undefined;
      gate = Promise.withResolvers();
      const shaky = async <Result>(work: () => Promise<Result>): Promise<Result> => {
        if (trouble === 'rejects') throw new Error('disk full');
        if (trouble === 'is slow') await gate.promise;
        return work();
      };
      const wrapStore = (store: Store) =>
        withMethods(store, {
          beginTurn: (turn) => shaky(() => store.beginTurn(turn)),
          resumeTurn: (...which) => shaky(() => store.resumeTurn(...which)),
        });
      bot = await Confidant.start(kind, {
        limits: { dailyLimit: 1 },
        storeBudgetMs: 800,
        wrapStore,
      });
    };
    const counted = async () => {
      const daily = bot.store.limiter({ name: 'daily', points: 1, seconds: 86_400 });
      return (await daily.get(bot.ada.id))?.consumedPoints ?? 0;
    };
    const givenBack = () => expect.poll(counted).toBe(0);

    test.each(['rejects', 'is slow'] as const)(
      'none is lost that a store which %s did not take',
      async (how) => {
        await start();
        await bot.setUp(bot.ada);
        trouble = how;
        await bot.shows(await bot.ask(bot.ada, 'Well?'), APOLOGY);
        trouble = undefined;
        gate.resolve();
        await givenBack();
        await expect.poll(() => bot.store.leases()).toEqual([]);
        bot.model.answers('Here.');
        await bot.answered(bot.ada, 'Well?', 'Here.');
        await bot.shows(await bot.ask(bot.ada, 'More?'), /^You have asked as often/);
      },
      20_000,
    );

    test('none is lost that waited for a profile, and was not taken then', async () => {
      await start();
      const waiting = await bot.shows(await bot.ask(bot.ada, 'Well?'), en.advice.noProfile);
      const setUp = await bot.ada.click(waiting, en.advice.setUp);
      trouble = 'rejects';
      const submitted = await (await setUp.modal()).submit(ADA);
      const note = await bot.shows(submitted, APOLOGY);
      trouble = undefined;
      await givenBack();
      await expect.poll(() => bot.store.leases()).toEqual([]);
      bot.model.answers('Here.');
      await bot.shows(await bot.ada.click(note, 'Try again'), 'Here.');
    }, 20_000);

    test('nothing is counted anew of somebody who deleted everything meanwhile', async () => {
      await start();
      await bot.setUp(bot.ada);
      trouble = 'is slow';
      await bot.shows(await bot.ask(bot.ada, 'Well?'), APOLOGY);
      await bot.store.limiter({ name: 'daily', points: 1, seconds: 86_400 }).delete(bot.ada.id);
      await bot.store.deleteUser(bot.ada.id);
      gate.resolve();
      await expect.poll(() => bot.store.leases()).toEqual([]);
      expect(await counted()).toBe(0);
    }, 20_000);
  });
}
