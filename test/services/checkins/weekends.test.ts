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

test.each([
  ['el próximo fin de semana', 'es-ES'],
  ['el fin de semana que viene', 'es-ES'],
  ['no fim de semana que vem', 'pt-BR'],
  ['kommendes Wochenende', 'de'],
])('the weekend that comes is another one in the midst of one: %s (%s)', (text, locale) => {
  expect(understood(text, { locale, now: THURSDAY })).toBe('2026-11-28 12:00');
  for (const now of [SATURDAY, SUNDAY]) {
    expect(understood(text, { locale, now })).toBe('2026-12-05 12:00');
  }
});

test.each([
  ['next weekend', 'en-US'],
  ['nächstes Wochenende', 'de'],
  ['am nächsten Wochenende', 'de'],
  ['week-end prochain', 'fr'],
  ['le weekend prochain', 'fr'],
])('the next weekend is not this one: %s (%s)', (text, locale) => {
  for (const now of [THURSDAY, SATURDAY, SUNDAY]) {
    expect(understood(text, { locale, now })).toBe('2026-12-05 12:00');
  }
});
