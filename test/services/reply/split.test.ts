import { describe, expect, test } from 'vitest';
import { splitText } from '../../../src/services/reply/split.ts';

const FAMILY = '👩‍👩‍👧‍👦';
const TEXTS: Record<string, string> = {
  prose: 'Ask her. Then listen, and wait for what she says! '.repeat(90),
  paragraphs: 'A paragraph of some words.\n\n'.repeat(120),
  lines: '- an item of a list\n'.repeat(150),
  'one word': 'x'.repeat(4_500),
  emoji: '💘'.repeat(4_100),
  families: FAMILY.repeat(700),
  accents: 'e\u0301'.repeat(2_300),
  Japanese: '彼女の話を聞いてください。'.repeat(400),
  'blank lines': '\n'.repeat(4_500),
  'a short word before a long one': `Well ${'x'.repeat(4_500)}`,
};

const codePoints = (text: string) => Array.from(text).length;
const textsOf = (text: string, limit?: number) => splitText(text, limit).map((piece) => piece.text);

describe('a text that is cut into messages', () => {
  test.each(Object.entries(TEXTS))('of %s stays whole', (_, text) => {
    expect(textsOf(text).join('')).toBe(text);
    expect(textsOf(text, 60).join('')).toBe(text);
  });

  test.each(Object.entries(TEXTS))('of %s fits', (_, text) => {
    for (const { content: part } of splitText(text)) {
      expect(codePoints(part)).toBeLessThanOrEqual(2_000);
      expect(part.isWellFormed()).toBe(true);
    }
  });

  test.each([
    ['a family', FAMILY],
    ['an accent', 'e\u0301'],
    ['a flag', '🇯🇵'],
  ])('never cuts %s in two', (_, grapheme) => {
    const text = `${'x'.repeat(3)}${grapheme.repeat(60)}`;
    for (const limit of [10, 11, 12, 13, 14, 15, 16]) {
      for (const part of textsOf(text, limit)) {
        expect(part.replaceAll(grapheme, '').replace('xxx', '')).toBe('');
      }
    }
  });

  test('never opens a mark again before a space, where it would be none', () => {
    const text =
      '**words**.\n2. **[a link that is long](https://example.org/9) and words that follow it**';
    const [, second] = splitText(text, 56);
    expect(second?.content).toMatch(/^2\. \*\*\[a link/);
    for (const { content } of splitText(text, 56)) expect(content).not.toMatch(/(^|\. )\*\* /);
  });

  test('never ends with a mark that is opened there: it opens in the next message', () => {
    const text = 'aaaaaaaaaaa** **[aaaaaaaaaaa](https://example.org/11) a** **a**.';
    expect(splitText(text, 60, '>>> **').map(({ content }) => content)).toEqual([
      '>>> **aaaaaaaaaaa** ',
      '>>> **[aaaaaaaaaaa](https://example.org/11) a** **a**.',
    ]);
  });

  test('is one message as long as it fits', () => {
    expect(splitText('')).toEqual([]);
    expect(textsOf('short')).toEqual(['short']);
    expect(splitText('💘'.repeat(2_000))).toHaveLength(1);
    expect(splitText('💘'.repeat(2_001))).toHaveLength(2);
  });

  test.each([
    ['a paragraph', 'One two. Three\nfour\n\nfive six. Seven\neight', 'One two. Three\nfour\n\n'],
    ['a line', 'One two. Three four\nfive six. Seven eight nine', 'One two. Three four\n'],
    ['a sentence', 'One two. Three four? Five six seven eight nine', 'One two. Three four? '],
    ['a word', 'One two three four five six seven eight nine', 'One two three four five six '],
  ])('is best cut after %s', (_, text, first) => {
    expect(textsOf(text, 30)[0]).toBe(first);
  });

  test('is not cut after a few words only because a paragraph ends there', () => {
    const [first] = textsOf(`Well.\n\n${'word '.repeat(30)}`, 100);
    expect(codePoints(first ?? '')).toBeGreaterThan(50);
  });
});
