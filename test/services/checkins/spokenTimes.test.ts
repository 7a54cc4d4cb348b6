import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inDigits } from '../../../src/services/checkins/numberWords.ts';
import { understood as read } from './understood.ts';

/** A Thursday afternoon, half past three in Berlin. */
const NOW = new Date('2026-11-26T14:30:00Z');

const understood = (text: string, locale: string, now = NOW): string => read(text, { locale, now });

describe('a next day of the week is the coming one', () => {
  test.each([
    ['el próximo sábado', 'es-ES', '2026-11-28 12:00'],
    ['el proximo viernes a las 20h', 'es-419', '2026-11-27 20:00'],
    ['el próximo lunes', 'es-ES', '2026-11-30 12:00'],
    ['el sábado que viene', 'es-ES', '2026-11-28 12:00'],
    ['el próximo jueves', 'es-ES', '2026-12-03 12:00'],
    ['próximo sábado', 'pt-BR', '2026-11-28 12:00'],
    ['próxima sexta', 'pt-BR', '2026-11-27 12:00'],
    ['na próxima sexta-feira às 20h', 'pt-BR', '2026-11-27 20:00'],
    ['次の金曜日', 'ja', '2026-11-27 12:00'],
    ['次の土曜日20時', 'ja', '2026-11-28 20:00'],
    ['次の日曜の昼', 'ja', '2026-11-29 12:00'],
    ['今度の土曜日', 'ja', '2026-11-28 12:00'],
  ])('%s (%s)', (text, locale, expected) => expect(understood(text, locale)).toBe(expected));

  test.each([
    ['nächsten Freitag', '2026-12-04 12:00'],
    ['nächsten Freitag um 20 Uhr', '2026-12-04 20:00'],
    ['nächsten Montag', '2026-11-30 12:00'],
    ['diesen Freitag', '2026-11-27 12:00'],
    ['kommenden Freitag', '2026-11-27 12:00'],
  ])(
    'but in German that of next week, beside this one and the coming one: %s',
    (text, expected) => {
      expect(understood(text, 'de')).toBe(expected);
    },
  );

  test.each([
    ['la próxima semana', 'es-ES', '2026-12-03 15:30'],
    ['na próxima semana', 'pt-BR', '2026-12-03 15:30'],
    ['来週の金曜日', 'ja', '2026-12-04 12:00'],
  ])('but a next week is not this one: %s (%s)', (text, locale, expected) => {
    expect(understood(text, locale)).toBe(expected);
  });
});

describe('a day of this week', () => {
  test.each([
    ['Friday this week', 'en-US', '2026-11-27 12:00'],
    ['Sunday of this week at 8pm', 'en-US', '2026-11-29 20:00'],
    ['Freitag diese Woche', 'de', '2026-11-27 12:00'],
    ['今週の金曜', 'ja', '2026-11-27 12:00'],
    ['今週の日曜日20時', 'ja', '2026-11-29 20:00'],
    ['今週末', 'ja', '2026-11-28 12:00'],
  ])('is the coming one until Sunday: %s (%s)', (text, locale, expected) => {
    expect(understood(text, locale)).toBe(expected);
  });

  test.each([
    ['Wednesday this week', 'en-US'],
    ['Monday of this week', 'en-US'],
    ['Wednesday this week at 9pm', 'en-US'],
    ['Mittwoch diese Woche', 'de'],
    ['Mittwoch diese Woche um 20 Uhr', 'de'],
    ['今週の水曜', 'ja'],
    ['今週の水曜日20時', 'ja'],
  ])('is past if it is over, and none of next week: %s (%s)', (text, locale) => {
    expect(understood(text, locale)).toBe('past');
  });

  test('ends on a Sunday by the clock of whoever wrote it', () => {
    // Ten on Sunday evening in Berlin, and Monday in Tokyo.
    const now = new Date('2026-11-29T21:00:00Z');
    expect(understood('Monday this week', 'en-US', now)).toBe('past');
    const tokyo = { locale: 'en-US', now, timeZone: 'Asia/Tokyo' };
    expect(read('Monday this week 1pm', tokyo)).toBe('2026-11-30 13:00');
  });
});

