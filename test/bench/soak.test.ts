import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { Random } from '../../bench/soak/random.ts';
import { databaseKinds } from '../support/databases.ts';

const ENTRY = fileURLToPath(new URL('../../bench/soak/index.ts', import.meta.url));

const soak = async (...options: string[]) => {
  const child = spawn(process.execPath, [ENTRY, ...options], {
    env: { ...process.env, MONGODB_TEST_URI: inject('mongodb') ?? undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [, stdout, stderr] = await Promise.all([
    once(child, 'exit'),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code: child.exitCode, stdout, stderr };
};

const numbers = (seed: number): number[] => {
  const random = new Random(seed).fork(1);
  return Array.from({ length: 9 }, () => random.between(0, 100));
};

describe('a soak', () => {
  for (const { name, available } of databaseKinds) {
    test.skipIf(!available)(
      `on ${name} ends with a table of what happened and what held`,
      async () => {
        const store = name.toLowerCase();
        // Memory takes longer than this to be flat, so its exit code says nothing here.
        const length = ['--minutes', '0.1', '--people', '10', '--seed', '3'];
        const options = [...length, '--store', store, '--encrypt'];
        const dir = await mkdtemp(join(tmpdir(), 'confidant-test-'));
        onTestFinished(() => rm(dir, { recursive: true }));
        const journal = join(dir, 'journal');
        const { stdout, stderr } = await soak(...options, '--journal', journal);
        expect(stderr).toBe('');
        expect(stdout).toContain(
          `0.1 minutes, 10 people, encrypted ${store}, with kills, seed 3\n`,
        );
        expect(stdout).toMatch(/^ {2}asked +\d+$/m);
        expect(stdout).toMatch(/^ {2}429s that were made to happen +\d+$/m);
        expect(stdout).toMatch(/^held +every question has one turn/m);
        expect(stdout).toMatch(/^held +no 429$/m);
        const noted = await readFile(journal, 'utf8');
        for (const what of ['"made":', '"log":', '"event":"MESSAGE_CREATE"', '"status":204'])
          expect(noted).toContain(what);
        expect(noted).not.toContain('What about');
      },
      60_000,
    );
  }

  test.each([
    [['--store', 'paper'], /--store is sqlite or mongodb/],
    [['--minutes', 'many'], /--minutes is a number above 0/],
    [['--forever'], /Unknown option '--forever'/],
    [['--journal', '/nowhere/at/all'], /--journal is a file that can be written/],
  ])('with %j says what is wrong', async (options, problem) => {
    const { code, stdout, stderr } = await soak(...options);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(problem);
  });

  test('explains its options', async () => {
    const { code, stdout } = await soak('--help');
    expect(code).toBe(0);
    for (const option of [
      '--minutes',
      '--people',
      '--store',
      '--seed',
      '--encrypt',
      '--journal',
      '--no-kills',
    ])
      expect(stdout).toContain(option);
    expect(stdout).toMatch(/first third of the time/);
    expect(stdout).toMatch(/exit code 0 if .*, 1 if .*, 2 if/);
  });

  test('makes the same choices with the same seed', () => {
    expect(numbers(7)).toEqual(numbers(7));
    expect(numbers(7)).not.toEqual(numbers(8));
    expect(Math.max(...numbers(7))).toBeLessThan(100);
  });
});
