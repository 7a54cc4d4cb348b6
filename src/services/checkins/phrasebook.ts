import { bare, clockTimes, inClockTimes, kanjiNumbers } from './clockWords.ts';

/** The languages in which a time can be written. */
export type TimeLanguage = 'en' | 'es' | 'fr' | 'de' | 'pt' | 'ja';

type Phrase = readonly [pattern: string, english: string];

const clock = '(\\d{1,2})(?:[:.h](\\d{2}))?';

/**
 * What people write and the library for times does not know, or knows in part, which is worse: in English, which it
 * knows best. Patterns are tried in this order, on lower case without accents, and match whole words where a language
 * has spaces between them.
 */
const PHRASES: Record<TimeLanguage, readonly Phrase[]> = {
  en: [
    ['(?:the )?day after tomorrow', 'in 2 days'],
    ['an? fortnight', '2 weeks'],
    ['(?:an|one|1) hour and a half|one and a half hours', '90 minutes'],
    ['(\\d{1,2}) hours and a half', '$1 hours 30 minutes'],
    ['(\\d{1,2}) and a half hours', '$1 hours 30 minutes'],
    ['(at|to|past) one', '$1 1'],
    ['half (\\d{1,2})', 'half past $1'],
    [`${clock} tonight`, 'tonight at $1:$2'],
    [`${clock} (?:in the|at) (morning|afternoon|evening|night)`, '$1:$2 $3'],
  ],
  es: [
    ['(?:una )?hora y media', '90 minutes'],
    ['(\\d{1,2}) horas y media', '$1 hours 30 minutes'],
    ['media hora', '30 minutes'],
    ['a la una', 'a las 1'],
    [`${clock} y media`, '$1:30'],
    ['cuarto', 'quarter'],
    [`${clock} y (quarter|\\d{1,2})`, '$3 past $1'],
    [`${clock} menos (quarter|\\d{1,2})`, '$3 to $1'],
    ['(?:este )?fin de semana', 'this weekend'],
    ['(?:de|por|en) la (?:manana|madrugada)', 'morning'],
    ['(?:de|por|en) la tarde', 'afternoon'],
    ['(?:de|por|en) la noche', 'night'],
    ['esta noche', 'tonight'],
    ['esta tarde', 'this afternoon'],
    ['mediodia', 'noon'],
    ['medianoche', 'midnight'],
    ['pasado manana', 'in 2 days'],
    ['manana', 'tomorrow'],
    ['hoy', 'today'],
    ['(?:la )?(?:proxima semana|semana que viene)', 'next week'],
    ['que viene|proximo', ''],
    ['(?:a|sobre|hacia) las?', 'at'],
    ['dentro de|en', 'in'],
    ['dias?', 'days'],
    ['semanas?', 'weeks'],
    ['mes(?:es)?', 'months'],
    ['horas?', 'hours'],
    ['minutos?', 'minutes'],
    ['una?', '1'],
    ['el|al|de|a', ''],
  ],
  fr: [
    ['(?:une )?demi[- ]heure', '30 minutes'],
    ['une heure et demie', '90 minutes'],
    ['dans (\\d{1,2}) ?(?:h|heures) et demie', 'in $1 hours 30 minutes'],
    ['(?:ce )?week-?end', 'this weekend'],
    ['(?:a|vers) une heure', 'at 1:00'],
    ['quart', 'quarter'],
    [`${clock} moins (?:le )?(quarter|\\d{1,2})`, '$3 to $1'],
    [`${clock} et quarter`, '$1:15'],
    [`${clock} et demie`, '$1:30'],
    [`at ${clock} ce soir`, 'tonight at $1:$2'],
    ['du matin|le matin', 'morning'],
    ["(?:de l'|l'|cet )apres-midi", 'afternoon'],
    ['ce soir', 'this evening'],
    ['du soir|le soir|soir', 'evening'],
    ['matin', 'morning'],
    ['apres[- ]demain', 'in 2 days'],
    ['demain', 'tomorrow'],
    ["aujourd'hui", 'today'],
    ['midi', 'noon'],
    ['minuit', 'midnight'],
    ['(?:la )?semaine prochaine', 'next week'],
    ['dans', 'in'],
    ['jours?', 'days'],
    ['semaines?', 'weeks'],
    ['mois', 'months'],
    ['heures?', 'hours'],
    ['une?', '1'],
    ['a|vers', 'at'],
    ['le', ''],
  ],
  de: [
    ['(\\d{1,2})\\.(\\d{2}) uhr', '$1:$2'],
    ['(\\d{1,2})\\.(\\d{1,2})\\.', '$2/$1'],
    ['(\\p{L}+tag)(abend|nachmittag|mittag|nacht)', '$1 $2'],
    ['einer halben stunde', '30 minutes'],
    ['(?:anderthalb|eineinhalb) stunden', '90 minutes'],
    ['zweieinhalb stunden', '150 minutes'],
    ['halb', 'half to'],
    ['dreiviertel', 'quarter to'],
    ['viertel', 'quarter'],
    ['(quarter|\\d{1,2}) vor', '$1 to'],
    ['(quarter|\\d{1,2}) nach', '$1 past'],
    ['u(?:e)?bermorgen', 'in 2 days'],
    ['morgen (?:fruh|vormittag)|morgen morgen', 'tomorrow morning'],
    ['(?:fruh|vormittags?|morgens)', 'morning'],
    ['nachmittags?', 'afternoon'],
    ['abends?', 'evening'],
    ['nachts', 'night'],
    ['morgen', 'tomorrow'],
    ['heute', 'today'],
    ['mittags?', 'noon'],
    ['mitternacht', 'midnight'],
    ['(?:nachste|kommende)[rn]? woche', 'next week'],
    ['nachste[rnms]?', 'next'],
    [`${clock} uhr`, '$1:$2'],
    ['tage?n?', 'days'],
    ['wochen?', 'weeks'],
    ['monate?n?', 'months'],
    ['stunden?', 'hours'],
    ['minuten?', 'minutes'],
    ['wochenende', 'this weekend'],
    ['eine?[rmns]?', '1'],
    ['um|gegen|so', 'at'],
    ['am|den|der|dieses|kommende[rnms]?', ''],
  ],
  pt: [
    ['(?:uma )?hora e meia', '90 minutes'],
    ['(\\d{1,2}) horas e meia', '$1 hours 30 minutes'],
    ['meia hora', '30 minutes'],
    ['(?<!daqui )a uma(?: hora)?', 'as 1'],
    ['(?:(?:n?este|no) )?fim de semana', 'this weekend'],
    [`${clock} e meia`, '$1:30'],
    [`${clock} e (\\d{1,2})`, '$3 past $1'],
    [`(\\d{1,2}) para (?:as?|o) ${clock}`, '$1 to $2'],
    ['hoje a noite|esta noite', 'tonight'],
    ['(?:da|de|na|a|pela) manha', 'morning'],
    ['(?:da|de|na|a) tarde', 'afternoon'],
    ['(?:da|de|na|a) noite', 'night'],
    ['depois de amanha', 'in 2 days'],
    ['amanha', 'tomorrow'],
    ['hoje', 'today'],
    ['meio[- ]dia', 'noon'],
    ['meia[- ]noite', 'midnight'],
    ['(?:na |a )?(?:proxima semana|semana que vem)', 'next week'],
    ['que vem|proxim[ao]', ''],
    ['(?:daqui|dentro) (?:a|de)|em', 'in'],
    ['dias?', 'days'],
    ['semanas?', 'weeks'],
    ['mes(?:es)?', 'months'],
    ['horas?', 'hours'],
    ['minutos?', 'minutes'],
    ['uma?', '1'],
    ['as|(?:por volta )?das', 'at'],
    ['no|na|de|o|ao?', ''],
  ],
  ja: [
    ['(\\d{4})年', '$1/'],
    ['(\\d{1,2})月(\\d{1,2})日', '$1/$2'],
    ['(\\d+)日後', 'in $1 days'],
    ['(\\d+)週間後', 'in $1 weeks'],
    ['(\\d+)(?:か|ヶ|カ|ヵ|箇)月後', 'in $1 months'],
    ['(\\d+)時間半後', 'in $1 hours 30 minutes'],
    ['(\\d+)時間後', 'in $1 hours'],
    ['(\\d+)分後', 'in $1 minutes'],
    ['(\\d{1,2})時半', '$1:30'],
    ['(\\d{1,2})時(\\d{1,2})分', '$1:$2'],
    ['(\\d{1,2})時', '$1:00'],
    ['明後日|あさって', 'in 2 days'],
    ['明日|あした|あす', 'tomorrow'],
    ['明晩', 'tomorrow night'],
    ['今夜|今晩', 'tonight'],
    ['今日|きょう|本日', 'today'],
    ['再来週(?!の?.曜)', 'in 2 weeks'],
    ['来月', 'next month'],
    ['来週の?(?=.曜)', 'next'],
    ['今[週度]の?(?=.曜)', ''],
    ['(?:今週の?|今)?週末', 'this weekend'],
    ['来週', 'next week'],
    ['午前|朝', 'morning'],
    ['午後|昼過ぎ', 'afternoon'],
    ['夕方|晩', 'evening'],
    ['夜', 'night'],
    ['正午|お昼|昼', 'noon'],
    ['の|に|は|ごろ|頃', ''],
  ],
};

