import { ANEW, type Piece } from '../reply/piece.ts';
import { ModelError } from './modelError.ts';

/** What the model writes first when it leaves the role; nobody is shown it. */
export const OUT_OF_ROLE = '[out of role]';

const OPENING = String.raw`[\[({<（［｛＜【「『〔《〈][\s*_~\x60/]*`;
const CLOSING = String.raw`\])}>）］｝＞】」』〕》〉`;
const EMPHASIS = String.raw`*_~\x60`;
/** What may stand before the mark in its line, such as what makes it bold. */
const BEFORE = String.raw`(?<=\n)[\t >#${EMPHASIS}"'“„«•·–—\-]*`;
/** What may end it where it stands alone. */
const STOPS = String.raw`[ .!…。"'”»\r]*`;

const SPACE = '[ _-]{1,3}';
const WORDS = ['o', 'u', 't', SPACE, 'o', 'f', SPACE, 'r', 'o', 'l', 'e'];
const WHOLE = WORDS.join('');
const BEGUN = WORDS.reduceRight((rest, part) => `(?:${part}${rest})?`, STOPS);

/** In brackets anywhere; without them emphasised, or alone, at the beginning of a line. `end` is what ends a line. */
const markBefore = (end: string) =>
  new RegExp(
    `(?:${BEFORE})?${OPENING}${WHOLE}|${BEFORE}${WHOLE}[ .!]*(?:[:${EMPHASIS}${CLOSING}]|${STOPS}(?=${end}))`,
    'iu',
  );
const MARK = markBefore(String.raw`\n`);
const LAST_MARK = markBefore(String.raw`\n|$`);
/** The end of a text that may become the mark. */
const MAY_BE_MARK = new RegExp(`(?:${BEFORE}(?:${OPENING})?|${OPENING})${BEGUN}$`, 'iu');
/** The rest of the mark, and what closes what was opened before it. */
const AFTER_MARK = new RegExp(String.raw`^[${CLOSING}.:!${EMPHASIS}"'”“»]*\s*`, 'u');

const LEFT = Symbol('left');

/** Reads a text piece by piece, and tells the marks in it from its words. */
class MarkReader {
  /** What is not given out yet. */
  #text = '';
  /** The last character that was. */
  #before = '\n';
  #isAfterMark = false;

  /** The words that cannot be a part of a mark, and the marks. */
  *read(delta: string, isLast = false): Generator<string | typeof LEFT, void, undefined> {
    this.#text += delta;
    for (;;) {
      // What is between the mark and the words comes in pieces, too.
      const words = this.#isAfterMark ? this.#text.replace(AFTER_MARK, '') : this.#text;
      if (words === '') return;
      if (this.#isAfterMark) this.#before = '\n';
      this.#isAfterMark = false;
      const text = this.#before + words;
      const mark = (isLast ? LAST_MARK : MARK).exec(text);
      const held = isLast ? -1 : text.search(MAY_BE_MARK);
      const end = mark?.index ?? (held < 0 ? text.length : held);
      if (end > 1) yield text.slice(1, end);
      this.#before = text.charAt(end - 1);
      this.#text = text.slice(mark ? end + mark[0].length : end);
      if (!mark) return;
      this.#isAfterMark = true;
      yield LEFT;
    }
  }
}

/**
 * A part's text without the mark with which the role is left, wherever that comes: what was played before it is taken
 * back.
 * @param onLeft called once if it was; no text comes after the mark before it resolves
 * @throws {ModelError} when the role was left without a word
 */
export async function* withoutMark(
  deltas: AsyncIterable<string>,
  onLeft: () => Promise<void>,
): AsyncGenerator<Piece, void, undefined> {
  const reader = new MarkReader();
  let isLeft = false;
  let hasText = false;
  async function* told(pieces: readonly (string | typeof LEFT)[]) {
    // What was played right before the mark need not be shown first.
    const start = isLeft ? 0 : Math.max(0, pieces.indexOf(LEFT));
    for (const piece of pieces.slice(start)) {
      if (piece !== LEFT) {
        hasText = true;
        yield piece;
      } else if (!isLeft) {
        isLeft = true;
        await onLeft();
        if (hasText) yield ANEW;
        hasText = false;
      }
    }
  }
  for await (const delta of deltas) yield* told([...reader.read(delta)]);
  yield* told([...reader.read('', true)]);
  if (isLeft && !hasText) throw new ModelError('empty');
}
