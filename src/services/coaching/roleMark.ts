import { ANEW, type Piece } from '../reply/piece.ts';
import { ModelError } from './modelError.ts';

/** What the model writes first when it leaves the role; nobody is shown it. */
export const OUT_OF_ROLE = '[out of role]';

/**
 * The words of the mark as models write them, also in the languages that people write in: what may stand one after the
 * other, each a choice.
 */
const STEPPING = ['confidant |', "i am |i'm |", 'now |', 'stepping |step |speaking |', 'out of '];
const WORDINGS = split([
  [...STEPPING, 'the |my |', 'role', '_now|_here|_for a moment|'],
  ['ooc'],
  ['fuera |saliendo |salgo ', 'de |del |de mi ', 'rol|papel|personaje'],
  ['dejo |dejando ', 'el |mi ', 'rol|papel|personaje'],
  ['hors |je sors ', 'du |de |de mon |', 'rôle|role|personnage'],
  ['je quitte ', 'le |mon ', 'rôle|role|personnage'],
  ['raus |ich steige |', 'aus |außerhalb |ausserhalb ', 'der |meiner ', 'rolle', ' aus|'],
  ['ich verlasse ', 'die |meine ', 'rolle'],
  ['fora |saindo |saio ', 'do |de |da |do meu ', 'papel|personagem'],
  ['deixo |deixando ', 'o |a |meu |o meu ', 'papel|personagem'],
  ['役|ロール', 'を|から', '離れ|降り|外れ|抜け', 'て|ます|て話します|てお話しします'],
]);
/** The same in words that people use of themselves: the mark only where they stand in brackets alone. */
const EVERYDAY = split([
  [...STEPPING, 'the |my |', 'character'],
  ['leaving |breaking ', 'the |my |', 'role|character'],
]);

function split(wordings: readonly (readonly string[])[]): string[][][][] {
  return wordings.map((wording) => wording.map((choice) => choice.split('|').map(signs)));
}

/** What stands for each character of a text in a pattern; `_` is a space within the line. */
function signs(text: string): string[] {
  const written: Record<string, string> = {
    ' ': String.raw`[\s\p{Pd}\p{Cf}_*,:]{1,3}`,
    _: String.raw`[^\S\n]`,
    "'": "['’]",
  };
  return Array.from(text, (character) => written[character] ?? character);
}

const anyOf = (patterns: readonly string[]) => `(?:${patterns.join('|')})`;
const whole = (choice: readonly string[][]) => anyOf(choice.map((parts) => parts.join('')));
const begun = (choice: readonly string[][]) =>
  anyOf(choice.map((parts) => parts.reduceRight((rest, part) => `(?:${part}${rest})?`, '')));

const wordsOf = (wordings: readonly string[][][][]) =>
  anyOf(wordings.map((wording) => wording.map(whole).join('')));
const WORDS = wordsOf(WORDINGS);
/** Words of which the rest may still come, or what tells whether they are the mark. */
const WORDS_BEGUN = anyOf(
  [...WORDINGS, ...EVERYDAY].map((wording) =>
    wording.reduceRight(
      (rest, choice) => anyOf([whole(choice) + rest, begun(choice)]),
      String.raw`[^\S\n]*['’‐‑-]?`,
    ),
  ),
);

const BRACKET = String.raw`[<＜\[{(（［｛【「『〔《〈]`;
const CLOSING = String.raw`[>＞\p{Pe}]`;
const OPENING = String.raw`${BRACKET}[^\p{L}\p{N}]{0,8}`;
const WORDLESS = String.raw`[^\p{L}\p{N}\n]{0,40}`;
/** What may stand before the mark, in its line or as a line: what makes it bold, a heading, a point of a list, code. */
const BEFORE = String.raw`(?<=\n)(?:(?!\s)${WORDLESS}\n)?${WORDLESS}\d{0,2}${WORDLESS}`;
/** A sentence goes on, or asks, after the same words: "out of role models", "out of role-play". */
const STOP = String.raw`(?!['’‐‑-]\p{L})(?=[^\S\n]*(?:[^\p{L}\p{N}\s?？]|\n|$))`;