/** What says that the day of a week is the coming one, which it is anyway: the library takes it for that of next week. */
const COMING: Partial<Record<TimeLanguage, RegExp>> = {
  es: /(?<!\p{L})pr[oó]ximo (?=(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)(?!\p{L}))/giu,
  pt: /(?<!\p{L})pr[oó]xim[oa] (?=(?:segunda|ter[cç]a|quarta|quinta|sexta|s[aá]bado|domingo)(?!\p{L}))/giu,
  ja: /次の?(?=[日月火水木金土]曜)/gu,
};

/** The text without the words by which a day is the coming one. */
export function withoutComing(text: string, language: TimeLanguage): string {
  const coming = COMING[language];
  return coming ? text.replaceAll(coming, '') : text;
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [...Array(12).keys()];

const NEXT_WEEK = /\bnext week,? +(?:on +)?(?=\w+day\b)(\w+)/gi;
/** A number after a day is an hour if it is one that people have in mind without saying more. */
const BARE_HOUR = /\b(today|tomorrow|\w+day) +(?=(?:[7-9]|1[01])$)/gi;

/** A time as somebody wrote it, its known phrases in English. */
export function inEnglish(text: string, language: TimeLanguage): string {
  let english = clockTimes(bare(language === 'ja' ? kanjiNumbers(text) : text));
  for (const [pattern, replacement] of patternsOf(language)) {
    english = english.replaceAll(pattern, replacement);
  }
  return inClockTimes(english.replaceAll(/\s+/g, ' ').trim())
    .replaceAll(NEXT_WEEK, '$1 next week')
    .replaceAll(BARE_HOUR, '$1 at ');
}

const compiled = new Map<TimeLanguage, [RegExp, string][]>();

function patternsOf(language: TimeLanguage): readonly [RegExp, string][] {
  let patterns = compiled.get(language);
  if (!patterns) {
    const phrases = [...PHRASES[language], ...namesOf(language)];
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
  const own = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const days = DAYS.map((english, index): Phrase => {
    // 2 August 2026 is a Sunday.
    const name = bare(own.format(Date.UTC(2026, 7, 2 + index)));
    return [name.replace('-feira', '(?:-feira)?'), english];
  });
  const months = MONTHS.map((month): Phrase => {
    const dayBefore = '(\\d{1,2})(?:\\.|er)?(?: de)? +';
    return [dayBefore + bare(monthName(language, month)), `${monthName('en', month)} $1`];
  });
  return [...days, ...months];
}

function monthName(language: TimeLanguage, month: number): string {
  const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  return format.format(Date.UTC(2026, month, 1));
}
