import { countriesOf, EVERYWHERE } from '../../src/services/safety/helpLines.ts';

/** Where people anywhere find somebody to talk to. */
const DIRECTORIES = [EVERYWHERE.url, 'https://befrienders.org'].map(hostOf);

/** From this length on, digits may stand inside a longer number, such as one with a country code. */
const LONG = 6;

/** Whether a text names an emergency number, a help line or a list of them that is of use in this locale. */
export function namesHelpLine(text: string, locale: string): boolean {
  const plain = text.normalize('NFKC').toLowerCase();
  const numbers: readonly string[] = plain.match(/\d+/g) ?? [];
  // Numbers are written in groups: "0120-279-338", "116 123", "(800) 799-7233".
  const joined = plain.replaceAll(/(?<=\d)[\s().\-–‑/]{1,3}(?=\d)/g, '');
  return [...DIRECTORIES, ...linesOf(locale)].some((line) => {
    if (!/^\d+$/.test(line)) return plain.includes(line);
    return line.length < LONG ? numbers.includes(line) : joined.includes(line);
  });
}

/** What there is in a locale, as digits or hosts. */
function linesOf(locale: string): string[] {
  return countriesOf({ locale, timeZone: null }).flatMap(({ emergency, lines }) => [
    ...emergency.numbers,
    ...lines.flatMap(({ phone, text, url }) => [
      ...[phone, text].filter((number) => number !== undefined).map(digitsOf),
      ...(url === undefined ? [] : [hostOf(url)]),
    ]),
  ]);
}

/** Without the 1 that some countries dial first and others do not. */
const digitsOf = (number: string): string => number.replace(/^1-/, '').replaceAll(/\D/g, '');

function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '');
}
