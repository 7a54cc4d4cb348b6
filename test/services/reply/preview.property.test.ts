import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Preview } from '../../../src/services/reply/preview.ts';
import { withoutCursor } from '../../support/confidant.ts';
import { CASES, joined, markdownText, shownBy } from '../../support/markdown.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

describe('an answer that is still being written', () => {
  test('shows what the whole answer will show, as far as it has come', { timeout: 200_000 }, () => {
    fc.assert(
      fc.property(markdownText, fc.array(fc.nat(200), { maxLength: 20 }), (text, steps) => {
        const segments = [...graphemes.segment(text)].map(({ segment }) => segment);
        const growing = new Preview(100_000);
        let length = 0;
        let content = '';
        for (const step of steps) {
          length += step;
          const begun = segments.slice(0, length).join('');
          ({ content } = growing.of(begun));
          expect(content).toBe(new Preview(100_000).of(begun).content);
        }
        const shown = shownBy(withoutCursor(content));
        expect(shown).toEqual(firstOf(shownBy(text), lengthOf(shown)));
      }),
      { numRuns: CASES },
    );
  });
});

type Shown = ReturnType<typeof shownBy>;

const lengthOf = (runs: Shown): number => runs.reduce((sum, { text }) => sum + text.length, 0);

function firstOf(runs: Shown, length: number): Shown {
  let left = length;
  const first = runs.map((run) => {
    const text = run.text.slice(0, left);
    left -= text.length;
    return { ...run, text };
  });
  return joined(first);
}
