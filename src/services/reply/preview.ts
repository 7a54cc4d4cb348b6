import { codePoints } from '../../models/text.ts';
import { closed, closingOf, MarkdownScanner, type OpenConstructs } from './markdown.ts';
import { MESSAGE_LIMIT } from './pieces.ts';

/** Stands where the next words will come. */
const CURSOR = ' ▍';

interface End extends OpenConstructs {
  index: number;
}

/**
 * What a message shows of a text that is still being written: unfinished Markdown is closed, what would show as
 * a half-written link or mention is left out until it is whole, and a cursor stands at the end.
 * '' if there is nothing to show yet.
 */
export function preview(text: string, limit: number = MESSAGE_LIMIT): string {
  const end = visibleEnd(text, limit - CURSOR.length - 1);
  const visible = text.slice(0, end.index).trimEnd();
  if (visible === '') return '';
  // Backticks of inline code would be ended by the cursor's space alone.
  const cursor = end.code === '' ? CURSOR : CURSOR.trim();
  return closed(visible + cursor, end, closingOf(end));
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
