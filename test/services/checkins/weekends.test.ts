import { describe, expect, test } from 'vitest';
import { understood } from './understood.ts';

const THURSDAY = new Date('2026-11-26T14:30:00Z');
/** Half past three in Berlin. */
const SATURDAY = new Date('2026-11-28T14:30:00Z');
const SUNDAY = new Date('2026-11-29T14:30:00Z');

const SAID = [
  ['this weekend', 'en-US'],
  ['este fin de semana', 'es-ES'],
  ['ce week-end', 'fr'],
  ['am Wochenende', 'de'],
  ['neste fim de semana', 'pt-BR'],
  ['今週末', 'ja'],
];

describe.each(SAID)('the weekend (%s, %s)', (text = '', locale = '') => {
  test.each([
    ['the coming one', THURSDAY, '2026-11-28 12:00'],
    [
      'that which has begun, on the morning of its Saturday',
      new Date('2026-11-28T07:30:00Z'),
      '2026-11-28 12:00',
    ],
    ['its Sunday, once noon is over on its Saturday', SATURDAY, '2026-11-29 12:00'],
    [
      'that which is running, on the morning of its Sunday',
      new Date('2026-11-29T07:30:00Z'),
      '2026-11-29 12:00',
    ],
    ['the coming one, on the Monday after', new Date('2026-11-29T23:30:00Z'), '2026-12-05 12:00'],
  ])('is %s', (_, now, expected) => {
    expect(understood(text, { locale, now })).toBe(expected);
  });

  test('is past, and none of the next one, when its Sunday is half over', () => {
    expect(understood(text, { locale, now: SUNDAY })).toBe('past');
  });
});

test.each([
  ['this weekend 8pm', SATURDAY, '2026-11-28 20:00'],
  ['this weekend at 10am', SATURDAY, '2026-11-29 10:00'],
  ['this weekend 8pm', SUNDAY, '2026-11-29 20:00'],
  ['this weekend at 10am', SUNDAY, 'past'],
])('an hour of the weekend is the next one in it: %s', (text, now, expected) => {
  expect(understood(text, { locale: 'en-US', now })).toBe(expected);
});

const MOMENTS = {
  Thursday: THURSDAY,
  'Saturday 10:00': new Date('2026-11-28T09:00:00Z'),
  'Saturday 16:00': new Date('2026-11-28T15:00:00Z'),
  'Sunday 16:00': new Date('2026-11-29T15:00:00Z'),
};

/** What is meant at each of these moments, without an hour and with eight in the evening. */
const MEANT = {
  this: {
    day: ['2026-11-28 12:00', '2026-11-28 12:00', '2026-11-29 12:00', 'past'],
    evening: ['2026-11-28 20:00', '2026-11-28 20:00', '2026-11-28 20:00', '2026-11-29 20:00'],
  },
  coming: {
    day: ['2026-11-28 12:00', ...Array(3).fill('2026-12-05 12:00')],
    evening: ['2026-11-28 20:00', ...Array(3).fill('2026-12-05 20:00')],
  },
  next: {
    day: Array(4).fill('2026-12-05 12:00'),
    evening: Array(4).fill('2026-12-05 20:00'),
  },
};

