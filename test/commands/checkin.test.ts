import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { en } from '../../src/locales/en.ts';
import { buttonsOf } from '../support/buttons.ts';
import type { Confidant } from '../support/confidant.ts';
import { databaseKinds } from '../support/databases.ts';
import { DAY_MS, HOUR_MS, Later } from '../support/later.ts';

let later: Later;
let bot: Confidant;

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`/checkin on ${kind.name}`, () => {
    beforeEach(async () => {
      later = await Later.start(kind);
      ({ bot } = later);
      await bot.setUp(bot.ada);
    });
    afterEach(() => bot.stop());

    test('asks about a plan when its time has come, once, in a direct message', async () => {
      const confirmation = await later.add('my date with Sam', 'in 3 days');
      expect(confirmation.ephemeral).toBe(true);
      expect(confirmation.content).toMatch(/<t:\d+:F> \(<t:\d+:R>\)/);
      expect(confirmation.content).toContain('> my date with Sam');
      expect(confirmation.content).toContain('America/New_York time');
      expect(confirmation.content).toContain('`/checkin timezone`');
      expect(buttonsOf(confirmation)).toEqual(['Cancel']);
      expect(later.messagesTo(bot.ada)).toEqual([]);

      later.pass(3 * DAY_MS + HOUR_MS);
      const question = await later.asked('my date with Sam');
      expect(question.content).toBe(en.checkin.ask.replace('{{plan}}', 'my date with Sam'));
      expect(bot.ben.sees(bot.channel)).toEqual([]);
      await expect.poll(() => bot.store.checkIns(bot.ada.id)).toEqual([]);
      await bot.shows(await bot.ada.runCommand('checkin list', {}, bot.channel), /nothing to ask/);
      await bot.stopBot();
      await bot.startBot();
      expect(later.messagesTo(bot.ada)).toHaveLength(1);
    });

    test('makes the coach know what somebody answers', async () => {
      await later.add('my date with Sam', 'tomorrow 9pm');
      later.pass(2 * DAY_MS);
      const { content } = await later.asked('my date with Sam');
      await bot.discord.until(() => bot.logs.some((line) => line.includes('a check-in is sent')));
      bot.model.answers('Tell me more.');
      await expect.poll(async () => (await bot.store.answeredTurns(bot.ada.id, 1)).length).toBe(1);
      await bot.answered(bot.ada, 'It was lovely', 'Tell me more.');
      expect(bot.model.requests().at(-1)).toEqual(
        expect.arrayContaining([
          { role: 'user', content: 'Ask me later about: my date with Sam' },
          { role: 'assistant', content },
          { role: 'user', content: 'It was lovely' },
        ]),
      );
    });

    test('makes the coach know what somebody replies to, however much was said since', async () => {
      await later.add('my date with Sam', 'in 2 hours');
      later.pass(3 * HOUR_MS);
      const question = await later.asked('my date with Sam');
      await expect.poll(() => bot.store.checkIns(bot.ada.id)).toEqual([]);
      const about = ['Ask me later about: my date with Sam', question.content];
      await later.add('the talk with Kim', 'in 4 hours');
      later.pass(2 * HOUR_MS);
      await later.asked('the talk with Kim');
      await expect.poll(() => bot.store.checkIns(bot.ada.id)).toEqual([]);
      bot.model.answers('Tell me more.');
      const reply = { content: 'It was lovely', replyTo: question };
      await bot.answers(bot.ada.send(bot.dm(bot.ada), reply), 'Tell me more.');
      const asked = bot.model
        .requests()
        .at(-1)
        ?.map(({ content }) => content);
      expect(asked?.slice(-3)).toEqual([...about, 'It was lovely']);
    });

    test('ends a rehearsal in the same place: what somebody answers is said to the coach', async () => {
      const dm = bot.dm(bot.ada);
      const command = await bot.ada.runCommand('practice', { kind: 'askingOut' }, dm);
      await bot.shown(await (await command.modal()).submit({ who: 'Kim', moment: 'at work' }));
      bot.model.answers('Oh, hi.');
      await bot.answers(bot.ada.send(dm, { content: 'Hello Kim' }), 'Oh, hi.');
      await later.add('my date with Sam', 'in 2 hours');
      later.pass(3 * HOUR_MS);
      const { content } = await later.asked('my date with Sam');
      expect(content).toMatch(new RegExp(`\\n-# ${en.checkin.endsRehearsal}$`));
      await expect.poll(() => bot.store.checkIns(bot.ada.id)).toEqual([]);
      bot.model.answers('Tell me more.');
      await bot.answers(bot.ada.send(dm, { content: 'It was lovely' }), 'Tell me more.');
      const asked = bot.model.requests().at(-1);
      expect(asked?.[0]?.content).not.toMatch(/This is a rehearsal/);
      expect(asked?.slice(2).map((message) => message.content)).toEqual([
        'Ask me later about: my date with Sam',
        content,
        'It was lovely',
      ]);
    });

    test('leaves a rehearsal alone that is somewhere else', async () => {
      const command = await bot.ada.runCommand('practice', { kind: 'askingOut' }, bot.channel);
      await bot.shown(await (await command.modal()).submit({ who: 'Kim', moment: 'at work' }));
      await later.add('my date with Sam', 'in 2 hours');
      later.pass(3 * HOUR_MS);
      const { content } = await later.asked('my date with Sam');
      expect(content).not.toContain(en.checkin.endsRehearsal);
      await expect.poll(() => bot.store.checkIns(bot.ada.id)).toEqual([]);
      expect(await bot.store.findPractice(bot.ada.id)).toMatchObject({ endedAt: null });
    });

    test('is not forgotten while the bot is away, which it is sorry for after a day', async () => {
      await later.add('my date with Sam', 'in 2 hours');
      await later.add('the talk with Kim', 'in 3 days');
      await bot.stopBot();
      later.pass(3 * DAY_MS + HOUR_MS);
      expect(later.messagesTo(bot.ada)).toEqual([]);
      await bot.startBot();
      expect((await later.asked('Sam')).content).toContain('I was away');
      expect((await later.asked('Kim')).content).not.toContain('I was away');
      expect(later.messagesTo(bot.ada)).toHaveLength(2);
    });

    test('is one message although Discord’s answer to it is lost', async () => {
      await later.add('my date with Sam', 'in 2 hours');
      later.losesAnswer();
      later.pass(3 * HOUR_MS);
      await later.asked('Sam');
      await later.logged('a check-in is put off');
      later.pass(31_000);
      await later.logged('a check-in is sent');
      expect(later.messagesTo(bot.ada)).toHaveLength(1);
    });

    test.each([
      ['is in trouble', { status: 503 }],
      ['opens no more direct messages at the moment', { status: 400, code: 40_003 }],
    ])('comes a little later when Discord %s', async (_, fault) => {
      await later.add('my date with Sam', 'in 2 hours');
      bot.discord.faults.add({
        method: 'POST',
        route: /users\/@me\/channels/,
        times: 1,
        ...fault,
      });
      bot.discord.faults.add({
        method: 'POST',
        route: /channels\/\d+\/messages/,
        status: 500,
        times: 1,
      });
      later.pass(3 * HOUR_MS);
      for (const count of [1, 2]) {
        await later.logged('a check-in is put off', count);
        later.pass(HOUR_MS);
      }
      await later.asked('Sam');
      expect(later.messagesTo(bot.ada)).toHaveLength(1);
    });

    test('says in the list that somebody’s direct messages are closed, and lets them remove it', async () => {
      await later.add('my date with Sam', 'in 2 hours');
      bot.ada.acceptsDirectMessages = false;
      later.pass(3 * HOUR_MS);
      await later.logged('a check-in is given up');
      const shownList = await later.list();
      expect(shownList.embeds[0]?.description).toContain('⚠️ my date with Sam');
      expect(shownList.embeds[0]?.description).toContain(en.checkin.list.undeliverable);
      expect(buttonsOf(shownList)).toEqual(['Remove 1']);
      await bot.ada.click(shownList, 'Remove 1');
      await bot.discord.until(() => shownList.content === en.checkin.list.empty);
      expect(shownList.embeds).toEqual([]);
      expect(shownList.components).toEqual([]);
      expect(await bot.store.recentTurns(bot.ada.id, 9)).toEqual([]);
    });

    test('is cancelled under its confirmation, and then never asked', async () => {
      const confirmation = await later.add('my date with Sam', 'in 2 hours');
      await later.add('the talk with Kim', 'in 2 hours');
      await bot.ada.click(confirmation, 'Cancel');
      await bot.discord.until(() => confirmation.content === en.checkin.cancelled);
      expect(confirmation.components).toEqual([]);
      later.pass(3 * HOUR_MS);
      await later.asked('Kim');
      expect(later.messagesTo(bot.ada)).toHaveLength(1);
    });

    test('lists what is to come, the next first, each with a way to cancel it', async () => {
      await later.add('*the* talk', 'in 3 days');
      await later.add('my date', 'in 2 hours');
      const shownList = await later.list();
      expect(shownList.ephemeral).toBe(true);
      expect(shownList.embeds[0]?.description).toMatch(
        /^\*\*1\.\*\* my date\n<t:\d+:F> \(<t:\d+:R>\)\n\n\*\*2\.\*\* \\\*the\\\* talk\n<t:\d+:F> \(<t:\d+:R>\)$/,
      );
      expect(buttonsOf(shownList)).toEqual(['Cancel 1', 'Cancel 2']);
      await bot.ada.click(shownList, 'Cancel 1');
      await bot.discord.until(() => buttonsOf(shownList).length === 1);
      expect(shownList.embeds[0]?.description).toContain('**1.** \\*the\\* talk');
      expect(await bot.store.checkIns(bot.ada.id)).toMatchObject([{ plan: '*the* talk' }]);
    });

    test('is gone with everything else that somebody deletes', async () => {
      await later.add('my date with Sam', 'in 2 hours');
      await bot.setUp(bot.ben);
      await later.add('the talk with Kim', 'in 2 hours', { person: bot.ben });
      const confirm = await bot.shown(await bot.ada.runCommand('profile delete', {}, bot.channel));
      await bot.ada.click(confirm, 'Delete everything');
      await bot.discord.until(() => confirm.content === en.privacy.deleted);
      later.pass(3 * HOUR_MS);
      await later.asked('Kim', bot.ben);
      expect(later.messagesTo(bot.ada)).toEqual([]);
      expect(await bot.store.checkIns(bot.ada.id)).toEqual([]);
    });
  });
}
