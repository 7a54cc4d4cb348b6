import { momentOf, type WallTime } from './timeZones.ts';

const WEEKEND = /week-?end|wochenende|fi[nm] de semana|週末/iu;
const NEXT = /next|prochain|nächste|naechste|来週/iu;
/** What comes, which in a weekend is the next one. */
const COMING = /kommend|pr[oó]xim|que (?:viene|vem)/iu;
/** From the beginning of a week to that of its weekend, in milliseconds. */
const BEFORE_MS = 5 * 24 * 60 * 60_000;

/**
 * Whether the weekend is meant that is running or coming.
 * @param found what the library understood of the text as it was typed
 */
export const isThisWeekend = (found: string, typed: string): boolean =>
  WEEKEND.test(found) && !NEXT.test(found) && !COMING.test(typed);

/** The same time of day on the Saturday of the weekend that is running or coming; on its Sunday if that is past. */
export function dayOfWeekend(saturday: WallTime, now: Date, timeZone: string): WallTime {
  const begin = momentOf({ ...saturday, hour: 0, minute: 0 }, timeZone);
  // In a weekend, the library takes the next one.
  const isOfNext = begin.getTime() - now.getTime() > BEFORE_MS;
  const day = isOfNext ? saturday.day - 7 : saturday.day;
  return momentOf({ ...saturday, day }, timeZone) > now
    ? { ...saturday, day }
    : { ...saturday, day: day + 1 };
}
