import { describe, expect, test } from 'vitest';
import { understood } from './understood.ts';

/** A Thursday afternoon, half past three in Berlin. */
const NOW = new Date('2026-11-26T14:30:00Z');
const SUNDAY = new Date('2026-11-29T14:30:00Z');

describe('a day of the next week', () => {
  test.each([
    ['Friday of next week', 'en-US', '2026-12-04 12:00'],
    ['Friday evening next week', 'en-US', '2026-12-04 20:00'],
    ['el viernes de la semana que viene', 'es-ES', '2026-12-04 12:00'],
    ['viernes de la próxima semana a las 20', 'es-ES', '2026-12-04 20:00'],
    ['el viernes de la semana próxima por la noche', 'es-ES', '2026-12-04 20:00'],
    ['vendredi de la semaine prochaine', 'fr', '2026-12-04 12:00'],
    ['le vendredi de la semaine prochaine à 20h', 'fr', '2026-12-04 20:00'],
    ['Vendredi soir de la semaine prochaine', 'fr', '2026-12-04 20:00'],
    ['vendredi de la semaine qui vient', 'fr', '2026-12-04 12:00'],
    ['Freitag nächster Woche um 20 Uhr', 'de', '2026-12-04 20:00'],
    ['Freitag naechster Woche', 'de', '2026-12-04 12:00'],
    ['sexta da semana que vem', 'pt-BR', '2026-12-04 12:00'],
    ['na sexta-feira da semana que vem às 20h', 'pt-BR', '2026-12-04 20:00'],
    ['sexta da próxima semana à noite', 'pt-BR', '2026-12-04 20:00'],
    ['terça da semana que vem', 'pt-BR', '2026-12-01 12:00'],
    ['来週の金曜の夜', 'ja', '2026-12-04 20:00'],
  ])('is none of this one: %s (%s)', (text, locale, expected) => {
    expect(understood(text, { locale, now: NOW })).toBe(expected);
  });

  test.each([
    ['el martes de la semana que viene', 'es-ES'],
    ['mardi de la semaine prochaine', 'fr'],
    ['na terça da semana que vem', 'pt-BR'],
  ])('begins on the Monday after a Sunday: %s (%s)', (text, locale) => {
    expect(understood(text, { locale, now: SUNDAY })).toBe('2026-12-01 12:00');
  });
});

test.each([
  ['el mes que viene', 'es-ES', '2026-12-26 15:30'],
  ['Mes que viene', 'es-419', '2026-12-26 15:30'],
  ['el próximo mes', 'es-ES', '2026-12-26 15:30'],
  ['el mes próximo a las 20', 'es-ES', '2026-12-26 20:00'],
  ['el mes que viene a las 20:00', 'es-ES', '2026-12-26 20:00'],
  ['mês que vem', 'pt-BR', '2026-12-26 15:30'],
  ['No mes que vem', 'pt-BR', '2026-12-26 15:30'],
  ['no próximo mês às 20h', 'pt-BR', '2026-12-26 20:00'],
  ['le mois prochain', 'fr', '2026-12-26 15:30'],
  ['le mois qui vient à 20h', 'fr', '2026-12-26 20:00'],
])('the next month is today’s day of it: %s (%s)', (text, locale, expected) => {
  expect(understood(text, { locale, now: NOW })).toBe(expected);
});

test.each([
  ['samedi qui vient', 'fr'],
  ['this upcoming Saturday', 'en-US'],
])('a day that comes is the next of its name: %s (%s)', (text, locale) => {
  expect(understood(text, { locale, now: NOW })).toBe('2026-11-28 12:00');
});
