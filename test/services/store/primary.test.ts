import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openMongoStore } from '../../../src/services/store/mongoStore.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { buttonsOf } from '../../support/buttons.ts';
import { Confidant } from '../../support/confidant.ts';
import { mongodb, type TestDatabase } from '../../support/databases.ts';
import { ReplicaSet } from '../../support/replicaSet.ts';

describe.skipIf(!mongodb.available)('a replica set that changes its primary', () => {
  let database: TestDatabase;
  let direct: Store;
  let set: ReplicaSet;
  let replicated: Store;
  let bot: Confidant;

  beforeEach(async () => {
    database = await mongodb.create();
    direct = await database.open();
    set = await ReplicaSet.start(database.location.mongodbUri ?? '');
    replicated = await openMongoStore({ uri: set.uri });
    bot = await Confidant.start({
      ...mongodb,
      create: async () => ({ ...database, open: async () => replicated }),
    });
    await bot.setUp(bot.ada);
  });
  afterEach(async () => {
    await bot.stopBot();
    await replicated.close();
    await bot.stop();
    await set.stop();
  });

  const refusedMoreThan = (count: number) =>
    vi.waitFor(() => expect(set.refused).toBeGreaterThan(count), { timeout: 5_000, interval: 10 });

  test('in the middle of an answer has all of it, once, and nobody notices', async () => {
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?');
    const answer = await hand.next();
    answer.write('First, ');
    await bot.shows(asked, 'First,');
    set.stepDown();
    answer.write('listen.');
    answer.end();
    await refusedMoreThan(0);
    const reply = await bot.shows(asked, 'First, listen.');
    set.elect(1);
    await bot.discord.until(() => buttonsOf(reply).includes('Follow up'));
    await vi.waitFor(async () => expect(await direct.leases()).toEqual([]), {
      timeout: 10_000,
      interval: 50,
    });
    expect(await direct.recentTurns(bot.ada.id, 9)).toMatchObject([
      { id: asked.id, status: 'complete', answer: 'First, listen.' },
    ]);
  }, 20_000);

  test('while a question is taken answers it as soon as there is another', async () => {
    bot.model.answers('As you like.');
    set.stepDown();
    const asked = await bot.ask(bot.ada, 'Well?');
    await refusedMoreThan(0);
    expect(asked.messages()[0]?.thinking).toBe(true);
    set.elect(1);
    await bot.shows(asked, 'As you like.');
    expect(await direct.recentTurns(bot.ada.id, 9)).toHaveLength(1);
  }, 20_000);

  test('and finds none says so, gives the question back, and goes on with the next', async () => {
    set.stepDown();
    const asked = await bot.ask(bot.ada, 'Lost?');
    await bot.shows(asked, /^Something went wrong on my side[^]*>>> Lost\?$/);
    set.elect(0);
    bot.model.answers('Back again.');
    await bot.answered(bot.ada, 'Are you there?', 'Back again.');
    expect(await direct.findTurn(bot.ada.id, asked.id)).toBeNull();
  }, 30_000);
});
