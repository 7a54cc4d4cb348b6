import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { en } from '../../../src/locales/en.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { Confidant } from '../../support/confidant.ts';
import { sqlite, withMethods } from '../../support/databases.ts';
import { MeasuredTime } from '../../support/measuredTime.ts';

const MINUTE_MS = 60_000;

const refusing = () => Promise.reject(new Error('disk full'));
const wrapStore = (store: Store) => withMethods(store, { beginTurn: refusing });

describe('a question that cannot be taken', () => {
  let bot: Confidant;
  const time = new MeasuredTime();

  beforeEach(async () => {
    bot = await Confidant.start(sqlite, { wrapStore });
    await bot.setUp(bot.ada);
  });
  afterEach(() => bot.stop());

  const refused = async (count: number): Promise<void> => {
    const before = bot.discord.stats.requests;
    await bot.discord.until(() => bot.discord.stats.requests >= before + count);
  };

  test.each([
    ['for its asker alone', { private: true }, 'PATCH'],
    ['for everyone', { private: false }, 'DELETE'],
    ['for everyone, of which "thinking…" is gone', { private: false }, 'POST'],
  ])(
    'is given back after ten minutes of Discord’s trouble: %s',
    async (_, options, method) => {
      const mend = bot.discord.faults.add({ method, route: /webhooks/, status: 503 });
      const asked = await bot.ask(bot.ada, 'Lost?', bot.channel, options);
      await refused(2);
      time.pass(10 * MINUTE_MS);
      await refused(1);
      mend();
      const note = await bot.shows(asked, /Lost\?/);
      expect(note.content).toContain(en.failure.internal);
      expect(note.ephemeral).toBe(true);
    },
    20_000,
  );

  test('is spoken of after an hour in direct messages, where it stands already', async () => {
    const dm = bot.dm(bot.ada);
    const mend = bot.discord.faults.add({
      method: 'POST',
      route: /channels\/\d+\/messages/,
      status: 503,
    });
    const asked = bot.ada.send(dm, { content: 'Lost?' });
    await refused(3);
    time.pass(60 * MINUTE_MS);
    await refused(1);
    mend();
    const { content } = await bot.answers(asked, /./);
    expect(content).toContain(en.failure.internal);
  }, 20_000);

  test('is given back although Discord’s answer to taking "thinking…" back is lost', async () => {
    const lost = { method: 'DELETE', reset: true, applied: true, times: 1 } as const;
    bot.discord.faults.add({ ...lost, route: /webhooks/ });
    const asked = await bot.ask(bot.ada, 'Lost?', bot.channel, { private: false });
    expect((await bot.shows(asked, /Lost\?/)).ephemeral).toBe(true);
  });

  test('does not keep the bot from stopping while Discord is in trouble', async () => {
    bot.discord.faults.add({ method: 'PATCH', route: /webhooks/, status: 503 });
    await bot.ask(bot.ada, 'Lost?');
    await refused(2);
    const began = performance.now();
    await bot.stopBot();
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});
