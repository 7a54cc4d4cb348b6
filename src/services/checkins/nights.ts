/** When an hour of a night is: on the day that is named, after its midnight; it is one of noon; or nobody can know. */
export type Night = 'of that day' | 'after midnight' | 'at noon' | 'unclear';

/** The name of a month, or its beginning. */
export const MONTH = String.raw`\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`;
/** No number of a date: those stand beside others, or right after a month without its day. */
export const NOT_OF_DATE = String.raw`(?<![\d:./-])(?<!(?<!\d(?:st|nd|rd|th)? (?:of )?)${MONTH} )`;
const CLOCK = String.raw`(?<hour>\d{1,2})(?::(?<minute>\d{2}))?(?!\d|[.:/]\d)\s*(?<half>[ap]m\b)?`;
const BESIDE = String.raw`(?<=(?:tonight|night|evening),? (?:at )?)|(?<=\bat )|(?=[\d:]+,? (?:tonight|night|evening)\b)`;
const WRITTEN = String.raw`(?=\d+(?::\d|\s*[ap]m\b))`;
/** An hour beside what says that it is of a night, or one that is written as only hours are. */
const HOUR = new RegExp(`${NOT_OF_DATE}(?:${BESIDE}|${WRITTEN})${CLOCK}`, 'i');
const PART = /\b(?:tonight|(?:this )?(?:night|evening))\b/i;
const MIDNIGHT = /\bmidnight\b/i;
/** What names no other day than this one. */
const TODAY = /^(?:today|at|[\s,])*$/i;

/**
 * The hours after midnight belong to the night that began the evening before: "Friday night at 1" is on Saturday. So does
 * midnight itself, which ends the day that is named. They are given back as hours of the clock, without the night.
 */
export function ofTheNight(english: string): { text: string; night: Night } {
  const text = english.replace(MIDNIGHT, '12am');
  const part = PART.exec(text);
  const clock = HOUR.exec(text);
  if (!clock?.groups || (!part && text === english)) return { text: english, night: 'of that day' };
  const { hour = '', minute = '00', half } = clock.groups;
  const onTheClock = half === 'pm' ? (Number(hour) % 12) + 12 : Number(hour);
  const night = part ? nightOf(onTheClock, half, part[0], whereIs(clock, text)) : 'after midnight';
  if (night !== 'after midnight') return { text: english, night };
  const early = text.replace(HOUR, `${Number(hour) % 12 || 12}:${minute}am `).replace(PART, '');
  return { text: early.replaceAll(/\s+/g, ' ').trim(), night };
}

const NOON_HOUR = String.raw`(?<hour>\d{1,2})(?::(?<minute>\d{2}))?`;
/** An hour beside noon, and none of a date. */
const NOON = [
  new RegExp(`\\bnoon,? (?:at )?${NOON_HOUR}(?=$|,| (?:on|today|tomorrow|\\w+day)\\b)`, 'i'),
  new RegExp(`${NOT_OF_DATE}${NOON_HOUR},? (?:at )?noon\\b`, 'i'),
];

/** "Noon at 1" is 1pm, which the library would take for an hour of the night; nobody knows what "noon at 8" is. */
export function ofNoon(english: string): { text: string; night: Night } {
  for (const pattern of NOON) {
    const { hour, minute = '00' } = pattern.exec(english)?.groups ?? {};
    if (hour === undefined) continue;
    const onTheClock = Number(hour) < 5 ? Number(hour) + 12 : Number(hour);
    if (onTheClock < 11 || onTheClock > 16) return { text: english, night: 'unclear' };
    return { text: english.replace(pattern, `at ${onTheClock}:${minute}`), night: 'at noon' };
  }
  return { text: english, night: 'of that day' };
}

type Place = 'in a night' | 'at night' | 'at night on a date';

/** "Tomorrow at 2 at night" is on that date to some, unlike "tomorrow night at 2"; "2 at night" has no date. */
function whereIs({ 0: found, index }: RegExpExecArray, text: string): Place {
  if (!/^,? *(?:at )?night\b/i.test(text.slice(index + found.length))) return 'in a night';
  return TODAY.test(text.replace(HOUR, '').replace(PART, '')) ? 'at night' : 'at night on a date';
}

/** Hours are those of a clock of 24, unless it is said that they are in the morning or nothing is said. */
function nightOf(hour: number, half: string | undefined, part: string, place: Place): Night {
  const isEvening = part.toLowerCase().endsWith('evening');
  const early = place === 'at night on a date' ? 'unclear' : 'after midnight';
  if (half === 'am') return hour === 12 ? 'after midnight' : hour <= 6 ? early : 'unclear';
  if (half === 'pm' || (hour > 12 && hour < 24)) return hour < 17 ? 'unclear' : 'of that day';
  if (hour % 12 === 0) return 'after midnight';
  if (hour <= 3) return isEvening ? 'unclear' : early;
  if (hour > 5 || isEvening) return 'of that day';
  // "Tonight at 5" is an afternoon's hour, "5 at night" a night's, and "Friday night at 5" either.
  if (place === 'at night') return 'after midnight';
  return hour === 5 && part === 'tonight' ? 'of that day' : 'unclear';
}
