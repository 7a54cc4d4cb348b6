import { NOT_OF_DATE } from '../nights.ts';
import { clock, type Vocabulary } from './vocabulary.ts';

/** What is said of times in English. */
export const en: Vocabulary = {
  fillers: 'at on the by around about please and of',
  past: /\b(?:last|past|previous)(?: week)?,? (?=\w+day\b|weekend\b)|(?<=day) last week\b/giu,
  amended: [
    // No number of hours, as it is to the library.
    [/^(0?[6-9]|1\d|2[0-3])\.([0-5]\d) ?h$/giu, '$1:$2'],
    // To the library a quarter is one of a year.
    [/\b(?:an|one|1) hour and a quarter\b/giu, '75 minutes'],
    [/\b(\w+ hours) and a quarter\b/giu, '$1 15 minutes'],
  ],
  phrases: [
    ['(?:the )?day after tomorrow', 'in 2 days'],
    ['an? fortnight', '2 weeks'],
    ['(?:an|one|1) hour and a half|one and a half hours', '90 minutes'],
    ['three[- ]quarters of an hour|3[- ]quarters of an hour', '45 minutes'],
    ['(?:a )?quarter of an hour', '15 minutes'],
    ['(\\d{1,2}) hours and a half', '$1 hours 30 minutes'],
    ['(\\d{1,2}) and a half hours', '$1 hours 30 minutes'],
    ['(at|to|past) one', '$1 1'],
    ['half (\\d{1,2})', 'half past $1'],
    ['tues', 'tuesday'],
    ['weds', 'wednesday'],
    // Hours of 24 without a colon, where no year stands.
    ['(?<=(?:today|tomorrow|tonight|at|\\w+day),? )([01]\\d|2[0-3])([0-5][05])', '$1:$2'],
    ['(?:this |the )?(?:(?:up)?coming weekend|weekend coming)', 'coming weekend'],
    ['(?:this )?(?:up)?coming(?= \\w+day)', ''],
    ['later(?= (?:today|tonight|this)(?!\\p{L}))', ''],
    ['(days?|weeks?|months?) from(?= (?:tomorrow|(?!to)\\w+day))', '$1 after'],
    ['(days?|weeks?|months?) from today', '$1 from now'],
    ['(?:at )?this time(?= tomorrow(?!\\p{L}))', ''],
    [`(?<!\\d |past |to )${clock} tonight`, 'tonight at $1:$2'],
    [`${NOT_OF_DATE}${clock} (?:in the|at) (morning|afternoon|evening|night)`, '$1:$2 $3'],
    ['in the(?= (?:morning|afternoon|evening)(?!\\p{L}))', ''],
  ],
};
