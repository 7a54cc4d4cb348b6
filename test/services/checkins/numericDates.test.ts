import { describe, expect, test } from 'vitest';
import { understood } from './understood.ts';

/** A Thursday afternoon, half past three in Berlin. */
const NOW = new Date('2026-11-26T14:30:00Z');

/** How people write the fifth of December, and how they say which hour, with that hour. */
const WRITTEN: [locale: string, dates: string, clocks: string][] = [
  [
    'en-US',
    '12/5|12/05|12/5/2026',
    `at 8pm 20:00|20:00 20:00|at 8 in the evening 20:00|at half past eight 08:30|at quarter to nine 08:45|at noon 12:00
    in the morning 09:00|evening 20:00|at eight thirty 08:30`,
  ],
  [
    'en-GB',
    '5/12|05/12|5/12/2026',
    `at 8pm 20:00|20:00 20:00|at 8 in the evening 20:00|at half eight 08:30|at quarter to nine 08:45|at noon 12:00
    in the morning 09:00|evening 20:00|at eight thirty 08:30`,
  ],
  [
    'es-ES',
    '5/12|el 5/12|05/12/2026',
    `a las 20:00 20:00|a las 20h 20:00|a las 8 de la noche 20:00|a las nueve y media 09:30|a las 9 menos cuarto 08:45
    a mediodía 12:00|por la mañana 09:00|por la noche 22:00|a las 20 horas 20:00|21hs 21:00|a las 9 p. m. 21:00`,
  ],
  [
    'fr',
    '5/12|le 5/12|05/12/2026|samedi 5/12',
    `à 20h 20:00|à 20h30 20:30|à 20:00 20:00|à huit heures du soir 20:00|à 9h moins le quart 08:45|à midi 12:00
    le matin 08:00|le soir 18:00|vers 20h 20:00|à neuf heures et demie 09:30`,
  ],
  [
    'de',
    '5.12.|am 5.12.|5.12.2026|5/12|Sa 5.12.|am Samstag, 5.12.',
    `um 20 Uhr 20:00|um 20:00 20:00|20 Uhr 30 20:30|um 20.30 Uhr 20:30|abends 20:00|um 8 Uhr abends 20:00
    um halb neun 08:30|um Viertel vor neun 08:45|früh 09:00|gegen 20 Uhr 20:00|so gegen 9 09:00`,
  ],
  [
    'pt-BR',
    '5/12|dia 5/12|05/12/2026',
    `às 20h 20:00|às 20:00 20:00|às 20h30 20:30|às 8 da noite 20:00|às oito e meia 08:30|ao meio-dia 12:00
    de manhã 09:00|às 20 horas 20:00`,
  ],
  [
    'ja',
    '12/5|12月5日|12月5日(土)|2026年12月5日',
    'の20時 20:00|の夜8時 20:00|の夜8時半 20:30|の正午 12:00|の朝 09:00|の昼1時 13:00',
  ],
];

const cases = WRITTEN.flatMap(([locale, dates, clocks]) =>
  dates.split('|').flatMap((date) =>
    clocks.split(/[|\n]/).map((clock) => {
      const [, said = '', time = ''] = /^(.*) (\S+)$/.exec(clock.trim()) ?? [];
      return { locale, text: locale === 'ja' ? `${date}${said}` : `${date} ${said}`, time };
    }),
  ),
);

test.each(cases)(
  'the fifth of December with its hour ($locale): $text',
  ({ locale, text, time }) => {
    expect(understood(text, { locale, now: NOW })).toBe(`2026-12-05 ${time}`);
  },
);

describe('the order of day and month', () => {
  test.each([
    ['à 20h le 5/12', 'fr', '2026-12-05 20:00'],
    ['le 1/2 à 19h', 'fr', '2027-02-01 19:00'],
    ['a las 8 de la noche el 5/12', 'es-ES', '2026-12-05 20:00'],
    ['às 8 da noite no dia 5/12', 'pt-BR', '2026-12-05 20:00'],
    ['abends am 5.12.', 'de', '2026-12-05 20:00'],
  ])('is the same after the hour: %s (%s)', (text, locale, expected) => {
    expect(understood(text, { locale, now: NOW })).toBe(expected);
  });

  test('is that of the language that is written, whatever language Discord is in', () => {
    for (const text of [
      'le 5/12 à 20h',
      '5/12 a las 8 de la noche',
      '5/12 às 8 da noite',
      '5/12 um 8 Uhr abends',
    ]) {
      expect(understood(text, { locale: 'en-US', now: NOW })).toBe('2026-12-05 20:00');
    }
  });

  test.each([
    ['fr', '2026-12-05 20:00'],
    ['it', '2026-12-05 20:00'],
    ['en-GB', '2026-12-05 20:00'],
    ['pl', '2026-12-05 20:00'],
    ['en-US', '2027-05-12 20:00'],
    ['ja', '2027-05-12 20:00'],
    ['ko', '2027-05-12 20:00'],
    ['xx', '2027-05-12 20:00'],
  ])('is that of somebody’s Discord in English: 5/12 at 8pm (%s)', (locale, expected) => {
    expect(understood('5/12 at 8pm', { locale, now: NOW })).toBe(expected);
  });
});
