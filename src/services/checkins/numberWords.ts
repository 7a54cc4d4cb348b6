import type { TimeLanguage } from './phrasebook.ts';

/** How a language says its numbers up to 99; alternatives stand between slashes. */
interface Numbers {
  one: string;
  /** From two to nineteen. */
  small: string;
  /** From twenty to ninety; a dash where the ten before is counted on to nineteen. */
  tens: string;
  /** What stands between tens and ones. */
  and: string;
}

const NUMBERS: Partial<Record<TimeLanguage, Numbers>> = {
  en: {
    one: 'one',
    small: `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
      seventeen eighteen nineteen`,
    tens: 'twenty thirty forty fifty sixty seventy eighty ninety',
    and: '[- ]',
  },
  es: {
    one: 'uno/una/un',
    small: `dos/dós tres/trés cuatro cinco seis/séis siete ocho nueve diez once doce trece catorce quince
      dieciséis/dieciseis diecisiete dieciocho diecinueve`,
    tens: 'veinte/veinti treinta cuarenta cincuenta sesenta setenta ochenta noventa',
    and: '(?: y )?',
  },
  fr: {
    one: 'une/un',
    // "5 sept" is a day of September.
    small: `deux trois quatre cinq six (?<!\\d\\s)sept(?!\\.) huit neuf dix onze douze treize quatorze quinze seize
      dix-sept dix-huit dix-neuf`,
    tens: 'vingt trente quarante cinquante soixante - quatre-vingts/quatre-vingt -',
    and: '(?:-et-| et |[- ])',
  },
  de: {
    one: 'ein',
    small: `zwei/zwo drei vier fünf/fuenf/funf sechs sieben acht neun zehn elf zwölf/zwoelf/zwolf dreizehn vierzehn
      fünfzehn/fuenfzehn/funfzehn sechzehn siebzehn achtzehn neunzehn`,
    tens: 'zwanzig dreißig/dreissig vierzig fünfzig/fuenfzig/funfzig sechzig siebzig achtzig neunzig',
    and: 'und',
  },
  pt: {
    one: 'uma/um',
    small: `dois/duas três/tres quatro cinco seis sete oito nove dez onze doze treze quatorze/catorze quinze
      dezesseis dezessete dezoito dezenove`,
    tens: 'vinte trinta quarenta cinquenta sessenta setenta oitenta noventa',
    and: ' e ',
  },
};

/** What is found in a text, and the number that it is. */
type Spelled = [pattern: RegExp, value: number];

const spelled = new Map<TimeLanguage, Spelled[]>();

/** The numbers from two to 99 that are written as words of this language, in digits. */
export function inDigits(text: string, language: TimeLanguage): string {
  const numbers = NUMBERS[language];
  if (!numbers) return text;
  const words = spelled.get(language) ?? spell(numbers, language);
  spelled.set(language, words);
  return words.reduce((rest, [word, value]) => rest.replaceAll(word, String(value)), text);
}

/** Longer numbers first: there is a twenty in twenty-one. */
function spell({ one, small, tens, and }: Numbers, language: TimeLanguage): Spelled[] {
  const ones = [one, ...small.split(/\s+/)].map(alternatives);
  const compounds = tens.split(' ').flatMap((word, index, all): [string, number][] => {
    const isCountedOn = word === '-';
    const ten = alternatives((isCountedOn ? all[index - 1] : word) ?? '');
    const value = 10 * (index + 2);
    const [from, to] = isCountedOn ? [10, 19] : [1, 9];
    const sums = ones.slice(from - 1, to).map((unit, before): [string, number] => {
      // Germans say the ones first.
      const sum = language === 'de' ? unit + and + ten : ten + and + unit;
      return [sum, value + before + (isCountedOn ? 0 : 1)];
    });
    return isCountedOn ? sums : [[ten, value], ...sums];
  });
  const single = ones.map((word, before): [string, number] => [word, before + 1]);
  return [...compounds.toReversed(), ...single.slice(1).toReversed()].map(([word, value]) => [
    new RegExp(`(?<![\\p{L}\\d])${word}(?![\\p{L}\\d])`, 'giu'),
    value,
  ]);
}

const alternatives = (words: string): string => `(?:${words.replaceAll('/', '|')})`;
