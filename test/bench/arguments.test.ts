import { describe, expect, test } from 'vitest';
import { readArguments } from '../../bench/arguments.ts';
import { ArgumentError } from '../../playground/program.ts';

describe('the arguments of the benchmark', () => {
  test('are not needed to measure everything', () => {
    const { cases, capacity, picture, atOnce } = readArguments([]);
    expect(cases).toHaveLength(3 * 2 * 6 - 2 * 2 + 2 * 4 + 2 * 3);
    expect({ capacity, picture, atOnce }).toEqual({ capacity: true, picture: true, atOnce: false });
  });

  test('can ask for a quick look', () => {
    const { cases, capacity, picture, atOnce } = readArguments([
      '--quick',
      '--place',
      'interaction',
    ]);
    expect(new Set(cases.map(({ strategy }) => strategy)).size).toBe(6);
    expect(cases.every(({ replies, tokens }) => replies === 20 && tokens === 200)).toBe(true);
    expect({ capacity, picture, atOnce }).toEqual({
      capacity: false,
      picture: false,
      atOnce: true,
    });
  });

  test('can ask for a part', () => {
    const part = [
      '--replies',
      '20,500',
      '--tokens',
      '200',
      '--strategy',
      'component',
      '--place',
      'dm',
    ];
    expect(readArguments(part)).toMatchObject({
      cases: [
        { place: 'dm', strategy: 'component', replies: 20, tokens: 200 },
        { place: 'dm', strategy: 'component', replies: 500, tokens: 200 },
      ],
      capacity: false,
      picture: false,
    });
    expect(readArguments(['--capacity'])).toMatchObject({ cases: [], capacity: true });
  });

  test.for([
    ['--replies', 'many'],
    ['--tokens', '0'],
    ['--strategy', 'fast'],
    ['--place', 'home'],
    ['--unknown'],
    ['more'],
  ])('are refused when they mean nothing (%o)', (args) => {
    expect(() => readArguments(args)).toThrow(ArgumentError);
  });
});
