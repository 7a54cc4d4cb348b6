import { codePoints } from './codePoints.ts';
import { closed, closingOf, MarkdownScanner, type Place, reopeningOf } from './markdown.ts';
import { MESSAGE_LIMIT } from './split.ts';

/** Stands where the next words will come. */
const CURSOR = ' ▍';

/** What a message that may still be being written shows, without the cursor. */
export const withoutCursor = (content: string): string => content.replace(/ ?▍/, '');

/** What a message shows of a text that is still being written. */
export interface View {
  /** '' if there is nothing to show yet. */
  content: string;
  /** Where in the text the rest begins. */
  end: number;
  /** The marks that the rest begins with, if it stands in another message. */
  next: string;
}

/** A place up to which the text will not be read again. */
interface Checkpoint {
  scanner: MarkdownScanner;
  /** Characters before it. */
  points: number;
  /** Where its line begins, if that has nothing but its marker yet. */
  lineStart: Place | undefined;
}

/** Characters between places from which reading may go on. */
const CHECKPOINT_EVERY = 100;

/**
 * Shows what can be shown of one message's text while it grows: unfinished Markdown is closed, what would be a
 * half-written link or mention is left out until it is whole, and a cursor stands at the end. Each time only
 * what is new is read.
 */
export class Preview {
  readonly #limit: number;
  #checkpoint: Checkpoint = {
    scanner: new MarkdownScanner('', true),
    points: 0,
    lineStart: undefined,
  };

  constructor(limit: number = MESSAGE_LIMIT) {
    this.#limit = limit;
  }

  /** @param text the message's text, which begins with what it was the last time */
  of(text: string, cursor: string = CURSOR): View {
    // A model's pieces may cut a surrogate pair in two: its first half waits for the second.
    const whole = /[\uD800-\uDBFF]/.test(text.at(-1) ?? '') ? text.slice(0, -1) : text;
    const place = this.#visibleEnd(whole, this.#limit - cursor.length - 1);
    const visible = whole.slice(0, place.index).trimEnd();
    const rest = { end: place.index, next: reopeningOf(place) };
    if (visible === '') return { content: '', ...rest };
    // In inline code a space before the cursor would be a part of the code.
    const end = place.code === '' ? cursor : cursor.trim();
    return { content: closed(visible + end, place, closingOf(place)), ...rest };
  }

  /** The end of what can be shown, and what is open there. */
  #visibleEnd(text: string, limit: number): Place {
    let { points, lineStart } = this.#checkpoint;
    const scanner = this.#checkpoint.scanner.over(text);
    let end = scanner.place();
    while (!scanner.atEnd) {
      const kind = scanner.next();
      points += codePoints(text.slice(end.index, scanner.index));
      if (scanner.unfinished || points + closingOf(scanner).length > limit) break;
      if (kind === 'marker') lineStart = end;
      else if (kind !== 'space' && kind !== 'mark') lineStart = undefined;
      end = scanner.place();
      if (this.#isCertain(scanner)) {
        this.#checkpoint = { scanner: scanner.over(text), points, lineStart };
      }
    }
    return withoutEmptyMarks(lineStart ?? end);
  }

  /** Whether nothing that may follow changes what was read. The last token may, and inline code that is open. */
  #isCertain(scanner: MarkdownScanner): boolean {
    if (scanner.index < this.#checkpoint.scanner.index + CHECKPOINT_EVERY) return false;
    return !scanner.atEnd && scanner.code === '';
  }
}

/** Marks that have nothing between them would show as themselves. */
function withoutEmptyMarks(end: Place): Place {
  const last = end.marks.at(-1);
  if (!last || last.from < end.index) return end;
  return withoutEmptyMarks({
    ...end,
    index: last.from - last.mark.length,
    marks: end.marks.slice(0, -1),
  });
}
