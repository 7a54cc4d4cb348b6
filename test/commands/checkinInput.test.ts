import { InteractionType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import { buttonsOf } from '../support/buttons.ts';
import type { Confidant } from '../support/confidant.ts';
import { sqlite } from '../support/databases.ts';
import { HOUR_MS, Later } from '../support/later.ts';

let later: Later;
let bot: Confidant;

/** What the bot suggests to somebody who types a time zone. */
const suggested = async (zone: string): Promise<unknown[]> => {
  const typing = await bot.ada.autocomplete('checkin timezone', { zone }, 'zone', bot.channel);
  const response = await typing.response();
  return response.kind === 'choices' ? response.choices.map(({ value }) => value) : [];
};

/** The moment that a message names. */
const timeIn = ({ content }: Message): Date =>
  new Date(Number(/<t:(\d+):F>/.exec(content)?.[1]) * 1000);

describe('/checkin', () => {
  beforeEach(async () => {
    later = await Later.start(sqlite);
    ({ bot } = later);
  });
  afterEach(() => bot.stop());

  test('wants to know first whom it asks, and gives back what was typed', async () => {
    const note = await later.add('my date', 'tomorrow 9pm');
    expect(note.content).toContain(en.checkin.noProfile);
    expect(note.content).toContain('plan: my date\nwhen: tomorrow 9pm');
    const modal = await (await bot.ada.click(note, 'Set up my profile')).modal();
    expect(modal.fields).toHaveLength(4);
    for (const other of [await later.list(), await later.setZone('Paris')]) {
      expect(other.content).toBe(en.checkin.noProfile);
    }
    expect(await bot.store.checkIns(bot.ada.id)).toEqual([]);
    expect(await bot.store.findSettings(bot.ada.id)).toBeNull();
  });

  test('answers with ordinary messages in the bot’s direct messages', async () => {
    await bot.setUp(bot.ada);
    const confirmation = await later.add('my date', 'in 2 hours', { where: bot.dm(bot.ada) });
    expect(confirmation.ephemeral).toBe(false);
  });

  describe('for somebody with a profile', () => {
    beforeEach(() => bot.setUp(bot.ada));

    test.each([
      ['a blank plan', '\u200B', 'tomorrow 9pm', en.checkin.problems.planBlank],
      ['a long plan', 'x'.repeat(201), 'tomorrow 9pm', 'Your plan has 201 characters'],
      ['no time', 'my date', 'one of these days', en.checkin.problems.notUnderstood],
      ['a past time', 'my date', 'yesterday 9pm', en.checkin.problems.past],
      ['a time too far away', 'my date', 'in 13 months', en.checkin.problems.tooFar],
    ])('refuses %s, and gives back what was typed', async (_, plan, when, sentence) => {
      const note = await later.add(plan, when);
      expect(note.ephemeral).toBe(true);
      expect(note.content).toContain(sentence);
      expect(note.content).toContain(`plan: ${plan}\nwhen: ${when}`);
      expect(await bot.store.checkIns(bot.ada.id)).toEqual([]);
    });

    test('gives back a plan of any length, as a file', async () => {
      const note = await later.add('長'.repeat(6_000), 'tomorrow 9pm');
      expect(note.content).toContain('Your plan has 6000 characters');
      const [file] = note.attachments;
      const text = await (await fetch(String(file?.url))).text();
      expect(text).toBe(`plan: ${'長'.repeat(6_000)}\nwhen: tomorrow 9pm`);
    });

    test('keeps ten in mind, the longest ones too, and refuses one more', async () => {
      const plan = '*'.repeat(200);
      for (let n = 0; n < 10; n += 1) await later.add(plan, `in ${n + 1} days`);
      const note = await later.add('one more', 'tomorrow 9pm');
      expect(note.content).toContain('You have 10 check-ins');
      expect(note.content).toContain('plan: one more\nwhen: tomorrow 9pm');
      const shownList = await later.list();
      expect(buttonsOf(shownList)).toHaveLength(10);
      await bot.ada.click(shownList, 'Cancel 10');
      await bot.discord.until(() => buttonsOf(shownList).length === 9);
      expect((await later.add('one more', 'tomorrow 9pm')).content).toContain('> one more');
    });

    test('shows words as they were typed, and notifies nobody', async () => {
      const plan = `# **date** with <@${bot.ben.id}> <3 @everyone [x](https://example.org) {{plan}}`;
      const confirmation = await later.add(plan, 'in 2 hours');
      expect(confirmation.content).toContain(String.raw`> \# \*\*date\*\* with @somebody \<3 @`);
      later.pass(3 * HOUR_MS);
      const question = await later.asked('date');
      expect(question.content).toContain(String.raw`> \# \*\*date\*\* with @somebody \<3 @`);
      expect(question.content).toContain('{{plan}}');
      expect(question.mentions).toEqual([]);
    });

    test('reads times in the time zone that somebody has set', async () => {
      const known = await later.setZone('tokyo');
      expect(known.content).toContain('**Asia/Tokyo**');
      const confirmation = await later.add('my date', 'tomorrow 9pm');
      expect(confirmation.content).toContain('That is Asia/Tokyo time');
      expect(timeIn(confirmation).getUTCHours()).toBe(12);
      expect(await bot.store.findSettings(bot.ada.id)).toMatchObject({ timeZone: 'Asia/Tokyo' });
    });

    test('reads times in the language and the time zone of somebody’s Discord', async () => {
      bot.ada.locale = 'ja';
      expect(timeIn(await later.add('デート', '明日の夜9時')).getUTCHours()).toBe(12);
      bot.ada.locale = 'pt-BR';
      expect(timeIn(await later.add('encontro', 'amanhã às 21h')).getUTCHours()).toBe(0);
    });

    test('explains how to name a time zone that it does not know', async () => {
      const note = await later.setZone(`Atlantis${'!'.repeat(500)}`);
      expect(note.content).toContain('I do not know a time zone “Atlantis!!!');
      expect(note.content).toContain('`America/New_York`');
      expect(await bot.store.findSettings(bot.ada.id)).not.toMatchObject({
        timeZone: expect.any(String),
      });
    });

    test('suggests time zones while somebody types', async () => {
      expect(await suggested('new y')).toEqual(['America/New_York']);
      expect(await suggested('america')).toHaveLength(25);
      expect(await suggested('Atlantis')).toEqual([]);
    });

    test('lets nobody cancel what another wants to be asked', async () => {
      await later.add('my date', 'in 2 hours');
      const [checkIn] = await bot.store.checkIns(bot.ada.id);
      for (const action of ['cancel', 'remove']) {
        const forged = bot.discord.forge({
          type: InteractionType.MessageComponent,
          person: bot.ben,
          channel: bot.channel,
          data: { component_type: 2, custom_id: `checkin:${action}:${checkIn?.id}` },
          message: await later.list(),
        });
        await forged.response();
      }
      later.pass(3 * HOUR_MS);
      expect((await later.asked('my date')).channel).toBe(bot.dm(bot.ada));
    });

    test('says so when a check-in that is cancelled was asked already', async () => {
      const confirmation = await later.add('my date', 'in 2 hours');
      later.pass(3 * HOUR_MS);
      await later.asked('my date');
      await expect.poll(() => bot.store.checkIns(bot.ada.id)).toEqual([]);
      await bot.ada.click(confirmation, 'Cancel');
      await bot.discord.until(() => confirmation.content === en.checkin.gone);
    });

    test('logs nobody’s words', async () => {
      await later.add('zebra crossing', 'in 2 hours');
      await later.add('zebra crossing', 'zebra');
      bot.ada.acceptsDirectMessages = false;
      later.pass(3 * HOUR_MS);
      await later.logged('a check-in is given up');
      expect(bot.logs.join('\n')).not.toContain('zebra');
    });
  });
});
