import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inDigits } from '../../../src/services/checkins/numberWords.ts';
import { readWhen } from '../../../src/services/checkins/when.ts';

/** A Thursday afternoon, half past three in Berlin. */
const NOW = new Date('2026-11-26T14:30:00Z');

const understood = (text: string, locale: string, now = NOW): string => {
  const when = readWhen(text, { now, locale, timeZone: 'Europe/Berlin' });
  if (!when.ok) return when.problem;
  const clock = { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat('sv-SE', clock).format(when.at);
};

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
    ['la próxima semana', 'es-ES', '2026-12-03 15:30'],
    ['na próxima semana', 'pt-BR', '2026-12-03 15:30'],
    ['来週の金曜日', 'ja', '2026-12-04 12:00'],
  ])('but a next week is not this one: %s (%s)', (text, locale, expected) => {
    expect(understood(text, locale)).toBe(expected);
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
    ['en', 'fifty-nine|two|twelve|twenty one', [59, 2, 12, 21]],
    ['es', 'cincuenta y nueve|dos|doce|veintiuna', [59, 2, 12, 21]],
    ['fr', 'cinquante-neuf|deux|douze|vingt et une', [59, 2, 12, 21]],
    ['de', 'neunundfünfzig|zwei|zwölf|einundzwanzig', [59, 2, 12, 21]],
    ['pt', 'cinquenta e nove|duas|doze|vinte e uma', [59, 2, 12, 21]],
  ] as const)('in %s, from two to 59', (language, words, values) => {
    expect(words.split('|').map((word) => inDigits(word, language))).toEqual(values.map(String));
  });

  test('but no part of a word or of a number is one', () => {
    const digits = fc.stringMatching(/^[\d :.h]{0,12}$/);
    const language = fc.constantFrom('en', 'es', 'fr', 'de', 'pt', 'ja');
    fc.assert(fc.property(digits, language, (text, of) => inDigits(text, of) === text));
    expect(inDigits('often, weight, twos', 'en')).toBe('often, weight, twos');
    expect(understood('5 sept 20h', 'fr')).toBe('2027-09-05 20:00');
  });

  test.each(['five to eight', 'tomorrow ten past nine'])(
    'minutes to and past an hour are not the hours between: %s',
    (text) => expect(understood(text, 'en-GB')).toBe('notUnderstood'),
  );
});

test.each([
  ['in an hour and a half', 'en-US', '2026-11-26 17:00'],
  ['in one and a half hours', 'en-US', '2026-11-26 17:00'],
  ['in two and a half hours', 'en-US', '2026-11-26 18:00'],
  ['in two hours and a half', 'en-US', '2026-11-26 18:00'],
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
  ['mañana 21:30h', 'es-ES', '2026-11-27 21:30'],
  ['a las 20:30 horas', 'es-ES', '2026-11-26 20:30'],
  ['a las 20 horas', 'es-ES', '2026-11-26 20:00'],
  ['às 20 horas', 'pt-BR', '2026-11-26 20:00'],
  ['vendredi à 20 heures 30', 'fr', '2026-11-27 20:30'],
])('an hour of the clock is no number of hours: %s (%s)', (text, locale, expected) => {
  expect(understood(text, locale)).toBe(expected);
});

describe('a day of the month without its month', () => {
  test.each([
    ['the 30th at 8pm', '2026-11-30 20:00'],
    ['Friday the 4th 8pm', '2026-12-04 20:00'],
    ['Friday 4th at 8pm', '2026-12-04 20:00'],
    ['the 26th at 8pm', '2026-11-26 20:00'],
    ['the 5th of December', '2026-12-05 12:00'],
  ])('is the next one of its number: %s', (text, expected) => {
    expect(understood(text, 'en-US')).toBe(expected);
  });

  test('is in the next month that has it', () => {
    expect(understood('the 30th', 'en-US', new Date('2027-01-31T12:00:00Z'))).toBe(
      '2027-03-30 12:00',
    );
  });

  test.each(['Friday the 13th 8pm', 'the 32nd', 'the 0th'])(
    'is refused if it is none: %s',
    (text) => {
      expect(understood(text, 'en-US')).toBe('notUnderstood');
    },
  );
});
