import { clock, type Vocabulary } from './vocabulary.ts';

const day = '(?:(?:sonn|mon|diens|donners|frei|sams)tag|mittwoch|sonnabend)';
const shortDay = '(?:so|mo|di|mi|do|fr|sa)';
const month = '(?:jan|feb|m(?:ä|ae?)r|apr|mai|jun|jul|aug|sep|okt|nov|dez)';

/** What is said of times in German. */
export const de: Vocabulary = {
  fillers: 'am um gegen der den dem das ca uhr',
  past: /(?<!\p{L})(?:letzte|vergangene|vorige)[nrms]? (?=\p{L}+tag|mittwoch|wochenende)/giu,
  // At the beginning, "So um" is a Sunday or "about"; in lower case, "so 9 Uhr" is either. "3/4 8" is a quarter to
  // eight or the eighth hour of a date.
  unclear:
    /(?<![\d./])3\/4 (?=(?:\d|1[0-2])(?:$| [Uu]hr))|(?<!\p{L})So\.?(?= morgen(?!\p{L}))|^So(?= +(?:um|gegen|ca|circa|etwa)(?!\p{L}))|(?<!\p{L})so(?= +\d{1,2}(?![\d.]*\.\d))/u,
  amended: [
    // The morning of that day, and not tomorrow.
    [
      new RegExp(`(?<=(?<!\\p{L})(?:${day}|(?!so)${shortDay}\\.?)) morgen(?!\\p{L})`, 'giu'),
      ' vormittag',
    ],
    // A day of the month, and no hour.
    [
      new RegExp(
        `(?<=(?<!\\p{L})(?:am|den|der|dem|${day}|${shortDay}\\.?),? )(\\d{1,2})\\.(?!\\d| ?${month}| \\d{1,2}\\.)`,
        'giu',
      ),
      'the $1th',
    ],
    [/(?<=(?<!\p{L})am )(\d{1,2})$/giu, 'the $1th'],
    // To the library every "so" is a Sunday.
    [/(?<!\p{L})so (?= *\p{L})/gu, ''],
    // To the library that is nine weeks in "um 9 nächste Woche".
    [/^(.*\d.*) (n(?:ä|ae)chste Woche)$/giu, '$2 $1'],
  ],
  phrases: [
    ['(\\d{1,2})\\.(\\d{2}) uhr', '$1:$2'],
    ['(\\d{1,2})\\.(\\d{1,2})\\.', '$1/$2'],
    ['(\\d{1,2})\\.(\\d{1,2})(?=,? (?:um |gegen )?\\d{1,2}(?::\\d{2}| uhr))', '$1/$2'],
    [
      '((?:sonn|mon|diens|donners|frei|sams)tag|mittwoch|heute)s? ?(?:morgen|fruh|vormittag)s?',
      '$1 morning',
    ],
    ['(\\p{L}+tag|mittwoch)(abend|nachmittag|mittag|nacht)', '$1 $2'],
    ['naechste([rnms]?)', 'nachste$1'],
    ['std\\.?', 'hours'],
    ['min\\.?', 'minutes'],
    ['einer halben stunde', '30 minutes'],
    ['(?:einer )?(?:dreiviertel|drei viertel|3 viertel)[ -]?stunde', '45 minutes'],
    ['(?:einer )?viertel[ -]?stunde', '15 minutes'],
    ['(\\d{1,2}),(\\d) stunden', '$1.$2 hours'],
    ['ca\\.?|circa|etwa|ungefahr', ''],
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
    ['nachts?', 'night'],
    ['morgen', 'tomorrow'],
    ['heute', 'today'],
    ['mittags?', 'noon'],
    ['mitternacht', 'midnight'],
    ['(?:nachste|kommende)[rn]? woche', 'next week'],
    ['nachste[sn]? wochenende', 'next weekend'],
    ['kommende[sn]? (?:wochenende|weekend)', 'coming weekend'],
    ['nachste[rnms]?', 'next'],
    [`${clock} uhr`, '$1:$2'],
    ['tage?n?', 'days'],
    ['wochen?', 'weeks'],
    ['monat(?:s|en?)?', 'months'],
    ['stunden?', 'hours'],
    ['minuten?', 'minutes'],
    ['wochenende', 'this weekend'],
    ['eine?[rmns]?', '1'],
    ['um|gegen', 'at'],
    ['am|den|der|(?:an )?diese[rnms]?|kommende[rnms]?', ''],
  ],
};
