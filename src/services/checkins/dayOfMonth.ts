const DAY = /(?:\bthe |(?<=day,? ))(\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|\p{L}+day)\b)/u;
const OF_NEXT_MONTH =
  /\bnext months?,? (?:on )?the (\d{1,2})(?:st|nd|rd|th)\b|\bthe (\d{1,2})(?:st|nd|rd|th) (?:of )?next months?\b/u;

/** Of three months on end, two have a 31st. */
const MONTHS_AHEAD = [0, 1, 2];

/**
 * "The 30th" as the next day of that number, with its month and year: the library knows none without its month. Today is
 * that of this process's clock. "The 3rd of next month" is that day.
 */
export function dayOfMonth(english: string, today: Date): string {
  const ofNextMonth = OF_NEXT_MONTH.exec(english);
  if (ofNextMonth) {
    const day = Number(ofNextMonth[1] ?? ofNextMonth[2]);
    const date = new Date(Date.UTC(today.getFullYear(), today.getMonth() + 1, day));
    return date.getUTCDate() === day ? english.replace(OF_NEXT_MONTH, inFull(date)) : english;
  }
  return english.replace(DAY, (whole: string, digits: string) => {
    const day = Number(digits);
    const dates = MONTHS_AHEAD.map(
      (ahead) => new Date(Date.UTC(today.getFullYear(), today.getMonth() + ahead, day)),
    );
    const next = dates.find(
      (date, ahead) => date.getUTCDate() === day && (ahead > 0 || day >= today.getDate()),
    );
    return next ? inFull(next) : whole;
  });
}

function inFull(date: Date): string {
  const parts = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-US', parts).format(date);
}
