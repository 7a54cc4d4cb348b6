import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wrongLanguage } from '../../eval/checks/language.ts';
import { PROMPTS } from '../../eval/contestants.ts';
import { loadSituations, SituationError } from '../../eval/situation.ts';
import { LANGUAGES } from '../../src/locales/index.ts';
import { situation } from './support.ts';

const FOLDER = fileURLToPath(new URL('../../eval/situations', import.meta.url));

describe('the situations', async () => {
  const all = await loadSituations(FOLDER);

  test('are 40, in every language that the bot speaks', () => {
    expect(all).toHaveLength(40);
    const spoken = LANGUAGES.map(({ code }) => code.split('-')[0]);
    expect(new Set(all.map(({ language }) => language))).toEqual(new Set(spoken));
  });

  test('have locales that Discord knows', () => {
    const locales = LANGUAGES.flatMap(({ discordLocales }) => discordLocales);
    for (const { locale } of all) expect(locales).toContain(locale);
  });

  test.for(all.map((one) => [one.id, one] as const))('%s is in its language', ([, one]) => {
    expect(wrongLanguage(one.question, one.language) ?? null).toBeNull();
  });
});

describe('a file of situations', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'confidant-eval-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const load = async (text: string) => {
    await writeFile(join(folder, 'some.yaml'), text);
    return loadSituations(folder);
  };
  const minimal = `
- id: one
  title: One
  language: en
  locale: en-US
  profile: { name: Ada, age: 36, gender: woman, interests: [mathematics] }
  question: How?
  good: [answers]
  never: [lies]
`;

  test('needs no more than a situation, and gives the rest', async () => {
    const [one] = await load(minimal);
    expect(one).toMatchObject({
      history: [],
      checks: { maxWords: 260, helpLine: false, asks: false, saysNot: [] },
    });
  });

  test('is refused with every mistake, by file, situation and field', async () => {
    const broken = minimal
      .replace('age: 36', 'age: old')
      .replace('  never: [lies]\n', '  hints: [some]\n');
    await expect(load(broken)).rejects.toThrow(SituationError);
    const message = await load(broken).catch((error: unknown) => (error as Error).message);
    expect(message).toMatch(/^some\.yaml: one: profile\.age: .*expected number/m);
    expect(message).toMatch(/^some\.yaml: one: never: /m);
    expect(message).toMatch(/^some\.yaml: one: .*"hints"/m);
  });

  test.for([
    ['- id: [', 'some.yaml: '],
    ['id: one', 'some.yaml: must be a list of situations'],
    ['- question: How?', 'some.yaml: situation 1: id: '],
    [`${minimal}${minimal}`, 'some.yaml: one: id is used twice'],
  ] as const)('is refused when it is no list of situations (%#)', async ([text, message]) => {
    await expect(load(text)).rejects.toThrow(message);
  });
});

describe('the prompts', () => {
  const one = situation({
    history: [
      { question: 'First?', answer: 'First.' },
      { question: 'Second?', answer: 'Second.' },
    ],
  });

  test("are Confidant's own and a plain one, with the same history and question", () => {
    const confidant = PROMPTS.confidant(one, 2);
    const baseline = PROMPTS.baseline(one, 2);
    expect(confidant[0]?.content).toContain('You are Confidant');
    expect(baseline[0]?.content).toContain('gentle, insightful love guru');
    expect(baseline[0]?.content).not.toContain('Confidant');
    expect(baseline.slice(2)).toEqual(confidant.slice(2));
    expect(baseline.slice(2).map(({ content }) => content)).toEqual([
      'Second?',
      'Second.',
      'How do I ask Charles out?',
    ]);
  });

  test('tell both the first name alone', () => {
    for (const prompt of [PROMPTS.confidant(one, 6), PROMPTS.baseline(one, 6)]) {
      expect(JSON.stringify(prompt)).toContain('Ada');
      expect(JSON.stringify(prompt)).not.toContain('Lovelace');
    }
  });
});
