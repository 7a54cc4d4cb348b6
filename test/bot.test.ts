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

  test('comes back by itself after Discord was away', async () => {
    bot.discord.outage(true);
    bot.discord.outage(false);
    await bot.discord.ready();
    bot.model.answers('Here again.');
    const reply = await bot.answered(bot.ada, 'Are you there?', 'Here again.');
    expect(reply.ephemeral).toBe(true);
  });

  test('finishes an answer although Discord loses its connection in the middle', async () => {
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?');
    const answer = await hand.next();
    answer.write('First, ');
    await bot.shows(asked, 'First,');
    bot.discord.outage(true);
    answer.write('listen.');
    answer.end();
    await bot.discord.until(() => bot.logs.some((line) => line.includes('turn ended')));
    bot.discord.outage(false);
    const reply = await bot.ended(asked, 'First, listen.');
    expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
    await bot.discord.ready();
  });
});
