import { codePoints } from './codePoints.ts';
import {
  closed,
  closingOf,
  MarkdownScanner,
  type OpenConstructs,
  reopeningOf,
} from './markdown.ts';
import { MESSAGE_LIMIT } from './split.ts';

/** Stands where the next words will come. */
const CURSOR = ' ▍';

interface PreviewOptions {
  limit?: number;
  cursor?: string;
}

/** What a message shows of a text that is still being written. */
export interface Preview {
  /** '' if there is nothing to show yet. */
  content: string;
  /** Where in the text the rest begins. */
  end: number;
  /** The marks that the rest begins with, if it stands in another message. */
  next: string;
}

interface End extends OpenConstructs {
  index: number;
}

/**
 * Shows what can be shown of a growing text: unfinished Markdown is closed, what would be a half-written link or
 * mention is left out until it is whole, and a cursor stands at the end.
 */
export function preview(
  text: string,
  { limit = MESSAGE_LIMIT, cursor = CURSOR }: PreviewOptions = {},
): Preview {
  // A model's pieces may cut a surrogate pair in two: its first half waits for the second.
  const whole = text.replace(/[\uD800-\uDBFF]$/, '');
  const place = visibleEnd(whole, limit - cursor.length - 1);
  const visible = text.slice(0, place.index).trimEnd();
  const rest = { end: place.index, next: reopeningOf(place) };
  if (visible === '') return { content: '', ...rest };
  // In inline code a space before the cursor would be a part of the code.
  const end = place.code === '' ? cursor : cursor.trim();
  return { content: closed(visible + end, place, closingOf(place)), ...rest };
}

/** The end of what can be shown, and what is open there. */
function visibleEnd(text: string, limit: number): End {
  const scanner = new MarkdownScanner(text, true);
  let end = endAt(scanner);
  // Where a line begins that has nothing but its marker yet.
  let lineStart: End | undefined;
  let points = 0;
  while (!scanner.atEnd) {
    const kind = scanner.next();
    points += codePoints(text.slice(end.index, scanner.index));
    if (scanner.unfinished || points + closingOf(scanner).length > limit) break;
    if (kind === 'marker') lineStart = end;
    else if (kind !== 'space' && kind !== 'mark') lineStart = undefined;
    end = endAt(scanner);
  }
  return withoutEmptyMarks(lineStart ?? end);
}

/** Marks that have nothing between them would show as themselves. */
function withoutEmptyMarks(end: End): End {
  const last = end.marks.at(-1);
  if (!last || last.from < end.index) return end;
  return withoutEmptyMarks({
    ...end,
    index: last.from - last.mark.length,
    marks: end.marks.slice(0, -1),
  });
}

function endAt({ index, fence, code, marks, quote, block }: MarkdownScanner): End {
  return { index, fence, code, marks, quote, block };
}
