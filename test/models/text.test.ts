import { expect, test } from 'vitest';
import { shortened } from '../../src/models/text.ts';

test('a text is shortened only where it is too long, and no emoji is cut in two', () => {
  expect(shortened('four', 4)).toBe('four');
  expect(shortened('fives', 4)).toBe('fiv…');
  expect(shortened('🌷🌷🌷🌷', 4)).toBe('🌷🌷🌷🌷');
  expect(shortened('🌷🌷🌷🌷🌷', 4)).toBe('🌷🌷🌷…');
});
