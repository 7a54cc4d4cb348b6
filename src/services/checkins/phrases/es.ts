import { clock, type Vocabulary } from './vocabulary.ts';

const nextMonth = '(?:proximo mes|mes (?:que viene|proximo))';

/** What is said of times in Spanish. */
export const es: Vocabulary = {
  fillers: 'el la las los a al de por en sobre hacia',
  past: /(?<!\p{L})[uú]ltim[oa] (?=\p{L})|(?<=(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|semana|finde|noche)) pasad[oa](?!\p{L}| ma[nñ]ana)/giu,
  // Every Friday.
  unclear:
    /(?<!\p{L})los (?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bados?|domingos?)(?!\p{L})/iu,
  amended: [
    // About.
    [/(?<!\p{L})a eso de (?=las? )/giu, 'a '],
    // A day and its number are a date, and no hour.
    [/(?<=lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo) (\d{1,2})$/giu, ' the $1th'],
    // The library takes the coming day of a week for that of next week.
    [
      /(?<!\p{L})pr[oó]ximo (?=(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)(?!\p{L}))/giu,
      '',
    ],
  ],
  phrases: [
    [
      `(?:(?:el )?dia |el |(?<=(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo),? ))(\\d{1,2})(?=$|,? (?:al?|por|sobre|hacia) | del ${nextMonth})`,
      'the $1th',
    ],
    ['(?:tres|3) cuartos de hora', '45 minutes'],
    ['(?:un )?cuarto de hora', '15 minutes'],
    ['(?:una )?hora y media', '90 minutes'],
    ['(?:una )?hora y cuarto', '75 minutes'],
    ['(\\d{1,2}) horas y media', '$1 hours 30 minutes'],
    ['(\\d{1,2}) horas y cuarto', '$1 hours 15 minutes'],
    ['media hora', '30 minutes'],
    ['a la una', 'a las 1'],
    [`${clock} y media`, '$1:30'],
    ['cuarto', 'quarter'],
    [`${clock} y (quarter|\\d{1,2})`, '$3 past $1'],
    [`${clock} menos (quarter|\\d{1,2})`, '$3 to $1'],
    ['(?:este |el )?proximo (?:fin de semana|finde)', 'coming weekend'],
    ['(?:este |el )?(?:fin de semana|finde) (?:que viene|proximo)', 'coming weekend'],
    ['(?:este |el )?(?:fin de semana|finde)', 'this weekend'],
    // The small hours, if no hour is named.
    ['(?<!\\d )(?:de|por|en) la madrugada(?! at )', 'at 3:00'],
    ['(?:de|por|en) la (?:manana|madrugada)', 'morning'],
    ['(?:de|por|en) la tarde', 'afternoon'],
    ['(?:de|por|en) la noche', 'night'],
    ['esta noche', 'tonight'],
    ['esta tarde', 'this afternoon'],
    ['(?:del? |al? )?mediodia', 'noon'],
    ['medianoche', 'midnight'],
    ['pasado manana', 'in 2 days'],
    ['manana', 'tomorrow'],
    ['hoy', 'today'],
    ['(?:la )?(?:proxima semana|semana (?:que viene|proxima))', 'next week'],
    [`(?:(?:d?el|al) )?${nextMonth}`, 'next month'],
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
};
