import { Locale } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { momentOf, offsetMinutes, zoneOfLocale } from '../../../src/services/checkins/timeZones.ts';
import { CITY_ZONES } from '../../../src/services/checkins/cities.ts';
import { findZone, suggestZones, zoneName } from '../../../src/services/checkins/zoneNames.ts';

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
    ['US/Pacific', 'America/Los_Angeles'],
    ['etc/utc', 'UTC'],
    ['Mumbai', 'Asia/Kolkata'],
    ['Bombay', 'Asia/Kolkata'],
    ['BEIJING', 'Asia/Shanghai'],
    ['München', 'Europe/Berlin'],
    ['Muenchen', 'Europe/Berlin'],
    ['Milano', 'Europe/Rome'],
    ['Rio de Janeiro', 'America/Sao_Paulo'],
    ['San  Francisco', 'America/Los_Angeles'],
    ['大阪', 'Asia/Tokyo'],
    ['GMT', 'UTC'],
    ['UTC+0', 'UTC'],
    ['GMT+1', 'Etc/GMT-1'],
    ['UTC +02:00', 'Etc/GMT-2'],
    ['utc−3', 'Etc/GMT+3'],
  ])('by %s', (typed, zone) => expect(findZone(typed)).toBe(zone));

  test('by a city that has another name on other systems', () => {
    expect(findZone('buenos aires')).toMatch(/Buenos_Aires$/);
  });

  test.each([
    '',
    ' ',
    'Atlantis',
    'Europe/Atlantis',
    '+02:00',
    'EST',
    'CET',
    'UTC+15',
    'UTC+5:30',
    'Europe',
    '../etc',
    '💘',
  ])('by no mistake: %s', (typed) => expect(findZone(typed)).toBeUndefined());
});

test('every city in the list is in a zone that is there, and is found by its name', () => {
  for (const [city, zone] of CITY_ZONES) expect([city, findZone(city)]).toEqual([city, zone]);
});

test('an offset is named as people write it, and found by that name', () => {
  expect(zoneName('Europe/Paris')).toBe('Europe/Paris');
  for (let hours = -12; hours <= 14; hours += 1) {
    const name = `UTC${hours < 0 ? hours : `+${hours}`}`;
    const zone = findZone(name) ?? '';
    expect(offsetMinutes(new Date(), zone)).toBe(hours * 60);
    expect(zoneName(zone)).toBe(hours === 0 ? 'UTC' : name);
  }
});

describe('suggestions', () => {
  test.each([
    ['mumb', 'Asia/Kolkata'],
    ['münch', 'Europe/Berlin'],
    ['GMT+1', 'UTC+1'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['EST', 'America/New_York'],
    ['CET', 'Europe/Berlin'],
  ])('know %s', (typed, first) => expect(suggestZones(typed, 'en-US', 25)[0]).toBe(first));

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
