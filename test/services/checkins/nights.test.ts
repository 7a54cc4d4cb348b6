import { describe, expect, test } from 'vitest';
import { understood as read } from './understood.ts';

/** A Thursday afternoon, half past three in Berlin. */
const NOW = new Date('2026-11-26T14:30:00Z');

const understood = (text: string, locale: string, now = NOW): string => read(text, { locale, now });

describe('the night after an evening', () => {
  test.each([
    ['Friday night at 12', 'en-US', '2026-11-28 00:00'],
    ['Friday night at 1', 'en-US', '2026-11-28 01:00'],
    ['tomorrow night at 2:30', 'en-US', '2026-11-28 02:30'],
    ['tomorrow night at 1am', 'en-US', '2026-11-28 01:00'],
    ['half past 12 tomorrow night', 'en-US', '2026-11-28 00:30'],
    ['Friday evening at midnight', 'en-US', '2026-11-28 00:00'],
    ['December 5 at 12 at night', 'en-US', '2026-12-06 00:00'],
    ['el viernes por la noche a las 12', 'es-ES', '2026-11-28 00:00'],
    ['mañana a las 12 de la noche', 'es-ES', '2026-11-28 00:00'],
    ['vendredi soir à minuit', 'fr', '2026-11-28 00:00'],
    ['Freitag Nacht um 12', 'de', '2026-11-28 00:00'],
    ['Freitagnacht um 1', 'de', '2026-11-28 01:00'],
    ['sexta à noite às 12', 'pt-BR', '2026-11-28 00:00'],
    ['金曜の夜12時', 'ja', '2026-11-28 00:00'],
    ['明日の夜1時', 'ja', '2026-11-28 01:00'],
  ])('goes on after midnight: %s (%s)', (text, locale, expected) => {
    expect(understood(text, locale)).toBe(expected);
    expect(understood(text, 'en-US')).toBe(expected);
  });

  test.each([
    ['Friday at midnight', 'en-US', '2026-11-28 00:00'],
    ['mañana a medianoche', 'es-ES', '2026-11-28 00:00'],
    ['demain à minuit', 'fr', '2026-11-28 00:00'],
    ['am 5.12. um Mitternacht', 'de', '2026-12-06 00:00'],
    ['sexta à meia-noite', 'pt-BR', '2026-11-28 00:00'],
    ['Friday 0:00', 'en-US', '2026-11-27 00:00'],
    ['Saturday 12am', 'en-US', '2026-11-28 00:00'],
  ])(
    'begins with the midnight that ends its day, not with the 0:00 of a clock: %s (%s)',
    (text, locale, expected) => {
      expect(understood(text, locale)).toBe(expected);
    },
  );

  test.each([
    ['tonight at midnight', 'en-US', '2026-11-27 00:00'],
    ['tonight at 1am', 'en-US', '2026-11-27 01:00'],
    ['this evening at midnight', 'en-US', '2026-11-27 00:00'],
    ['tonight at 12:30', 'en-US', '2026-11-27 00:30'],
    ['midnight', 'en-US', '2026-11-27 00:00'],
    ['a las 12 de la noche', 'es-ES', '2026-11-27 00:00'],
    ['ce soir à minuit', 'fr', '2026-11-27 00:00'],
    ['cette nuit à 1h', 'fr', '2026-11-27 01:00'],
    ['heute Nacht um 1', 'de', '2026-11-27 01:00'],
    ['5 Uhr nachts', 'de', '2026-11-27 05:00'],
    ['hoje à meia-noite', 'pt-BR', '2026-11-27 00:00'],
    ['今夜0時', 'ja', '2026-11-27 00:00'],
    ['夜0時', 'ja', '2026-11-27 00:00'],
  ])('is the coming one without a day: %s (%s)', (text, locale, expected) => {
    expect(understood(text, locale)).toBe(expected);
  });

  test.each([
    ['tonight at 1', '2026-11-27 01:00'],
    ['tonight at midnight', '2026-11-28 00:00'],
    ['Thursday night at 1', '2026-11-27 01:00'],
    ['Friday night at 1', '2026-11-28 01:00'],
    ['tomorrow night at 1', '2026-11-29 01:00'],
  ])('is the one that is running at half past midnight: %s', (text, expected) => {
    expect(understood(text, 'en-US', new Date('2026-11-26T23:30:00Z'))).toBe(expected);
  });

  test.each([
    ['tonight at 5', 'en-US', '2026-11-26 17:00'],
    ['Friday night at 6', 'en-US', '2026-11-27 18:00'],
    ['Friday night at 11', 'en-US', '2026-11-27 23:00'],
    ['Friday night at 11pm', 'en-US', '2026-11-27 23:00'],
    ['cinq heures du soir', 'fr', '2026-11-26 17:00'],
    ['5 de diciembre por la noche', 'es-ES', '2026-12-05 22:00'],
  ])('has its evening before: %s (%s)', (text, locale, expected) => {
    expect(understood(text, locale)).toBe(expected);
  });

  test.each([
    ['Friday night at 4', 'en-US'],
    ['Friday evening at 3', 'en-US'],
    ['Friday night at 1pm', 'en-US'],
    ['Friday night at 14:00', 'en-US'],
    ['tonight at 12pm', 'en-US'],
    ['tonight at 8am', 'en-US'],
    ['tomorrow at 2 at night', 'en-US'],
    ['after midnight', 'en-US'],
    ['10 to midnight', 'en-US'],
    ['half past midnight', 'en-US'],
    ['until midnight', 'en-US'],
    ['el viernes a las 2 de la noche', 'es-ES'],
    ['morgen um 2 Uhr nachts', 'de'],
    ['金曜の夜4時', 'ja'],
  ])('is refused where nobody can know which hour is meant: %s (%s)', (text, locale) => {
    expect(understood(text, locale)).toBe('notUnderstood');
  });
});

