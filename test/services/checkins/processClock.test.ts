import { afterEach, expect, test } from 'vitest';
import { readWhen } from '../../../src/services/checkins/when.ts';

/** A Thursday, half past three in the afternoon in Berlin. */
const THURSDAY = '2026-11-26T14:30:00Z';
/** The nights in which clocks are changed in Berlin and in Los Angeles, from an hour before to one after. */
const CHANGES = ['2026-03-08T09:30:00Z', '2026-03-29T00:30:00Z', '2026-10-25T01:30:00Z'];
const ZONES = ['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Tokyo', 'Pacific/Kiritimati'];
const TEXTS = [
  'a day after tomorrow',
  '3 days after Saturday',
  '3 days after Saturday at 8pm',
  'tomorrow 2:30am',
  'Saturday',
  'the 30th at 8pm',
  'in 3 days',
  'in 20 minutes',
  'in 24 hours',
  'tomorrow 9pm CET',
  'tonight at 1',
  'Friday night at 1',
  'midnight',
  'Nov 26 9am',
];

const own = process.env.TZ;
afterEach(() => {
  if (own === undefined) delete process.env.TZ;
  else process.env.TZ = own;
});

const read = (text: string, now: string, timeZone: string): string => {
  const when = readWhen(text, { now: new Date(now), locale: 'en-US', timeZone });
  return when.ok ? when.at.toISOString() : when.problem;
};

test.each([
  ['a day after tomorrow', '2026-11-28T14:30:00.000Z'],
  ['3 days after Saturday', '2026-12-01T11:00:00.000Z'],
  ['3 days after Saturday at 8pm', '2026-12-01T19:00:00.000Z'],
  ['two weeks after tomorrow', '2026-12-11T14:30:00.000Z'],
])('what is counted from another day is a time where somebody lives: %s', (text, expected) => {
  for (const processZone of ZONES) {
    process.env.TZ = processZone;
    expect(read(text, THURSDAY, 'Europe/Berlin')).toBe(expected);
  }
});

test('a time is the same whatever clock the process has, also where clocks are changed', () => {
  const readings = ZONES.map((processZone) => {
    process.env.TZ = processZone;
    // The clock is that of the zone: otherwise this would compare nothing.
    expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(processZone);
    return [THURSDAY, ...CHANGES].flatMap((now) =>
      ZONES.flatMap((zone) => TEXTS.map((text) => [now, zone, text, read(text, now, zone)])),
    );
  });
  for (const others of readings) expect(others).toEqual(readings[0]);
});
