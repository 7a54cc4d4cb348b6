import type { Words } from '../../locales/index.ts';
import {
  countriesOf,
  type Country,
  EVERYWHERE,
  type HelpLine,
  linesFor,
  type Need,
  type Whereabouts,
} from './helpLines.ts';
import type { Concern, Concerns } from './moderation.ts';

/** What people need, by what was found; in the order in which it is said. */
const NEEDS: Record<Exclude<Concern, 'sexual'>, Need> = {
  selfHarm: 'suicide',
  violence: 'abuse',
  minors: 'children',
};

/** Lines for each country: somebody in distress does not choose from ten. */
const IN_ONE_COUNTRY = 3;
const IN_SEVERAL = 1;

/**
 * What the bot itself says first where something was found, with help lines of where somebody lives: care, or a
 * refusal. Where nothing but desire was, that it is not rehearsed.
 */
export function openingOf(concerns: Concerns, whereabouts: Whereabouts, words: Words): string {
  const found = inOrder(concerns);
  if (found.length === 0) return words('safety.notPlayed');
  const said = found.map((one) => words(`safety.${one}`));
  return [...said, helpLinesOf(concerns, whereabouts, words)].join('\n\n');
}

/** The help lines alone, one a line of a list. */
export function helpLinesOf(concerns: Concerns, whereabouts: Whereabouts, words: Words): string {
  const needs = inOrder(concerns).map((one) => NEEDS[one]);
  const countries = countriesOf(whereabouts);
  const lines =
    countries.length > 0 ? named(countries, needs, whereabouts.locale, words) : nowhere(words);
  return lines.map((line) => `- ${line}`).join('\n');
}

const inOrder = (concerns: Concerns): (keyof typeof NEEDS)[] =>
  (['selfHarm', 'violence', 'minors'] as const).filter((one) => concerns.has(one));

/** Where nothing is known of where somebody lives. */
const nowhere = (words: Words): string[] => [words('safety.anywhere', { url: DIRECTORY })];

function named(
  countries: readonly Country[],
  needs: readonly Need[],
  locale: string,
  words: Words,
): string[] {
  const regions = new Intl.DisplayNames(locale, { type: 'region' });
  const isOne = countries.length === 1;
  const numbers = countries.map(({ region, emergency }) => {
    const all = emergency.numbers.join(', ');
    return isOne ? all : `${regions.of(region)} ${all}`;
  });
  const lines = countries.flatMap((country) => {
    const contacts = needs.flatMap((need) =>
      linesFor(country, [need]).slice(0, isOne ? IN_ONE_COUNTRY : IN_SEVERAL),
    );
    const all = [...new Set(contacts)].map((line) => contact(line, words));
    return isOne ? all : all.map((line) => `${regions.of(country.region)}: ${line}`);
  });
  return [
    words('safety.emergency', { numbers: numbers.join('; ') }),
    ...lines,
    words('safety.elsewhere', { url: DIRECTORY }),
  ];
}

const DIRECTORY = `<${EVERYWHERE.url}>`;

function contact({ name, phone, text, word, url }: HelpLine, words: Words): string {
  const ways = [
    phone,
    text === undefined ? undefined : textTo(text, word, words),
    url && `<${url}>`,
  ].filter((way) => way !== undefined);
  // A star is a part of some numbers, and would be a mark to Discord.
  return `**${name}**: ${ways.join(', ').replaceAll('*', String.raw`\*`)}`;
}

const textTo = (number: string, word: string | undefined, words: Words): string =>
  word === undefined
    ? words('safety.text', { number })
    : words('safety.textWord', { number, word });
