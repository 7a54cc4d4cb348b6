import type * as chrono from 'chrono-node';
import { bare } from './clockWords.ts';
import type { Night } from './nights.ts';
import { readings, type Reading } from './readings.ts';
import { momentOf, offsetMinutes, type WallTime } from './timeZones.ts';
import { dayOfWeekend, isAWeekend, isThisWeekend, WEEKEND } from './weekends.ts';

/** What a time that somebody wrote means. */
export type When = { ok: true; at: Date } | { ok: false; problem: WhenProblem };
export type WhenProblem = 'notUnderstood' | 'past' | 'tooFar';

interface Circumstances {
  now: Date;
  /** The Discord locale of whoever wrote it. */
  locale: string;
  /** The IANA time zone that their times are in, unless they say another. */
  timeZone: string;
}

type Here = Pick<Circumstances, 'now' | 'timeZone'>;

/** How far ahead a time may be, in milliseconds: a year. */
const FARTHEST_MS = 366 * 24 * 60 * 60_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How long ago a date is that somebody wrote without its year and did not mean for the next one: two months. */
const LATELY_MS = 60 * 24 * HOUR_MS;
/** The hours at which the morning, noon, the afternoon and the day end. */
const ENDS = [12, 13, 18, 24];
/** The library's tags of what is counted from this moment on, not from this day. */
const FROM_NOW = ['result/relativeDateAndTime', 'casualReference/now'];
/** Longer texts say more than a time. */
const MAX_LENGTH = 100;
/** "In the morning" is six o'clock to the library, when nobody wants to be written to. */
const MORNING = { meant: 6, better: 9 };

/** Words by which a time without a date is one of today. */
const OF_TODAY = /(?<!\p{L})(?:this|est[ae]|cet?|cette|diese[nr]?|今.?)(?!\p{L})/u;
/** Words by which a day is one of the week that is running. */
const OF_THIS_WEEK = /(?<!\p{L})(?:this week|diese woche)(?!\p{L})|今週(?!末)/iu;

/**
 * Reads a time as people write it ("tomorrow 9pm", "mañana a las 21", "in 3 days"), in the language of the locale or in
 * English. All of the text must be understood: a time of which a word was overlooked is likely another one.
 */
export function readWhen(text: string, { now, locale, timeZone }: Circumstances): When {
  if (text.length > MAX_LENGTH) return { ok: false, problem: 'notUnderstood' };
  const reference = asOwnClock(now, timeZone);
  for (const reading of readings(text, locale, reference)) {
    // What is next depends on a time that stands apart from its date, too; but "2h" is a time to the library only if told so.
    for (const forwardDate of [false, true]) {
      const results = reading.parser.parse(reading.text, reference, { forwardDate });
      const at = momentIn(results, reading, reference, { now, timeZone });
      if (!at) continue;
      const isPast =
        reading.isPast || (OF_THIS_WEEK.test(text) && at >= nextMonday(reference, timeZone));
      return isPast ? { ok: false, problem: 'past' } : judged(at, now);
    }
  }
  return { ok: false, problem: 'notUnderstood' };
}

/**
 * The moment at which the clock of this process shows what clocks in the zone show now. From there the library reckons
 * with the time on the wall alone: given a zone, it would go on from some dates on the clock of the process.
 */
function asOwnClock(now: Date, timeZone: string): Date {
  const wall = new Date(now.getTime() + offsetMinutes(now, timeZone) * MINUTE_MS);
  const [hours, minutes] = [wall.getUTCHours(), wall.getUTCMinutes()];
  const [seconds, milliseconds] = [wall.getUTCSeconds(), wall.getUTCMilliseconds()];
  const own = new Date(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate());
  own.setHours(hours, minutes, seconds, milliseconds);
  return own;
}

/** When the week ends that is running on the clock of this process, as the next day of that name is in another. */
function nextMonday(reference: Date, timeZone: string): Date {
  const day = reference.getDate() + 7 - ((reference.getDay() + 6) % 7);
  const [year, month] = [reference.getFullYear(), reference.getMonth() + 1];
  return momentOf({ year, month, day, hour: 0, minute: 0 }, timeZone);
}

