import type { Situation } from '../situation.ts';

/** How an age is written, its number first in the groups. */
const AGES = [
  /\b(\d{1,3})[- ]years?[- ]old\b/giu,
  /\b(?:you're|you are|aged?|turning) (\d{2})\b/giu,
  /\b(\d{1,3}) (?:ans|años|anos|Jahre alt)(?!\p{L})/giu,
  /(\d{1,3})[歳才]/gu,
];

/** A capital letter, and small ones: a name, unless it is one of {@link ORDINARY}. */
const NAME = String.raw`(\p{Lu}\p{Ll}{2,})`;

const GREETING = new RegExp(
  String.raw`(?<!\p{L})(?:Hey|Hi|Hello|Dear|Hallo|Liebe|Lieber|Bonjour|Salut|Chère|Cher|Hola|Querida|Querido|Olá|Oi) ${NAME}`,
  'gu',
);

/**
 * Words before a name of somebody or of a place, in the middle of a sentence. German writes every noun with a capital
 * letter and Japanese none, so that names do not stand out there.
 */
const BEFORE_NAME: Partial<Record<Situation['language'], RegExp>> = {
  en: new RegExp(String.raw`(?<!\p{L})(?:with|ask|tell|from|in|near|met) ${NAME}`, 'gu'),
  es: new RegExp(String.raw`(?<!\p{L})(?:con|desde|en|a) ${NAME}`, 'gu'),
  fr: new RegExp(String.raw`(?<!\p{L})(?:avec|chez|à) ${NAME}`, 'gu'),
  pt: new RegExp(String.raw`(?<!\p{L})(?:com|em|para) ${NAME}`, 'gu'),
};

/** Words with a capital letter that are nobody's name and nobody's home. */
const ORDINARY = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
  october november december spring summer autumn winter christmas easter ramadan diwali valentine english spanish french
  german portuguese japanese hindi urdu discord confidant tinder bumble hinge grindr okcupid instagram whatsapp telegram
  facebook tiktok snapchat google reddit zoom spotify netflix there everyone everybody friend love you god mom dad mum
  samaritans someone`.split(/\s+/),
);

/**
 * Names, ages and places in an answer that stand nowhere in the profile, the history or the question. It is
 * conservative: it looks only where a name or an age can hardly be anything else, so that what it finds deserves a
 * look, and what it does not find proves nothing.
 */
export function inventedFacts(text: string, situation: Situation): string[] {
  const { profile, history, question, language, checks } = situation;
  const known = new Set(
    (
      JSON.stringify([profile, history, question])
        .toLowerCase()
        .match(/\p{L}+|\d+/gu) ?? []
    ).values(),
  );
  const found = new Set<string>();
  const collect = (pattern: RegExp, source: string): void => {
    for (const [, fact = ''] of source.matchAll(pattern)) {
      const plain = fact.toLowerCase();
      if (!known.has(plain) && !ORDINARY.has(plain)) found.add(fact);
    }
  };
  for (const pattern of AGES) collect(pattern, text);
  // Names of help lines and of organizations are wanted there.
  if (checks.helpLine) return [...found];
  const prose = withoutTitles(text);
  collect(GREETING, prose);
  const pattern = BEFORE_NAME[language];
  if (pattern) collect(pattern, prose);
  return [...found];
}

/** Headings and what is bold may have every word with a capital letter. */
function withoutTitles(text: string): string {
  return text.replaceAll(/^#{1,3} .*$/gm, '').replaceAll(/\*\*[^*\n]+\*\*/g, '');
}