describe('numbers may be words', () => {
  test.each([
    ['tomorrow at eight pm', 'en-US', '2026-11-27 20:00'],
    ['half eight tomorrow', 'en-GB', '2026-11-27 08:30'],
    ['in twenty-five minutes', 'en-US', '2026-11-26 15:55'],
    ['a las nueve', 'es-ES', '2026-11-27 09:00'],
    ['el sábado a las ocho', 'es-ES', '2026-11-28 08:00'],
    ['a las nueve de la noche', 'es-ES', '2026-11-26 21:00'],
    ['a las veintidós', 'es-ES', '2026-11-26 22:00'],
    ['à huit heures ce soir', 'fr', '2026-11-26 20:00'],
    ['demain à sept heures du soir', 'fr', '2026-11-27 19:00'],
    ['à vingt et une heures', 'fr', '2026-11-26 21:00'],
    ['em cinco dias', 'pt-BR', '2026-12-01 15:30'],
    ['daqui a dez minutos', 'pt-BR', '2026-11-26 15:40'],
    ['amanhã às oito', 'pt-BR', '2026-11-27 08:00'],
    ['morgen um acht Uhr abends', 'de', '2026-11-27 20:00'],
    ['um einundzwanzig Uhr', 'de', '2026-11-26 21:00'],
    ['明日の八時', 'ja', '2026-11-27 08:00'],
  ])('%s (%s)', (text, locale, expected) => expect(understood(text, locale)).toBe(expected));

  test.each([
    ['en', 'ninety-nine|two|twelve|twenty one', [99, 2, 12, 21]],
    ['es', 'noventa y nueve|dos|doce|veintiuna', [99, 2, 12, 21]],
    ['fr', 'quatre-vingt-dix-neuf|deux|douze|vingt et une', [99, 2, 12, 21]],
    ['fr', 'soixante|soixante et onze|quatre-vingts|quatre-vingt-un', [60, 71, 80, 81]],
    ['de', 'neunundneunzig|zwei|zwölf|einundzwanzig', [99, 2, 12, 21]],
    ['pt', 'noventa e nove|duas|doze|vinte e uma', [99, 2, 12, 21]],
  ] as const)('in %s, from two to 99', (language, words, values) => {
    expect(words.split('|').map((word) => inDigits(word, language))).toEqual(values.map(String));
  });

  test('but no part of a word or of a number is one', () => {
    const digits = fc.stringMatching(/^[\d :.h]{0,12}$/);
    const language = fc.constantFrom('en', 'es', 'fr', 'de', 'pt', 'ja');
    fc.assert(fc.property(digits, language, (text, of) => inDigits(text, of) === text));
    expect(inDigits('often, weight, twos', 'en')).toBe('often, weight, twos');
    expect(understood('5 sept 20h', 'fr')).toBe('2027-09-05 20:00');
  });
});

