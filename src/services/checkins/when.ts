import * as chrono from 'chrono-node';
import { bare, clockTimes, inEnglish, type TimeLanguage } from './phrasebook.ts';
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

/** How far ahead a time may be, in milliseconds: a year. */
const FARTHEST_MS = 366 * 24 * 60 * 60_000;
/** Longer texts say more than a time. */
const MAX_LENGTH = 100;
/** "In the morning" is six o'clock to the library, when nobody wants to be written to. */
const MORNING = { meant: 6, better: 9 };

/** What the library knows of each language; English is written as it likes it first. */
const LANGUAGES = new Map<TimeLanguage, chrono.Chrono | undefined>([
  ['en', undefined],
  ['es', chrono.es.casual],
  ['fr', chrono.fr.casual],
  ['de', chrono.de.casual],
  ['pt', chrono.pt.casual],
  ['ja', chrono.ja.casual],
]);

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
  const reference = { instant: now, timezone: offsetMinutes(now, timeZone) };
  for (const [parser, written] of readings(text, locale)) {
    const results = parser.parse(written, reference, { forwardDate: true });
    const at = momentIn(results, written, timeZone);
    if (at) return judged(at, now);
  }
  return { ok: false, problem: 'notUnderstood' };
}

/**
 * Who may understand the text, in the order in which they are asked: the locale's language, English, and then the other
 * languages, since many people use Discord in English and write in their own.
 */
function* readings(text: string, locale: string): Generator<[chrono.Chrono, string]> {
  const own = languageOf(locale);
  const english = locale === 'en-GB' ? chrono.en.GB : chrono.en.casual;
  const normal = text.normalize('NFKC');
  for (const language of new Set([own, 'en', ...LANGUAGES.keys()] as const)) {
    const parser = LANGUAGES.get(language);
    if (parser) yield [parser, clockTimes(normal)];
    yield [language === 'en' ? english : chrono.en.casual, inEnglish(normal, language)];
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
  timeZone: string,
): Date | undefined {
  let rest = text;
  for (const { index, text: found } of results.toReversed()) {
    rest = `${rest.slice(0, index)} ${rest.slice(index + found.length)}`;
  }
  const words = rest.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (!words.every((word) => FILLERS.has(bare(word)))) return undefined;
  const [date, time = date, ...more] = results.map(({ start }) => start);
  if (!date || !time || more.length > 0) return undefined;
  if (time !== date && (date.isCertain('hour') || isDate(time))) return undefined;
  // Somebody who says "CET" or "in 3 hours" means that moment, whatever their clocks do until then.
  if (date.isCertain('timezoneOffset')) return date.date();
  return momentOf(wallTime(date, time), timeZone);
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
