import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LoopbackDiscord } from '../playground/discord/index.ts';
import { Confidant } from './support/confidant.ts';
import { sqlite } from './support/databases.ts';

const MINUTE_MS = 60_000;

type Fault = [what: string, cause: (gateway: LoopbackDiscord['gateway']) => void];

const FAULTS: Fault[] = [
  ['is cut', (gateway) => gateway.disconnect()],
  ['is closed with an error', (gateway) => gateway.disconnect(4000)],
  ['asks to reconnect', (gateway) => gateway.requestReconnect()],
  [
    'calls its session invalid, to be resumed',
    (gateway) => gateway.invalidateSessions({ resumable: true }),
  ],
  ['calls its session invalid for good', (gateway) => gateway.invalidateSessions()],
];

describe('when the gateway', () => {
  let bot: Confidant;

  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
    await bot.setUp(bot.ben);
  });
  afterEach(() => bot.stop());

  test.each(FAULTS)(
    '%s, an answer goes on, and the next question is answered',
    async (_, cause) => {
      const hand = bot.model.handwritten();
      const asked = await bot.ask(bot.ada, 'Well?');
      const answer = await hand.next();
      answer.write('First, ');
      await bot.shows(asked, 'First,');
      const [before] = bot.discord.gateway.connected;
      const socket = before?.socket;
      cause(bot.discord.gateway);
      answer.write('listen.');
      answer.end();
      await bot.shows(asked, 'First, listen.');
      const isBack = () => {
        const [now] = bot.discord.gateway.connected;
        return now !== undefined && now.socket !== socket;
      };
      await bot.discord.until(isBack, { timeoutMs: 15_000, what: 'a new connection' });
      const second = await bot.ask(bot.ben, 'And I?');
      const toBen = await hand.next();
      toBen.write('You too.');
      toBen.end();
      await bot.shows(second, 'You too.');
      expect(await bot.turnEnded(bot.ada, asked.id)).toMatchObject({ status: 'complete' });
      expect(await bot.turnEnded(bot.ben, second.id)).toMatchObject({ status: 'complete' });
    },
    // discord.js waits up to five seconds before it begins a session anew, as Discord asks.
    20_000,
  );

  test('is away for a whole minute, an answer goes on, and what is asked meanwhile and then is answered once it is back', async () => {
    const { discord } = bot;
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?');
    const first = await hand.next();
    first.write('First, ');
    discord.gateway.setClosed(true);
    first.write('listen.');
    first.end();
    await bot.ended(asked, 'First, listen.');
    const written = bot.ben.send(bot.dm(bot.ben), { content: 'And I?' });
    await sleep(MINUTE_MS);
    expect(discord.gateway.connected).toEqual([]);
    discord.gateway.setClosed(false);
    const second = await hand.next();
    second.write('You too.');
    second.end();
    await bot.answers(written, 'You too.');
    bot.model.answers('Of course.');
    await bot.answered(bot.ada, 'Are you there?', 'Of course.');
  }, 90_000);
});
