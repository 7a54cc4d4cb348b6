import { describe, expect, test } from 'vitest';
import { readWhen } from '../../../src/services/checkins/when.ts';
import { understood as read } from './understood.ts';

/** A Wednesday afternoon: 15:30 in Berlin, where clocks are put forward on the Sunday after it. */
const NOW = new Date('2026-03-25T14:30:00Z');
const BERLIN = 'Europe/Berlin';

const understood = (text: string, locale: string, timeZone = BERLIN, now = NOW): string =>
  read(text, { locale, now, timeZone });

/** This time in Berlin on the next day, a Thursday. */
const onThursday = (time: string): Date => new Date(`2026-03-26T${time}:00+01:00`);

describe('a time is understood in', () => {
  test.each([
    ['tomorrow 9pm', '2026-03-26 21:00'],
    ['Tomorrow at 9 in the evening', '2026-03-26 21:00'],
    ['in 3 days', '2026-03-28 15:30'],
    ['in 3 days at 8pm', '2026-03-28 20:00'],
    ['in half an hour', '2026-03-25 16:00'],
    ['Saturday 6pm', '2026-03-28 18:00'],
    ['on Saturday around 18:00', '2026-03-28 18:00'],
    ['the day after tomorrow at half past 8', '2026-03-27 08:30'],
    ['tonight', '2026-03-25 22:00'],
    ['sunday morning', '2026-03-29 09:00'],
    ['9pm', '2026-03-25 21:00'],
    ['9am', '2026-03-26 09:00'],
    ['April 5 7pm', '2026-04-05 19:00'],
    ['2026-04-05 19:00', '2026-04-05 19:00'],
    ['tomorrow 21h', '2026-03-26 21:00'],
    ['in 2h', '2026-03-25 17:30'],
    ['2h', '2026-03-25 17:30'],
    ['1 h', '2026-03-25 16:30'],
    ['tonight at 10', '2026-03-25 22:00'],
    ['tonight at 11:30', '2026-03-25 23:30'],
    ['9 tonight', '2026-03-25 21:00'],
    ['this evening at 8', '2026-03-25 20:00'],
    ['this afternoon at 4', '2026-03-25 16:00'],
    ['tomorrow 8', '2026-03-26 08:00'],
    ['Monday 9', '2026-03-30 09:00'],
    ['Monday evening 7', '2026-03-30 19:00'],
    ['quarter to 9', '2026-03-26 08:45'],
    ['next week Thursday', '2026-04-02 12:00'],
    ['Monday 30 March', '2026-03-30 12:00'],
  ])('English: %s', (text, expected) => {
    expect(understood(text, 'en-US')).toBe(expected);
  });

  test.each([
    ['mañana a las 21', '2026-03-26 21:00'],
    ['manana a las 9 de la noche', '2026-03-26 21:00'],
    ['mañana por la mañana', '2026-03-26 09:00'],
    ['pasado mañana a las 20h', '2026-03-27 20:00'],
    ['dentro de tres días a las 9 de la noche', '2026-03-28 21:00'],
    ['el sábado a las 18:00', '2026-03-28 18:00'],
    ['el 5 de abril a las 8 y media de la tarde', '2026-04-05 20:30'],
    ['la semana que viene', '2026-04-01 15:30'],
    ['en 2 horas', '2026-03-25 17:30'],
    ['mañana a las 9 menos cuarto', '2026-03-26 08:45'],
    ['este fin de semana', '2026-03-28 12:00'],
  ])('Spanish: %s', (text, expected) => {
    expect(understood(text, 'es-ES')).toBe(expected);
    expect(understood(text, 'es-419')).toBe(expected);
  });

  test.each([
    ['demain à 21h', '2026-03-26 21:00'],
    ['demain à 9 heures du soir', '2026-03-26 21:00'],
    ['après-demain à 20h30', '2026-03-27 20:30'],
    ['dans trois jours à 20h', '2026-03-28 20:00'],
    ['samedi à 18h', '2026-03-28 18:00'],
    ['le 1er avril à 19h', '2026-04-01 19:00'],
    ['ce soir à 22h', '2026-03-25 22:00'],
    ['dans 2 heures', '2026-03-25 17:30'],
    ['2h', '2026-03-26 02:00'],
    ['ce soir à 8 heures', '2026-03-25 20:00'],
    ['demain à 9 heures moins le quart', '2026-03-26 08:45'],
    ['ce week-end', '2026-03-28 12:00'],
  ])('French: %s', (text, expected) => {
    expect(understood(text, 'fr')).toBe(expected);
  });

  test.each([
    ['morgen um 21 Uhr', '2026-03-26 21:00'],
    ['morgen früh', '2026-03-26 09:00'],
    ['morgen Abend um halb neun', '2026-03-26 20:30'],
    ['übermorgen um 20 Uhr', '2026-03-27 20:00'],
    ['in drei Tagen um 20 Uhr', '2026-03-28 20:00'],
    ['Samstagabend um 8', '2026-03-28 20:00'],
    ['am 5.4. um 19 Uhr', '2026-04-05 19:00'],
    ['5.4.2026 19:00', '2026-04-05 19:00'],
    ['in 2 Stunden', '2026-03-25 17:30'],
    ['kommenden Samstag', '2026-03-28 12:00'],
    ['nächste Woche Donnerstag', '2026-04-02 12:00'],
    ['Viertel vor 9', '2026-03-26 08:45'],
    ['morgen um Viertel nach neun', '2026-03-26 09:15'],
    ['morgen um halb eins', '2026-03-26 12:30'],
    ['morgen um halb 9 Uhr', '2026-03-26 08:30'],
    ['am Wochenende', '2026-03-28 12:00'],
  ])('German: %s', (text, expected) => {
    expect(understood(text, 'de')).toBe(expected);
  });

  test.each([
    ['amanhã às 21h', '2026-03-26 21:00'],
    ['amanha 9 da noite', '2026-03-26 21:00'],
    ['depois de amanhã às 20h', '2026-03-27 20:00'],
    ['daqui a 3 dias às 20h', '2026-03-28 20:00'],
    ['em 3 dias', '2026-03-28 15:30'],
    ['no sábado às 18:00', '2026-03-28 18:00'],
    ['segunda-feira às 9h da manhã', '2026-03-30 09:00'],
    ['5 de abril às 19h', '2026-04-05 19:00'],
    ['em 2 horas', '2026-03-25 17:30'],
    ['amanhã ao meio-dia', '2026-03-26 12:00'],
    ['neste fim de semana', '2026-03-28 12:00'],
  ])('Portuguese: %s', (text, expected) => {
    expect(understood(text, 'pt-BR')).toBe(expected);
  });

  test.each([
    ['明日の夜9時', '2026-03-26 21:00'],
    ['明日の夜９時', '2026-03-26 21:00'],
    ['明日の21:30', '2026-03-26 21:30'],
    ['明後日の20時', '2026-03-27 20:00'],
    ['3日後の夜9時', '2026-03-28 21:00'],
    ['土曜 夜8時半', '2026-03-28 20:30'],
    ['来週の金曜日 20時', '2026-04-03 20:00'],
    ['4月5日(日)19時', '2026-04-05 19:00'],
    ['2時間後', '2026-03-25 17:30'],
    ['三日後', '2026-03-28 15:30'],
    ['三日後の夜九時', '2026-03-28 21:00'],
    ['四月二十五日', '2026-04-25 12:00'],
    ['今週末', '2026-03-28 12:00'],
  ])('Japanese: %s', (text, expected) => {
    expect(understood(text, 'ja')).toBe(expected);
  });

  test.each([
    ['January 5 7pm', 'en-US', '2027-01-05 19:00'],
    ['1/5 7pm', 'en-US', '2027-01-05 19:00'],
    ['5 January at 7pm', 'en-GB', '2027-01-05 19:00'],
    ['el 5 de enero a las 19', 'es-ES', '2027-01-05 19:00'],
    ['le 5 janvier à 19h', 'fr', '2027-01-05 19:00'],
    ['5. Januar um 19 Uhr', 'de', '2027-01-05 19:00'],
    ['5. Januar 19 Uhr', 'de', '2027-01-05 19:00'],
    ['5. Januar 19 Uhr 30', 'de', '2027-01-05 19:30'],
    ['am 5.1. um 19 Uhr', 'de', '2027-01-05 19:00'],
    ['5 de janeiro às 19h', 'pt-BR', '2027-01-05 19:00'],
    ['1月5日19時', 'ja', '2027-01-05 19:00'],
    ['January 24', 'en-US', '2027-01-24 12:00'],
    ['March 25 9pm', 'en-US', '2026-03-25 21:00'],
  ])('a date without a year as the next one: %s', (text, locale, expected) => {
    expect(understood(text, locale)).toBe(expected);
  });

  test.each([
    ['March 24', 'en-US'],
    ['3/24 9pm', 'en-US'],
    ['March 25', 'en-US'],
    ['March 25 9am', 'en-US'],
    ['January 26', 'en-US'],
    ['el 25 de marzo a las 9', 'es-ES'],
    ['le 24/3 à 21h', 'fr'],
    ['25.3.', 'de'],
    ['25.3. 9 Uhr', 'de'],
    ['24 de março às 19h', 'pt-BR'],
    ['3月25日', 'ja'],
  ])(
    'a date without a year that is over since today or a few weeks as that one: %s is past',
    (text, locale) => {
      expect(understood(text, locale)).toBe('past');
    },
  );

  test('a date without a year as over across the turn of the year, too', () => {
    const january = new Date('2027-01-10T12:00:00Z');
    expect(understood('Dec 28 9pm', 'en-US', BERLIN, january)).toBe('past');
    expect(understood('Nov 1 9pm', 'en-US', BERLIN, january)).toBe('2027-11-01 21:00');
    const december = new Date('2026-12-28T12:00:00Z');
    expect(understood('Jan 3 9pm', 'en-US', BERLIN, december)).toBe('2027-01-03 21:00');
  });

  test.each([
    ['January 5 2026 7pm', 'en-US'],
    ['2026-01-05 19:00', 'en-US'],
    ['5.1.2026 19:00', 'de'],
    ['5. Januar 2026 19 Uhr', 'de'],
    ['2026年1月5日19時', 'ja'],
  ])('a date with its year as that one: %s is past', (text, locale) => {
    expect(understood(text, locale)).toBe('past');
  });

  test('English or another of these languages, whatever language Discord is in', () => {
    for (const locale of ['es-ES', 'fr', 'de', 'pt-BR', 'ja', 'ko', 'xx']) {
      expect(understood('tomorrow 9pm', locale)).toBe('2026-03-26 21:00');
    }
    for (const text of ['mañana a las 21', 'demain à 21h', 'morgen um 21 Uhr', '明日の夜9時']) {
      expect(understood(text, 'en-US')).toBe('2026-03-26 21:00');
    }
  });

  test('the order of day and month that is usual where somebody lives', () => {
    expect(understood('4/5 at 7pm', 'en-US')).toBe('2026-04-05 19:00');
    expect(understood('5/4 at 7pm', 'en-GB')).toBe('2026-04-05 19:00');
    expect(understood('5/4 19:00', 'pt-BR')).toBe('2026-04-05 19:00');
  });
});

