/** In lower case and without accents, which people leave out. */
export function bare(text: string): string {
  const unaccented = text.normalize('NFKD').replaceAll(/[\u0300-\u036F]/g, '');
  return unaccented.normalize('NFC').toLowerCase().replaceAll('’', "'");
}

const CLOCK =
  /(?<!\b(?:in|within|en|de|dans|em|daqui a) )(?<!\d[.:]?)(\d{1,2})(?::(\d{2}) ?(?:h|horas)|(?: ?h| ?Uhr\b ?|(?<=\blas \d{1,2}) horas)(\d{2})?)(?![\p{L}\d])/giu;

/** "21h", "21h30", "21:30h" and "21 Uhr 30" as times of the clock, where they are no durations ("in 2h"). */
export function clockTimes(text: string): string {
  return text.replaceAll(CLOCK, (_, hours: string, minutes?: string, after?: string) => {
    return `${hours}:${minutes ?? after ?? '00'}`;
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
const HOUR = '(0?[1-9]|1[0-2])(?::(\\d{2}))?(?![\\d:])';
const AFTER = new RegExp(`(?<![\\d:/-])${HOUR}\\s+${PART}\\b`, 'g');
const BEFORE = new RegExp(`\\b(this )?${PART} (?:at )?${HOUR}(?!\\s*(?:am|pm))`, 'g');
const FRACTION = /\b(half|quarter) (past|to) (\d{1,2})(?::00)?(?![\d:])/g;

/** What of English is said with words ("quarter to 9", "9 night", "night 9:30") as times of the clock. */
export function inClockTimes(english: string): string {
  return english
    .replaceAll(/:(?!\d)/g, ':00')
    .replaceAll(FRACTION, (_, part: string, side: string, hour: string) => {
      const minute = part === 'half' ? 30 : side === 'past' ? 15 : 45;
      return `${side === 'past' ? Number(hour) : Number(hour) - 1 || 12}:${minute}`;
    })
    .replaceAll(AFTER, onTheClock)
    .replaceAll(
      BEFORE,
      (whole, today: string | undefined, part: string, hour: string, minute) =>
        `${today ? 'today ' : ''}${onTheClock(whole, hour, minute, part)}`,
    );
}

/** Twelve at night is midnight to some and noon to the clock: it is left, and so not understood. */
function onTheClock(whole: string, hour: string, minute: string | undefined, part: string): string {
  if (Number(hour) === 12) return part === 'afternoon' ? `12:${minute ?? '00'}pm` : whole;
  return `${hour}:${minute ?? '00'}${part === 'morning' ? 'am' : 'pm'}`;
}
