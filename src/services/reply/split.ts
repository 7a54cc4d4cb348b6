/** Characters (Unicode code points) in one Discord message. */
export const MESSAGE_LIMIT = 2_000;

/** Where a text may be cut, best first: after a paragraph, a line, a sentence, a word. */
const BOUNDARIES = [/\n\s*\n/gu, /\n/gu, /[.!?…。！？]["'”’)\]]*\s+/gu, /\s+/gu];

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Index in UTF-16 units after the first `count` code points; undefined if the text has no more than that. */
function indexAfter(text: string, count: number): number | undefined {
  // A code point is one or two units: only texts in between need counting.
  if (text.length <= count) return undefined;
  let index = 0;
  for (let points = 0; points < count; points += 1) {
    if (index >= text.length) return undefined;
    index += (text.codePointAt(index) ?? 0) > 0xff_ff ? 2 : 1;
  }
  return index < text.length ? index : undefined;
}

/**
 * Where the first message of a text ends: undefined if the text fits into one of `limit` code points.
 * What is left of the index and what is right of it together are the text; no grapheme is cut.
 */
export function cutIndex(text: string, limit: number = MESSAGE_LIMIT): number | undefined {
  const end = indexAfter(text, limit);
  if (end === undefined) return undefined;
  const window = text.slice(0, end);
  for (const boundary of BOUNDARIES) {
    const index = lastBoundary(window, boundary);
    // A message of a few words before a long one reads badly: then a finer cut is better.
    if (index > window.length / 4) return index;
  }
  const before = graphemes.segment(text).containing(end)?.index ?? end;
  return before > 0 ? before : end;
}

function lastBoundary(window: string, boundary: RegExp): number {
  let last = 0;
  for (const match of window.matchAll(boundary)) last = match.index + match[0].length;
  return window.slice(0, last).trim() === '' ? 0 : last;
}

/** Cuts a text into messages of at most `limit` code points; joined they are the text. */
export function splitText(text: string, limit: number = MESSAGE_LIMIT): string[] {
  const parts: string[] = [];
  let rest = text;
  for (let cut = cutIndex(rest, limit); cut !== undefined; cut = cutIndex(rest, limit)) {
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return rest === '' ? parts : [...parts, rest];
}
