import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import { PROFILE_LIMITS } from '../../src/models/profile.ts';
import type { Store } from '../../src/services/store/store.ts';
import { languages, say } from '../locales/texts.ts';
import { buttonsOf } from '../support/buttons.ts';
import { ADA, Confidant } from '../support/confidant.ts';
import { databaseKinds, sqlite, withMethods } from '../support/databases.ts';
import { tracesOf } from '../support/traces.ts';

const YOUNG = { name: 'Kit Marlowe', age: '16', gender: 'boy', interests: 'football' };
const KIND = en.profile.tooYoung.replace('{{minAge}}', '18');

let bot: Confidant;

const form = async () => (await bot.ada.runCommand('profile setup', {}, bot.channel)).modal();

const echoesNothing = (message: Message) => {
  expect(message.content).toBe(KIND);
  expect(message.embeds).toEqual([]);
  expect(message.components).toEqual([]);
};

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`somebody below 18 on ${kind.name}`, () => {
    beforeEach(async () => {
      bot = await Confidant.start(kind, { limits: { dailyLimit: 9 } });
    });
    afterEach(() => bot.stop());

    test.each(['16', 'dix-sept ans', '١٧'])(
      'who types %s is told kindly and privately that the coach is for adults, and nothing is stored',
      async (age) => {
        const note = await bot.shown(await (await form()).submit({ ...YOUNG, age }));
        echoesNothing(note);
        expect(note.ephemeral).toBe(true);
        expect(bot.ben.sees(bot.channel)).toEqual([]);
        expect(await tracesOf(bot.ada.id, bot.location)).toEqual([]);
      },
    );

    test('is met with help lines first, where they may be in need, and nothing is stored', async () => {
      await bot.stop();
      bot = await Confidant.start(kind, { examinesWithinMs: 20_000 });
      bot.model.examiner.finds('self-harm');
      const dark = { ...YOUNG, interests: 'I do not want to live.' };
      const sent = await (await form()).submit(dark);
      await bot.discord.until(() => sent.messages().length === 2, { what: 'two messages' });
      const [lines, note] = sent.messages();
      expect(lines?.content).toMatch(/findahelpline/);
      expect(note).toMatchObject({ content: KIND, ephemeral: true });
      expect(await tracesOf(bot.ada.id, bot.location)).toEqual([]);
    });

    test('has no question any more that waited: it is nowhere', async () => {
      const direct = bot.dm(bot.ada);
      const written = bot.ada.send(direct, { content: 'How do I tell her?' });
      const note = await bot.answers(written, en.advice.noProfile);
      await bot.shows(await bot.ask(bot.ada, 'And what then?'), /./);
      expect(await bot.store.turnIds(bot.ada.id)).toHaveLength(2);
      await (await (await bot.ada.click(note, en.advice.setUp)).modal()).submit(YOUNG);
      await bot.discord.until(() => note.content === KIND);
      echoesNothing(note);
      expect(await tracesOf(bot.ada.id, bot.location)).toEqual([]);
      const history = await bot.shown(await bot.ada.runCommand('history', {}, bot.channel));
      expect(history.content).toBe(en.history.empty);
      const given = await bot.shown(await bot.ada.runCommand('privacy export', {}, bot.channel));
      const file = await (await fetch(given.attachments[0]?.url ?? '')).json();
      expect(file).toMatchObject({ profile: null, settings: null, limits: [], conversation: [] });
      expect(bot.model.requests()).toEqual([]);
    });
  });
}

describe('the end of a set-up', () => {
  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
  });
  afterEach(() => bot.stop());

  test('comes whatever else is wrong, and takes away what was typed before', async () => {
    const note = await bot.shown(await (await form()).submit({ ...YOUNG, age: 'x' }));
    expect(buttonsOf(note)).toEqual([en.profile.edit]);
    const again = await (await bot.ada.click(note, en.profile.edit)).modal();
    await again.submit({ ...YOUNG, name: 'N'.repeat(51), age: '17.5' });
    await bot.discord.until(() => note.content === KIND);
    echoesNothing(note);
  });

  test('does not say that all is deleted when it is not, and can be repeated', async () => {
    await bot.stop();
    let isBroken = true;
    const wrapStore = (store: Store) =>
      withMethods(store, {
        deleteUser: (id) => (isBroken ? Promise.reject(new Error('disk')) : store.deleteUser(id)),
      });
    bot = await Confidant.start(sqlite, { wrapStore });
    const asked = await bot.shows(await bot.ask(bot.ada, 'How?'), en.advice.noProfile);
    await (await (await bot.ada.click(asked, en.advice.setUp)).modal()).submit(YOUNG);
    await bot.discord.until(() => asked.content === `${KIND}\n\n${en.privacy.notDeleted}`);
    expect(asked.embeds).toEqual([]);
    isBroken = false;
    await bot.ada.click(asked, en.privacy.deleteAll);
    await bot.discord.until(() => asked.content === en.privacy.deleted);
    expect(await bot.store.turnIds(bot.ada.id)).toEqual([]);
  });

  test('leaves it open to come back another day', async () => {
    await bot.shown(await (await form()).submit(YOUNG));
    await bot.shows(await (await form()).submit({ ...ADA, age: '18' }), /Nice to meet you/);
    expect(await bot.store.findProfile(bot.ada.id)).toMatchObject({ age: 18 });
  });

  test.each(languages)('is said in $code, with a place to turn to', async ({ locale, words }) => {
    bot.ada.locale = locale;
    const path = ['commands.profile.name', 'commands.profile.setup.name'].map((key) =>
      say(words, key),
    );
    const modal = await (await bot.ada.runCommand(path.join(' '), {}, bot.channel)).modal();
    const note = await bot.shown(await modal.submit(YOUNG));
    expect(note.content).toBe(say(words, 'profile.tooYoung', PROFILE_LIMITS));
    expect(note.content).toContain('<https://findahelpline.com>');
    expect(note.content).toContain('18');
  });
});