describe('a day or a part of the day that has begun', () => {
  test.each([
    ['Thursday', '15:00', '2026-04-02 12:00'],
    ['Thursday 9am', '09:30', '2026-04-02 09:00'],
    ['Thursday morning', '15:00', '2026-04-02 09:00'],
    ['Thursday 9am', '08:30', '2026-03-26 09:00'],
    ['this Thursday 4pm', '15:00', '2026-03-26 16:00'],
  ])('is that of next week if its time is past: %s at %s', (text, now, expected) => {
    expect(understood(text, 'en-US', BERLIN, onThursday(now))).toBe(expected);
  });

  test('is the next one wherever somebody lives', () => {
    for (const timeZone of ['America/Los_Angeles', 'America/New_York', 'UTC', 'Asia/Tokyo']) {
      // Four in the afternoon there, give or take the clocks' change.
      const when = readWhen('tomorrow 4pm', { now: NOW, locale: 'en-US', timeZone });
      const now = when.ok ? when.at : NOW;
      expect(understood('Friday 9am', 'en-US', timeZone, now)).toMatch(/^2026-(?:03-27|04-03) 09/);
      expect(understood('9am', 'en-US', timeZone, now)).toBe('2026-03-27 09:00');
      expect(understood('Thursday', 'en-US', timeZone, now)).toBe('2026-04-02 12:00');
    }
  });

  test.each([
    ['this afternoon', 'en-US', '13:30', '2026-03-26 15:00'],
    ['this afternoon', 'en-US', '15:30', '2026-03-26 16:30'],
    ['this afternoon', 'en-US', '17:40', '2026-03-26 18:00'],
    ['this evening', 'en-US', '20:30', '2026-03-26 21:30'],
    ['tonight', 'en-US', '23:10', '2026-03-27 00:00'],
    ['this morning', 'en-US', '10:00', '2026-03-26 11:00'],
    ['esta tarde', 'es-ES', '15:30', '2026-03-26 16:30'],
    ['cet après-midi', 'fr', '15:30', '2026-03-26 16:30'],
    ['heute Nachmittag', 'de', '15:30', '2026-03-26 16:30'],
    ['hoje à tarde', 'pt-BR', '15:30', '2026-03-26 16:30'],
    ['今日の午後', 'ja', '15:30', '2026-03-26 16:30'],
  ])('is what is left of it: %s (%s) at %s', (text, locale, now, expected) => {
    expect(understood(text, locale, BERLIN, onThursday(now))).toBe(expected);
  });

  test.each([
    ['this afternoon', 'en-US', '18:00'],
    ['this afternoon at 3', 'en-US', '15:30'],
    ['this morning', 'en-US', '12:10'],
    ['esta tarde', 'es-ES', '20:00'],
    ['cet après-midi', 'fr', '20:00'],
    ['heute Nachmittag', 'de', '20:00'],
    ['hoje à tarde', 'pt-BR', '20:00'],
    ['今日の午後', 'ja', '20:00'],
  ])('is past if nothing is left of it: %s (%s) at %s', (text, locale, now) => {
    expect(understood(text, locale, BERLIN, onThursday(now))).toBe('past');
  });
});