test.each([
  ['in an hour and a half', 'en-US', '2026-11-26 17:00'],
  ['in one and a half hours', 'en-US', '2026-11-26 17:00'],
  ['in two and a half hours', 'en-US', '2026-11-26 18:00'],
  ['in two hours and a half', 'en-US', '2026-11-26 18:00'],
  ['in an hour and a quarter', 'en-US', '2026-11-26 16:45'],
  ['in two hours and a quarter', 'en-US', '2026-11-26 17:45'],
  ['in a quarter of an hour', 'en-US', '2026-11-26 15:45'],
  ['in three quarters of an hour', 'en-US', '2026-11-26 16:15'],
  ['in ninety minutes', 'en-US', '2026-11-26 17:00'],
  ['in 2h30', 'en-US', '2026-11-26 18:00'],
  ['a week from tomorrow', 'en-US', '2026-12-04 15:30'],
  ['two weeks from today', 'en-US', '2026-12-10 15:30'],
  ['en un cuarto de hora', 'es-ES', '2026-11-26 15:45'],
  ['en una hora y cuarto', 'es-ES', '2026-11-26 16:45'],
  ["dans un quart d'heure", 'fr', '2026-11-26 15:45'],
  ["dans trois quarts d'heure", 'fr', '2026-11-26 16:15'],
  ['dans une heure et quart', 'fr', '2026-11-26 16:45'],
  ['dans quatre-vingt-dix minutes', 'fr', '2026-11-26 17:00'],
  ['dans 2h30', 'fr', '2026-11-26 18:00'],
  ['deux heures', 'fr', '2026-11-26 17:30'],
  ['une heure et demie', 'fr', '2026-11-26 17:00'],
  ['deux heures et demie', 'fr', '2026-11-26 18:00'],
  ['trois heures et quart', 'fr', '2026-11-26 18:45'],
  ['this time tomorrow', 'en-US', '2026-11-27 15:30'],
  ['in einer Viertelstunde', 'de', '2026-11-26 15:45'],
  ['in einer Dreiviertelstunde', 'de', '2026-11-26 16:15'],
  ['in 1,5 Stunden', 'de', '2026-11-26 17:00'],
  ['in ca. 2 Stunden', 'de', '2026-11-26 17:30'],
  ['daqui uma hora', 'pt-BR', '2026-11-26 16:30'],
  ['daqui 3 dias', 'pt-BR', '2026-11-29 15:30'],
  ['em um quarto de hora', 'pt-BR', '2026-11-26 15:45'],
  ['in a fortnight', 'en-GB', '2026-12-10 15:30'],
  ['en una hora y media', 'es-ES', '2026-11-26 17:00'],
  ['en dos horas y media', 'es-ES', '2026-11-26 18:00'],
  ['dans une heure et demie', 'fr', '2026-11-26 17:00'],
  ['dans deux heures et demie', 'fr', '2026-11-26 18:00'],
  ['in anderthalb Stunden', 'de', '2026-11-26 17:00'],
  ['in zweieinhalb Stunden', 'de', '2026-11-26 18:00'],
  ['em uma hora e meia', 'pt-BR', '2026-11-26 17:00'],
  ['daqui a duas horas e meia', 'pt-BR', '2026-11-26 18:00'],
  ['来月', 'ja', '2026-12-26 15:30'],
  ['再来週', 'ja', '2026-12-10 15:30'],
])('how long from now is understood: %s (%s)', (text, locale, expected) => {
  expect(understood(text, locale)).toBe(expected);
});

test.each([
  ['in a quarter', 'en-US'],
  ['dans un quart', 'fr'],
  ['en un cuarto', 'es-ES'],
  ['in einem Viertel', 'de'],
])('but a quarter is of nothing: %s (%s)', (text, locale) => {
  expect(understood(text, locale)).toBe('notUnderstood');
});

