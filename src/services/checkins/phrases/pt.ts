import { clock, type Vocabulary } from './vocabulary.ts';

/** What is said of times in Portuguese. */
export const pt: Vocabulary = {
  fillers: 'as os o a ao de no na da',
  past: /(?<!\p{L})[uú]ltim[oa] (?=\p{L})|(?<=\p{L}) passad[oa](?!\p{L})/giu,
  amended: [
    // At the beginning, a month before its day, and no ten. With more than that day, it may be either.
    [/^dez (\d{1,2})(?![\d/:.]| ?h| d[ae] )/giu, '$1 de dezembro'],
    [/^dez(?= \d)/giu, 'dezembro'],
    // The first of a month.
    [/(?<!\d)1[oº](?= de )/giu, '1'],
    // The library takes the coming day of a week for that of next week.
    [
      /(?<!\p{L})pr[oó]xim[oa] (?=(?:segunda|ter[cç]a|quarta|quinta|sexta|s[aá]bado|domingo)(?!\p{L}))/giu,
      '',
    ],
  ],
  phrases: [
    [
      '(?<=(?:segunda|terca|quarta|quinta|sexta|feira|sabado|domingo),? )(\\d{1,2})(?=$|,? as? )',
      'the $1th',
    ],
    ['(?<!meio[- ])(?:no )?dia (\\d{1,2})(?! de (?!manha|tarde|noite)\\p{L}|[/.\\d])', 'the $1th'],
    ['(?<!meio[- ])(?:no )?dia(?= \\d)', ''],
    ['(?:um )?quarto de hora', '15 minutes'],
    ['(?:uma )?hora e meia', '90 minutes'],
    ['(?:uma )?hora e um quarto', '75 minutes'],
    ['(\\d{1,2}) horas e meia', '$1 hours 30 minutes'],
    ['meia hora', '30 minutes'],
    ['(?<!daqui )a uma(?: hora)?', 'as 1'],
    ['(?:(?:n?es[st]e|n?o) )?proximo fi(?:m|nal) de semana', 'coming weekend'],
    ['(?:(?:n?es[st]e|n?o) )?fi(?:m|nal) de semana que vem', 'coming weekend'],
    ['(?:(?:n?es[st]e|n?o) )?fi(?:m|nal) de semana', 'this weekend'],
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
    ['(?:[nd]?a )?(?:proxima semana|semana que vem)', 'next week'],
    ['(?:[nd]?o )?(?:proximo mes|mes que vem)', 'next month'],
    ['que vem|proxim[ao]', ''],
    ['n?est[ea](?= (?:segunda|terca|quarta|quinta|sexta|sabado|domingo))', ''],
    ['daqui(?: a)?|dentro de|em', 'in'],
    ['dias?', 'days'],
    ['semanas?', 'weeks'],
    ['mes(?:es)?', 'months'],
    ['horas?', 'hours'],
    ['minutos?', 'minutes'],
    ['uma?', '1'],
    ['as|(?:por volta )?das', 'at'],
    ['no|na|de|o|ao?', ''],
  ],
};
