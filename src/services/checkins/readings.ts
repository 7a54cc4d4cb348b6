import * as chrono from 'chrono-node';
import { clockTimes } from './clockWords.ts';
import { dayOfMonth } from './dayOfMonth.ts';
import { slashedDates } from './dottedDates.ts';
import type { Night } from './nights.ts';
import { inDigits } from './numberWords.ts';
import { amended, fillersOf, inEnglish, type TimeLanguage } from './phrasebook.ts';
import { comingWeekend } from './weekends.ts';

/** English, in which dates have either order. */
const ENGLISH = { dayFirst: chrono.en.GB, monthFirst: chrono.en.casual };

/** What the library knows of each language. */
const LANGUAGES = new Map<TimeLanguage, chrono.Chrono>([
  ['en', chrono.en.casual],
  ['es', chrono.es.casual],
  ['fr', chrono.fr.casual],
  ['de', chrono.de.casual],
  ['pt', chrono.pt.casual],
  ['ja', chrono.ja.casual],
]);

/** What of a text is asked of whom. */
export interface Reading {
  parser: chrono.Chrono;
  text: string;
  /** Words that say nothing about a time. */
  fillers: readonly string[];
  /** Where an hour after midnight belongs to the night of the day before. */
  night: Night;
  /** It is said that the time is over. */
  isPast: boolean;
}

/**
 * Who may understand the text, in the order in which they are asked: the locale's language, English, and then the other
 * languages, since many people use Discord in English and write in their own. The phrases come after the library
 * alone, and numbers in words after those in digits. Where nobody can know what is meant, nobody is asked.
 */
export function* readings(text: string, locale: string, reference: Date): Generator<Reading> {
  const plain = text.normalize('NFKC').replaceAll(/\b([ap])\. ?m\b\.?/giu, '$1m');
  const normal = slashedDates(plain.trim(), locale);
  if (normal === undefined) return;
  for (const language of new Set([languageOf(locale), 'en', ...LANGUAGES.keys()] as const)) {
    const said = amended(normal, language);
    if (!said) return;
    const digits = inDigits(said.text, language);
    const english = inEnglish(digits, language);
    if (english.night === 'unclear') continue;
    // English is written by people of every country.
    const order = isDayFirst(language === 'en' ? locale : language) ? 'dayFirst' : 'monthFirst';
    const fillers = fillersOf(language);
    const of = { fillers, isPast: said.isPast, night: english.night };
    const parser = language === 'en' ? ENGLISH[order] : LANGUAGES.get(language);
    if (parser && english.night === 'of that day') {
      for (const written of new Set([said.text, digits])) {
        // "2h" is how long in English, and o'clock elsewhere.
        yield { ...of, parser, text: language === 'en' ? written : clockTimes(written) };
      }
    }
    const phrases = comingWeekend(english.text, reference);
    const phrased = { ...of, parser: ENGLISH[order], fillers: [...fillers, ...fillersOf('en')] };
    for (const written of new Set([phrases, dayOfMonth(phrases, reference)])) {
      yield { ...phrased, text: written };
    }
  }
}

/** Whether people write the day of a date before its month. */
function isDayFirst(locale: string): boolean {
  const date = new Intl.DateTimeFormat([locale, 'en-US'], { day: 'numeric', month: 'numeric' });
  const parts = date.formatToParts().map(({ type }) => type);
  return parts.indexOf('day') < parts.indexOf('month');
}

function languageOf(locale: string): TimeLanguage {
  const [language] = locale.split('-');
  return [...LANGUAGES.keys()].find((known) => known === language) ?? 'en';
}
