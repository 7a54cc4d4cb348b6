import { describe, expect, test } from 'vitest';
import { understood } from './understood.ts';

/** A Thursday afternoon, half past three in Berlin. */
const NOW = new Date('2026-11-26T14:30:00Z');

const SAID: Record<string, [text: string, expected: string][]> = {
  'en-US': [
    ['8 tomorrow night', '2026-11-27 20:00'],
    ['tues 6pm', '2026-12-01 18:00'],
    ['weds at 6pm', '2026-12-02 18:00'],
    ['tomorrow 2100', '2026-11-27 21:00'],
    ['tomorrow at 0930', '2026-11-27 09:30'],
    ['Friday 2030', '2026-11-27 20:30'],
    ["7 o'clock tomorrow evening", '2026-11-27 19:00'],
    ['half past nine tomorrow evening', '2026-11-27 21:30'],
    ['at 8 on Saturday night', '2026-11-28 20:00'],
    ['tomorrow in the evening', '2026-11-27 20:00'],
    ['in the morning tomorrow', '2026-11-27 09:00'],
    ['evening on Saturday', '2026-11-28 20:00'],
    ['in the evening Dec 5', '2026-12-05 20:00'],
    ['12 noon tomorrow', '2026-11-27 12:00'],
    ['12/5 noon', '2026-12-05 12:00'],
    ['this coming Saturday', '2026-11-28 12:00'],
    ['later today', '2026-11-26 16:30'],
    ['5 December 8 in the evening', '2026-12-05 20:00'],
    ['quarter past nine tomorrow', '2026-11-27 09:15'],
    ['a quarter to nine tomorrow', '2026-11-27 08:45'],
  ],
  'es-ES': [
    ['mañana a las 12 del mediodía', '2026-11-27 12:00'],
    ['mañana 21hs', '2026-11-27 21:00'],
    ['a las 9 p. m.', '2026-11-26 21:00'],
    ['a las 9 p.m. mañana', '2026-11-27 21:00'],
    ['por la mañana el viernes', '2026-11-27 09:00'],
  ],
  fr: [
    ['dans 3j', '2026-11-29 15:30'],
    ['demain à 9h et quart', '2026-11-27 09:15'],
    ['à midi', '2026-11-27 12:00'],
    ['ce samedi à midi', '2026-11-28 12:00'],
    ['lundi prochain à 8h du soir', '2026-11-30 20:00'],
    ['le soir samedi', '2026-11-28 20:00'],
    ['ce dimanche à 8h du soir', '2026-11-29 20:00'],
    ['2h', '2026-11-27 02:00'],
    ['8 heures', '2026-11-27 08:00'],
  ],
  de: [
    ['24.12 18:00', '2026-12-24 18:00'],
    ['Montagmorgen um 8', '2026-11-30 08:00'],
    ['Samstag Vormittag', '2026-11-28 09:00'],
    ['Sa 20 Uhr', '2026-11-28 20:00'],
    ['diesen Samstag um halb neun', '2026-11-28 08:30'],
    ['um 8 nächste Woche', '2026-12-03 08:00'],
    ['abends übermorgen', '2026-11-28 20:00'],
    ['so gegen 21 Uhr', '2026-11-26 21:00'],
    ['so um 21 Uhr', '2026-11-26 21:00'],
    ['so um neun abends', '2026-11-26 21:00'],
    ['so gegen Mittag', '2026-11-27 12:00'],
    ['morgen so um 9', '2026-11-27 09:00'],
    ['so in 2 Stunden', '2026-11-26 17:30'],
    ['so am Freitag um 9', '2026-11-27 09:00'],
    ['am So um 11', '2026-11-29 11:00'],
    ['So 11 Uhr', '2026-11-29 11:00'],
    ['So., 29.11. um 11 Uhr', '2026-11-29 11:00'],
    ['Freitag morgen', '2026-11-27 09:00'],
    ['am Freitag morgen', '2026-11-27 09:00'],
    ['Freitag morgen um 8', '2026-11-27 08:00'],
    ['Fr morgen', '2026-11-27 09:00'],
    ['so morgen um 9', '2026-11-27 09:00'],
    ['in 2 Std. 30 Min.', '2026-11-26 18:00'],
    ['3/4 20 Uhr', '2027-04-03 20:00'],
  ],
  'pt-BR': [
    ['1º de dezembro', '2026-12-01 12:00'],
    ['dia 1º de dezembro às 9', '2026-12-01 09:00'],
    ['dia 3 de dezembro às 17h', '2026-12-03 17:00'],
    ['dez 15', '2026-12-15 12:00'],
    ['Dez 5', '2026-12-05 12:00'],
    ['dez 25 às 20h', '2026-12-25 20:00'],
    ['dez 30, 20:00', '2026-12-30 20:00'],
    ['às dez 15', '2026-11-27 10:15'],
    ['amanhã dez 15', '2026-11-27 10:15'],
    ['neste sábado às 20h', '2026-11-28 20:00'],
    ['à noite neste sábado', '2026-11-28 20:00'],
  ],
  ja: [
    ['夕方', '2026-11-26 17:00'],
    ['明日の夕方', '2026-11-27 17:00'],
    ['夕方の6時', '2026-11-26 18:00'],
    ['明日の晩', '2026-11-27 20:00'],
    ['明朝', '2026-11-27 09:00'],
    ['明朝8時', '2026-11-27 08:00'],
    ['明日の朝一', '2026-11-27 09:00'],
    ['明日の朝一番', '2026-11-27 09:00'],
    ['明日の朝一時', '2026-11-27 01:00'],
    ['明日の昼1時', '2026-11-27 13:00'],
    ['明日の昼12時', '2026-11-27 12:00'],
    ['再来週の土曜', '2026-12-12 12:00'],
    ['再来週の土曜の20時', '2026-12-12 20:00'],
  ],
};

describe.each(Object.entries(SAID))('what people say in %s', (locale, said) => {
  test.each(said)('is understood: %s', (text, expected) => {
    expect(understood(text, { locale, now: NOW })).toBe(expected);
  });
});

test('a German morning of a day is of that day when it is tomorrow, too', () => {
  const saturday = new Date('2026-11-28T14:00:00Z');
  expect(understood('Sonntag morgen', { locale: 'de', now: saturday })).toBe('2026-11-29 09:00');
});

test.each(['3/4 8', '3/4 8 Uhr'])(
  'what is a date to some and a quarter to an hour to others is refused: %s',
  (text) => expect(understood(text, { locale: 'de', now: NOW })).toBe('notUnderstood'),
);

test.each(['So gegen 11', 'So um 21 Uhr', 'So morgen um 9', 'so 9 Uhr abends'])(
  'what is a Sunday to some and “about” to others is refused: %s',
  (text) => expect(understood(text, { locale: 'de', now: NOW })).toBe('notUnderstood'),
);

test.each(['dez 15 da noite', 'dez 15/12', 'dez 20:30', 'dez 20h', 'dez 30 de novembro'])(
  'what may be an hour or a Brazilian December is refused: %s',
  (text) => expect(understood(text, { locale: 'pt-BR', now: NOW })).toBe('notUnderstood'),
);

test.each(['los viernes', 'los domingos a las 9'])('every day of a name is none: %s', (text) =>
  expect(understood(text, { locale: 'es-ES', now: NOW })).toBe('notUnderstood'),
);
