import { bare, clockTimes, inClockTimes, kanjiNumbers, type English } from './clockWords.ts';
import { de } from './phrases/de.ts';
import { en } from './phrases/en.ts';
import { es } from './phrases/es.ts';
import { fr } from './phrases/fr.ts';
import { ja } from './phrases/ja.ts';
import { pt } from './phrases/pt.ts';
import type { Phrase, Vocabulary } from './phrases/vocabulary.ts';

const VOCABULARIES = { en, es, fr, de, pt, ja } satisfies Record<string, Vocabulary>;

/** The languages in which a time can be written. */
export type TimeLanguage = keyof typeof VOCABULARIES;

/** What somebody wrote, as the library may read it, and whether it is of a day that is over. */
interface Amended {
  text: string;
  isPast: boolean;
}

/** The text without what the library would misread in this language; nothing if it may mean two times. */
export function amended(text: string, language: TimeLanguage): Amended | undefined {
  const { past, unclear, amended: pairs = [] }: Vocabulary = VOCABULARIES[language];
  if (unclear?.test(text)) return undefined;
  const present = text.replaceAll(past, '');
  return {
    text: pairs.reduce((rest, [pattern, instead]) => rest.replaceAll(pattern, instead), present),
    isPast: present !== text,
  };
}

/** Words that say nothing about a time in this language, in lower case without accents. */
export const fillersOf = (language: TimeLanguage): string[] =>
  VOCABULARIES[language].fillers.split(' ');

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [...Array(12).keys()];

const NEXT_WEEK = /\bnext week,? +(?:on +)?(?=\w+day\b)(\w+)/gi;
const PART_OF_NEXT_WEEK = /\b(\w+day) (morning|afternoon|evening|night),? (?:of )?next week\b/gi;
/** A number after a day is an hour if it is one that people have in mind without saying more. */
const BARE_HOUR = /\b(today|tomorrow|\w+day) +(?=(?:[7-9]|1[01])$)/gi;

/** A time as somebody wrote it, its known phrases in English. */
export function inEnglish(text: string, language: TimeLanguage): English {
  let english = clockTimes(bare(language === 'ja' ? kanjiNumbers(text) : text));
  for (const [pattern, replacement] of patternsOf(language)) {
    english = english.replaceAll(pattern, replacement);
  }
  const said = inClockTimes(english.replaceAll(/\s+/g, ' ').trim());
  return {
    ...said,
    text: said.text
      .replaceAll(NEXT_WEEK, '$1 next week')
      .replaceAll(PART_OF_NEXT_WEEK, '$1 next week $2')
      .replaceAll(BARE_HOUR, '$1 at '),
  };
}

const compiled = new Map<TimeLanguage, [RegExp, string][]>();

function patternsOf(language: TimeLanguage): readonly [RegExp, string][] {
  let patterns = compiled.get(language);
  if (!patterns) {
    const phrases = [...VOCABULARIES[language].phrases, ...namesOf(language)];
    patterns = phrases.map(([pattern, english]) =>
      language === 'ja'
        ? [new RegExp(pattern, 'gu'), ` ${english} `]
        : [new RegExp(`(?<![\\p{L}\\d])(?:${pattern})(?![\\p{L}\\d])`, 'gu'), english],
    );
    compiled.set(language, patterns);
  }
  return patterns;
}

/** The names of days and months. */
function namesOf(language: TimeLanguage): Phrase[] {
  if (language === 'en') return [];
  if (language === 'ja') {
    return DAYS.map((english, index) => [`${'日月火水木金土'[index]}曜日?(?:\\(.\\))?`, english]);
  }
  const days = DAYS.map((english, day): Phrase => {
    const name = weekdayName(language, day, 'long').replace('-feira', '(?:-feira)?');
    // "5 mar" is a day of a month.
    return [`${name}|(?<!\\d )${weekdayName(language, day, 'short')}\\.?`, english];
  });
  const months = MONTHS.map((month): Phrase => {
    const dayBefore = '(\\d{1,2})(?:\\.|er)?(?: de)? +';
    return [dayBefore + bare(monthName(language, month)), `${monthName('en', month)} $1`];
  });
  return [...days, ...months];
}

function weekdayName(language: TimeLanguage, day: number, weekday: 'long' | 'short'): string {
  const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' });
  // 2 August 2026 is a Sunday.
  return bare(format.format(Date.UTC(2026, 7, 2 + day))).replace('.', '');
}

function monthName(language: TimeLanguage, month: number): string {
  const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  return format.format(Date.UTC(2026, month, 1));
}
