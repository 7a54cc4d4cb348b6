/** Where people anywhere find somebody to talk to. */
const EVERYWHERE = ['findahelpline.com', 'befrienders.org'];

/**
 * Emergency numbers and lines for people in despair or hurt by somebody close, by Discord locale, as digits or
 * addresses. They recognize a number; people are never shown them from here.
 */
const LINES: Readonly<Record<string, readonly string[]>> = {
  'en-US': [
    '911',
    '988',
    '741741',
    '8002738255',
    '8007997233',
    'thehotline.org',
    '988lifeline.org',
  ],
  'en-GB': ['999', '112', '111', '116123', '85258', '08082000247', '08088020300', 'samaritans.org'],
  de: ['112', '110', '116123', '116016', '116006', '08001110111', '08001110222', '142', '143'],
  fr: ['112', '3114', '3919', '114', '119', '116006', '0800059595'],
  'es-ES': ['112', '024', '016', '717003717'],
  'es-419': ['911', '112', '123', '135', '144', '8009112000'],
  'pt-BR': ['188', '180', '190', '192', 'cvv.org.br'],
  ja: ['110', '119', '8008', '0120279338', '0120279889', '0120783556', '0120061338', '0570064556'],
};

/** From this length on, digits may stand inside a longer number, such as one with a country code. */
const LONG = 6;

/** Whether a text names an emergency number, a help line or a list of them that is of use in this locale. */
export function namesHelpLine(text: string, locale: string): boolean {
  const plain = text.normalize('NFKC').toLowerCase();
  const numbers: readonly string[] = plain.match(/\d+/g) ?? [];
  // Numbers are written in groups: "0120-279-338", "116 123", "(800) 799-7233".
  const joined = plain.replaceAll(/(?<=\d)[\s().\-–‑/]{1,3}(?=\d)/g, '');
  return [...EVERYWHERE, ...(LINES[locale] ?? [])].some((line) => {
    if (!/^\d+$/.test(line)) return plain.includes(line);
    return line.length < LONG ? numbers.includes(line) : joined.includes(line);
  });
}
