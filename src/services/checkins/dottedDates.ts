/** Words after which a number with a dot is an hour with its minutes. */
const AT = String.raw`(?:um|gegen|ca|circa|etwa|tonight|at|around|about|by|a|à|la|las|vers|hacia|sobre|as|às)`;
/** No part of a longer number, and not said to be an hour. */
const START = String.raw`(?<![\d.:/,+-])(?<!(?<!\p{L})${AT}\.?,? +)`;
/** Units that a number with a dot is an hour or a duration with. */
const UNIT = String.raw` ?(?:uhr|hs?|hours?|hrs?|horas?|heures?|stunden?|std|[ap]m)(?!\p{L})`;
const MONTH = '(?:0?[1-9]|1[0-2])';
/** "4.12.", also with a space between, wherever it is. */
const CLOSED = new RegExp(String.raw`${START}(\d{1,2})\. ?(${MONTH})\.(?!\d|${UNIT})`, 'giu');
/** "Saturday 5.12" at the end, or before an hour, where "5.12" may begin the text. */
const OPEN = new RegExp(
  String.raw`(?:(?<=\p{L}[.,]* +)|^(?!\S+$))${START}(\d{1,2})\.(${MONTH})(?=$|,|,? +(?:${AT} +|\d{1,2}(?:[:.h]|${UNIT}|$)))`,
  'giu',
);
/** "Friday 8.10 in the evening" is a date to some and an hour to others. */
const UNCLEAR = new RegExp(
  String.raw`${START}\d{1,2}\.(?:0[1-9]|1[0-2])(?![\d.:]|${UNIT}|,? +\d)(?=,? +\p{L})`,
  'iu',
);

/** "4.12" alone where dates are written so, unless it may be an hour at which somebody is awake. */
const ALONE = new RegExp(
  String.raw`^(?:([0-6]|0[1-6]|2[4-9]|3[01])\.(${MONTH})|(\d{1,2})\.([1-9]))$`,
  'u',
);

/**
 * Dates with dots with a slash instead: to the library they are hours with their minutes. Nothing where they may be
 * either.
 */
export function slashedDates(text: string, locale: string): string | undefined {
  const alone = hasDots(locale) ? ALONE.exec(text) : null;
  if (alone) return `${alone[1] ?? alone[3]}/${alone[2] ?? alone[4]}`;
  const slashed = text.replaceAll(CLOSED, '$1/$2').replaceAll(OPEN, '$1/$2');
  return UNCLEAR.test(slashed) ? undefined : slashed;
}

/** Whether dates are written with dots. */
const hasDots = (locale: string): boolean =>
  new Intl.DateTimeFormat([locale, 'en-US'], { day: 'numeric', month: 'numeric' })
    .format(0)
    .includes('.');
