import * as chrono from 'chrono-node';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inEnglish } from '../../../src/services/checkins/phrasebook.ts';
import { readWhen } from '../../../src/services/checkins/when.ts';

/** A Wednesday morning. */
const NOW = new Date('2026-01-14T09:30:00Z');

/** Times that the library understands without help. */
const PLAIN: [locale: string, library: chrono.Chrono, texts: string][] = [
  [
    'en-US',
    chrono.en.casual,
    `2h|1h|2 h|45m|30 min|in 2 hours|an hour from now|in a week|in 3 days|in 2 months|next week|next month
    tonight|tonight at 10|tonight at 11:30|this evening|this evening at 8|this afternoon|this afternoon at 3
    tomorrow|tomorrow at 8|tomorrow noon|tomorrow evening at 8|tomorrow 9pm|tomorrow 21:00|tomorrow afternoon
    9am|9pm|at 18|18:00|noon|midnight|Saturday|this Saturday|next Saturday|Saturday 9pm|Monday at 9|Monday next week
    this weekend|Thursday night|Jan 20|January 20 at 7pm|20 January|Tuesday 20 January|end of the month|1/20 7pm`,
  ],
  ['en-GB', chrono.en.GB, '20/1 19:00|5/2 at 7pm|20 January at 7pm|2h|tonight at 10|next Friday'],
  [
    'es-ES',
    chrono.es.casual,
    'mañana|mañana a las 21|el sábado|sábado a las 18:00|esta tarde|esta tarde a las 3|en 2 horas|20 de enero',
  ],
  [
    'fr',
    chrono.fr.casual,
    '2h|demain|demain à 21h|samedi à 18h|cet après-midi|ce soir à 22h|dans 2 heures|le 20 janvier|samedi prochain|ce soir à 8',
  ],
  [
    'de',
    chrono.de.casual,
    '2h|morgen um 21 Uhr|Samstag|heute Nachmittag|heute Abend um 8|in 2 Stunden|20. Januar|nächsten Samstag um 18 Uhr|nächste Woche',
  ],
  [
    'pt-BR',
    chrono.pt.casual,
    'amanhã|amanhã às 8|hoje à tarde|segunda às 9|sábado às 18:00|sexta à noite|20 de janeiro',
  ],
  ['ja', chrono.ja.casual, '明日の九時|明日の午前8時|今夜10時|午後三時|月曜日|1月20日'],
];

const cases = PLAIN.flatMap(([locale, library, texts]) =>
  texts.split(/[|\n]/).map((text) => ({ locale, library, text: text.trim() })),
);

const CLOCK = /^\d{1,2}(?::\d{2})?(?:am|pm)?$/;
const oneOf = (words: string): fc.Arbitrary<string> => fc.constantFrom(...words.split('|'));

test.each(cases)('$locale: “$text” is what it is to the library', ({ locale, library, text }) => {
  const reference = { instant: NOW, timezone: 0 };
  const at = library.parseDate(text, reference, { forwardDate: true });
  expect(at).not.toBeNull();
  expect(readWhen(text, { now: NOW, locale, timeZone: 'UTC' })).toEqual({ ok: true, at });
});

describe('what is put into English', () => {
  const clock = fc
    .tuple(fc.integer({ min: 1, max: 23 }), fc.constantFrom('', ':00', ':30'))
    .map(([hour, minute]) => `${hour}${minute}`);
  const said = fc.tuple(
    oneOf('|tonight|today|tomorrow|Monday|this|in 3 days|next week|overnight|fortnight'),
    oneOf('|morning|afternoon|evening|night|noon|half past|quarter to'),
    oneOf('|at|on|around'),
    clock,
    oneOf('|in the evening|at night|tonight|morning'),
  );

  test('keeps its words apart', () => {
    fc.assert(
      fc.property(said, (parts) => {
        const text = parts.join(' ').toLowerCase();
        const words = new Set([...(text.match(/[a-z]+/g) ?? []), 'at', 'today']);
        const written = inEnglish(text, 'en').text.match(/[a-z\d:]+/g) ?? [];
        const glued = written.filter((word) => !CLOCK.test(word) && !words.has(word));
        expect(glued).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});
