import * as chrono from 'chrono-node';
import { bare, clockTimes } from './clockWords.ts';
import { dayOfMonth } from './dayOfMonth.ts';
import { inDigits } from './numberWords.ts';
import { inEnglish, withoutComing, type TimeLanguage } from './phrasebook.ts';
import { momentOf, offsetMinutes, type WallTime } from './timeZones.ts';

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
/** The hours at which the morning, noon, the afternoon and the day end. */
const ENDS = [12, 13, 18, 24];
/** The library's tags of what is counted from this moment on, not from this day. */
const FROM_NOW = ['result/relativeDateAndTime', 'casualReference/now'];
/** Longer texts say more than a time. */
const MAX_LENGTH = 100;
/** "In the morning" is six o'clock to the library, when nobody wants to be written to. */
const MORNING = { meant: 6, better: 9 };

/** What the library knows of each language. */
const LANGUAGES = new Map<TimeLanguage, chrono.Chrono>([
  ['en', chrono.en.casual],
  ['es', chrono.es.casual],
  ['fr', chrono.fr.casual],
  ['de', chrono.de.casual],
  ['pt', chrono.pt.casual],
  ['ja', chrono.ja.casual],
]);

/** Words by which a time without a date is one of today. */
const OF_TODAY = /(?<!\p{L})(?:this|est[ae]|cet?|diese[nr]?|今.?)(?!\p{L})/u;

/** Words that say nothing about a time, in any of the languages. */
const FILLERS = new Set(
  `at on the by around about please and of
   el la las los a al de por en sobre hacia
   le les vers au du
   am um gegen der den dem so ca uhr
   o as os no na da
   の に は ごろ 頃`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/**
 * Reads a time as people write it ("tomorrow 9pm", "mañana a las 21", "in 3 days"), in the language of the locale or in
 * English. All of the text must be understood: a time of which a word was overlooked is likely another one.
 */
export function readWhen(text: string, { now, locale, timeZone }: Circumstances): When {
  if (text.length > MAX_LENGTH) return { ok: false, problem: 'notUnderstood' };
  const reference = asOwnClock(now, timeZone);
  for (const [parser, written] of readings(text, locale, reference)) {
    // What is next depends on a time that stands apart from its date, too; but "2h" is a time to the library only if told so.
    for (const forwardDate of [false, true]) {
      const results = parser.parse(written, reference, { forwardDate });
      const at = momentIn(results, written, reference, { now, timeZone });
      if (at) return judged(at, now);
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

/**
 * Who may understand the text, in the order in which they are asked: the locale's language, English, and then the other
 * languages, since many people use Discord in English and write in their own. The phrases come after the library
 * alone, and numbers in words after those in digits.
 */
function* readings(
  text: string,
  locale: string,
  reference: Date,
): Generator<[chrono.Chrono, string]> {
  const english = locale === 'en-GB' ? chrono.en.GB : chrono.en.casual;
  const normal = text.normalize('NFKC');
  for (const language of new Set([languageOf(locale), 'en', ...LANGUAGES.keys()] as const)) {
    const parser = language === 'en' ? english : LANGUAGES.get(language);
    const said = withoutComing(normal, language);
    const digits = inDigits(said, language);
    for (const written of new Set([said, digits])) {
      // "2h" is how long in English, and o'clock elsewhere.
      if (parser) yield [parser, language === 'en' ? written : clockTimes(written)];
    }
    const phrased = inEnglish(digits, language);
    yield [language === 'en' ? english : chrono.en.casual, phrased];
    if (language === 'en') yield [english, dayOfMonth(phrased, reference)];
  }
}

function languageOf(locale: string): TimeLanguage {
  const [language] = locale.split('-');
  return [...LANGUAGES.keys()].find((known) => known === language) ?? 'en';
}

/** The moment that the results mean together, if they are all that the text says. */
function momentIn(
  results: readonly chrono.ParsedResult[],
  text: string,
  reference: Date,
  { now, timeZone }: Here,
): Date | undefined {
  let rest = text;
  for (const { index, text: found } of results.toReversed()) {
    rest = `${rest.slice(0, index)} ${rest.slice(index + found.length)}`;
  }
  const words = rest.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (!words.every((word) => FILLERS.has(bare(word)))) return undefined;
  const [first, second = first, ...more] = results;
  if (!first || !second || more.length > 0 || isHalfADate(first)) return undefined;
  // From five to eight is no moment.
  if (first.end || second.end) return undefined;
  const [date, time] = [first.start, second.start];
  if (time !== date && (date.isCertain('hour') || isDate(time))) return undefined;
  // Somebody who says "in 3 hours" or "CET" means that moment, whatever their clocks do until then.
  if (FROM_NOW.some((tag) => date.tags().has(tag))) {
    return new Date(now.getTime() + date.date().getTime() - reference.getTime());
  }
  if (date.isCertain('timezoneOffset')) return date.date();
  const wall = wallTime(date, time);
  const isOfToday = OF_TODAY.test(bare(first.text)) && !isDate(date);
  const next = isOfToday ? wall : nextOf(wall, date, { now, timeZone });
  if (date.isCertain('weekday') && weekdayOf(next) !== date.get('weekday')) return undefined;
  const at = momentOf(next, timeZone);
  return at > now || time.isCertain('hour') ? at : laterThatDay(next, { now, timeZone });
}

/** A month with a year, which is also what "Feb 30" is to the library, or with an hour. */
const isHalfADate = (result: chrono.ParsedResult): boolean =>
  (result.start.isCertain('year') ||
    (result.start.isCertain('month') && result.start.isCertain('hour'))) &&
  !result.start.isCertain('day') &&
  ![...result.tags()].some((tag) => tag.startsWith('result/relativeDate'));

/** Without a week or a year, a day is the next one of its name; without a day, a time is the next one. */
function nextOf(wall: WallTime, date: chrono.ParsedComponents, { now, timeZone }: Here): WallTime {
  if (date.isCertain('year') || momentOf(wall, timeZone) > now) return wall;
  if (date.isCertain('month')) return { ...wall, year: wall.year + 1 };
  return { ...wall, day: wall.day + (date.isCertain('weekday') ? 7 : 1) };
}

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
