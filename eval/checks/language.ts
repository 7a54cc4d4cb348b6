import { eld } from 'eld/small';

/** Letters below which a text does not show its language. */
const FEWEST_LETTERS = 30;

const NOT_PROSE = /```[\s\S]*?(```|$)|`[^`\n]*`|<?https?:\/\/\S+/g;

/**
 * What another language a text is in, if it clearly is.
 * @param expected as ISO 639-1
 * @returns null if it is in the expected one, undefined if there is too little to tell
 */
export function wrongLanguage(text: string, expected: string): string | null | undefined {
  const prose = text.replaceAll(NOT_PROSE, ' ');
  // A Japanese character says more than a Latin letter.
  const letters = (prose.match(/\p{L}/gu) ?? []).length;
  const ideographs = (prose.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu) ?? [])
    .length;
  if (letters + 2 * ideographs < FEWEST_LETTERS) return undefined;
  const detected = eld.detect(prose);
  if (!detected.isReliable()) return undefined;
  return detected.language === expected ? null : `in "${detected.language}", not "${expected}"`;
}