describe('an hour of the clock is no number of hours', () => {
  test.each([
    ['mañana 21:30h', 'es-ES', '2026-11-27 21:30'],
    ['a las 20:30 horas', 'es-ES', '2026-11-26 20:30'],
    ['a las 20 horas', 'es-ES', '2026-11-26 20:00'],
    ['20 horas', 'es-ES', '2026-11-26 20:00'],
    ['mañana 8 horas', 'es-419', '2026-11-27 08:00'],
    ['às 20 horas', 'pt-BR', '2026-11-26 20:00'],
    ['às 8 horas', 'pt-BR', '2026-11-27 08:00'],
    ['20 horas', 'pt-BR', '2026-11-26 20:00'],
    ['sábado 20 horas', 'pt-BR', '2026-11-28 20:00'],
    ['8 horas da noite', 'pt-BR', '2026-11-26 20:00'],
    ['às vinte horas e trinta minutos', 'pt-BR', '2026-11-26 20:30'],
    ['20 heures', 'fr', '2026-11-26 20:00'],
    ['20 h 30', 'fr', '2026-11-26 20:30'],
    ['8 heures', 'fr', '2026-11-27 08:00'],
    ['demain 20 heures', 'fr', '2026-11-27 20:00'],
    ['20 heures demain', 'fr', '2026-11-27 20:00'],
    ['8 heures du soir', 'fr', '2026-11-26 20:00'],
    ['vendredi à 20 heures 30', 'fr', '2026-11-27 20:30'],
    ['demain à une heure', 'fr', '2026-11-27 01:00'],
    ['amanhã à uma hora', 'pt-BR', '2026-11-27 01:00'],
    ['20.30 h', 'es-ES', '2026-11-26 20:30'],
    ['20.30 h', 'fr', '2026-11-26 20:30'],
    ['20.30 h', 'de', '2026-11-26 20:30'],
    ['20.30 h', 'en-GB', '2026-11-26 20:30'],
    ['20.50 h', 'pt-BR', '2026-11-26 20:50'],
    ['9.30 h', 'es-ES', '2026-11-27 09:30'],
    ['9.30 horas', 'es-ES', '2026-11-27 09:30'],
    ['21.30 horas', 'es-ES', '2026-11-26 21:30'],
    ['mañana a las 20.30 h', 'es-ES', '2026-11-27 20:30'],
    ['a las 2.50 h', 'es-ES', '2026-11-27 02:50'],
    ['20.30 heures', 'fr', '2026-11-26 20:30'],
    ['20h30min', 'pt-BR', '2026-11-26 20:30'],
    ['8h30min', 'pt-BR', '2026-11-27 08:30'],
    ['amanhã às 8h30min', 'pt-BR', '2026-11-27 08:30'],
  ])('%s (%s)', (text, locale, expected) => expect(understood(text, locale)).toBe(expected));

  test.each([
    ['dans 20 heures', 'fr', '2026-11-27 11:30'],
    ['dans une heure', 'fr', '2026-11-26 16:30'],
    ['24 heures', 'fr', '2026-11-27 15:30'],
    ['en 20 horas', 'es-ES', '2026-11-27 11:30'],
    ['dentro de 20 horas', 'es-ES', '2026-11-27 11:30'],
    ['2 horas', 'es-ES', '2026-11-26 17:30'],
    ['em 20 horas', 'pt-BR', '2026-11-27 11:30'],
    ['daqui a 20 horas', 'pt-BR', '2026-11-27 11:30'],
    ['daqui a uma hora', 'pt-BR', '2026-11-26 16:30'],
    ['2 horas', 'pt-BR', '2026-11-26 17:30'],
    ['in 20 Stunden', 'de', '2026-11-27 11:30'],
    ['2.5 horas', 'es-ES', '2026-11-26 18:00'],
    ['2.50 h', 'es-ES', '2026-11-26 18:00'],
    ['1h30min', 'pt-BR', '2026-11-26 17:00'],
    ['em 8h30min', 'pt-BR', '2026-11-27 00:00'],
    ['in 2.5 h', 'en-US', '2026-11-26 18:00'],
  ])('but a number of hours is none of the clock: %s (%s)', (text, locale, expected) => {
    expect(understood(text, locale)).toBe(expected);
  });

  test.each([
    ['a las 25 horas', 'es-ES'],
    ['20h 30 de noviembre', 'es-ES'],
  ])('and what is neither is refused: %s (%s)', (text, locale) => {
    expect(understood(text, locale)).toBe('notUnderstood');
  });
});

