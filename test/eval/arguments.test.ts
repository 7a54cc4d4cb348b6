import { describe, expect, test } from 'vitest';
import { Random } from '../../bench/soak/random.ts';
import { readArguments } from '../../eval/arguments.ts';
import { ArgumentError } from '../../playground/program.ts';
import { select } from '../../eval/selection.ts';
import { readSettings } from '../../eval/settings.ts';
import { ConfigError } from '../../src/config.ts';
import { situation } from './support.ts';

describe('the arguments of the evaluation', () => {
  test('are not needed', () => {
    expect(readArguments([])).toMatchObject({
      only: undefined,
      limit: undefined,
      offline: false,
      judge: undefined,
    });
  });

  test('can ask for a part, another judge and files', () => {
    const argv =
      '--only a,b --limit 3 --concurrency 8 --seed 7 --judge m --json r.json --html r.html'.split(
        ' ',
      );
    expect(readArguments(argv)).toEqual({
      only: ['a', 'b'],
      limit: 3,
      concurrency: 8,
      seed: 7,
      judge: 'm',
      json: 'r.json',
      html: 'r.html',
      offline: false,
      help: false,
    });
  });

  test.for([
    ['--limit', '0'],
    ['--limit', 'many'],
    ['--concurrency', '1.5'],
    ['--seed', '-1'],
    ['--json'],
    ['--html='],
    ['--unknown'],
    ['more'],
  ])('are refused when they mean nothing (%o)', (argv) => {
    expect(() => readArguments(argv)).toThrow(ArgumentError);
  });
});

describe('the situations that are asked for', () => {
  const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => situation({ id }));
  const ids = (only: string[] | undefined, limit: number | undefined, seed = 1): string[] =>
    select(all, { only, limit }, new Random(seed)).map(({ id }) => id);

  test('are all of them, in their order', () => {
    expect(ids(undefined, undefined)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  test('are those that are named, in the order of the files', () => {
    expect(ids(['e', 'b'], undefined)).toEqual(['b', 'e']);
  });

  test('are chosen by the seed when there is a limit', () => {
    expect(ids(undefined, 3)).toHaveLength(3);
    expect(ids(undefined, 3, 5)).toEqual(ids(undefined, 3, 5));
    const chosen = new Set([1, 2, 3, 4, 5, 6].map((seed) => ids(undefined, 3, seed).join()));
    expect(chosen.size).toBeGreaterThan(1);
  });

  test('must be there: the message names those that are', () => {
    expect(() => ids(['a', 'x'], undefined)).toThrow('There is no situation x. There are: a, b');
  });
});

describe('the models', () => {
  const env = { OPENAI_API_KEY: 'key', OPENAI_MODEL: 'small', MONGODB_URI: 'of no matter' };

  test('are one and the same unless another one judges', () => {
    const { answering, judging, historyMessages } = readSettings(env, undefined);
    expect(answering).toMatchObject({ apiKey: 'key', baseUrl: undefined, name: 'small' });
    expect(judging).toEqual(answering);
    expect(historyMessages).toBe(6);
  });

  test('can be different: the command line counts more than the environment', () => {
    const other = { ...env, EVAL_JUDGE_MODEL: 'large' };
    expect(readSettings(other, undefined).judging.name).toBe('large');
    expect(readSettings(other, 'largest').judging.name).toBe('largest');
  });

  test('may be on different servers, which are not shown the key of the other', () => {
    const url = 'http://localhost:1/v1';
    const { answering, judging } = readSettings({ ...env, EVAL_JUDGE_BASE_URL: url }, undefined);
    expect(answering).toMatchObject({ apiKey: 'key', baseUrl: undefined });
    expect(judging).toMatchObject({ apiKey: 'none', baseUrl: url });
  });

  test('are refused by the name of the variable that is wrong', () => {
    expect(() => readSettings({}, undefined)).toThrow(/^OPENAI_API_KEY is missing/);
    expect(() => readSettings({ ...env, EVAL_JUDGE_BASE_URL: 'there' }, undefined)).toThrow(
      ConfigError,
    );
  });
});
