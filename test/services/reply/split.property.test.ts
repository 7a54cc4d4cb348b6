import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitText } from '../../../src/services/reply/split.ts';
import { codePoints } from '../../../src/services/reply/codePoints.ts';
import { CASES, joined, markdownText, shownBy } from '../../support/markdown.ts';

const LIST_MARKER = / *(?:[-*+]|\d{1,10}[.)]) +$/;

describe('an answer that is too long for one message', () => {
  test('is cut into messages that each render by themselves, as the whole would', () => {
    fc.assert(
      fc.property(markdownText, fc.integer({ min: 60, max: 400 }), (text, limit) => {
        const pieces = splitText(text, limit);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        for (const { content } of pieces) expect(codePoints(content)).toBeLessThanOrEqual(limit);
        const shown = pieces.flatMap(({ opening, content }) => {
          // The judge knows no lists: the marker that begins the rest of an item is text to it.
          const marker = LIST_MARKER.exec(opening.replace(/[*_~|`]+$/, ''))?.[0].trim() ?? '';
          const [first, ...rest] = shownBy(content);
          return first ? [{ ...first, text: first.text.slice(marker.length) }, ...rest] : [];
        });
        expect(joined(shown)).toEqual(shownBy(text));
      }),
      { numRuns: CASES },
    );
  }, 200_000);
});