const ALONE = String.raw`${wordsOf(EVERYDAY)}(?=[^\p{L}\p{N}\n]{0,4}${CLOSING})`;

/** At the beginning of a line, or in brackets anywhere; whatever else is in the brackets where both are true. */
const MARK = new RegExp(
  String.raw`${BEFORE}(?:${OPENING}(?:${WORDS}(?![\p{L}\p{N}])|${ALONE})|${WORDS}${STOP})|${OPENING}${WORDS}${STOP}`,
  'iu',
);
/** The end of a text that may become the mark, or more of it. */
const MAY_BE_MARK = new RegExp(`(?:${BEFORE}(?:${OPENING})?|${OPENING})${WORDS_BEGUN}$`, 'iu');

/** A few words more in the brackets of the mark, but nothing that somebody in need is told there. */
const IN_BRACKETS = String.raw`^[^<>＜＞\p{Ps}\p{Pe}\p{N}\n?!？！]{0,24}\s?`;
const IS_OPEN = new RegExp(String.raw`${BRACKET}[^>＞\p{Pe}]*$`, 'u');
const REST = new RegExp(IN_BRACKETS + CLOSING, 'u');
const MAY_BE_REST = new RegExp(`${IN_BRACKETS}$`, 'u');
/** What closes the mark, what parts it from the words in its line, and lines without a word. */
const AFTER_MARK =
  /^(?:(?![\p{Ps}<¿¡])[^\p{L}\p{N}\s])*(?:[^\S\n]+[^\p{L}\p{N}\s]+(?=\s|$))*(?:[^\p{L}\p{N}\n]*(?:\n|$))*\s*/u;

const BEFORE_WORDS = /^[^\p{L}\p{N}]*/u;
const FROM_CLOSING = new RegExp(String.raw`${CLOSING}[^]*$`, 'u');

const LEFT = Symbol('left');

/** Reads a text piece by piece, and tells the marks in it from its words. */
class MarkReader {
  /** What is not given out yet. */
  #text = '';
  /** The last character that was. */
  #before = '\n';
  /** What was just read, where its end may still come. */
  #mark: string | undefined;

  /** The words that cannot be a part of a mark, and the marks. */
  *read(delta: string, isLast = false): Generator<string | typeof LEFT, void, undefined> {
    this.#text += delta;
    for (;;) {
      // What is between the mark and the words comes in pieces, too.
      const words =
        this.#mark === undefined ? this.#text : wordsAfter(this.#mark, this.#text, isLast);
      if (words === '') {
        // All that is said may stand in the brackets of the mark.
        if (isLast && this.#mark !== undefined) yield* saidIn(this.#text);
        return;
      }
      if (this.#mark !== undefined) this.#before = '\n';
      this.#mark = undefined;
      const text = this.#before + words;
      const held = isLast ? -1 : text.search(MAY_BE_MARK);
      const found = MARK.exec(text);
      const mark = found && (held < 0 || found.index < held) ? found : undefined;
      const end = mark?.index ?? (held < 0 ? text.length : held);
      if (end > 1) yield text.slice(1, end);
      this.#before = text.charAt(end - 1);
      this.#text = text.slice(mark ? end + mark[0].length : end);
      if (!mark) return;
      this.#mark = mark[0];
      yield LEFT;
    }
  }
}

function saidIn(brackets: string): string[] {
  const said = brackets.replace(BEFORE_WORDS, '').replace(FROM_CLOSING, '').trim();
  return said === '' ? [] : [said];
}

/** Nothing while the end of the mark may still come. */
function wordsAfter(mark: string, text: string, isLast: boolean): string {
  const isOpen = IS_OPEN.test(mark);
  if (isOpen && !isLast && MAY_BE_REST.test(text)) return '';
  return (isOpen ? text.replace(REST, '') : text).replace(AFTER_MARK, '');
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
