import { describe, expect, test } from 'vitest';
import { asTyped } from '../../../src/commands/shared/components.ts';
import { createTranslator, LANGUAGES } from '../../../src/locales/index.ts';
import { CHECK_IN_LIMITS } from '../../../src/models/checkIn.ts';
import {
  COUNTRIES,
  countriesOf,
  linesFor,
  NEEDS,
  type Whereabouts,
} from '../../../src/services/safety/helpLines.ts';
import type { Concern } from '../../../src/services/safety/moderation.ts';
import { helpLinesOf, openingOf } from '../../../src/services/safety/opening.ts';

const regionsOf = (locale: string, timeZone: string | null = null): string[] =>
  countriesOf({ locale, timeZone }).map(({ region }) => region);

const everything = COUNTRIES.flatMap(({ emergency, lines }) => [emergency, ...lines]);

describe('the help lines', () => {
  test('say where and when each was looked up, on a day that has been', () => {
    expect(everything.length).toBeGreaterThan(60);
    const today = new Date().toISOString().slice(0, 10);
    expect(everything.filter(({ checked }) => checked > today || checked < '2026')).toEqual([]);
  });

  test('are there in every country for people in despair and for people who are hurt', () => {
    for (const { region, lines } of COUNTRIES) {
      const about = new Set(lines.flatMap((line) => line.about));
      expect([region, about.has('suicide'), about.has('abuse')]).toEqual([region, true, true]);
    }
  });

  test('name no country, and nothing in a country, twice', () => {
    const regions = COUNTRIES.map(({ region }) => region);
    expect(regions).toEqual([...new Set(regions)]);
    for (const { lines } of COUNTRIES) {
      const names = lines.map(({ name }) => name);
      expect(names).toEqual([...new Set(names)]);
    }
  });

  test('are numbers as one dials them', () => {
    const numbers = COUNTRIES.flatMap(({ emergency, lines }) => [
      ...emergency.numbers,
      ...lines.flatMap(({ phone, text }) => [phone, text]),
    ]);
    const odd = numbers.filter((number) => number && !/^[*#]?\(?\d[\d ()-]*$/.test(number));
    expect(odd).toEqual([]);
  });

  test('are there for every language that the bot speaks', () => {
    const locales = LANGUAGES.flatMap(({ discordLocales }) => discordLocales);
    expect(locales.filter((locale) => regionsOf(locale).length === 0)).toEqual([]);
  });

  test.each([
    ['en-US', null, ['US']],
    ['en-GB', null, ['GB', 'IE']],
    ['de', null, ['DE', 'AT', 'CH']],
    ['fr', null, ['FR', 'BE', 'CH', 'CA']],
    ['ja', null, ['JP']],
    ['ko', null, []],
    ['de', 'Europe/Vienna', ['AT']],
    ['en-US', 'Australia/Sydney', ['AU']],
    ['en-US', 'America/Toronto', ['CA']],
    ['en-GB', 'Asia/Kolkata', ['IN']],
    ['en-GB', 'Asia/Calcutta', ['IN']],
    ['es-419', 'America/Argentina/Buenos_Aires', ['AR']],
    ['en-US', 'Asia/Singapore', []],
    ['en-US', 'UTC', ['US']],
    ['en-GB', 'Europe/Jersey', ['GB']],
    ['es-419', 'America/Puerto_Rico', ['US']],
    ['de', 'Indian/Reunion', ['FR']],
  ] as const)('of somebody with %s and %s are those of %j', (locale, timeZone, regions) => {
    expect(regionsOf(locale, timeZone)).toEqual(regions);
  });

  test('are, where a country has none of their own for a need, those for people who are hurt', () => {
    const [swiss] = countriesOf({ locale: 'de', timeZone: 'Europe/Zurich' });
    expect(linesFor(swiss!, ['children']).map(({ phone }) => phone)).toEqual(['143']);
    for (const country of COUNTRIES) {
      for (const need of NEEDS) expect(linesFor(country, [need])).not.toEqual([]);
    }
  });
});

describe('what is said first', async () => {
  const translate = await createTranslator();
  const opening = (where: Whereabouts, ...concerns: Concern[]) =>
    openingOf(new Set(concerns), where, translate(where.locale));
  const places: Whereabouts[] = [
    ...LANGUAGES.flatMap(({ discordLocales }) => discordLocales),
    'ko',
  ].map((locale) => ({ locale, timeZone: null }));

  test('fits into a message with room for the coach, whatever was found', () => {
    for (const where of places) {
      const longest = opening(where, 'selfHarm', 'violence', 'minors');
      expect(Array.from(longest).length).toBeLessThan(1_900);
      expect(longest).not.toMatch(/undefined|\{\{|safety\./);
    }
  });

  test('fits below the question after somebody’s plan, and a refusal into a message', () => {
    const plan = asTyped('*'.repeat(CHECK_IN_LIMITS.planLength));
    for (const where of places) {
      const words = translate(where.locale);
      const lines = helpLinesOf(new Set(['selfHarm', 'violence']), where, words);
      const asked = [
        words('checkin.askGentlyLate', { plan }),
        words('checkin.notAlone'),
        lines,
        words('checkin.endsRehearsal'),
      ].join('\n-# ');
      expect(asked.length).toBeLessThan(2_000);
      const refusal = `${opening(where, 'selfHarm', 'violence', 'minors')}\n\n${words('checkin.refused')}`;
      expect(refusal.length).toBeLessThan(2_000);
    }
  });

  test('always ends with where people anywhere find help', () => {
    for (const where of places) {
      expect(opening(where, 'selfHarm')).toMatch(/<https:\/\/findahelpline\.com>$/);
    }
  });

  test('says in each language how the people whom it speaks of are found where their country is not known', () => {
    for (const { locale } of places) {
      const text = opening({ locale, timeZone: 'Asia/Seoul' }, 'violence');
      const [care, lines = '', ...more] = text.split('\n\n');
      expect(care).toBe(translate(locale)('safety.violence'));
      expect(more).toEqual([]);
      expect(lines).toMatch(/^- .*112.*911.*<https:\/\/findahelpline\.com>$/);
    }
    const text = opening({ locale: 'ko', timeZone: null }, 'violence');
    expect(text).toMatch(/These people are there for that\.[^]*The people I mean .* here you find/);
  });

  test('says each thing once, whoever it is about', () => {
    const where = { locale: 'de', timeZone: 'Europe/Zurich' };
    const text = opening(where, 'selfHarm', 'violence', 'minors');
    expect(text.match(/: 143,/g)).toHaveLength(1);
    expect(text.match(/^- /gm)).toHaveLength(3);
  });

  test('names the best line of each country where several are possible, and which country it is', () => {
    const text = opening({ locale: 'de', timeZone: null }, 'violence');
    expect(text).toContain('- Deutschland: **Hilfetelefon');
    expect(text).toContain('- Österreich: **Frauenhelpline');
    expect(text).toMatch(/Deutschland 112; Österreich 112; Schweiz 112, 117/);
  });

  test('shows a star in a number as a star', () => {
    const text = opening({ locale: 'es-419', timeZone: 'America/Santiago' }, 'selfHarm');
    expect(text).toContain(String.raw`: \*4141`);
  });
});
