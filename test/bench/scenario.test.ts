import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Measurement } from '../../bench/scenario.ts';

const ENTRY = fileURLToPath(new URL('../../bench/index.ts', import.meta.url));

test('measures each strategy with a bot in a process of its own, and sees all that it shows', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  context.onTestFinished(() => rm(folder, { recursive: true }));
  const json = join(folder, 'figures.json');
  // An unpaced loop would have to wait for its bucket.
  const strategies = ['--strategy', 'component,timer,bot'];
  const args = [
    ENTRY,
    '--quick',
    '--replies',
    '3',
    '--tokens',
    '30',
    '--json',
    json,
    ...strategies,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const figures = JSON.parse(await readFile(json, 'utf8')) as { measurements: Measurement[] };
  expect(figures.measurements).toHaveLength(9);
  for (const one of figures.measurements) {
    expect(one).toMatchObject({ lostTokens: 0, rateLimited: 0, failures: [] });
    expect(one.edits).toBeGreaterThanOrEqual(3);
    expect(one.meanAgeMs).toBeGreaterThan(0);
    expect(one.bot.cpuMs).toBeGreaterThan(0);
  }
  expect(stdout).toContain('3 replies of 30 tokens');
  expect(stdout).toContain('held      no token is lost');
}, 30_000);