/** The moment that the results mean together, if they are all that the text says. */
function momentIn(
  results: readonly chrono.ParsedResult[],
  reading: Reading,
  reference: Date,
  here: Here,
): Date | undefined {
  const said = isAll(results, reading) ? dateAndTime(results, reference) : undefined;
  if (!said) return undefined;
  const { date } = said;
  // Somebody who says "in 3 hours" or "CET" means that moment, whatever their clocks do until then.
  if (FROM_NOW.some((tag) => date.tags().has(tag))) {
    return new Date(here.now.getTime() + date.date().getTime() - reference.getTime());
  }
  if (date.isCertain('timezoneOffset')) return date.date();
  return momentOnWall(said, reading.night, here);
}

/** Whether the results are all that the text says. */
function isAll(results: readonly chrono.ParsedResult[], { text, fillers }: Reading): boolean {
  let rest = text;
  for (const { index, text: found } of results.toReversed()) {
    rest = `${rest.slice(0, index)} ${rest.slice(index + found.length)}`;
  }
  const words = rest.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.every((word) => fillers.includes(bare(word)));
}

interface Said {
  date: chrono.ParsedComponents;
  /** The same where date and time were found as one. */
  time: chrono.ParsedComponents;
  /** The time is one of today, and past if it is past. */
  isOfToday: boolean;
  /** The day is one of the weekend that is running or coming, and not named otherwise. */
  isOfWeekend: boolean;
  /** The weekdays of which the day is one; none are named if there are none. */
  weekdays: readonly (number | null)[];
  /** So many months away there is no day of today's number. */
  isOfShorterMonth: boolean;
}

/** The date and the time that are found, if it is one of each; from five to eight is none. */
function dateAndTime(results: readonly chrono.ParsedResult[], reference: Date): Said | undefined {
  const [first, second = first, ...more] = results;
  if (!first || !second || more.length > 0 || isHalfADate(first) || isLost(first)) return undefined;
  const [date, time] = [first.start, second.start];
  const isTwice = time !== date && (date.isCertain('hour') || isDate(time));
  if (isTwice || first.end || second.end) return undefined;
  const isOfMonth = isRelative(first) && date.isCertain('month') && !date.isCertain('day');
  return {
    date,
    time,
    isOfToday: OF_TODAY.test(bare(first.text)) && !isDate(date),
    isOfWeekend: date.isCertain('weekday') && !date.isCertain('day') && isThisWeekend(first.text),
    weekdays: isAWeekend(first.text) ? WEEKEND : namedWeekday(date),
    isOfShorterMonth: isOfMonth && isOverflow(date, reference),
  };
}

/** Whether a date that is months away lies as much after the end of its month as that is shorter than today's number. */
function isOverflow(date: chrono.ParsedComponents, reference: Date): boolean {
  const lastDay = new Date(date.get('year') ?? 0, (date.get('month') ?? 1) - 1, 0).getDate();
  return date.get('day') === reference.getDate() - lastDay;
}

function momentOnWall(said: Said, night: Night, here: Here): Date | undefined {
  const wall = dayOf(said, night, here);
  if (said.weekdays.length > 0 && !said.weekdays.includes(weekdayOf(wall))) return undefined;
  const at = momentOf(wall, here.timeZone);
  return at > here.now || said.time.isCertain('hour') ? at : laterThatDay(wall, here);
}

function dayOf(said: Said, night: Night, here: Here): WallTime {
  const { date, time } = said;
  const wall = wallTime(date, time);
  if (night === 'after midnight') return nextNight(wall, date, here);
  if (said.isOfWeekend) return dayOfWeekend(wall, here.now, here.timeZone);
  // The library goes on into the month after it: its last day is the one before.
  if (said.isOfShorterMonth) return { ...wall, day: 0 };
  return said.isOfToday ? wall : nextOf(wall, date, here);
}

