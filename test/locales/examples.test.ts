import { describe, expect, test } from 'vitest';
import { readWhen } from '../../src/services/checkins/when.ts';
import { findZone } from '../../src/services/checkins/zoneNames.ts';
import { languages } from './texts.ts';

const QUOTED = /[“„«「]\s?(.+?)\s?[“”»」]/g;

const quoted = (text = ''): string[] =>
  [...text.matchAll(QUOTED)].map(([, example = '']) => example).filter((one) => !/\{\{/.test(one));

const at = (iso: string) => ({ ok: true, at: new Date(iso) });

/** The examples after the colon. */
const listed = (text = ''): string[] =>
  text
    .replace(/^.*?\s?[:：]\s*/, '')
    .split(/[,、]\s*/)
    .filter((example) => example !== '');

describe.each(languages)('what $code gives as an example', ({ locale, texts }) => {
  const meant = (text: string) =>
    readWhen(text, { now: new Date('2026-03-02T12:00:00Z'), locale, timeZone: 'UTC' });

  test('of a time is understood', () => {
    const tomorrow = at('2026-03-03T21:00:00Z');
    const saturday = at('2026-03-07T18:00:00Z');
    const inThreeDays = at('2026-03-05T12:00:00Z');
    const times = listed(texts.get('commands.checkin.add.when.description'));
    expect(times.map(meant)).toEqual([tomorrow, saturday, inThreeDays]);
    const advised = quoted(texts.get('checkin.problems.notUnderstood'));
    expect(advised.map(meant)).toEqual([
      tomorrow,
      saturday,
      inThreeDays,
      at('2026-04-05T19:00:00Z'),
    ]);
    expect(quoted(texts.get('checkin.problems.past')).map(meant)).toEqual([tomorrow]);
  });

  test('of a time zone is known', () => {
    const text = texts.get('checkin.zoneUnknown') ?? '';
    const zones = [...text.matchAll(/`(.+?)`/g)].map(([, zone = '']) => zone);
    expect(zones).toHaveLength(2);
    expect(zones.map(findZone)).toEqual(zones);
    expect(quoted(text).map(findZone)).toEqual(zones);
  });
});
