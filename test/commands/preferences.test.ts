import { InteractionType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import type { Store } from '../../src/services/store/store.ts';
import { languages, say } from '../locales/texts.ts';
import { buttonsOf } from '../support/buttons.ts';
import { ADA, Confidant } from '../support/confidant.ts';
import { databaseKinds, sqlite, withMethods } from '../support/databases.ts';

const { more } = en.profile;
const SAID = { pronouns: 'she/her', seeking: 'someone to\ngrow old with', tone: 'playful' };

let bot: Confidant;

const view = async (person = bot.ada) =>
  bot.shown(await person.runCommand('profile view', {}, bot.channel));
const open = async (message: Message) => (await bot.ada.click(message, more.open)).modal();
const fieldsIn = ({ embeds: [embed] }: Message) =>
  embed?.fields?.map(({ name, value }) => [name, value]) ?? [];
const shown = (message: Message) => fieldsIn(message).slice(4);
const stored = async () => bot.store.findProfile(bot.ada.id);

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`more about me on ${kind.name}`, () => {
    beforeEach(async () => {
      bot = await Confidant.start(kind);
      await bot.setUp(bot.ada);
    });
    afterEach(() => bot.stop());

    test('is asked for in the form, kept, shown to me alone, and told to the model', async () => {
      const message = await view();
      const modal = await open(message);
      expect(modal.fields).toMatchObject([
        { customId: 'pronouns', value: '', required: false, style: 1 },
        { customId: 'seeking', value: '', required: false, style: 2 },
        { customId: 'tone', values: [], required: false },
      ]);
      await modal.submit(SAID);
      await bot.discord.until(() => message.content === more.saved);
      expect(shown(message)).toEqual([
        [more.fields.pronouns.label, 'she/her'],
        [more.fields.seeking.label, 'someone to\ngrow old with'],
        [more.fields.tone.label, more.tones.playful.name],
      ]);
      expect(message.ephemeral).toBe(true);
      expect(bot.ben.sees(bot.channel)).toEqual([]);
      expect(await stored()).toMatchObject(SAID);
      expect(shown(await view())).toEqual(shown(message));
      bot.model.answers('Well.');
      await bot.answered(bot.ada, 'What now?', 'Well.');
      const told = bot.model.requests()[0]?.[1]?.content;
      expect(told).toContain('- Pronouns: "she/her"');
      expect(told).toContain('- Looking for: "someone to\\ngrow old with"');
      expect(told).toContain('- How they like to be talked to: playfully');
    });

    test('is given back by the form, and gone when I empty it', async () => {
      const message = await view();
      await (await open(message)).submit(SAID);
      await bot.discord.until(() => message.content === more.saved);
      const again = await open(message);
      expect(again.fields).toMatchObject([
        { value: SAID.pronouns },
        { value: SAID.seeking },
        { values: ['playful'] },
      ]);
      await again.submit({ pronouns: '', tone: [] });
      await bot.discord.until(() => shown(message).length === 1);
      expect(await stored()).toMatchObject({ seeking: SAID.seeking });
      expect(await stored()).not.toHaveProperty('pronouns');
      expect(await stored()).not.toHaveProperty('tone');
      await (await open(message)).submit({ seeking: ' \n ' });
      await bot.discord.until(() => shown(message).length === 0);
      expect(await stored()).not.toHaveProperty('seeking');
    });

    test('loses its tone by the choice that says so, too', async () => {
      const message = await view();
      await (await open(message)).submit(SAID);
      await bot.discord.until(() => shown(message).length === 3);
      await (await open(message)).submit({ tone: 'none' });
      await bot.discord.until(() => shown(message).length === 2);
      expect(await stored()).not.toHaveProperty('tone');
    });

    test('stays when I change the rest of my profile, and the rest stays when I change it', async () => {
      const message = await view();
      await (await open(message)).submit(SAID);
      await bot.discord.until(() => shown(message).length === 3);
      await bot.setUp(bot.ada, { ...ADA, age: '30' });
      expect(await stored()).toMatchObject({ ...SAID, age: 30 });
      await (await open(message)).submit({ ...SAID, tone: 'gentle' });
      await bot.discord.until(() => shown(message)[2]?.[1] === more.tones.gentle.name);
      expect(await stored()).toMatchObject({ name: 'Ada Lovelace', age: 30 });
    });

    test('leads to the set-up when there is no profile, and keeps nothing', async () => {
      const message = await view();
      const before = await open(message);
      await bot.store.deleteUser(bot.ada.id);
      const note = await bot.shown(await bot.ada.click(message, more.open));
      expect(note).toMatchObject({ content: en.profile.none, ephemeral: true });
      await before.submit(SAID);
      await bot.discord.until(() => message.content === en.profile.none);
      expect(message.embeds).toEqual([]);
      expect(await stored()).toBeNull();
      await (await (await bot.ada.click(message, en.advice.setUp)).modal()).submit(ADA);
      await bot.discord.until(() => message.content.includes('Nice to meet you'));
    });
  });
}