describe('an hour beside noon', () => {
  test.each([
    ['morgen Mittag um 1', 'de', '2026-11-27 13:00'],
    ['mittags um 1', 'de', '2026-11-27 13:00'],
    ['um 1 Uhr mittags', 'de', '2026-11-27 13:00'],
    ['Sonntag mittags um 1', 'de', '2026-11-29 13:00'],
    ['Mittags 2 Uhr', 'de', '2026-11-27 14:00'],
    ['mittags um halb eins', 'de', '2026-11-27 12:30'],
    ['mittags um 13 Uhr', 'de', '2026-11-27 13:00'],
    ['5. Dezember mittags um 1', 'de', '2026-12-05 13:00'],
    ['mediodía a la 1', 'es-ES', '2026-11-27 13:00'],
    ['a la 1 del mediodía', 'es-ES', '2026-11-27 13:00'],
    ['amanhã ao meio-dia à 1', 'pt-BR', '2026-11-27 13:00'],
    ['demain midi à 1h', 'fr', '2026-11-27 13:00'],
    ['tomorrow noon at 1', 'en-US', '2026-11-27 13:00'],
    ['正午1時', 'ja', '2026-11-27 13:00'],
  ])('is one of the day: %s (%s)', (text, locale, expected) => {
    expect(understood(text, locale)).toBe(expected);
    expect(understood(text, 'en-US')).toBe(expected);
  });

  test.each([
    ['5. Dezember mittags', 'de'],
    ['Dec 5 at noon', 'en-US'],
    ['noon 5 December', 'en-US'],
  ])('is none that is the day of a date: %s (%s)', (text, locale) => {
    expect(understood(text, locale)).toBe('2026-12-05 12:00');
  });

  test.each([
    ['mittags um 8', 'de'],
    ['noon at 9', 'en-US'],
  ])('is refused far from noon: %s (%s)', (text, locale) => {
    expect(understood(text, locale)).toBe('notUnderstood');
  });
});

describe('the small hours', () => {
  test.each([
    ['en la madrugada', 'es-ES', '2026-11-27 03:00'],
    ['mañana por la madrugada', 'es-ES', '2026-11-27 03:00'],
    ['el viernes en la madrugada', 'es-419', '2026-11-27 03:00'],
    ['a las 4 de la madrugada', 'es-ES', '2026-11-27 04:00'],
    ['深夜1時', 'ja', '2026-11-27 01:00'],
    ['今日の深夜2時半', 'ja', '2026-11-27 02:30'],
    ['深夜0時', 'ja', '2026-11-27 00:00'],
    ['深夜23時', 'ja', '2026-11-26 23:00'],
  ])('are no morning: %s (%s)', (text, locale, expected) => {
    expect(understood(text, locale)).toBe(expected);
  });

  test.each(['明日の深夜1時', '土曜の深夜2時', '深夜'])(
    'are refused where nobody can know which are meant: %s',
    (text) => {
      expect(understood(text, 'ja')).toBe('notUnderstood');
    },
  );
});
