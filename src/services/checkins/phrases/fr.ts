import { clock, type Vocabulary } from './vocabulary.ts';

const day = '(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)';

/** What is said of times in French. */
export const fr: Vocabulary = {
  fillers: 'a le les vers au du',
  past: new RegExp(`(?<=${day}|week[- ]?end) dernier(?!\\p{L})`, 'giu'),
  // To the library that is the hour, or three months.
  unclear: /(?<!\p{L})le (?:\d{1,2}|premier)(?:er)? (?:\p{L}+ )?mois(?!\p{L})/iu,
  amended: [
    // A month before its day, and no seven, except after a day that needs no date.
    [/(?<!\p{L}|(?:[àa]|vers|demain) )sept(?= \d{1,2}(?!\d|:| ?h))/giu, 'sept.'],
    // A day and its number are a date, and no hour.
    [new RegExp(`(?<=${day}) (\\d{1,2})$`, 'giu'), ' the $1th'],
    // Nobody wants to be asked at two at night: it is how long.
    [/^(?:[1-5]|deux|trois|quatre|cinq) heures(?: et (?:demie|quart))?$/giu, 'dans $&'],
  ],
  phrases: [
    [`(?:le |(?<=${day},? ))(\\d{1,2})(?:er)?(?=$|,? (?:a|vers) )`, 'the $1th'],
    ['(?:une )?demi[- ]heure', '30 minutes'],
    ["(?:trois|3) quarts d'heure", '45 minutes'],
    ["(?:un )?quart d'heure", '15 minutes'],
    ['(?<!(?:a|vers) )une heure et demie', '90 minutes'],
    ['dans une heure et quart', 'in 75 minutes'],
    ['dans (\\d{1,2}) ?(?:h|heures) et demie', 'in $1 hours 30 minutes'],
    ['dans (\\d{1,2}) ?(?:h|heures) et quart', 'in $1 hours 15 minutes'],
    ['week[- ]?end prochain', 'next weekend'],
    ['prochain week[- ]?end|week[- ]?end qui vient', 'coming weekend'],
    ['(?<!next |coming )(?:ce )?week[- ]?end', 'this weekend'],
    ['(?:a|vers) une heure', 'at 1:00'],
    ['quart', 'quarter'],
    [`${clock} moins (?:le )?(quarter|\\d{1,2})`, '$3 to $1'],
    [`${clock} et quarter`, '$1:15'],
    [`${clock} et demie`, '$1:30'],
    [`at ${clock} ce soir`, 'tonight at $1:$2'],
    ['du matin|le matin', 'morning'],
    ["(?:de l'|l'|cet )apres-midi", 'afternoon'],
    ['ce soir', 'this evening'],
    ['cette nuit', 'tonight'],
    ['(?:de |dans |pendant )?la nuit|nuit', 'night'],
    ['du soir|le soir|soir', 'evening'],
    ['matin', 'morning'],
    ['apres[- ]demain', 'in 2 days'],
    ['demain', 'tomorrow'],
    ["aujourd'hui", 'today'],
    ['midi', 'noon'],
    ['minuit', 'midnight'],
    ['(?:de )?(?:la )?semaine (?:prochaine|qui vient)', 'next week'],
    ['mois (?:prochain|qui vient)', 'next month'],
    ['dans', 'in'],
    ['(\\d+) ?j', '$1 days'],
    ['jours?', 'days'],
    ['semaines?', 'weeks'],
    ['mois', 'months'],
    ['heures?', 'hours'],
    ['une?', '1'],
    ['a|vers', 'at'],
    [`(${day}) prochain`, 'next $1'],
    [`cet?(?= ${day})`, ''],
    ['le|qui vient', ''],
  ],
};
