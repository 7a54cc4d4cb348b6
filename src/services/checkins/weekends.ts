import { momentOf, type WallTime } from './timeZones.ts';

/** The weekdays of a weekend, as they are numbered from Sunday on. */
export const WEEKEND: readonly number[] = [6, 0];
const COMING = /\bcoming weekend\b/;
/** From the beginning of a week to that of its weekend, in milliseconds. */
const BEFORE_MS = 5 * 24 * 60 * 60_000;

/**
 * "The coming weekend" as this one or, in a weekend, as the next one, which the library knows. Today is that of this
 * process's clock.
 */
export const comingWeekend = (english: string, today: Date): string =>
  english.replace(COMING, WEEKEND.includes(today.getDay()) ? 'next weekend' : 'this weekend');

/** Whether the English of a day says some weekend, be it beside its date. */
export const isAWeekend = (english: string): boolean => /weekend/i.test(english);

/** Whether the English of a day says the weekend that is running or else the first one ahead. */
export const isThisWeekend = (english: string): boolean =>
  isAWeekend(english) && !/next/i.test(english);

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
