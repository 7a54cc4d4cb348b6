import { tidyLine } from './text.ts';

/** Ages from five to seventeen, written out in the languages of the bot. */
const WRITTEN = [
  'five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven)teen',
  'fünf|sechs|sieben|acht|neun|zehn|elf|zw(?:ö|oe)lf|(?:drei|vier|f(?:ü|ue)nf|sech|sieb)zehn',
  'cinq|sept|huit|neuf|dix(?:[-‐ ]sept)?|onze|douze|treize|quatorze|quinze|seize',
  'cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|diecis(?:é|e)is|diecisiete',
  'sete|oito|nove|dez|doze|treze|catorze|dez[ae]sseis|dez[ae]ssete',
  '十[一二三四五六七]?|[五六七八九]',
].join('|');
const YEARS =
  '(?:years?(?: old)?|yrs?|y[/.]?o|jahre?(?: alt)?|ans?|años?(?: de edad)?|anos?(?: de idade)?|[歳才](?:です)?)';
const HALF = '(?:and a half|einhalb|und ein halb|et demie?|y medio|e meio|半)';
const I_AM = "(?:i[’']?m|i am|ich bin|j[’']ai|tengo|tenho)";
/** Words before and after the age of somebody who is not that old yet. */
const [BEFORE, AFTER] = [
  '(?:<|(?:not|almost|nearly|under|below|fast|unter|noch(?: nicht| keine)?|pas encore|presque|moins de|(?:todavía|aún) no|casi|menos de|ainda não|quase)\\b|もうすぐ)',
  '(?:歳)?(?:未満|になっていません|になってない)',
];

const whole = new RegExp(`^(\\d+)\\s*${YEARS}?\\.?$`, 'iu');
const writtenOut = new RegExp(
  `^(?:${I_AM}\\s+)?(?:${WRITTEN})(?:\\s*(?:${YEARS}|${HALF}))*\\s*[.!。]?$`,
  'iu',
);
const notYet = new RegExp(
  `^(?:${I_AM}\\s+)?${BEFORE}\\s*(?:${I_AM}\\s+)?(\\d+)(?!\\d)|^(\\d+)${AFTER}`,
  'iu',
);
/** Seventeen and a half is not of age either, nor is "I am 16". */
const single = /^[^\d-]*(\d+)(?:[.,٫]\d*)?\D*$/u;
const FRACTIONS = /[¼½¾⅐-⅞]/gu;
const DATE = /\d[./-]\d+[./-]\d/u;

/**
 * The age that somebody typed, in digits of any script: a whole number of years, or `below` where it names one below
 * `adult` in whatever words; undefined for anything else.
 */
export function readAge(typed: string, adult: number): number | 'below' | undefined {
  const text = inDigits(tidyLine(typed.replaceAll(FRACTIONS, '.5').normalize('NFKC')));
  const years = whole.exec(text)?.[1];
  if (years !== undefined) return Number(years) < adult ? 'below' : Number(years);
  return isBelow(text, adult) ? 'below' : undefined;
}

function isBelow(text: string, adult: number): boolean {
  if (writtenOut.test(text)) return true;
  const limit = notYet.exec(text);
  if (limit && Number(limit[1] ?? limit[2]) <= adult) return true;
  const alone = single.exec(text)?.[1];
  if (alone !== undefined) return Number(alone) < adult;
  // Such as "15/16" and "17 and 11 months": not a date of birth, nor digits that belong together.
  const [first = adult, ...others] = Array.from(text.matchAll(/\d+/gu), Number);
  const isAge = first >= 5 && first < adult && /^[^\d-]*\d/u.test(text) && !DATE.test(text);
  return isAge && others.every((other) => other <= adult);
}

/** With the digits of any script as 0 to 9: in each they follow one another. */
function inDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (digit) => {
    let value = 0;
    const at = digit.codePointAt(0) ?? 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(at - value - 1))) value += 1;
    return `${value}`;
  });
}
