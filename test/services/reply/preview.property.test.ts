import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { preview } from '../../../src/services/reply/preview.ts';
import { CASES, joined, markdownText, shownBy } from '../../support/markdown.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

describe('an answer that is still being written', () => {
  test('shows what the whole answer will show, as far as it has come', () => {
    fc.assert(
      fc.property(markdownText, fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
        const segments = [...graphemes.segment(text)];
        const begun = segments
          .slice(0, Math.ceil(segments.length * share))
          .map(({ segment }) => segment)
          .join('');
        const shown = shownBy(
          preview(begun, { limit: 100_000 }).content.replace(' ▍', '').replace('▍', ''),
        );
        const whole = shownBy(text);
        expect(shown).toEqual(firstOf(whole, lengthOf(shown)));
      }),
      { numRuns: CASES },
    );
  }, 200_000);
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
