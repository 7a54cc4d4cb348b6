import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LoopbackDiscord } from '../playground/discord/index.ts';
import { Confidant } from './support/confidant.ts';
import { sqlite } from './support/databases.ts';

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
});
