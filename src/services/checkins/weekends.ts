import { momentOf, type WallTime } from './timeZones.ts';

const WEEKEND = /week-?end|wochenende|fi[nm] de semana|週末/iu;
const NEXT = /next|prochain|nächste|naechste|来週/iu;
/** From the beginning of a week to that of its weekend, in milliseconds. */
const BEFORE_MS = 5 * 24 * 60 * 60_000;

/** What comes, which in a weekend is the next one. */
const COMING = /kommend|pr[oó]xim|que (?:viene|vem)/iu;

/** Whether a text means the weekend that is running or coming. */
export const isThisWeekend = (text: string): boolean => WEEKEND.test(text) && !NEXT.test(text);

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

/** Whether it means the weekend that comes, of which there is another one in a weekend. */
export const isComingWeekend = (text: string): boolean => COMING.test(text);
