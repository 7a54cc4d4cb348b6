import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { de } from '../src/locales/de.ts';
import { en } from '../src/locales/en.ts';
import { es } from '../src/locales/es.ts';
import { fr } from '../src/locales/fr.ts';
import { ja } from '../src/locales/ja.ts';
import { ptBR } from '../src/locales/pt-BR.ts';
import type { Store } from '../src/services/store/store.ts';
import { buttonsOf } from './support/buttons.ts';
import { Confidant } from './support/confidant.ts';
import { databaseKinds, sqlite, withMethods } from './support/databases.ts';
import { tracesOf } from './support/traces.ts';

const broken = () => Promise.reject(new Error('no database'));

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`the language of somebody’s messages, on ${kind.name}`, () => {
    let bot: Confidant;
    let replaced: Partial<Store>;
    let kept: string[];

    beforeEach(async () => {
      replaced = {};
      kept = [];
      const wrapStore = (store: Store) => {
        const saveLocale: Store['saveLocale'] = async (userId, locale) => {
          kept.push(locale);
          return (replaced.saveLocale ?? store.saveLocale.bind(store))(userId, locale);
        };
        const findSettings: Store['findSettings'] = (userId) =>
          (replaced.findSettings ?? store.findSettings.bind(store))(userId);
        return withMethods(store, { saveLocale, findSettings });
      };
      bot = await Confidant.start(kind, { wrapStore });
      bot.model.answers('An answer.');
    });
    afterEach(() => bot.stop());

    const language = async () => (await bot.store.findSettings(bot.ada.id))?.locale;
    const help = async (person = bot.ada) =>
      bot.shown(await person.runCommand('help', {}, bot.channel));
    const write = async () =>
      bot.answers(bot.ada.send(bot.dm(bot.ada), { content: 'What now?' }), 'An answer.');

    test('is that of their Discord, as soon as they have used a command in it', async () => {
      await bot.setUp(bot.ada);
      expect(buttonsOf(await write())).toContain(en.advice.followUp);
      bot.ada.locale = 'fr';
      await help();
      await expect.poll(language).toBe('fr');
      expect(buttonsOf(await write())).toContain(fr.advice.followUp);
    });

    test('is that of their Discord, as soon as they have used a button in it', async () => {
      await bot.setUp(bot.ada);
      const answer = await write();
      bot.ada.locale = 'fr';
      await bot.ada.click(answer, '👍');
      await expect.poll(language).toBe('fr');
    });

    test('changes when they are answered, and leaves the time zone as it is', async () => {
      await bot.setUp(bot.ada);
      const zone = { zone: 'Europe/Vienna' };
      await bot.shown(await bot.ada.runCommand('checkin timezone', zone, bot.channel));
      bot.ada.locale = 'fr';
      bot.model.answers('Wait.');
      await bot.ended(await bot.ask(bot.ada, 'What now?'), 'Wait.');
      await expect.poll(language).toBe('fr');
      expect(await bot.store.findSettings(bot.ada.id)).toEqual({
        locale: 'fr',
        timeZone: 'Europe/Vienna',
      });
    });

    test('is written once, not each time', async () => {
      await bot.setUp(bot.ada);
      await help();
      expect(kept).toEqual([]);
      bot.ada.locale = 'fr';
      await help();
      await expect.poll(language).toBe('fr');
      await help();
      await bot.stopBot();
      expect(kept).toEqual(['fr']);
    });

    test('is not kept of people of whom nothing is kept', async () => {
      await help(bot.ben);
      await bot.stopBot();
      expect(await tracesOf(bot.ben.id, bot.location)).toEqual([]);
      expect(kept).toEqual([]);
    });

    test('keeps no answer waiting, and fails none', async () => {
      await bot.setUp(bot.ada);
      bot.ada.locale = 'fr';
      const gate = Promise.withResolvers<null>();
      replaced = { findSettings: () => gate.promise };
      expect((await help()).embeds).toMatchObject([{ title: fr.help.title }]);
      replaced = { saveLocale: broken };
      gate.resolve(null);
      expect((await help()).embeds).toMatchObject([{ title: fr.help.title }]);
      await bot.stopBot();
      expect(kept.filter((locale) => locale === 'fr')).toHaveLength(2);
      expect(await language()).toBe('en-US');
    });
  });
}

test.each([
  ['de', de, 'in der Sprache, in der du angefangen hast'],
  ['en-US', en, 'in the language you began in'],
  ['es-ES', es, 'en el idioma en que empezaste'],
  ['fr', fr, 'dans la langue où tu l’as commencée'],
  ['ja', ja, '書き始めた言語のまま'],
  ['pt-BR', ptBR, 'no idioma em que começou'],
])(
  '[Continue] asks for the language in which the answer began, whatever that of Discord is: %s',
  async (locale, texts, asked) => {
    const bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
    bot.ada.locale = locale;
    const hand = bot.model.handwritten();
    const question = await bot.ask(bot.ada, 'Как начать разговор?');
    const answer = await hand.next();
    answer.write('Просто');
    await bot.shows(question, 'Просто');
    answer.leave();
    const brokenOff = await bot.ended(question, /^Просто\n/);
    bot.model.answers(' спроси.');
    await bot.ended(await bot.ada.click(brokenOff, texts.advice.goOn), 'спроси.');
    expect(bot.model.lastShown()?.at(-1)).toContain(asked);
    await bot.stop();
  },
);
