import { ABBREVIATIONS, CITY_ZONES } from './cities.ts';
import { bare } from './clockWords.ts';
import { zoneOfLocale } from './timeZones.ts';

const AREAS = ['Africa', 'America', 'Asia', 'Atlantic', 'Australia', 'Europe', 'Indian', 'Pacific'];
/** A name of this kind is kept as it is. */
const OF_A_CITY = new RegExp(`^(?:${AREAS.join('|')}|Antarctica|Arctic)/`, 'i');

/** Zones that are most often wanted, for somebody who has not typed anything. */
const COMMON = [
  'Europe/London',
  'Europe/Paris',
  'Europe/Berlin',
  'Europe/Madrid',
  'Europe/Istanbul',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Mexico_City',
  'America/Bogota',
  'America/Sao_Paulo',
  'America/Argentina/Buenos_Aires',
  'Africa/Lagos',
  'Africa/Johannesburg',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Jakarta',
  'Asia/Manila',
  'Asia/Tokyo',
  'Asia/Seoul',
  'Australia/Sydney',
  'Pacific/Auckland',
] as const;

const OFFSET = /^(?:utc|gmt) ?([+-]) ?(\d{1,2})(?::?00)?$/;
/** Its sign is that of what is added to the zone's time to get UTC. */
const FIXED = /^Etc\/GMT([+-])(\d{1,2})$/;

const inverted = (sign = ''): string => (sign === '+' ? '-' : '+');

/** A zone as people are told it, which `findZone` finds again: its IANA name, or "UTC+1" for `Etc/GMT-1`. */
export const zoneName = (zone: string): string =>
  zone.replace(FIXED, (_, sign: string, hours: string) => `UTC${inverted(sign)}${hours}`);

/**
 * The time zone that somebody means: an IANA name such as `Europe/Paris`, an offset such as "UTC+1", or a large city that
 * is in only one zone, in upper or lower case. Undefined where there is none, or more than one.
 */
export function findZone(typed: string): string | undefined {
  const text = plain(typed);
  if (text === '') return undefined;
  const named = fixed(text) ?? (typed.includes('/') ? known(underscored(typed)) : undefined);
  if (named !== undefined) return named;
  const cities = Intl.supportedValuesOf('timeZone').filter((zone) => plain(cityOf(zone)) === text);
  if (cities.length > 0) return cities.length === 1 ? cities[0] : undefined;
  // Cities that were renamed are known by their old names to some systems, by their new ones to others.
  const aliases = AREAS.flatMap(
    (area) => known(`${area.toLowerCase()}/${underscored(typed)}`) ?? [],
  );
  return aliases.length === 1 ? aliases[0] : CITY_ZONES.get(text);
}

/** The names of at most `limit` zones that fit what is typed so far, those whose city begins with it first. */
export function suggestZones(typed: string, locale: string, limit: number): string[] {
  const text = plain(typed);
  if (text === '') return [...new Set([zoneOfLocale(locale), ...COMMON])].slice(0, limit);
  const zones = [...COMMON, ...Intl.supportedValuesOf('timeZone')];
  const begins = [
    ...zones.filter((zone) => plain(cityOf(zone)).startsWith(text)),
    ...[...CITY_ZONES].flatMap(([city, zone]) => (city.startsWith(text) ? [zone] : [])),
  ];
  const holds = zones.filter((zone) => plain(zone).includes(text));
  const exact = findZone(typed);
  const first = exact === undefined ? (ABBREVIATIONS.get(text) ?? []) : [exact];
  return [...new Set([...first, ...begins, ...holds])].map(zoneName).slice(0, limit);
}

const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1);

const plain = (text: string): string =>
  bare(text)
    .replaceAll(/[\s_]+/g, ' ')
    .trim();

const underscored = (text: string): string => plain(text).replaceAll(' ', '_');

/** The zone of an offset in whole hours, if clocks are somewhere so far from UTC. */
function fixed(text: string): string | undefined {
  if (text === 'utc' || text === 'gmt') return 'UTC';
  const [, sign, digits] = OFFSET.exec(text.replace('\u2212', '-')) ?? [];
  if (sign === undefined) return undefined;
  const hours = Number(digits);
  return hours === 0 ? 'UTC' : known(`etc/gmt${inverted(sign)}${hours}`);
}

/** The zone as it is spelled, if there is one of this name. */
function known(name: string): string | undefined {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions();
    // Some systems answer with a name that nobody uses any more; others are the name of no city ("US/Pacific").
    const isItself = timeZone.toLowerCase() === name;
    return isItself || !OF_A_CITY.test(name) ? timeZone : capitalised(name);
  } catch {
    return undefined;
  }
}

const capitalised = (name: string): string =>
  name.replaceAll(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase());
