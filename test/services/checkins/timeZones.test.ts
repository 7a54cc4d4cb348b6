import { Locale } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { momentOf, offsetMinutes, zoneOfLocale } from '../../../src/services/checkins/timeZones.ts';
import { findZone, suggestZones } from '../../../src/services/checkins/zoneNames.ts';

const BERLIN = 'Europe/Berlin';
const at = (month: number, day: number, hour: number, minute = 0) => ({
  year: 2026,
  month,
  day,
  hour,
  minute,
});

describe('the time zone of a locale', () => {
  test('is there for every language of Discord, and exists', () => {
    for (const locale of Object.values(Locale)) {
      expect(zoneOfLocale(locale)).not.toBe('UTC');
      expect(offsetMinutes(new Date(), zoneOfLocale(locale))).not.toBeNaN();
      expect(findZone(zoneOfLocale(locale))).toBe(zoneOfLocale(locale));
    }
    expect(zoneOfLocale('pt-BR')).toBe('America/Sao_Paulo');
  });

  test('of a language that Discord may get one day is UTC', () => {
    expect(zoneOfLocale('eo')).toBe('UTC');
  });
});

describe('a time on the wall', () => {
  test('is a moment in winter and another in summer', () => {
    expect(momentOf(at(1, 5, 21), BERLIN)).toEqual(new Date('2026-01-05T20:00:00Z'));
    expect(momentOf(at(7, 5, 21), BERLIN)).toEqual(new Date('2026-07-05T19:00:00Z'));
  });

  test('that clocks leave out is as much later', () => {
    expect(momentOf(at(3, 29, 2, 30), BERLIN)).toEqual(new Date('2026-03-29T01:30:00Z'));
  });

  test('that clocks show twice is the first of both', () => {
    expect(momentOf(at(10, 25, 2, 30), BERLIN)).toEqual(new Date('2026-10-25T00:30:00Z'));
    expect(momentOf(at(10, 25, 3), BERLIN)).toEqual(new Date('2026-10-25T02:00:00Z'));
  });

  test('is right where offsets are no whole hours, and on the other side of the equator', () => {
    expect(momentOf(at(1, 5, 21), 'Asia/Kathmandu')).toEqual(new Date('2026-01-05T15:15:00Z'));
    expect(momentOf(at(1, 5, 21), 'Australia/Lord_Howe')).toEqual(new Date('2026-01-05T10:00:00Z'));
  });
});

describe('a zone is found', () => {
  test.each([
    ['Europe/Paris', 'Europe/Paris'],
    ['europe/paris', 'Europe/Paris'],
    ['PARIS', 'Europe/Paris'],
    ['new york', 'America/New_York'],
    ['New_York', 'America/New_York'],
    ['são paulo', 'America/Sao_Paulo'],
    ['America/Sao Paulo', 'America/Sao_Paulo'],
    ['kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['ho chi minh', 'Asia/Ho_Chi_Minh'],
    ['kyiv', 'Europe/Kyiv'],
    ['utc', 'UTC'],
  ])('by %s', (typed, zone) => expect(findZone(typed)).toBe(zone));

  test('by a city that has another name on other systems', () => {
    expect(findZone('buenos aires')).toMatch(/Buenos_Aires$/);
  });

  test.each(['', ' ', 'Atlantis', 'Europe/Atlantis', '+02:00', 'EST', 'Europe', '../etc', '💘'])(
    'by no mistake: %s',
    (typed) => expect(findZone(typed)).toBeUndefined(),
  );
});

describe('suggestions', () => {
  test('begin with the zone of the person’s language', () => {
    expect(suggestZones('', 'ja', 25)[0]).toBe('Asia/Tokyo');
    expect(suggestZones('', 'ja', 25).length).toBeLessThanOrEqual(25);
  });

  test('show cities that begin with what is typed, then other zones that hold it', () => {
    expect(suggestZones('ber', 'en-US', 25)[0]).toBe('Europe/Berlin');
    expect(suggestZones('new y', 'en-US', 25)).toEqual(['America/New_York']);
    expect(suggestZones('america', 'en-US', 25)).toHaveLength(25);
    expect(suggestZones('Atlantis', 'en-US', 25)).toEqual([]);
  });
});