/** A month with a year, which is also what "Feb 30" is to the library, or with an hour. */
const isHalfADate = (result: chrono.ParsedResult): boolean =>
  (result.start.isCertain('year') ||
    (result.start.isCertain('month') && result.start.isCertain('hour'))) &&
  !result.start.isCertain('day') &&
  !isRelative(result);

/** A day that the library forgot over the part of the day before it. */
const isLost = (result: chrono.ParsedResult): boolean =>
  !isDate(result.start) &&
  !result.start.isCertain('hour') &&
  !isRelative(result) &&
  result.text.split(/\s+/).filter((word) => !OF_TODAY.test(bare(word))).length > 1;

const isRelative = (result: chrono.ParsedResult): boolean =>
  [...result.tags()].some((tag) => tag.startsWith('result/relativeDate'));

/** Without a week or a year, a day is the next one of its name; without a day, a time is the next one. */
function nextOf(wall: WallTime, date: chrono.ParsedComponents, here: Here): WallTime {
  if (date.isCertain('year')) return wall;
  if (date.isCertain('month')) return nextOrLately(wall, here);
  if (momentOf(wall, here.timeZone) > here.now) return wall;
  return { ...wall, day: wall.day + (date.isCertain('weekday') ? 7 : 1) };
}

/** A date without its year is the next one, but one that is just over is that one: it was a mistake. */
function nextOrLately(wall: WallTime, { now, timeZone }: Here): WallTime {
  const years = [-1, 0, 1, 2].map((away) => ({ ...wall, year: now.getUTCFullYear() + away }));
  const since = now.getTime() - LATELY_MS;
  return years.find((date) => momentOf(date, timeZone).getTime() > since) ?? wall;
}

/** The hour after midnight of the night that is running or next, or of the one after the day that is named. */
function nextNight(wall: WallTime, date: chrono.ParsedComponents, here: Here): WallTime {
  const { now, timeZone } = here;
  const after = { ...wall, hour: wall.hour + 24 };
  const [begin, end] = [0, 24].map((hour) => momentOf({ ...wall, hour, minute: 0 }, timeZone));
  const isToday = begin && end && begin <= now && now < end && !date.isCertain('weekday');
  if (!isToday) return nextOf(after, date, here);
  return momentOf(wall, timeZone) > now ? wall : after;
}

const namedWeekday = (date: chrono.ParsedComponents): (number | null)[] =>
  date.isCertain('weekday') ? [date.get('weekday')] : [];

const weekdayOf = ({ year, month, day }: WallTime): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay();

/** "This afternoon", when its middle is over: an hour from now, or its end; if that is past, it is past. */
function laterThatDay(wall: WallTime, { now, timeZone }: Here): Date {
  const end = ENDS.find((hour) => wall.hour < hour) ?? 24;
  const last = momentOf({ ...wall, hour: end, minute: 0 }, timeZone);
  return new Date(Math.min(now.getTime() + HOUR_MS, last.getTime()));
}

const isDate = (start: chrono.ParsedComponents): boolean =>
  (['day', 'weekday', 'month', 'year', 'timezoneOffset'] as const).some((part) =>
    start.isCertain(part),
  );

function wallTime(date: chrono.ParsedComponents, time: chrono.ParsedComponents): WallTime {
  const [hour, minute] = [time.get('hour') ?? 12, time.get('minute') ?? 0];
  const isMorning = !time.isCertain('hour') && hour === MORNING.meant && minute === 0;
  return {
    year: date.get('year') ?? 0,
    month: date.get('month') ?? 1,
    day: date.get('day') ?? 1,
    hour: isMorning ? MORNING.better : hour,
    minute,
  };
}

function judged(at: Date, now: Date): When {
  const ahead = at.getTime() - now.getTime();
  if (ahead <= 0) return { ok: false, problem: 'past' };
  if (ahead > FARTHEST_MS) return { ok: false, problem: 'tooFar' };
  return { ok: true, at };
}
