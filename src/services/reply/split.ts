import { codePoints } from './codePoints.ts';
import {
  closed,
  closingOf,
  MarkdownScanner,
  type OpenConstructs,
  type Place,
  type TokenKind,
  reopeningOf,
} from './markdown.ts';

/** Characters (Unicode code points) in one Discord message. */
export const MESSAGE_LIMIT = 2_000;

/** One message of a longer text. */
export interface Piece {
  /** Marks that open again what the message before had open. */
  opening: string;
  /** The text's own words. The pieces' texts, joined, are the text. */
  text: string;
  /** What the message shows: the text between added marks, so that it renders by itself. */
  content: string;
}

/** How good a place is to cut a text at. */
type Rank = 'paragraph' | 'line' | 'sentence' | 'word';
const RANKS: readonly Rank[] = ['paragraph', 'line', 'sentence', 'word'];
/** A message that is emptier than this share of its limit is cut at a finer place instead. */
const LEAST_FILLED = 1 / 4;
/** How far past a cut is looked, in characters, to see whether emphasis that is open there ends at all. */
const LOOK_AHEAD = 4_000;
/** So much more is looked at, in characters, that the last grapheme within the limit is seen whole. */
const MARGIN = 100;
const SENTENCE_END = /[.!?…。！？]["'”’)\]*_~|]*$/;
const MARKED_LINE = /(?:>>> |> |#{1,3} |-# | *[-*+] | *\d{1,10}[.)] )/y;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The first message of a text that is too long for one; undefined if it fits.
 * @param opening marks that the message begins with
 * @param growing whether more of the text may follow
 */
export function firstPiece(
  text: string,
  opening = '',
  { limit = MESSAGE_LIMIT, growing = false } = {},
): (Piece & { next: string }) | undefined {
  const whole = opening + text;
  if (fits(whole, limit)) return undefined;
  const place = bestPlace(whole, opening.length, limit, growing);
  const begun = withoutEmptyMarks(place);
  return {
    opening,
    text: whole.slice(opening.length, place.index),
    content: closed(whole.slice(0, begun.index), begun, closingOf(begun)),
    next: reopeningOf(place),
  };
}

/** The place before the marks that are opened right there: closed at once they would be none. */
function withoutEmptyMarks(place: Place): Place {
  const last = place.marks.at(-1);
  if (last?.from !== place.index) return place;
  const index = place.index - last.mark.length;
  return withoutEmptyMarks({ ...place, index, marks: place.marks.slice(0, -1) });
}

/** Whether a text fits into one message. */
export function fits(text: string, limit: number = MESSAGE_LIMIT): boolean {
  // A code point is one or two UTF-16 units: only lengths in between need counting.
  return text.length <= limit || (text.length <= limit * 2 && codePoints(text) <= limit);
}

/**
 * Cuts a whole text into messages, each of which renders by itself.
 * @param most so many messages at most; what is left after them is left out
 */
export function splitText(
  text: string,
  limit: number = MESSAGE_LIMIT,
  opening = '',
  most = Number.POSITIVE_INFINITY,
): Piece[] {
  const pieces: Piece[] = [];
  let rest = text;
  let marks = opening;
  while (pieces.length < most) {
    const piece = firstPiece(rest, marks, { limit });
    if (!piece) break;
    const { next, ...shown } = piece;
    pieces.push(shown);
    rest = rest.slice(piece.text.length);
    marks = next;
  }
  if (rest !== '' && pieces.length < most)
    pieces.push({ opening: marks, text: rest, content: marks + rest });
  return pieces;
}

/** The best place to cut at within the limit, the marks that close the text there counted in. */
function bestPlace(text: string, from: number, limit: number, growing: boolean): Place {
  const scanner = new MarkdownScanner(text, growing);
  const places = new Map<Rank, Place>();
  let before: Place = scanner.place();
  let kind: TokenKind = 'text';
  let points = 0;
  while (!scanner.atEnd) {
    before = scanner.place();
    kind = scanner.next();
    const length = codePoints(text.slice(before.index, scanner.index));
    if (points + length + closingLength(scanner) > limit) break;
    points += length;
    if (text.slice(from, scanner.index).trim() === '' || leavesEmptyFence(text, scanner)) continue;
    const rank = rankOf(kind, text, before.index, scanner);
    if (rank) places.set(rank, scanner.place());
  }
  const least = from + limit * LEAST_FILLED;
  const rank = RANKS.find((candidate) => (places.get(candidate)?.index ?? 0) >= least);
  const place =
    (rank && places.get(rank)) ??
    // Marks that open again before a space are none.
    (kind === 'space' && before.marks.length > 0 ? furthest(places.values()) : undefined) ??
    finest(kind, text, before, from, limit - points);
  return withoutStrays(place, scanner, growing);
}

function furthest(places: Iterable<Place>): Place | undefined {
  return [...places].toSorted((a, b) => b.index - a.index)[0];
}

function rankOf(
  kind: string,
  text: string,
  start: number,
  scanner: MarkdownScanner,
): Rank | undefined {
  const { index } = scanner;
  if (kind === 'newline') {
    if (scanner.fence === null && scanner.marks.length > 0 && looksAt(MARKED_LINE, text, index))
      return undefined;
    return scanner.fence === null && text[start - 1] === '\n' ? 'paragraph' : 'line';
  }
  if (kind === 'space')
    return SENTENCE_END.test(text.slice(Math.max(0, start - 8), start)) ? 'sentence' : 'word';
  return kind === 'text' && /[。！？]$/.test(text.slice(start, index)) ? 'sentence' : undefined;
}

/** Where no better place is: before the token that is too long, or in it, after as many graphemes as fit. */
function finest(kind: TokenKind, text: string, before: Place, from: number, points: number): Place {
  if (kind === 'atom' && text.slice(from, before.index).trim() !== '') return before;
  const room = Math.max(0, points - closingLength(before));
  let index = before.index;
  let left = room;
  for (const { segment } of graphemes.segment(
    text.slice(before.index, before.index + room * 2 + MARGIN),
  )) {
    left -= codePoints(segment);
    if (left < 0) break;
    index += segment.length;
  }
  // A grapheme may be longer than a message: then it is cut after all, but not in a code point.
  if (index <= from) index = from + sliceOfPoints(text.slice(from), Math.max(1, room)).length;
  return { ...before, index };
}

/** Characters that closing takes: before the end of a code block stands a line break. */
const closingLength = (open: OpenConstructs): number =>
  closingOf(open).length + (open.fence === null ? 0 : 1);

function sliceOfPoints(text: string, count: number): string {
  return Array.from(text.slice(0, count * 2))
    .slice(0, count)
    .join('');
}

/** Without the marks that never end: they are no emphasis, and need no closing. */
function withoutStrays(place: Place, scanner: MarkdownScanner, growing: boolean): Place {
  const end = scanner.index + LOOK_AHEAD;
  while (!scanner.atEnd && scanner.index < end && place.marks.some(({ closed: done }) => !done)) {
    scanner.next();
  }
  const undecided = growing && scanner.atEnd ? scanner.marks : [];
  return { ...place, marks: place.marks.filter((mark) => mark.closed || undecided.includes(mark)) };
}

/** Whether a cut here would leave a code block with nothing in it, on either side. */
function leavesEmptyFence(text: string, { fence, index }: MarkdownScanner): boolean {
  if (fence === null) return false;
  return (
    /^\s*```/.test(text.slice(index, index + 200)) ||
    /```[^\s`]*\s*$/.test(text.slice(Math.max(0, index - 100), index))
  );
}

function looksAt(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index;
  return pattern.test(text);
}
