import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel } from '../playground/discord/index.ts';
import { en } from '../src/locales/en.ts';
import { Confidant } from './support/confidant.ts';
import { databaseKinds } from './support/databases.ts';

const ANSWER = 'An answer.';

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`ids on Discord, on ${kind.name}`, () => {
    let bot: Confidant;
    let dm: Channel;
    let ada: string;
    let ben: string;
    let self: string;

    beforeEach(async () => {
      bot = await Confidant.start(kind, { examinesWithinMs: 2_000 });
      dm = bot.dm(bot.ada);
      [ada, ben] = [`<@${bot.ada.id}>`, `<@${bot.ben.id}>`];
      self = `<@${bot.discord.applicationId}>`;
      await bot.setUp(bot.ada);
      // Whom the bot has never seen, it cannot name.
      await bot.shown(await bot.ben.runCommand('help', {}, bot.channel));
      bot.model.answers(ANSWER);
    });
    afterEach(() => bot.stop());

    /** The ids that the model or the examination of questions was sent. */
    const idsSent = (): string[] => {
      const sent = JSON.stringify([bot.model.bodies(), bot.model.examiner.bodies]);
      const ids = [bot.ada, bot.ben, bot.channel].map(({ id }) => id);
      return [...ids, bot.discord.applicationId].filter((id) => sent.includes(id));
    };

    const asked = () => bot.model.lastShown()?.at(-1);
    const stored = async () => (await bot.store.recentTurns(bot.ada.id, 1))[0]?.question;

    test('are names in messages, and what is stored is what the model was shown', async () => {
      const said = `Does ${ben} mean ${ada}? See <#${bot.channel.id}> <:wink:${bot.ben.id}>`;
      const inDm = await bot.answers(bot.ada.send(dm, { content: said }), ANSWER);
      expect(asked()).toBe('Does @Ben mean @Ada L.? See #a channel :wink:');
      expect(await stored()).toBe(asked());
      expect(inDm.mentions).toEqual([]);
      const inServer = bot.ada.send(bot.channel, { content: `${self} ${said}` });
      expect((await bot.answers(inServer, ANSWER)).mentions).toEqual([]);
      expect(asked()).toBe('Does @Ben mean @Ada L.? See #general :wink:');
      expect(await stored()).toBe(asked());
      expect(idsSent()).toEqual([]);
    });

    test('are names in what somebody forwards', async () => {
      const said = bot.ben.send(bot.channel, {
        content: `${ada} are you in <#${bot.channel.id}>?`,
      });
      await bot.answers(bot.ada.forward(said, dm), ANSWER);
      expect(asked()).toBe(`${en.conversation.forwarded}\n> @Ada L. are you in #general?`);
      expect(idsSent()).toEqual([]);
    });

    test('are names in a message that somebody wants advice on', async () => {
      const message = bot.ben.send(bot.channel, { content: `${ada} are you free on Saturday?` });
      await bot.ended(await bot.ada.runMessageCommand('Get advice', message), ANSWER);
      expect(asked()).toBe(`${en.getAdvice.received}\n\n> @Ada L. are you free on Saturday?`);
      expect(await stored()).toBe(asked());
      expect(idsSent()).toEqual([]);
    });

    test('are names in commands and forms', async () => {
      const reply = await bot.ended(await bot.ask(bot.ada, `How do I tell ${ben}?`), ANSWER);
      expect(asked()).toBe('How do I tell @Ben?');
      const modal = await (await bot.ada.click(reply, en.advice.followUp)).modal();
      await bot.ended(await modal.submit({ question: `And if ${ben} laughs?` }), ANSWER);
      expect(asked()).toBe('And if @Ben laughs?');
      expect(await stored()).toBe(asked());
      const plan = { plan: `Dinner with ${ben}`, when: 'tomorrow 9pm' };
      await bot.shown(await bot.ada.runCommand('checkin add', plan, bot.channel));
      expect(await bot.store.checkIns(bot.ada.id)).toMatchObject([{ plan: 'Dinner with @Ben' }]);
      const more = await bot.shown(await bot.ada.runCommand('profile view', {}, bot.channel));
      const form = await (await bot.ada.click(more, en.profile.more.open)).modal();
      await bot.shown(await form.submit({ seeking: `a life with ${ben}` }));
      const profile = await bot.store.findProfile(bot.ada.id);
      expect(profile).toMatchObject({ seeking: 'a life with @Ben' });
      expect(idsSent()).toEqual([]);
    });

    test('are names in a rehearsal', async () => {
      const command = await bot.ada.runCommand('practice', { kind: 'askingOut' }, dm);
      const scene = { who: ben, moment: `in <#${bot.channel.id}>` };
      const opening = await bot.shown(await (await command.modal()).submit(scene));
      expect(await bot.store.findPractice(bot.ada.id)).toMatchObject({
        who: '@Ben',
        moment: 'in #a channel',
      });
      const modal = await (await bot.ada.click(opening, en.practice.say)).modal();
      const line = await modal.submit({ line: `Hello ${ben}` });
      await bot.ended(line, ANSWER);
      expect(asked()).toBe('Hello @Ben');
      expect(idsSent()).toEqual([]);
    });

    test('are names in what the coach is to remember', async () => {
      const then = new Date(0);
      const memory = { text: 'x', through: then, newestAt: then, version: 1 };
      await bot.store.saveMemory(bot.ada.id, memory);
      const view = await bot.shown(await bot.ada.runCommand('profile view', {}, bot.channel));
      const form = await (await bot.ada.click(view, en.profile.memory.change)).modal();
      await bot.shown(await form.submit({ memory: `Likes ${ben}` }));
      expect(await bot.store.findMemory(bot.ada.id)).toMatchObject({ text: 'Likes @Ben' });
      expect(idsSent()).toEqual([]);
    });
  });
}