const WORDS: Record<string, Partial<Record<keyof typeof MEANT, [day: string, hour: string][]>>> = {
  'en-US': {
    this: [
      ['this weekend', 'this weekend at 8pm'],
      ['Weekend', 'on the weekend, 8 pm'],
    ],
    coming: [
      ['coming weekend', 'coming weekend 8pm'],
      ['The coming weekend', 'the coming weekend at 8pm'],
      ['this coming weekend', '8pm this coming weekend'],
      ['this upcoming weekend', 'at 8pm on the upcoming weekend'],
      ['this weekend coming', 'in the evening this coming weekend'],
    ],
    next: [['next weekend', 'next weekend at 8pm']],
  },
  'es-ES': {
    this: [
      ['este fin de semana', 'este fin de semana a las 20'],
      ['el finde', 'este finde a las 20h'],
    ],
    coming: [
      ['próximo fin de semana', 'próximo fin de semana a las 20'],
      ['El próximo fin de semana', 'a las 20:00 el próximo fin de semana'],
      ['este proximo fin de semana', 'el proximo fin de semana por la noche'],
      ['el fin de semana que viene', 'el fin de semana que viene a las 20 h'],
      ['el fin de semana próximo', 'por la noche el fin de semana que viene'],
      ['el finde que viene', 'el próximo finde a las 8 de la noche'],
    ],
  },
  fr: {
    this: [
      ['ce week-end', 'ce week-end à 20h'],
      ['Ce weekend', 'ce week end à 20 h'],
    ],
    coming: [
      ['le prochain week-end', 'le prochain week-end à 20h'],
      ['au prochain weekend', 'au prochain weekend vers 20 heures'],
      ['le week-end qui vient', 'le week-end qui vient à 20h'],
    ],
    next: [
      ['week-end prochain', 'week-end prochain 20h'],
      ['le week-end prochain', 'le week-end prochain à 20h'],
      ['Le weekend prochain', 'le week end prochain à 20h'],
    ],
  },
  de: {
    this: [
      ['am Wochenende', 'am Wochenende um 20 Uhr'],
      ['an diesem Wochenende', 'dieses Wochenende abends'],
    ],
    coming: [
      ['kommendes Wochenende', 'kommendes Wochenende um 20 Uhr'],
      ['am kommenden Wochenende', 'am kommenden Wochenende um 20 Uhr'],
      ['das kommende Wochenende', 'kommendes Weekend um 20 Uhr'],
      ['Am kommenden wochenende', 'um 20 Uhr am kommenden wochenende'],
    ],
    next: [
      ['nächstes Wochenende', 'nächstes Wochenende um 20 Uhr'],
      ['am nächsten Wochenende', 'am nächsten Wochenende um 20 Uhr'],
      ['naechstes Wochenende', 'am naechsten Wochenende 20 Uhr'],
    ],
  },
  'pt-BR': {
    this: [
      ['neste fim de semana', 'neste fim de semana às 20h'],
      ['esse final de semana', 'no final de semana às 20h'],
    ],
    coming: [
      ['próximo fim de semana', 'próximo fim de semana às 20h'],
      ['no próximo final de semana', 'no próximo final de semana às 20h'],
      ['neste proximo fim de semana', 'às 20h no proximo fim de semana'],
      ['Fim de semana que vem', 'no fim de semana que vem às 20h'],
      ['no final de semana que vem', 'no final de semana que vem à noite'],
    ],
  },
  ja: {
    this: [
      ['今週末', '今週末の20時'],
      ['この週末', '週末の夜8時'],
    ],
    coming: [
      ['次の週末', '次の週末の20時'],
      ['今度の週末', '今度の週末20時'],
    ],
    next: [
      ['来週末', '来週末20時'],
      ['来週の週末に', '来週末の20時に'],
    ],
  },
};

const PHRASINGS = Object.entries(WORDS).flatMap(([locale, words]) =>
  (['this', 'coming', 'next'] as const).flatMap((which) =>
    (words[which] ?? []).flatMap(([day, hour]) => [
      { locale, text: day, which, expected: MEANT[which].day },
      { locale, text: hour, which, expected: MEANT[which].evening },
    ]),
  ),
);

describe('in a weekend, the coming one is that of the next week, whatever the hour', () => {
  test.each(PHRASINGS)('$which weekend: $text ($locale)', ({ text, locale, expected }) => {
    const meant = Object.values(MOMENTS).map((now) => understood(text, { locale, now }));
    expect(meant).toEqual(expected);
  });

  test('an hour that is over today is none of it either', () => {
    expect(understood('kommendes Wochenende um 10', { locale: 'de', now: SATURDAY })).toBe(
      '2026-12-05 10:00',
    );
  });

  test('and a weekend begins on the clock of whoever wrote it', () => {
    // Half past eleven on Friday night in Berlin, and Saturday in Tokyo.
    const asked = { locale: 'en-US', now: new Date('2026-11-27T22:30:00Z') };
    expect(understood('coming weekend', asked)).toBe('2026-11-28 12:00');
    const tokyo = { ...asked, timeZone: 'Asia/Tokyo' };
    expect(understood('coming weekend', tokyo)).toBe('2026-12-05 12:00');
  });
});

