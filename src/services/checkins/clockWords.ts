import { MONTH, NOT_OF_DATE, ofNoon, ofTheNight, type Night } from './nights.ts';

/** In lower case and without accents, which people leave out. */
export function bare(text: string): string {
  const unaccented = text.normalize('NFKD').replaceAll(/[\u0300-\u036F]/g, '');
  return unaccented.normalize('NFC').toLowerCase().replaceAll('’', "'");
}

/** Words after which hours are how long it is until then. */
const UNTIL = String.raw`(?<!\b(?:in|within|en|de|dans|ici|em|daqui(?: a)?) )`;
/** "2.50 h" is two hours and a half alone, unlike "20.50 h". */
const DOT = String.raw`(?<=\p{L} \d)\.|(?<!(?<!\d)[0-5])\.|\.(?!(?:25|50)(?!\d))`;
/** "24 heures" alone is how long; after a word, no number is. */
const HOUR = String.raw`(?<![\d.:])([01]?\d|2[0-3]|(?<=\p{L} )\d\d)(?:(?::|${DOT})([0-5]\d))?`;
/** "2 horas" alone is how long; "20 horas" is not, and neither is "mañana 8 horas" or "8 horas da noite". */
const HORAS = String.raw`(?:(?<=\b(?:1[3-9]|2[0-3])(?:[:.]\d\d)?|[:.]\d\d|\p{L} [\d:]+) horas?| horas?(?= d[ae] ))`;
const UNIT = String.raw`(?: ?hs?| heures?| ?Uhr|${HORAS})(?!\p{L})`;
const MINUTES = String.raw`(?:([0-5]\d)| (?:[ye] )?([0-5]\d)(?: minut[oe]s)?(?!\d|[/.:]| \p{L}))?(?!\d)`;
/** "8h30min" is on the clock, and "1h30min" is how long. */
const FULL = new RegExp(
  String.raw`${UNTIL}(?<![\d.:])(0?[6-9]|1\d|2[0-3])h([0-5]\d) ?min(?!\p{L})`,
  'giu',
);
const CLOCK = new RegExp(`${UNTIL}${HOUR}${UNIT}${MINUTES}`, 'giu');

/** "21h", "21h30", "21:30h", "20 heures 30" and "21 Uhr 30" as times of the clock, where they are no durations. */
export function clockTimes(text: string): string {
  return text
    .replaceAll(FULL, '$1:$2')
    .replaceAll(CLOCK, (_, hours: string, ...minutes: (string | undefined)[]) => {
      return `${hours}:${minutes.slice(0, 3).find((some) => some !== undefined) ?? '00'}`;
    });
}

const KANJI = '〇一二三四五六七八九';

/** The numbers of Japanese up to 99 ("三", "二十一") in digits. */
export function kanjiNumbers(text: string): string {
  return text
    .replaceAll(
      /([一二三四五六七八九]?)十([一二三四五六七八九]?)/g,
      (_, tens: string, ones: string) =>
        `${tens === '' ? 1 : KANJI.indexOf(tens)}${ones === '' ? 0 : KANJI.indexOf(ones)}`,
    )
    .replaceAll(/[一二三四五六七八九]/g, (digit) => String(KANJI.indexOf(digit)));
}

const PART = '(morning|afternoon|evening|night)';
const HOUR_OF_PART = '(0?[1-9]|1[0-2])(?::(\\d{2}))?(?![\\d:])';
const AFTER = new RegExp(`${NOT_OF_DATE}${HOUR_OF_PART}\\s+${PART}\\b`, 'gi');
const BEFORE = new RegExp(`\\b(this )?${PART} (?:at )?${HOUR_OF_PART}(?!\\s*(?:am|pm))`, 'g');
const BESIDE =
  /\b(?:a )?(half|quarter|[0-5]?\d)(?: minutes)? (past|to) ([01]?\d|2[0-3])(?::(\d{2}))?(?![\d:])/g;
/** "Eight thirty", once it is "8 30". */
const APART =
  /(?<=^|\b(?:at|tomorrow|tonight|today|\w+day) )([01]?\d|2[0-3]) ([0-5]\d)(?![\d:./]| (?:minutes|hours|days|weeks|months)\b)/g;

/** "8 tomorrow night": the day and its part, and then the hour. */
const BEFORE_DAY =
  /(?<![\d:./-])(\d{1,2}(?::\d{2})?(?:\s*[ap]m)?) (?:on )?(today|tomorrow|(?:this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day) (morning|afternoon|evening|night)\b/gi;
/** Twelve of what is twelve. */
const TWELVE = new RegExp(`${NOT_OF_DATE}12(?::00)? (?=(?:noon|midnight)\\b)`, 'g');
/** "Evening on Saturday": the library would lose the day. */
const DAY_NAMED = String.raw`(?:this |next |coming )?(?:today|tomorrow|\w+day|weekend)|in \d+ \w+|the \d+th|\d+/\d+|(?:${MONTH} \d+|\d+ ${MONTH})`;
const PART_FIRST = new RegExp(
  `^(?:at )?(morning|afternoon|evening|night|noon),? (?:on )?(${DAY_NAMED})$`,
  'i',
);
/** To the library "in a quarter" is of a year. */
const QUARTER = /\b(?:quarters?|qtrs?)\b/;
const HOURS_AND_MINUTES = /(?<=\bin )(\d{1,2}) ?h ?(\d{2})\b/g;

/** A time in English, and whether it is an hour after the midnight of its day. */
export interface English {
  text: string;
  night: Night;
}

/** What of English is said with words ("quarter to 9", "9 night", "night 9:30") as times of the clock. */
export function inClockTimes(english: string): English {
  const said = english
    .replaceAll(/:(?!\d)/g, ':00')
    .replaceAll(/(\d{1,2})(?::00)? ?o'?clock\b/g, '$1:00')
    .replaceAll(TWELVE, '')
    .replaceAll(HOURS_AND_MINUTES, '$1 hours $2 minutes')
    .replaceAll(APART, '$1:$2')
    // Twice: Germans say "five to half to nine".
    .replaceAll(BESIDE, minutesBeside)
    .replaceAll(BESIDE, minutesBeside)
    .replaceAll(BEFORE_DAY, '$2 $3 at $1')
    .replace(PART_FIRST, '$2 $1');
  if (QUARTER.test(said)) return { text: said, night: 'unclear' };
  const noon = ofNoon(said);
  if (noon.night !== 'of that day') return noon;
  const { text, night } = ofTheNight(said);
  const onClock = text
    .replaceAll(AFTER, onTheClock)
    .replaceAll(BEFORE, (whole, today: string | undefined, part: string, hour: string, minute) => {
      return `${today ? 'today ' : ''}${onTheClock(whole, hour, minute, part)}`;
    });
  return { text: onClock, night };
}

function minutesBeside(_: string, part: string, side: string, hour: string, minute = '0'): string {
  const away = part === 'half' ? 30 : part === 'quarter' ? 15 : Number(part);
  const isPast = side === 'past';
  // Before one o'clock it is twelve.
  const hours = !isPast && Number(hour) === 1 ? 13 : Number(hour);
  const time = (hours + 24) * 60 + Number(minute) + (isPast ? away : -away);
  return `${Math.floor(time / 60) % 24}:${String(time % 60).padStart(2, '0')}`;
}

function onTheClock(whole: string, hour: string, minute: string | undefined, part: string): string {
  if (Number(hour) === 12) return part === 'afternoon' ? `12:${minute ?? '00'}pm` : whole;
  return `${hour}:${minute ?? '00'}${part === 'morning' ? 'am' : 'pm'}`;
}