describe('the form for more about me', () => {
  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
  });
  afterEach(() => bot.stop());

  test('is offered right after the set-up, also in direct messages', async () => {
    for (const where of [bot.channel, bot.dm(bot.ada)]) {
      const greeting = await bot.shown(await bot.setUp(bot.ada, ADA, where));
      expect(buttonsOf(greeting)).toEqual([more.open]);
      await (await open(greeting)).submit(SAID);
      await bot.discord.until(() => greeting.content === more.saved);
      expect(shown(greeting)).toHaveLength(3);
    }
  });

  test('says everything that is wrong at once, gives back what was typed, and stores nothing', async () => {
    const message = await bot.shown(await bot.setUp(bot.ada));
    const typed = { pronouns: '長'.repeat(1_024), seeking: '💘'.repeat(1_024), tone: 'direct' };
    await (await open(message)).submit(typed);
    await bot.discord.until(() => message.content.includes(en.profile.invalid));
    expect(message.content.split('\n')).toHaveLength(3);
    expect(message.content).toContain('up to 50 characters');
    expect(message.content).toContain('up to 500 characters');
    expect(await stored()).not.toHaveProperty('tone');
    await bot.stopBot();
    await bot.startBot();
    const again = await (await bot.ada.click(message, en.profile.edit)).modal();
    expect(again.fields).toMatchObject([
      { value: typed.pronouns },
      { value: typed.seeking },
      { values: ['direct'] },
    ]);
    await again.submit({ pronouns: '長'.repeat(51), seeking: '' });
    await bot.discord.until(() => !message.content.includes('500'), { what: 'one problem' });
    expect(message.content.split('\n')).toHaveLength(2);
    const last = await (await bot.ada.click(message, en.profile.edit)).modal();
    await last.submit({ pronouns: '長'.repeat(50), seeking: '💘'.repeat(500) });
    await bot.discord.until(() => message.content === more.saved);
    expect(await stored()).toMatchObject({
      pronouns: '長'.repeat(50),
      seeking: '💘'.repeat(500),
      tone: 'direct',
    });
  });

  test('takes no tone that there is not, whoever forges it', async () => {
    await bot.setUp(bot.ada);
    const forged = bot.discord.forge({
      type: InteractionType.ModalSubmit,
      person: bot.ada,
      channel: bot.channel,
      data: {
        custom_id: 'profile:more',
        components: [
          { type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'pronouns', value: 'x' } },
          { type: 18, id: 3, component: { type: 4, id: 4, custom_id: 'seeking', value: '' } },
          { type: 18, id: 5, component: { type: 3, id: 6, custom_id: 'tone', values: ['evil'] } },
        ],
      },
    });
    await bot.shows(forged, more.saved);
    expect(await stored()).toMatchObject({ pronouns: 'x' });
    expect(await stored()).not.toHaveProperty('tone');
  });

  test('that cannot be stored is given back, and can be sent again', async () => {
    await bot.stop();
    let isBroken = true;
    const wrapStore = (store: Store) =>
      withMethods(store, {
        savePreferences: (id, preferences) =>
          isBroken ? Promise.reject(new Error('disk')) : store.savePreferences(id, preferences),
      });
    bot = await Confidant.start(sqlite, { wrapStore });
    const message = await bot.shown(await bot.setUp(bot.ada));
    await (await open(message)).submit(SAID);
    await bot.discord.until(() => message.content === en.failure.internal);
    isBroken = false;
    await (await (await bot.ada.click(message, en.profile.edit)).modal()).submit();
    await bot.discord.until(() => message.content === more.saved);
    expect(await stored()).toMatchObject(SAID);
  });

  test.each(languages)('speaks $code', async ({ locale, words }) => {
    bot.ada.locale = locale;
    const command = say(words, 'commands.profile.name');
    const setUp = say(words, 'commands.profile.setup.name');
    const form = await (await bot.ada.runCommand(`${command} ${setUp}`, {}, bot.channel)).modal();
    const greeting = await bot.shown(await form.submit(ADA));
    const button = say(words, 'profile.more.open');
    const modal = await (await bot.ada.click(greeting, button)).modal();
    expect(modal.title).toBe(say(words, 'profile.more.title'));
    expect(modal.fields.map(({ label }) => label)).toEqual(
      ['pronouns', 'seeking', 'tone'].map((field) =>
        say(words, `profile.more.fields.${field}.label`),
      ),
    );
    expect(modal.fields[2]?.options.map(({ label }) => label)).toEqual([
      ...['gentle', 'direct', 'playful'].map((tone) =>
        say(words, `profile.more.tones.${tone}.name`),
      ),
      say(words, 'profile.more.noTone'),
    ]);
    await modal.submit(SAID);
    await bot.discord.until(() => greeting.content === say(words, 'profile.more.saved'));
  });
});
