import { describe, expect, test } from 'vitest';
import { picture } from '../../bench/picture.ts';
import { table } from '../../bench/table.ts';
import { measurement } from './support.ts';

const measurements = [20, 200, 1_000].flatMap((replies) => [
  measurement({ replies }),
  measurement({ replies, strategy: 'timer', meanAgeMs: replies * 20, finalP99Ms: Infinity }),
]);

describe('the table', () => {
  test('has a row for each measurement and for the best, its columns aligned', () => {
    const lines = table(measurements).split('\n');
    const rows = lines.filter((line) => line.startsWith('  '));
    expect(rows.filter((row) => row.includes('Confidant'))).toHaveLength(3);
    expect(rows.filter((row) => row.includes('best that the limits allow'))).toHaveLength(3);
    expect(lines).toContain('1,000 replies of 200 tokens');
    expect(rows.find((row) => row.includes('one-second timer'))).toContain('never');
    const full = rows.filter((row) => row.includes('Confidant') || row.includes('timer'));
    expect(new Set(full.map((row) => row.length)).size).toBe(1);
  });
});

describe('the picture', () => {
  test('has a line with its label for each strategy and for the best', () => {
    const svg = picture(measurements);
    expect(svg.match(/<polyline/g)).toHaveLength(3);
    for (const label of ['Confidant', 'one-second timer per reply', 'best that the limits allow']) {
      expect(svg).toContain(`>${label}</text>`);
    }
    expect(svg).not.toContain('NaN');
    expect(svg).toContain('prefers-color-scheme: dark');
  });
});