describe('the minutes of an hour may be said', () => {
  test.each([
    ['eight thirty', 'en-US', '2026-11-27 08:30'],
    ['tomorrow at eight thirty', 'en-US', '2026-11-27 08:30'],
    ['Saturday seven forty-five pm', 'en-US', '2026-11-28 19:45'],
    ['five to eight', 'en-GB', '2026-11-27 07:55'],
    ['tomorrow ten past nine', 'en-GB', '2026-11-27 09:10'],
    ['quarter to one', 'en-GB', '2026-11-27 12:45'],
    ['quarter to 0', 'en-GB', '2026-11-26 23:45'],
    ['ten to nine tonight', 'en-US', '2026-11-26 20:50'],
    ['half nine tonight', 'en-GB', '2026-11-26 21:30'],
    ['nine thirty tonight', 'en-US', '2026-11-26 21:30'],
    ['a eso de las nueve', 'es-ES', '2026-11-27 09:00'],
    ['demain à sept 30', 'fr', '2026-11-27 07:30'],
    ['demain sept 30', 'fr', '2026-11-27 07:30'],
    ['demain sept 15', 'fr', '2026-11-27 07:15'],
    ['à une heure et demie', 'fr', '2026-11-27 01:30'],
    ['à deux heures et demie', 'fr', '2026-11-27 02:30'],
    ['dix heures et demie', 'fr', '2026-11-27 10:30'],
    ['ocho y veinte', 'es-ES', '2026-11-27 08:20'],
    ['mañana a las ocho y cinco', 'es-ES', '2026-11-27 08:05'],
    ['a las nueve menos veinte de la noche', 'es-ES', '2026-11-26 20:40'],
    ['mañana a la una y media', 'es-ES', '2026-11-27 01:30'],
    ['ocho treinta', 'es-419', '2026-11-27 08:30'],
    ['huit heures vingt', 'fr', '2026-11-27 08:20'],
    ['demain huit heures et quart', 'fr', '2026-11-27 08:15'],
    ['huit heures moins dix', 'fr', '2026-11-27 07:50'],
    ['acht Uhr zwanzig', 'de', '2026-11-27 08:20'],
    ['zehn nach acht', 'de', '2026-11-27 08:10'],
    ['fünf vor halb neun', 'de', '2026-11-27 08:25'],
    ['amanhã às oito e vinte', 'pt-BR', '2026-11-27 08:20'],
    ['às oito e quinze da noite', 'pt-BR', '2026-11-26 20:15'],
    ['amanhã às dez para as oito', 'pt-BR', '2026-11-27 07:50'],
  ])('%s (%s)', (text, locale, expected) => expect(understood(text, locale)).toBe(expected));

  test.each(['5 to 8 December', '5pm to 8pm', 'tomorrow 8 30 minutes', '75 past 8'])(
    'but what lies between two times is none: %s',
    (text) => expect(understood(text, 'en-GB')).toBe('notUnderstood'),
  );
});

