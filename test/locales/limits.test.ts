import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { PREFERENCE_LIMITS } from '../../src/models/preferences.ts';
import { PROFILE_LIMITS } from '../../src/models/profile.ts';
import { codePoints } from '../../src/services/reply/codePoints.ts';
import { code, keysIn } from './sources.ts';
import { languages, say, stemOf } from './texts.ts';

/** The longest that a text can be given; of a word that people choose, each character may be escaped. */
const LONGEST = {
  ...PROFILE_LIMITS,
  ...PREFERENCE_LIMITS,
  length: 6_000,
  limit: 4_000,
  count: 86_400,
  min: 18,
  max: 120,
  page: 50,
  pages: 50,
  megabytes: 10,
  pictures: 5,
  when: '<t:1700000000:R>',
  name: '_'.repeat(260),
  names: '_'.repeat(330),
  number: 10,
  plan: '\\_'.repeat(200),
  zone: '\\_'.repeat(100),
  time: '<t:1700000000:F>',
  relative: '<t:1700000000:R>',
  place: '<#1234567890123456789>',
  who: '\\_'.repeat(300),
  moment: '\\_'.repeat(300),
  numbers: 'Frankreich 112, 17; Belgien 112, 101; Schweiz 112, 117; Kanada 911',
  word: 'SHOUT',
  url: '<https://findahelpline.com>',
};

/** What Discord allows where code puts a text. */
const PLACES: [place: string, code: RegExp, limit: number][] = [
  // Discord takes 80; a longer one takes a second line on a phone.
  ['a button', /\blabel: words\((.*?)\)/gs, 34],
  ['the label of an input', /\.setLabel\(\s*words\((.*?)\)/gs, 45],
  [
    'the description of an input',
    /new LabelBuilder\(\)(?:(?!new ).)*?\.setDescription\(\s*words\((.*?)\)/gs,
    100,
  ],
  ['the description of an option', /\bdescription: words\((.*?)\)/gs, 100],
  ['the title of a modal', /new ModalBuilder\(\).*?\.setTitle\(\s*words\((.*?)\)/gs, 45],
  ['the title of an embed', /new EmbedBuilder\(\)\s*\.setTitle\(\s*words\((.*?)\)/gs, 256],
  ['the name of a field', /\bname: words\((.*?)\)/gs, 100],
];
const MESSAGE = 2_000;
const QUESTION = 1_500;

describe.each(languages)('in $code', ({ texts, words }) => {
  const longest = (key: string): string => {
    const forms = [...texts.keys()].filter((one) => stemOf(one) === key);
    const filled = forms.map((form) => say(words, form, LONGEST));
    return filled.toSorted((a, b) => codePoints(b) - codePoints(a))[0] ?? '';
  };

  const tooLong = (keys: Iterable<string>, limit: number): string[] =>
    [...keys].map(longest).filter((text) => codePoints(text) > limit);

  test.each(PLACES)('%s has room for its text', (_, where, limit) => {
    const keys = [...code.matchAll(where)].flatMap(([, argument = '']) => keysIn(argument));
    expect(keys).not.toEqual([]);
    expect(tooLong(keys, limit)).toEqual([]);
  });

  test('every text has all its values, and fits into a message', () => {
    const keys = new Set([...texts.keys()].map(stemOf));
    expect([...keys].map(longest).filter((text) => text.includes('{{'))).toEqual([]);
    expect(tooLong(keys, MESSAGE)).toEqual([]);
  });

  test('a question fits into the message that gives it back', () => {
    const around = codePoints(`\n\n-# ${longest('advice.yourQuestion')}\n>>> `) + QUESTION;
    const notes = ['advice.busy', 'advice.cooldown', 'advice.dailyLimit', 'failure.internal'];
    expect(tooLong(notes, MESSAGE - around)).toEqual([]);
  });

  test('everything that can be wrong with a profile fits into one message', () => {
    const problems = [...texts.keys()].filter((key) => key.startsWith('profile.problems.'));
    const lines = problems.map((key) => `- ${longest(key)}`);
    const message = [longest('profile.invalid'), ...lines].join('\n');
    expect(codePoints(message)).toBeLessThanOrEqual(MESSAGE);
  });

  test('the commands are what Discord takes', () => {
    for (const { data } of Object.values(commands))
      expect(() => data(words).toJSON()).not.toThrow();
  });
});
