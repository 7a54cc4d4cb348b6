import { describe, expect, test } from 'vitest';
import { understood as read } from './understood.ts';

/** A Thursday afternoon, half past three in Berlin. */
const NOW = new Date('2026-11-26T14:30:00Z');

const understood = (text: string, locale: string): string => read(text, { locale, now: NOW });

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
    '5/12|05/12|5/12/2026|Saturday 5.12.',
    `at 8pm 20:00|20:00 20:00|at 8 in the evening 20:00|at half eight 08:30|at quarter to nine 08:45|at noon 12:00
    in the morning 09:00|evening 20:00|at eight thirty 08:30`,
  ],
  [
    'es-ES',
    '5/12|el 5/12|05/12/2026|el sábado 5.12.',
    `a las 20:00 20:00|a las 20h 20:00|a las 8 de la noche 20:00|a las nueve y media 09:30|a las 9 menos cuarto 08:45
    a mediodía 12:00|por la mañana 09:00|por la noche 22:00|a las 20 horas 20:00|21hs 21:00|a las 9 p. m. 21:00`,
  ],
  [
    'fr',
    '5/12|le 5/12|05/12/2026|samedi 5/12|samedi 5.12.',
    `à 20h 20:00|à 20h30 20:30|à 20:00 20:00|à huit heures du soir 20:00|à 9h moins le quart 08:45|à midi 12:00
    le matin 08:00|le soir 18:00|vers 20h 20:00|à neuf heures et demie 09:30`,
  ],
  [
    'de',
    '5.12.|am 5.12.|5.12.2026|5/12|Sa 5.12.|am Samstag, 5.12.|Samstag, 05. 12.',
    `um 20 Uhr 20:00|um 20:00 20:00|20 Uhr 30 20:30|um 20.30 Uhr 20:30|abends 20:00|um 8 Uhr abends 20:00
    um halb neun 08:30|um Viertel vor neun 08:45|früh 09:00|gegen 20 Uhr 20:00|so gegen 9 09:00`,
  ],
  [
    'pt-BR',
    '5/12|dia 5/12|05/12/2026|sábado, 5.12.',
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
    expect(understood(text, locale)).toBe(`2026-12-05 ${time}`);
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
    expect(understood(text, locale)).toBe(expected);
  });

  test('is that of the language that is written, whatever language Discord is in', () => {
    for (const text of [
      'le 5/12 à 20h',
      '5/12 a las 8 de la noche',
      '5/12 às 8 da noite',
      '5/12 um 8 Uhr abends',
    ]) {
      expect(understood(text, 'en-US')).toBe('2026-12-05 20:00');
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
    expect(understood('5/12 at 8pm', locale)).toBe(expected);
  });
});

describe('two numbers with a dot between them', () => {
  test.each([
    ['Freitag, 4.12.', 'de', '2026-12-04 12:00'],
    ['am Freitag, 4.12.', 'de', '2026-12-04 12:00'],
    ['Fr 4.12.', 'de', '2026-12-04 12:00'],
    ['Freitag, 04.12.', 'de', '2026-12-04 12:00'],
    ['Samstag, 5.12.', 'de', '2026-12-05 12:00'],
    ['Samstag, 5. 12.', 'de', '2026-12-05 12:00'],
    ['Freitag 18.12.', 'de', '2026-12-18 12:00'],
    ['Freitag 18.12', 'de', '2026-12-18 12:00'],
    ['Mi, 2.12.', 'de', '2026-12-02 12:00'],
    ['nächsten Samstag 12.12.', 'de', '2026-12-12 12:00'],
    ['Sa 5.12 20 Uhr', 'de', '2026-12-05 20:00'],
    ['5.12 um 20:00', 'de', '2026-12-05 20:00'],
    ['vendredi 4.12', 'fr', '2026-12-04 12:00'],
    ['samedi 5.12 à 20h', 'fr', '2026-12-05 20:00'],
    ['sábado 5.12', 'es-ES', '2026-12-05 12:00'],
    ['sábado 5.12', 'pt-BR', '2026-12-05 12:00'],
    ['Saturday 5.12', 'en-GB', '2026-12-05 12:00'],
    ['土曜 12.5', 'ja', '2026-12-05 12:00'],
  ])('are a date after a day: %s (%s)', (text, locale, expected) => {
    expect(understood(text, locale)).toBe(expected);
  });

  test.each([
    ['Freitag 18.30', 'de', '2026-11-27 18:30'],
    ['Freitag um 18.12', 'de', '2026-11-27 18:12'],
    ['Freitag 8.10 Uhr', 'de', '2026-11-27 08:10'],
    ['demain à 8.10', 'fr', '2026-11-27 08:10'],
    ['mañana a las 8.10', 'es-ES', '2026-11-27 08:10'],
    ['Friday 8.10pm', 'en-GB', '2026-11-27 20:10'],
    ['tonight 8.10', 'en-GB', '2026-11-26 20:10'],
    ['at 8.10 tomorrow', 'en-GB', '2026-11-27 08:10'],
  ])(
    'are an hour where that is said, or no month has the number: %s (%s)',
    (text, locale, expected) => {
      expect(understood(text, locale)).toBe(expected);
    },
  );

  test.each([
    ['morgen, 4.12.', 'de'],
    ['Samstag, 4.12.', 'de'],
    ['Freitag 4.12 abends', 'de'],
    ['Friday 8.10 in the evening', 'en-GB'],
    ['8.10 tomorrow', 'en-GB'],
    ['tomorrow 8.10', 'en-GB'],
  ])('are refused where they may be either: %s (%s)', (text, locale) => {
    expect(understood(text, locale)).toBe('notUnderstood');
  });

  test.each([
    ['4.12', 'de', '2026-12-04 12:00'],
    ['24.12', 'de', '2026-12-24 12:00'],
    ['20.1', 'de', '2027-01-20 12:00'],
    ['4.12', 'en-US', 'notUnderstood'],
    ['4.12', 'fr', 'notUnderstood'],
    ['20.12', 'de', 'notUnderstood'],
    ['8.10', 'de', 'notUnderstood'],
    ['31.2', 'de', 'notUnderstood'],
  ])(
    'are a date alone where dates are written so, if they are no hour of the day: %s (%s)',
    (text, locale, expected) => {
      expect(understood(text, locale)).toBe(expected);
    },
  );
});
