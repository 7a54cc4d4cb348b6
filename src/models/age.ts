import { tidyLine } from './text.ts';

// In the languages of the bot, without their accents.
const FROM_FIVE_TO_EIGHTEEN = [
  'five|fue?nf|cinq|cinco|五',
  'six|sechs|seis|六',
  'seven|sieben|sept|siete|sete|七',
  'eight|acht|huit|ocho|oito|八',
  'nine|neun|neuf|nueve|nove|九',
  'ten|zehn|dix|diez|dez|十',
  'eleven|elf|onze|once|十一',
  'twelve|zwoe?lf|douze|doce|doze|十二',
  'thirteen|dreizehn|treize|trece|treze|十三',
  'fourteen|vierzehn|quatorze|catorce|catorze|十四',
  'fifteen|fue?nfzehn|quinze|quince|十五',
  'sixteen|sechzehn|seize|dieciseis|dez[ae]sseis|十六',
  'seventeen|siebzehn|dix-sept|diecisiete|dez[ae]ssete|十七',
  'eighteen|achtzehn|dix-huit|dieciocho|dezoito|十八',
];
/** What a number word is only a part of, as in "twenty-seven". */
const JOINED = '[\\p{Script=Latin}\\d一二三四五六七八九十百-]';

const I_AM =
  "(?:(?:i(?:['’]?m| am)|ich bin|j['’]ai|je suis|yo tengo|tengo|soy|eu tenho|tenho|sou|まだ)\\s*)?";
const YEARS =
  '(?:\\s*(?:years?(?: old)?|yrs?(?: old)?|y[/.]?o|jahre?(?: alt)?|ans?|anos?(?: de (?:edad|idade))?|[歳才]?です|[歳才]))?';
const MONTHS = 'months?|monate?n?|mois|mes(?:es)?|[かヶカケ]月';
const PERIODS = `${MONTHS}|days?|weeks?|years?|tage?n?|wochen?|jahre?n?|jours?|semaines?|ans?|dias?|semanas?|anos?`;
/** What comes on top of whole years, a decimal apart: "12.05" and "12.5." are dates. */
const PART = `(?:[.,٫]\\d(?![\\d.])|\\s*(?:and|und|et|y|e)?\\s*(?:a half|ein ?halb|demie?|medio|meio|半|[13]/[24]|1?\\d\\s*(?:${MONTHS})))?`;
/** Nobody writes "05" for an age, but for a year of birth. */
const NUMBER = '(?:0|[1-9]\\d?)(?!\\d)';
/** What stands before and after an age that somebody has not reached. */
const BEFORE = [
  'not yet|almost|nearly|under|below|turning|soon|noch (?:nicht|keine)|fast|bald|unter',
  "(?:je n['’]ai )?pas encore|presque|bientot|moins de|(?:todavia|aun|ainda) na?o|casi|quase",
  'menos de|pronto',
].join('|');
const AFTER = [
  'soon|bald|bientot|pronto|em breve|未満(?:です)?|になって(?:い)?(?:ません|ない)',
  `(?:in|dans|en|em) \\d{1,3} (?:${PERIODS})`,
].join('|');
const NEXT = `(?<next>${NUMBER})${YEARS}`;
const NOT_YET = [
  `(?:<|(?:${BEFORE})\\s|もうすぐ)\\s*${I_AM}${NEXT}`,
  `not ${NEXT} yet`,
  `${NEXT}\\s*(?:${AFTER})`,
].join('|');
const MINOR = '(?:a )?minor|minderja(?:e)?hrig|mineure?|menor(?: de (?:edad|idade))?';
const END = '(?:[\\s,]*(?:lol|haha))?[\\s.!。)]*';

const plain = new RegExp(`^${I_AM}(\\d+)${YEARS}${END}$`, 'u');
const below = new RegExp(
  `^${I_AM}(?:${MINOR}|(?<age>${NUMBER})${YEARS}${PART}${YEARS}(?:[\\s,、;(–—-]+(?:${NOT_YET}))?|${NOT_YET})${END}$`,
  'u',
);

/**
 * The age that somebody typed: a whole number of years, in digits of any script; `below` where they say plainly that
 * theirs is below `adult`; undefined for anything else, such as a date, or a text with a word that is not known here:
 * nobody of age may be taken for younger.
 */
export function readAge(typed: string, adult: number): number | 'below' | undefined {
  const text = simplified(typed);
  const years = Number(plain.exec(text)?.[1]);
  if (years >= adult) return years;
  const said = below.exec(withNumbers(text))?.groups;
  if (!said) return undefined;
  const [age, next] = [Number(said['age'] ?? -1), Number(said['next'] ?? adult)];
  return age < next && next <= adult ? 'below' : undefined;
}

/** One line in small letters without accents, with fractions in two numbers and all digits as 0 to 9. */
function simplified(typed: string): string {
  const compatible = typed
    .replaceAll(/[¼½¾]/gu, (fraction) => ` ${fraction.normalize('NFKC').replace('⁄', '/')}`)
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u0327]/gu, '')
    .normalize('NFC');
  return inDigits(tidyLine(compatible).toLowerCase());
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

function withNumbers(text: string): string {
  return FROM_FIVE_TO_EIGHTEEN.reduce((rest, words, index) => {
    const word = new RegExp(`(?<!${JOINED})(?:${words})(?!(?!einhalb)${JOINED})`, 'gu');
    return rest.replaceAll(word, `${index + 5}`);
  }, text);
}
