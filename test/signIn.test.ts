import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Confidant } from './support/confidant.ts';
import { sqlite } from './support/databases.ts';

describe('one 401 of Discord’s', () => {
  let bot: Confidant;

  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
    bot.model.answers((messages) => `Re: ${messages.at(-1)?.content}`);
  });
  afterEach(() => bot.stop());

  /** Answers once to such a request that the token is not accepted. */
  const refuse = (method: string, route: RegExp) =>
    bot.discord.faults.add({ method, route, status: 401, times: 1 });

  test.each([
    ['typing', /\/typing$/],
    ['an answer', /\/channels\/\d+\/messages$/],
  ])('to %s costs neither that answer nor the next ones', async (_, route) => {
    refuse('POST', route);
    const dm = bot.dm(bot.ada);
    await bot.answers(bot.ada.send(dm, { content: 'One?' }), 'Re: One?');
    await bot.answers(bot.ada.send(dm, { content: 'Two?' }), 'Re: Two?');
    const mention = `<@${bot.discord.applicationId}>`;
    const asked = bot.ada.send(bot.channel, { content: `${mention} Three?` });
    await bot.answers(asked, 'Re: Three?');
    expect(bot.model.requests()).toHaveLength(3);
  });

  test('to an edit of an answer costs nothing of it', async () => {
    const hand = bot.model.handwritten();
    const asked = bot.ada.send(bot.dm(bot.ada), { content: 'Well?' });
    const answer = await hand.next();
    answer.write('First, ');
    await bot.repliesTo(asked, 'First,');
    refuse('PATCH', /\/channels\//);
    answer.write('listen.');
    answer.end();
    await bot.answers(asked, 'First, listen.');
    expect(await bot.turnEnded(bot.ada, asked.id)).toMatchObject({ status: 'complete' });
  });

  test('to the thread of a rehearsal does not keep the next one out of a thread', async () => {
    const rehearse = async () => {
      const command = await bot.ada.runCommand('practice', { kind: 'askingOut' }, bot.channel);
      const scene = { who: 'Sam, 31, shy', moment: 'after work' };
      return bot.shown(await (await command.modal()).submit(scene));
    };
    refuse('POST', /\/threads$/);
    expect((await rehearse()).content).toContain(`<#${bot.dm(bot.ada).id}>`);
    const begun = await rehearse();
    expect(begun.content).toContain(`<#${bot.channel.guild?.threads.at(-1)?.id}>`);
  });
});
