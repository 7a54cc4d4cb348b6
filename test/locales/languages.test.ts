import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { createTranslator, type Words } from '../../src/locales/index.ts';
import { code, keysIn, unusedPatterns } from './sources.ts';
import { languages, say, stemOf } from './texts.ts';

const [english, ...others] = languages;
if (!english) throw new Error('There is no language');

const SETTING_OR_ZONE = /^[A-Z_]+$|^[A-Z]\w+\/\w+$/;

const placeholders = (text = ''): string[] => (text.match(/\{\{.*?\}\}/g) ?? []).toSorted();

test('every Discord locale has a language, English where there is no other', async () => {
  const translate = await createTranslator();
  const title = (locale: string) => translate(locale)('profile.title');
  expect(
    Object.fromEntries(
      ['es-ES', 'es-419', 'fr', 'de', 'pt-BR', 'ja', 'en-US', 'en-GB', 'nl', 'zh-CN', ''].map(
        (locale) => [locale, title(locale)],
      ),
    ),
  ).toEqual({
    'es-ES': 'Tu perfil',
    'es-419': 'Tu perfil',
    fr: 'Ton profil',
    de: 'Dein Profil',
    'pt-BR': 'Seu perfil',
    ja: 'あなたのプロフィール',
    'en-US': 'Your profile',
    'en-GB': 'Your profile',
    nl: 'Your profile',
    'zh-CN': 'Your profile',
    '': 'Your profile',
  });
});

test('every text is used', () => {
  const used = new Set(keysIn(code));
  const unused = [...english.texts.keys()].filter((key) => !used.has(stemOf(key)));
  expect(unused).toEqual([]);
  expect(unusedPatterns()).toEqual([]);
});

test('every text that is used is there', () => {
  const there = new Set(stems(english.texts.keys()));
  const asked = [...code.matchAll(/\bwords\((.*?)\)/gs)].flatMap(([call]) => keysIn(call));
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter((key) => !there.has(key))).toEqual([]);
});

test('what somebody is called does not become a part of the text', () => {
  for (const name of ['{{count}}', '$t(failure.internal)', '<b>&amp;</b>']) {
    expect(say(english.words, 'profile.changed', { name })).toContain(`**${name}**`);
    expect(say(english.words, 'profile.saved', { name })).toContain('`/advice`');
  }
});

describe.each(languages)('$code', ({ code: language, texts, words }) => {
  test('counts in the categories of its grammar', () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const keys = [...texts.keys()];
    for (const stem of new Set(keys.filter((key) => stemOf(key) !== key).map(stemOf))) {
      expect(keys.filter((key) => stemOf(key) === stem).toSorted()).toEqual(
        categories.map((category) => `${stem}_${category}`).toSorted(),
      );
    }
  });

  test('says something everywhere', () => {
    const blank = [...texts].filter(([, text]) => text.trim() === '' || text !== text.trim());
    expect(blank).toEqual([]);
  });

  test('calls no two commands the same, nor two options of one', () => {
    const all = Object.values(commands).map(({ data }) => data(words).toJSON() as Described);
    for (const siblings of familiesOf(all)) {
      const names = siblings.map(({ type, name }) => `${type} ${name}`);
      expect(names).toEqual([...new Set(names)]);
    }
  });

  test('names commands, options, settings and time zones as they are called', () => {
    const names = namesIn(words);
    const all = [...texts.values()];
    const marked = all.flatMap((text) =>
      [...text.matchAll(/`(.+?)`/g)].map(([, name = '']) => name),
    );
    expect(marked.filter((name) => !names.has(name) && !SETTING_OR_ZONE.test(name))).toEqual([]);
    const bare = all.filter((text) => /(?<![\p{L}:/])\/\p{L}/u.test(text.replaceAll(/`.+?`/g, '')));
    expect(bare).toEqual([]);
  });
});

describe.each(others)('$code', ({ texts }) => {
  test('has every text of English, and no other', () => {
    expect(stems(texts.keys())).toEqual(stems(english.texts.keys()));
  });

  test('has the same placeholders in every text', () => {
    const different = [...texts].filter(([key, text]) => {
      const original = english.texts.get(key) ?? english.texts.get(`${stemOf(key)}_other`);
      return placeholders(text).join() !== placeholders(original).join();
    });
    expect(different).toEqual([]);
  });

  test('leaves no sentence in English', () => {
    const left = [...texts].filter(
      ([key, text]) => text.includes(' ') && text === english.texts.get(key),
    );
    expect(left).toEqual([]);
  });
});

const stems = (keys: Iterable<string>): string[] => [...new Set(Array.from(keys, stemOf))];

/** A command or an option, as Discord is told about it. */
interface Described {
  name: string;
  type?: number;
  options?: Described[];
}

/** All that must have different names: the commands, and the options of each. */
function familiesOf(all: Described[]): Described[][] {
  return [all, ...all.flatMap(({ options }) => familiesOf(options ?? []))];
}

/** All that may stand in backticks: `/profile`, `/profile view`, `/advice question:`, `private`. */
function namesIn(words: Words): Set<string> {
  const names = new Set<string>();
  for (const { data } of Object.values(commands)) {
    const { name, type, options = [] } = data(words).toJSON() as Described;
    if (type === ApplicationCommandType.Message) continue;
    names.add(`/${name}`);
    for (const option of options) {
      const isSubcommand = option.type === ApplicationCommandOptionType.Subcommand;
      names.add(isSubcommand ? `/${name} ${option.name}` : `/${name} ${option.name}:`);
      names.add(option.name);
    }
  }
  return names;
}
