import { bare } from './clockWords.ts';
import { zoneOfLocale } from './timeZones.ts';

const AREAS = ['Africa', 'America', 'Asia', 'Atlantic', 'Australia', 'Europe', 'Indian', 'Pacific'];

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

/**
 * The time zone that somebody means: an IANA name such as `Europe/Paris`, or a city that only one zone is named after, in
 * upper or lower case. Undefined where there is none, or more than one.
 */
export function findZone(typed: string): string | undefined {
  const text = plain(typed);
  if (text === '') return undefined;
  const named = typed.includes('/') || text === 'utc' ? known(underscored(typed)) : undefined;
  if (named !== undefined) return named;
  const cities = Intl.supportedValuesOf('timeZone').filter((zone) => plain(cityOf(zone)) === text);
  if (cities.length > 0) return cities.length === 1 ? cities[0] : undefined;
  // Cities that were renamed are known by their old names to some systems, by their new ones to others.
  const aliases = AREAS.flatMap(
    (area) => known(`${area.toLowerCase()}/${underscored(typed)}`) ?? [],
  );
  return aliases.length === 1 ? aliases[0] : undefined;
}

/** At most `limit` zones that fit what is typed so far, those whose city begins with it first. */
export function suggestZones(typed: string, locale: string, limit: number): string[] {
  const text = plain(typed);
  if (text === '') return [...new Set([zoneOfLocale(locale), ...COMMON])].slice(0, limit);
  const zones = [...COMMON, ...Intl.supportedValuesOf('timeZone')];
  const begins = zones.filter((zone) => plain(cityOf(zone)).startsWith(text));
  const holds = zones.filter((zone) => plain(zone).includes(text));
  const exact = findZone(typed);
  return [...new Set([...(exact === undefined ? [] : [exact]), ...begins, ...holds])].slice(
    0,
    limit,
  );
}

const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1);

const plain = (text: string): string =>
  bare(text)
    .replaceAll(/[\s_]+/g, ' ')
    .trim();

const underscored = (text: string): string => plain(text).replaceAll(' ', '_');

/** The zone as it is spelled, if there is one of this name. */
function known(name: string): string | undefined {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions();
    // Some systems answer with a name that nobody uses any more.
    return timeZone.toLowerCase() === name ? timeZone : capitalised(name);
  } catch {
    return undefined;
  }
}

const capitalised = (name: string): string =>
  name.replaceAll(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase());
