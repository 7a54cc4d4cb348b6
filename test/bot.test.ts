import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANSWER_BUTTONS, buttonsOf } from './support/buttons.ts';
import { Confidant } from './support/confidant.ts';
import { sqlite } from './support/databases.ts';

describe('the bot', () => {
  let bot: Confidant;

  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
  });
  afterEach(() => bot.stop());

  test('ends the answers of everyone when it stops, with the text they have and a way to go on', async () => {
    await bot.setUp(bot.ben);
    const hand = bot.model.handwritten();
    const toAda = await bot.ask(bot.ada, 'Ada’s?');
    const answer = await hand.next();
    answer.write('Half of it');
    await bot.shows(toAda, 'Half of it');
    const toBen = await bot.ask(bot.ben, 'Ben’s?', bot.dm(bot.ben));
    await hand.next();
    await bot.stopBot();
    await answer.closed;
    const half = await bot.shows(toAda, /^Half of it\n\n-# I had to stop here/);
    await bot.shows(toBen, /^-# I had to stop here/);
    expect(await bot.turnEnded(bot.ada, toAda.id)).toMatchObject({
      status: 'stopped',
      answer: 'Half of it',
    });
    expect(await bot.turnEnded(bot.ben, toBen.id)).toMatchObject({ status: 'stopped', answer: '' });

    await bot.startBot();
    bot.model.answers('All of it.');
    await bot.shows(await bot.ada.click(half, 'Try again'), 'All of it.');
  });

  test('finishes an answer although Discord is away in the middle, and comes back by itself', async () => {
    const { discord, model } = bot;
    const hand = model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?');
    const answer = await hand.next();
    answer.write('First, ');
    await bot.shows(asked, 'First,');
    const refused = { edits: 0 };
    discord.on('request', ({ method, status }) => {
      if (method === 'PATCH' && status === 503) refused.edits += 1;
    });
    discord.outage(true);
    answer.write('listen');
    await discord.until(() => refused.edits > 0, { what: 'an edit in the middle' });
    const middle = refused.edits;
    answer.write('.');
    answer.end();
    await discord.until(() => bot.logs.some((line) => line.includes('turn ended')));
    await discord.until(() => refused.edits > middle, { what: 'an edit with the end' });
    await discord.until(() => discord.gateway.refused > 1, { what: 'attempts to reconnect' });
    expect(discord.gateway.connected).toEqual([]);
    expect(asked.messages()[0]?.content).toMatch(/^First, ?▍$/);
    discord.outage(false);
    const reply = await bot.ended(asked, 'First, listen.');
    expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
    expect(asked.messages()).toEqual([reply]);
    await discord.ready();
    model.answers('Here again.');
    await bot.answered(bot.ada, 'Are you there?', 'Here again.');
  });
});