describe('a day of the month without its month', () => {
  test.each([
    ['the 30th at 8pm', '2026-11-30 20:00'],
    ['Friday the 4th 8pm', '2026-12-04 20:00'],
    ['Friday 4th at 8pm', '2026-12-04 20:00'],
    ['the 26th at 8pm', '2026-11-26 20:00'],
    ['the 5th of December', '2026-12-05 12:00'],
    ['el sábado 28 a las 20:00', '2026-11-28 20:00', 'es-ES'],
    ['el 5 por la noche', '2026-12-05 20:00', 'es-ES'],
    ['jeudi 3 à 17h', '2026-12-03 17:00', 'fr'],
    ['le 3 à 17h', '2026-12-03 17:00', 'fr'],
    ['am 3. um 17 Uhr', '2026-12-03 17:00', 'de'],
    ['Donnerstag, den 3. um 17 Uhr', '2026-12-03 17:00', 'de'],
    ['Freitag 4.', '2026-12-04 12:00', 'de'],
    ['Fr. 4. um 18 Uhr', '2026-12-04 18:00', 'de'],
    ['Samstag 12.', '2026-12-12 12:00', 'de'],
    ['Samstag der 12.', '2026-12-12 12:00', 'de'],
    ['am 3. abends', '2026-12-03 20:00', 'de'],
    ['am 3', '2026-12-03 12:00', 'de'],
    ['el viernes 11', '2026-12-11 12:00', 'es-ES'],
    ['vendredi 11', '2026-12-11 12:00', 'fr'],
    ['sexta 11', '2026-12-11 12:00', 'pt-BR'],
    ['sexta-feira, 11, às 20h', '2026-12-11 20:00', 'pt-BR'],
    ['dia 3 às 17h', '2026-12-03 17:00', 'pt-BR'],
    ['dia 5 de manhã', '2026-12-05 09:00', 'pt-BR'],
    ['3日の17時', '2026-12-03 17:00', 'ja'],
  ])('is the next one of its number: %s', (text, expected, locale = 'en-US') => {
    expect(understood(text, locale)).toBe(expected);
  });

  test('is in the next month that has it', () => {
    expect(understood('the 30th', 'en-US', new Date('2027-01-31T12:00:00Z'))).toBe(
      '2027-03-30 12:00',
    );
  });

  test.each([
    ['the 28th of next month', '2026-12-28 12:00'],
    ['next month on the 3rd at 8pm', '2026-12-03 20:00'],
    ['nächsten Monat am 28.', '2026-12-28 12:00', 'de'],
    ['am 3. nächsten Monats um 18 Uhr', '2026-12-03 18:00', 'de'],
    ['el 3 del mes que viene', '2026-12-03 12:00', 'es-ES'],
    ['el 3 del próximo mes', '2026-12-03 12:00', 'es-ES'],
    ['el día 3 del próximo mes a las 20', '2026-12-03 20:00', 'es-ES'],
    ['dia 3 do mês que vem', '2026-12-03 12:00', 'pt-BR'],
    ['no dia 3 do próximo mês às 20h', '2026-12-03 20:00', 'pt-BR'],
    ['来月28日', '2026-12-28 12:00', 'ja'],
    ['来月の3日の20時', '2026-12-03 20:00', 'ja'],
  ])('may be one of the next month: %s', (text, expected, locale = 'en-US') => {
    expect(understood(text, locale)).toBe(expected);
  });

  test.each([
    ['Friday the 13th 8pm'],
    ['the 32nd'],
    ['the 0th'],
    ['the 31st of next month', 'en-US', new Date('2027-01-31T12:00:00Z')],
    ['morgen am 3.', 'de'],
    ['morgen am 3', 'de'],
    ['in zwei Monaten am 1.', 'de'],
    ['el 3 del mes', 'es-ES'],
    ['dia 31 do mês que vem', 'pt-BR', new Date('2027-01-31T12:00:00Z')],
    ['le 3 du mois prochain', 'fr'],
    ['le 3 mois prochain', 'fr'],
  ])('is refused if it is none or another: %s', (text, locale = 'en-US', now = NOW) => {
    expect(understood(text, locale, now)).toBe('notUnderstood');
  });
});

test.each([
  ['in a month', 'en-US', '2027-02-28 11:00'],
  ['next month', 'en-US', '2027-02-28 11:00'],
  ['in a month at 8pm', 'en-US', '2027-02-28 20:00'],
  ['en un mes', 'es-ES', '2027-02-28 11:00'],
  ['el mes que viene', 'es-ES', '2027-02-28 11:00'],
  ['mês que vem', 'pt-BR', '2027-02-28 11:00'],
  ['dans un mois', 'fr', '2027-02-28 11:00'],
  ['dans 3 mois', 'fr', '2027-04-30 11:00'],
  ['in 2 Monaten', 'de', '2027-03-31 11:00'],
  ['em um mês', 'pt-BR', '2027-02-28 11:00'],
  ['1ヶ月後', 'ja', '2027-02-28 11:00'],
])(
  'months from a 31st end in a shorter one with its last day: %s (%s)',
  (text, locale, expected) => {
    expect(understood(text, locale, new Date('2027-01-31T10:00:00Z'))).toBe(expected);
  },
);

test.each([
  ['1 month from tomorrow', '2026-12-27'],
  ['2 months from tomorrow at 9pm', '2027-01-27 21:00'],
  ['in a month', '2026-12-26'],
])('months from another day than today end on its number: %s', (text, expected) => {
  expect(understood(text, 'en-US', new Date('2026-11-26T10:00:00Z'))).toContain(expected);
});

test.each([
  ['Tuesday in two weeks', 'en-US'],
  ['Freitag in 2 Wochen', 'de'],
])('a day so many weeks away may be one of two: %s (%s)', (text, locale) => {
  expect(understood(text, locale)).toBe('notUnderstood');
});
