import type { LocaleString } from 'discord.js';

/** A time as a clock on the wall shows it. */
export interface WallTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Where most people live who use Discord in this language. */
const ZONES = {
  id: 'Asia/Jakarta',
  da: 'Europe/Copenhagen',
  de: 'Europe/Berlin',
  'en-GB': 'Europe/London',
  'en-US': 'America/New_York',
  'es-ES': 'Europe/Madrid',
  'es-419': 'America/Mexico_City',
  fr: 'Europe/Paris',
  hr: 'Europe/Zagreb',
  it: 'Europe/Rome',
  lt: 'Europe/Vilnius',
  hu: 'Europe/Budapest',
  nl: 'Europe/Amsterdam',
  no: 'Europe/Oslo',
  pl: 'Europe/Warsaw',
  'pt-BR': 'America/Sao_Paulo',
  ro: 'Europe/Bucharest',
  fi: 'Europe/Helsinki',
  'sv-SE': 'Europe/Stockholm',
  vi: 'Asia/Ho_Chi_Minh',
  tr: 'Europe/Istanbul',
  cs: 'Europe/Prague',
  el: 'Europe/Athens',
  bg: 'Europe/Sofia',
  ru: 'Europe/Moscow',
  uk: 'Europe/Kyiv',
  hi: 'Asia/Kolkata',
  th: 'Asia/Bangkok',
  'zh-CN': 'Asia/Shanghai',
  ja: 'Asia/Tokyo',
  'zh-TW': 'Asia/Taipei',
  ko: 'Asia/Seoul',
} satisfies Record<LocaleString, string>;

/** The time zone to assume of somebody who uses Discord in this locale. */
export function zoneOfLocale(locale: string): string {
  return new Map<string, string>(Object.entries(ZONES)).get(locale) ?? 'UTC';
}

/** The minutes that clocks in the zone are ahead of UTC at this moment. */
export function offsetMinutes(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'));
  return Math.round((wall - Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS) / MINUTE_MS);
}

/**
 * The moment at which clocks in the zone show this time. Of two, where clocks are put back, the first one; where
 * they are put forward over it, as much later.
 */
export function momentOf({ year, month, day, hour, minute }: WallTime, timeZone: string): Date {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  // A zone changes its clocks at most once in two days.
  const offsets = [-DAY_MS, DAY_MS].map((away) => offsetMinutes(new Date(asUtc + away), timeZone));
  const moments = offsets.map((offset) => new Date(asUtc - offset * MINUTE_MS));
  const shown = moments.filter(
    (moment, index) => offsetMinutes(moment, timeZone) === offsets[index],
  );
  const [first] = shown.length > 0 ? shown.toSorted((a, b) => a.getTime() - b.getTime()) : moments;
  return first ?? new Date(asUtc);
}
