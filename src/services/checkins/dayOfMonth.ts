const DAY = /(?:\bthe |(?<=day,? ))(\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|\p{L}+day)\b)/u;

/** Of three months on end, two have a 31st. */
const MONTHS_AHEAD = [0, 1, 2];

/**
 * "The 30th" as the next day of that number, with its month and year: the library knows none without its month. Today is
 * that of this process's clock.
 */
export function dayOfMonth(english: string, today: Date): string {
  return english.replace(DAY, (whole: string, digits: string) => {
    const day = Number(digits);
    const dates = MONTHS_AHEAD.map(
      (ahead) => new Date(Date.UTC(today.getFullYear(), today.getMonth() + ahead, day)),
    );
    const next = dates.find(
      (date, ahead) => date.getUTCDate() === day && (ahead > 0 || day >= today.getDate()),
    );
    if (!next) return whole;
    const date = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat('en-US', date).format(next);
  });
}
