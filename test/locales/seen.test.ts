import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Modal, Person } from '../../playground/discord/index.ts';
import { Confidant } from '../support/confidant.ts';
import { sqlite } from '../support/databases.ts';
import { languages } from './texts.ts';

const QUESTION = 'Why?';

describe('whoever uses Discord in a language', () => {
  let bot: Confidant;

  beforeAll(async () => {
    bot = await Confidant.start(sqlite);
  });
  afterAll(() => bot.stop());

  const personWith = (locale: string): Person =>
    bot.discord.createPerson({ username: `someone-${locale.toLowerCase()}`, locale });

  test.each(languages)('is helped in it: $code', async ({ locale, words }) => {
    const person = personWith(locale);
    const help = await bot.shown(await person.runCommand('help', {}, bot.channel));
    expect(help.embeds).toMatchObject([
      { title: words('help.title'), description: words('help.body') },
    ]);
  });

  test.each(languages)('is led to a profile in it: $code', async ({ locale, words }) => {
    const person = personWith(locale);
    const asked = await bot.ask(person, QUESTION);
    const note = await bot.shows(asked, words('advice.noProfile'));
    const modal = await (await person.click(note, words('advice.setUp'))).modal();
    expect(modal.title).toBe(words('profile.title'));
    expect(labelsOf(modal)).toEqual([
      words('profile.fields.name.label'),
      words('profile.fields.age.label'),
      words('profile.fields.gender.label'),
      words('profile.fields.interests.label'),
    ]);
    const typed = { name: 'Ana', age: 'x', gender: '-', interests: 'a' };
    await modal.submit(typed);
    await bot.discord.until(() => note.content.includes(words('profile.problems.ageNotANumber')));
  });

  test.each(languages)('sets the scene of a rehearsal in it: $code', async ({ locale, words }) => {
    const person = personWith(locale);
    const command = await person.runCommand('practice', { kind: 'firstMessage' }, bot.channel);
    const modal = await command.modal();
    expect(modal.title).toBe(words('practice.title'));
    expect(labelsOf(modal)).toEqual([
      words('practice.fields.who.label'),
      words('practice.fields.moment.label'),
    ]);
  });
});

const labelsOf = ({ fields }: Modal): string[] => fields.map(({ label }) => label);

describe.each([
  {
    locale: 'fr',
    hello: 'Quel plaisir de te rencontrer, **Ada** ! Demande-moi ce que tu veux avec `/conseil`.',
    stopped: '-# Je m’arrête là.',
    stop: 'Arrêter',
  },
  {
    locale: 'ja',
    hello: 'はじめまして、**Ada**さん！`/相談` で何でも聞いてくださいね。',
    stopped: '-# ここで止めました。',
    stop: '止める',
  },
])('in $locale', ({ locale, hello, stop, stopped }) => {
  test('a conversation is in that language from the greeting to [Stop]', async () => {
    const bot = await Confidant.start(sqlite);
    bot.ada.locale = locale;
    const greeted = await bot.setUp(bot.ada);
    expect((await bot.shown(greeted)).content).toBe(hello);
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, QUESTION);
    (await hand.next()).write('Hm');
    const reply = await bot.shows(asked, 'Hm');
    await bot.ada.click(reply, stop);
    await bot.shows(asked, `Hm\n\n${stopped}`);
    await bot.turnEnded(bot.ada, asked.id);
    await bot.stop();
  });
});