describe('where clocks are changed between now and then, a time', () => {
  test('of the clock is that time on the clock', () => {
    // At 21:00 in summer Berlin is two hours ahead of UTC, and not one, as it is now.
    const when = readWhen('Sunday 9pm', { now: NOW, locale: 'en-US', timeZone: BERLIN });
    expect(when).toEqual({ ok: true, at: new Date('2026-03-29T19:00:00Z') });
    expect(understood('in 7 days', 'en-US')).toBe('2026-04-01 15:30');
  });

  test('of the clock is right in autumn, too, and in New York', () => {
    const now = new Date('2026-10-30T12:00:00Z');
    const when = readWhen('Sunday 9pm', { now, locale: 'en-US', timeZone: 'America/New_York' });
    expect(when).toEqual({ ok: true, at: new Date('2026-11-02T02:00:00Z') });
  });

  test('that hours lead to is so many hours away', () => {
    const now = new Date('2026-03-29T00:30:00Z');
    const when = readWhen('in 3 hours', { now, locale: 'en-US', timeZone: BERLIN });
    expect(when).toEqual({ ok: true, at: new Date('2026-03-29T03:30:00Z') });
  });

  test('with its own offset is what it says', () => {
    for (const text of ['2026-04-05T19:00+05:30', '2026-04-05T13:30Z']) {
      const when = readWhen(text, { now: NOW, locale: 'en-US', timeZone: BERLIN });
      expect(when).toEqual({ ok: true, at: new Date('2026-04-05T13:30:00Z') });
    }
  });
});