/** A Wednesday, and a Saturday morning. */
const WEDNESDAY = new Date('2026-08-05T10:00:00Z');
const MORNING = new Date('2026-08-08T07:00:00Z');

describe.each([
  ['before it', WEDNESDAY],
  ['in an earlier one', MORNING],
])('a weekend with its date is that date, %s', (_, now) => {
  test.each([
    ['coming weekend the 15th', 'en-US', '2026-08-15 12:00'],
    ['coming weekend the 16th at 8pm', 'en-US', '2026-08-16 20:00'],
    ['upcoming weekend aug 22', 'en-US', '2026-08-22 12:00'],
    ['the coming weekend, sept 5', 'en-US', '2026-09-05 12:00'],
    ['this weekend sept 5', 'en-US', '2026-09-05 12:00'],
    ['8pm this weekend sept 6', 'en-US', '2026-09-06 20:00'],
    ['weekend 9/5', 'en-US', '2026-09-05 12:00'],
    ['weekend 5/9 8pm', 'en-GB', '2026-09-05 20:00'],
    ['weekend jan 3', 'en-US', '2027-01-03 12:00'],
    ['next weekend aug 16', 'en-US', '2026-08-16 12:00'],
    ['el próximo finde día 15', 'es-ES', '2026-08-15 12:00'],
    ['el finde día 22 a las 20', 'es-ES', '2026-08-22 20:00'],
    ['este fin de semana 16/8', 'es-ES', '2026-08-16 12:00'],
    ['ce week-end le 15', 'fr', '2026-08-15 12:00'],
    ['le prochain week-end, le 16 à 20h', 'fr', '2026-08-16 20:00'],
    ['das Wochenende am 15.', 'de', '2026-08-15 12:00'],
    ['am Wochenende am 16.', 'de', '2026-08-16 12:00'],
    ['am Wochenende 15.8. um 20 Uhr', 'de', '2026-08-15 20:00'],
    ['próximo fim de semana, dia 15', 'pt-BR', '2026-08-15 12:00'],
    ['final de semana dia 15', 'pt-BR', '2026-08-15 12:00'],
    ['no final de semana dia 22', 'pt-BR', '2026-08-22 12:00'],
    ['次の週末22日', 'ja', '2026-08-22 12:00'],
    ['今週末8月16日20時', 'ja', '2026-08-16 20:00'],
  ])('%s (%s)', (text, locale, expected) => {
    expect(understood(text, { locale, now })).toBe(expected);
  });
});

test('a weekend with the date of its day that is running is that day', () => {
  expect(understood('this weekend aug 8', { locale: 'en-US', now: MORNING })).toBe(
    '2026-08-08 12:00',
  );
});

test('a weekend with a date that is over is past', () => {
  expect(understood('weekend aug 1', { locale: 'en-US', now: WEDNESDAY })).toBe('past');
});

test.each([
  ['weekend aug 13', 'en-US'],
  ['coming weekend the 14th', 'en-US'],
  ['next weekend aug 17', 'en-US'],
  ['this weekend tomorrow', 'en-US'],
  ['el finde día 20', 'es-ES'],
  ['ce week-end le 13', 'fr'],
  ['am Wochenende am 13.', 'de'],
  ['no fim de semana dia 21', 'pt-BR'],
  ['今週末13日', 'ja'],
])('a weekend with a day that is in none is refused: %s (%s)', (text, locale) => {
  expect(understood(text, { locale, now: WEDNESDAY })).toBe('notUnderstood');
});

test.each([
  ['再来週末', 'ja'],
  ['毎週末', 'ja'],
  ['los fines de semana', 'es-ES'],
  ['übernächstes Wochenende', 'de'],
  ['the weekend after next', 'en-US'],
])('a weekend that is none of these is refused: %s (%s)', (text, locale) => {
  expect(understood(text, { locale, now: THURSDAY })).toBe('notUnderstood');
});

test.each([
  ['last weekend', 'en-US'],
  ['el finde pasado', 'es-ES'],
  ['le week end dernier', 'fr'],
  ['letztes Wochenende', 'de'],
  ['no final de semana passado', 'pt-BR'],
])('a weekend that is over is past: %s (%s)', (text, locale) => {
  expect(understood(text, { locale, now: THURSDAY })).toBe('past');
});
