const DAY = /(?:\bthe |(?<=day,? ))(\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|\p{L}+day)\b)/u;

const MINUTE_MS = 60_000;
/** Of three months on end, two have a 31st. */
const MONTHS_AHEAD = [0, 1, 2];

/**
 * "The 30th" as the next day of that number, with its month and year: the library knows none without its month. The
 * offset is in minutes ahead of UTC.
 */
export function dayOfMonth(english: string, now: Date, offset: number): string {
  const today = new Date(now.getTime() + offset * MINUTE_MS);
  return english.replace(DAY, (whole: string, digits: string) => {
    const day = Number(digits);
    const dates = MONTHS_AHEAD.map(
      (ahead) => new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + ahead, day)),
    );
    const next = dates.find(
      (date, ahead) => date.getUTCDate() === day && (ahead > 0 || day >= today.getUTCDate()),
    );
    if (!next) return whole;
    const date = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat('en-US', date).format(next);
  });
}