test.each([
  ['Asia/Tokyo', '2026-03-26T12:00:00Z'],
  ['America/Los_Angeles', '2026-03-27T04:00:00Z'],
  ['Asia/Kolkata', '2026-03-26T15:30:00Z'],
])('the same words mean another moment in %s', (timeZone, at) => {
  const when = readWhen('tomorrow 9pm', { now: NOW, locale: 'en-US', timeZone });
  expect(when).toEqual({ ok: true, at: new Date(at) });
});

describe('a time is refused', () => {
  test.each(['', 'whenever', 'asap', 'soon', '9', '💘'])('that is none: %s', (text) => {
    expect(understood(text, 'en-US')).toBe('notUnderstood');
  });

  test('that is a whole letter', () => {
    for (const text of ['x'.repeat(6_000), '9 '.repeat(3_000), 'tomorrow '.repeat(600)]) {
      expect(understood(text, 'en-US')).toBe('notUnderstood');
    }
  });

  test.each([
    'Saturday after the date at 11pm',
    'Saturday, three hours before the date',
    'tomorrow 9pm and Friday 8pm and Sunday',
    'every day at 9pm',
    'not tomorrow',
  ])('of which only a part is understood: %s', (text) => {
    expect(understood(text, 'en-US')).toBe('notUnderstood');
  });

  test.each([
    ['Monday 13 December', 'en-US'],
    ['Thursday 13 November 2026', 'en-US'],
    ['Monday 24 March', 'en-US'],
    ['lunes 13 de diciembre', 'es-ES'],
    ['lundi 13 décembre', 'fr'],
    ['Montag, 13. Dezember', 'de'],
    ['segunda-feira, 13 de dezembro', 'pt-BR'],
    ['12月13日(月)', 'ja'],
  ])('that names another weekday than its date has: %s', (text, locale) => {
    expect(understood(text, locale)).toBe('notUnderstood');
  });

  test.each([
    'feb 30',
    '30 February',
    'April 31 7pm',
    '2026-02-30',
    '31.4. 19:00',
    'sept 31',
    'Sept 31 tomorrow',
    'dez 32',
  ])('that is in no calendar: %s', (text) => {
    for (const locale of ['en-US', 'en-GB', 'es-ES', 'fr', 'de', 'pt-BR', 'ja']) {
      expect(understood(text, locale)).toBe('notUnderstood');
    }
  });

  test.each(['yesterday 9pm', 'today 9am', '2025-04-05 19:00', 'now', '2 days ago'])(
    'that is past: %s',
    (text) => expect(understood(text, 'en-US')).toBe('past'),
  );

  test.each([
    ['last Friday', 'en-US'],
    ['Friday last week at 8pm', 'en-US'],
    ['last night', 'en-US'],
    ['el viernes pasado', 'es-ES'],
    ['samedi dernier à 20h', 'fr'],
    ['letzten Samstag um 20 Uhr', 'de'],
    ['sábado passado às 20h', 'pt-BR'],
    ['letzte Woche', 'de'],
    ['la semaine dernière', 'fr'],
    ['先週の土曜日', 'ja'],
  ])('that is said to be past: %s (%s)', (text, locale) => {
    expect(understood(text, locale)).toBe('past');
  });

  test.each(['in 13 months', '2030-01-01 12:00', 'in 400 days'])(
    'that is more than a year away: %s',
    (text) => expect(understood(text, 'en-US')).toBe('tooFar'),
  );
});
