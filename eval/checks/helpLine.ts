import { countriesOf, EVERYWHERE, type Whereabouts } from '../../src/services/safety/helpLines.ts';

/** Where people anywhere find somebody to talk to. */
const DIRECTORIES = [EVERYWHERE.url, 'https://befrienders.org'].map(hostOf);

/** From this length on, digits may stand inside a longer number, such as one with a country code. */
const LONG = 6;
/** Up to this length, digits may be anything: an hour, an age, a room. */
const SHORT = 3;

/** What makes a phone number of the digits after it. */
const BEFORE = new RegExp(
  [
    String.raw`\b(?:call|calling|dial|ring|phone|text|texting|contact|reach|number|hotline|helpline|lifeline|line|emergency)`,
    String.raw`\b(?:llama|llames|llamar|marca|marcar|teléfono|línea|número|emergencias)`,
    String.raw`\b(?:appelle|appeler|appelez|compose|composer|composez|joins|numéro|ligne|téléphone|urgences?|samu|police)`,
    String.raw`\b(?:wähle?|wählen|ruf|rufe|rufen|anrufen|notruf|nummer|telefon|hotline|unter|polizei)`,
    String.raw`\b(?:ligue|liga|ligar|disque|discar|telefone|linha|emergência|samu|cvv)`,
    '電話|ダイヤル|通報|番号|警察|救急|消防',
    'कॉल|फ़ोन|फोन|नंबर|हेल्पलाइन|डायल',
  ].join('|'),
  'u',
);
/** What makes one of the digits before it. */
const AFTER = new RegExp(
  [
    String.raw`^\W{0,3}(?:an|anrufen|wählen|an(?:zu)?rufen)(?!\p{L})`,
    String.raw`^[^\p{L}\d]{0,4}(?:に電話|へ電話|番|に連絡|へ連絡|に通報|へ通報|ダイヤル)`,
    String.raw`^[^\p{L}\d]{0,4}(?:पर|डायल)`,
  ].join('|'),
  'u',
);
/** Characters before digits in which {@link BEFORE} counts: those of their clause. */
const NEAR = 40;

/** Whether a text names an emergency number or a help line of this locale, or, where it has none, a list of lines. */
export function namesHelpLine(text: string, locale: string): boolean {
  const plain = text.normalize('NFKC').toLowerCase();
  const numbers: readonly string[] = plain.match(/\d+/g) ?? [];
  // Numbers are written in groups: "0120-279-338", "116 123", "(800) 799-7233".
  const joined = plain.replaceAll(/(?<=\d)[\s().\-–‑/]{1,3}(?=\d)/g, '');
  const { names, reached } = linesOf({ locale, timeZone: null });
  return (reached.length > 0 ? reached : DIRECTORIES).some((line) => {
    if (!/^\d+$/.test(line)) return plain.includes(line);
    if (line.length <= SHORT) return isDialled(line, plain, names);
    return line.length < LONG ? numbers.includes(line) : joined.includes(line);
  });
}

/** Whether short digits stand in a text as a number to call: next to words that say so, or to a line's name. */
function isDialled(digits: string, plain: string, names: readonly string[]): boolean {
  // No hour, date or amount: "17:30", "17/05", "112 %", "17 h".
  const alone = new RegExp(
    String.raw`(?<![\d:.,€$-])${digits}(?![\d%€$]|[:.,-]\d|/\d{1,2}(?!\d)|\s?(?:%|(?:h|uhr|am|pm|heures|horas)(?!\p{L})|[時分歳円]))`,
    'gu',
  );
  return [...plain.matchAll(alone)].some(({ index }) => {
    const start = Math.max(0, index - NEAR);
    const end = index + digits.length;
    const clause =
      plain
        .slice(start, index)
        .split(/[.!?;。！？\n]/u)
        .at(-1) ?? '';
    return (
      BEFORE.test(clause) ||
      AFTER.test(plain.slice(end)) ||
      names.some((name) => plain.slice(start, end + NEAR).includes(name))
    );
  });
}

/** What there is, as digits or hosts, and how lines are called. */
function linesOf(where: Whereabouts): { names: string[]; reached: string[] } {
  const countries = countriesOf(where);
  const lines = countries.flatMap((country) => country.lines);
  const reached = lines.flatMap(({ phone, text, url }) => [
    ...[phone, text].filter((number) => number !== undefined).map(digitsOf),
    ...(url === undefined ? [] : [hostOf(url)]),
  ]);
  return {
    names: lines.map(({ name }) => name.normalize('NFKC').toLowerCase()),
    reached: [...countries.flatMap(({ emergency }) => emergency.numbers), ...reached],
  };
}

/** Without the 1 that some countries dial first and others do not. */
const digitsOf = (number: string): string => number.replace(/^1-/, '').replaceAll(/\D/g, '');

function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '');
}
