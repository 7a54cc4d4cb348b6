import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Channel, LoopbackDiscord, type Person } from '../playground/discord/index.ts';
import { Bot } from '../src/bot.ts';
import type { Shards } from '../src/config.ts';
import { createTranslator } from '../src/locales/index.ts';
import { createLogger } from '../src/logger.ts';
import { Coach } from '../src/services/coaching/coach.ts';
import { Limits } from '../src/services/coaching/limits.ts';
import { Model } from '../src/services/coaching/model.ts';
import { Pictures } from '../src/services/coaching/pictures.ts';
import type { Store } from '../src/services/store/store.ts';
import { ADA } from './support/confidant.ts';
import { databaseKinds, type TestDatabase } from './support/databases.ts';
import { TestModel } from './support/model.ts';
import { repliesTo } from './support/repliesTo.ts';

const PROFILE = { name: 'Ada Lovelace', age: 29, gender: 'woman', interests: ['chess'] };

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`a bot in shards on ${kind.name}`, () => {
    let discord: LoopbackDiscord;
    let model: TestModel;
    let database: TestDatabase;
    let store: Store;
    let ada: Person;
    let logs: string[];
    const bots: Bot[] = [];

    beforeEach(async () => {
      [discord, model, database] = await Promise.all([
        LoopbackDiscord.start({ shards: 2 }),
        TestModel.start(),
        kind.create(),
      ]);
      store = await database.open();
      logs = [];
      ada = discord.createPerson({ username: 'ada' });
      await store.saveProfile(ada.id, PROFILE);
    });
    afterEach(async () => {
      await Promise.all(bots.splice(0).map((bot) => bot.stop()));
      await discord.stop();
      await model.stop();
      await database.drop();
      if (discord.errors.length > 0) throw new AggregateError(discord.errors);
    });

    /** Starts one of the bot's processes. */
    const start = async (shards?: Shards): Promise<void> => {
      const own = await database.open();
      const write = (line: string) => {
        logs.push(line);
        discord.lookAgain();
      };
      const log = createLogger('info', { write });
      const coach = new Coach({
        store: own,
        model: new Model({ apiKey: 'k', baseUrl: model.baseUrl, name: 'm', maxRetries: 0 }),
        pictures: new Pictures([]),
        limits: new Limits(own, { cooldownSeconds: 0, dailyLimit: 0 }),
        historyMessages: 6,
        translate: await createTranslator(),
        log,
      });
      const { token, apiUrl } = discord;
      const bot = new Bot({
        token,
        apiUrl,
        guildId: undefined,
        ...(shards && { shards }),
        store: own,
        coach,
        translate: await createTranslator(),
        log,
      });
      bots.push(bot);
      await bot.start();
      const ids = shards && shards !== 'auto' ? shards.ids : [0, 1];
      const ready = `"shards":${JSON.stringify(ids)}`;
      await discord.until(() => logs.some((line) => line.includes(ready)));
    };

    const timesRegistered = () =>
      logs.filter((line) => line.includes('commands are registered')).length;

    const ask = (where: Channel) => ada.runCommand('advice', { question: 'Well?' }, where);

    /** A channel whose events come on this shard. */
    const channelOn = (shard: number): Channel => {
      for (;;) {
        const guild = discord.createGuild({ name: 'Home' });
        if (Number(BigInt(guild.id) >> 22n) % 2 === shard)
          return guild.createTextChannel({ name: 'general' });
      }
    };

    test('takes as many as Discord recommends', async () => {
      await start();
      await discord.until(() => timesRegistered() === 1);
      const shards = discord.gateway.connected.map(({ shard }) => shard);
      expect(shards.toSorted(([a], [b]) => a - b)).toEqual([
        [0, 2],
        [1, 2],
      ]);
    });

    test('in two processes answers everywhere once, one answer at a time for each person', async () => {
      await start({ count: 2, ids: [1] });
      await start({ count: 2, ids: [0] });
      await discord.until(() => timesRegistered() === 1);
      const hand = model.handwritten();
      const first = await ask(channelOn(0));
      const answer = await hand.next();
      answer.write('Here.');
      await discord.until(() => first.original?.content.startsWith('Here'));
      const second = await ask(channelOn(1));
      await discord.until(() => second.original?.content.startsWith('I am still writing'));
      answer.end();
      await discord.until(() => first.original?.content === 'Here.');
      model.answers('There.');
      const third = await ask(channelOn(1));
      await discord.until(() => third.original?.content === 'There.');
      const direct = await ask(discord.dmWithBot(ada));
      await discord.until(() => direct.original?.content === 'There.');
      expect(timesRegistered()).toBe(1);
      expect(await store.recentTurns(ada.id, 9)).toHaveLength(3);
      // The first one was written by hand.
      expect(model.requests()).toHaveLength(2);
    }, 15_000);

    test('in two processes answers what waited for a profile on the shard of the other', async () => {
      await start({ count: 2, ids: [1] });
      await start({ count: 2, ids: [0] });
      await store.removeProfile(ada.id);
      const asked = ada.send(channelOn(1), { content: `<@${discord.applicationId}> Well?` });
      await discord.until(() => repliesTo(asked).length === 1);
      model.answers('There.');
      const form = await (await ada.runCommand('profile setup', {}, channelOn(0))).modal();
      ada.send(discord.dmWithBot(ada), { content: 'And here?' });
      await discord.until(() => discord.dmWithBot(ada).messages.size === 2);
      await form.submit(ADA);
      await discord.until(() => repliesTo(asked).some(({ content }) => content === 'There.'));
      expect(repliesTo(asked)).toHaveLength(2);
    });

    test('of which two processes have the same, as when one takes over from the other, answers once', async () => {
      await start();
      await start();
      await discord.until(() => timesRegistered() === 2);
      model.answers('Once.');
      for (let n = 1; n <= 3; n += 1) {
        const asked = await ask(channelOn(0));
        await discord.until(() => asked.original?.content === 'Once.');
        expect(asked.messages()).toHaveLength(1);
      }
      expect(model.requests()).toHaveLength(3);
      expect(await store.recentTurns(ada.id, 9)).toHaveLength(3);
    }, 15_000);
  });
}
