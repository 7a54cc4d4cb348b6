/**
 * A scanner of Discord's Markdown: it walks over a text once and knows, at every place, which constructs are
 * open there. Closing a half-written text and cutting one in two both rest on it.
 *
 * Emphasis is taken to end with its paragraph, and with its line in headings: that is how people and models write.
 */

/** Emphasis that has been opened. `closed` tells whether its end was met later. */
export interface OpenMark {
  mark: string;
  /** Where its content begins. */
  from: number;
  closed: boolean;
}

/** What is open at a place in a text. */
export interface OpenConstructs {
  /** The language of the code block, '' if it has none; null outside of one. */
  fence: string | null;
  /** The backticks of inline code; '' outside. */
  code: string;
  marks: readonly OpenMark[];
  /** `> ` or `>>> ` of the line; '' without a quote. */
  quote: string;
  /** The marker that makes the line a heading, a list item or small text, with its indentation. */
  block: string;
}

/** A place in a text, and what is open there. */
export interface Place extends OpenConstructs {
  index: number;
}

/** The kinds of token that matter to those who cut texts. */
export type TokenKind = 'newline' | 'marker' | 'space' | 'text' | 'code' | 'mark' | 'atom';

const FENCE = '```';
const FENCE_LANGUAGE = /([\w+\-.#]+)\n/y;
/** What a line begins with: a quote, and what makes it a heading, a list item or small text. */
const QUOTE = /(?:>>>|>) /y;
const BLOCK = /(?:#{1,3}|-#|[^\S\n]*(?:[-*+]|\d{1,10}[.)]))[^\S\n]+/y;
/** The beginning of a line that may become one of these. */
const MARKER_BEGUN = /(?:>{1,3} ?)?(?:#{1,3}|-#?| *[-*+]| *\d{1,10}[.)]?)? *$/y;
const SPACE = /[^\S\n]+/y;
const PLAIN = /[^\s\\`*_~|<[h。！？]+/y;
/** Mentions, custom emoji, timestamps, commands, links in angle brackets: one thing each, never cut. */
const ANGLE =
  /<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|\/[^<>\n]{1,100}:\d+|id:\w+|(?:https?|discord):[^\s<>]+)>/y;
const ANGLE_BEGUN =
  /<(?:$|@[!&]?\d*$|#\d*$|a?(?::\w*)?(?::\d*)?$|t(?::-?\d*)?(?::\w?)?$|\/[^<>\n]{0,100}$|i(?:d(?::\w*)?)?$|(?:h|ht|htt|http|https)$|https?:[^\s<>]*$)/y;
const LINK =
  /\[(?:[^[\]\n]|\[[^[\]\n]*\])+\]\((?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?: +"[^"\n]*")?\)/y;
const LINK_BEGUN = /\[(?:[^[\]\n]|\[[^[\]\n]*\]){0,120}(?:\](?:\([^)\n]{0,2000})?)?$/y;
const URL = /https?:\/\/[^\s<]+/y;
const URL_BEGUN = /(?:h|ht|htt|http|https|https?:\/{0,2}|https?:\/\/[^\s<]+)$/y;
const WORD = /[\p{L}\p{N}_]/u;
const LETTER = /[\p{L}\p{N}]/u;
const NON_SPACE = /\S/;

/** Walks over a text token by token. */
export class MarkdownScanner implements OpenConstructs {
  readonly #text: string;
  /** Whether more text may follow: what is open at the end may then still be closed. */
  readonly #growing: boolean;
  index = 0;
  fence: string | null = null;
  code = '';
  quote = '';
  block = '';
  /** Whether the last token is the beginning of something that is not to be shown before it is whole. */
  unfinished = false;
  marks: readonly OpenMark[] = [];
  #atLineStart = true;

  constructor(text: string, growing: boolean) {
    this.#text = text;
    this.#growing = growing;
  }

  /** A scanner at the same place of a text that has grown. What is open must be certain: no inline code. */
  over(text: string): MarkdownScanner {
    const scanner = new MarkdownScanner(text, this.#growing);
    scanner.index = this.index;
    scanner.fence = this.fence;
    scanner.quote = this.quote;
    scanner.block = this.block;
    scanner.marks = this.marks;
    scanner.#atLineStart = this.#atLineStart;
    return scanner;
  }

  /** Where the scanner is now. */
  place(): Place {
    const { index, fence, code, marks, quote, block } = this;
    return { index, fence, code, marks, quote, block };
  }

  get atEnd(): boolean {
    return this.index >= this.#text.length;
  }

  /** Moves past the next token. */
  next(): TokenKind {
    const char = this.#text[this.index] ?? '';
    if (char === '\n') return this.#newline();
    if (this.fence !== null) return this.#inFence();
    if (this.code !== '') return this.#inCode();
    if (this.#atLineStart && this.#lineStart()) return 'marker';
    if (this.#skip(SPACE)) return 'space';
    switch (char) {
      case '\\':
        this.index += this.#text.codePointAt(this.index + 1)! > 0xff_ff ? 3 : 2;
        this.index = Math.min(this.index, this.#text.length);
        return 'text';
      case '`':
        return this.#backticks();
      case '*':
      case '_':
      case '~':
      case '|':
        return this.#delimiters(char);
      case '<':
        return this.#atom(ANGLE, ANGLE_BEGUN);
      case '[':
        return this.#atom(LINK, LINK_BEGUN);
      case 'h':
        return LETTER.test(this.#text[this.index - 1] ?? ' ') ? this.#one() : this.#bareUrl();
    }
    return this.#skip(PLAIN) ? 'text' : this.#one();
  }

  #newline(): TokenKind {
    this.index += 1;
    if (this.fence !== null) return 'newline';
    // What was not closed within its paragraph, heading or list item was no emphasis.
    if (this.#text[this.index] === '\n' || this.block !== '') this.#endParagraph();
    this.block = '';
    if (this.quote !== '>>> ') this.quote = '';
    this.#atLineStart = true;
    return 'newline';
  }

  #endParagraph(): void {
    this.marks = [];
    this.code = '';
  }

  /** Takes in the markers with which a line begins. True if there are any. */
  #lineStart(): boolean {
    this.#atLineStart = false;
    const start = this.index;
    this.unfinished = this.#growing && this.#looksAt(MARKER_BEGUN);
    if (this.quote === '') this.quote = this.#match(QUOTE);
    this.block = this.#match(BLOCK);
    if (this.block !== '') this.#endParagraph();
    if (this.unfinished) this.index = this.#text.length;
    return this.index > start;
  }

  #backticks(): TokenKind {
    const run = this.#run('`');
    if (run.length >= FENCE.length) {
      this.index += FENCE.length;
      if (!this.#growing && !this.#text.includes(FENCE, this.index)) return 'text';
      const language = this.#match(FENCE_LANGUAGE).trimEnd();
      // As long as the first line is open, it may turn out to be the language.
      if (this.#growing && /^[\w+\-.#]*\n?$/.test(this.#text.slice(this.index))) {
        this.unfinished = true;
      }
      this.fence = language;
      return 'mark';
    }
    const closing = this.#closingBackticks(run);
    this.index += run.length;
    if (closing === undefined) return 'text';
    this.unfinished = this.atEnd;
    this.code = run;
    return 'mark';
  }

  /** Where inline code ends; the end of a growing text will do. Undefined if the backticks are only backticks. */
  #closingBackticks(run: string): number | undefined {
    const paragraph = this.#text.indexOf('\n\n', this.index);
    const end = paragraph === -1 ? this.#text.length : paragraph;
    let from = this.index + run.length;
    for (;;) {
      const at = this.#text.indexOf(run, from);
      if (at === -1 || at >= end) break;
      let after = at + run.length;
      while (this.#text[after] === '`') after += 1;
      if (after - at === run.length) return at;
      from = after;
    }
    return this.#growing && paragraph === -1 ? end : undefined;
  }

  #inFence(): TokenKind {
    if (this.#text.startsWith(FENCE, this.index)) {
      this.index += FENCE.length;
      this.fence = null;
      return 'mark';
    }
    if (this.#growing && /`{1,2}$/y.test(this.#text.slice(this.index))) {
      this.unfinished = true;
    }
    return this.#skip(SPACE) ? 'space' : this.#upTo(['\n', '`', ' ', '\t'], 'code');
  }

  #inCode(): TokenKind {
    const run = this.#run('`');
    if (run === '') return this.#skip(SPACE) ? 'code' : this.#upTo(['\n', '`', ' ', '\t'], 'code');
    if (
      this.#growing &&
      run.length < this.code.length &&
      this.index + run.length >= this.#text.length
    ) {
      this.unfinished = true;
    }
    this.index += run.length;
    if (run !== this.code) return 'code';
    this.code = '';
    return 'mark';
  }

  #delimiters(char: string): TokenKind {
    const run = this.#run(char);
    const start = this.index;
    const end = start + run.length;
    const before = this.#text[start - 1] ?? ' ';
    const after = this.#text[end] ?? ' ';
    const inWord = char === '_';
    const canClose = NON_SPACE.test(before) && !(inWord && WORD.test(after));
    const canOpen = NON_SPACE.test(after) && !(inWord && WORD.test(before));
    // More of the same, or the content that makes these an opening, may be on its way.
    if (this.#growing && end >= this.#text.length) this.#atGrowingEnd(char, start, canClose);
    while (this.index < end) {
      const left = end - this.index;
      const open = canClose ? this.#openMark(char, left) : undefined;
      const size = open?.mark.length ?? Math.min(left, 2);
      if (open) this.#close(open);
      else if (canOpen && (size === 2 || char === '*' || char === '_')) {
        this.marks = [
          ...this.marks,
          { mark: char.repeat(size), from: this.index + size, closed: false },
        ];
      }
      this.index += size;
    }
    return 'mark';
  }

  /** Delimiters at the end of a growing text are shown once it is clear what they are. */
  #atGrowingEnd(char: string, start: number, canClose: boolean): void {
    const open = canClose ? this.#openMark(char, Number.POSITIVE_INFINITY) : undefined;
    const complete = open !== undefined && this.#run(char).length === open.mark.length;
    if (!complete) this.unfinished = true;
  }

  /** The innermost open mark that a run of `length` delimiters can close. */
  #openMark(char: string, length: number): OpenMark | undefined {
    return this.marks.findLast(({ mark }) => mark.startsWith(char) && mark.length <= length);
  }

  #close(open: OpenMark): void {
    open.closed = true;
    this.marks = this.marks.slice(0, this.marks.indexOf(open));
  }

  /** Something that is shown whole or not at all. */
  #atom(whole: RegExp, begun: RegExp): TokenKind {
    if (this.#growing && this.#looksAt(begun)) {
      this.unfinished = true;
      this.index = this.#text.length;
      return 'atom';
    }
    return this.#skip(whole) ? 'atom' : this.#one();
  }

  /** A URL goes on to the next space, or to the end of the emphasis that it stands in. */
  #bareUrl(): TokenKind {
    const from = this.index;
    const kind = this.#atom(URL, URL_BEGUN);
    if (kind !== 'atom') return kind;
    const url = this.#text.slice(from, this.index);
    const ends = this.marks.map(({ mark }) => url.indexOf(mark)).filter((end) => end > 0);
    if (ends.length > 0) {
      this.index = from + Math.min(...ends);
      this.unfinished = false;
    }
    return 'atom';
  }

  #one(): TokenKind {
    this.index += (this.#text.codePointAt(this.index) ?? 0) > 0xff_ff ? 2 : 1;
    return 'text';
  }

  #upTo(ends: string[], kind: TokenKind): TokenKind {
    do this.#one();
    while (!this.atEnd && !ends.includes(this.#text[this.index] ?? ''));
    return kind;
  }

  #run(char: string): string {
    let end = this.index;
    while (this.#text[end] === char) end += 1;
    return this.#text.slice(this.index, end);
  }

  #looksAt(pattern: RegExp): boolean {
    pattern.lastIndex = this.index;
    return pattern.test(this.#text);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.index += found.length;
    return found;
  }

  #skip(pattern: RegExp): boolean {
    return this.#match(pattern) !== '';
  }
}

/** What ends all that is open, innermost first. */
export function closingOf({ fence, code, marks, quote }: OpenConstructs): string {
  if (fence !== null) return (quote === '> ' ? quote : '') + FENCE;
  return (
    code +
    marks
      .map(({ mark }) => mark)
      .toReversed()
      .join('')
  );
}

/** What opens it all again in another message. */
export function reopeningOf({ fence, code, marks, quote, block }: OpenConstructs): string {
  if (fence !== null) return `${quote}${FENCE}${fence}\n`;
  return quote + block + marks.map(({ mark }) => mark).join('') + code;
}

/** A text with marks that close it: emphasis ends with a visible character, a code block with a line. */
export function closed(text: string, { fence }: OpenConstructs, closing: string): string {
  if (closing === '') return text;
  if (fence !== null) return text.endsWith('\n') ? text + closing : `${text}\n${closing}`;
  const visible = text.trimEnd();
  return visible + closing + text.slice(visible.length);
}
