import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { leave, newFolder } from '../support/house.ts';

const ENTRY = fileURLToPath(new URL('../../playground/index.ts', import.meta.url));

/** When a second signal is certain to be one, in milliseconds. */
const ECHO_IS_OVER_MS = 700;

const started: ChildProcess[] = [];

afterEach(leave);
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Starts the playground, and resolves when it has printed how to stop it. */
async function start(cwd: string, ...args: string[]) {
  const child = spawn(process.execPath, [ENTRY, '--port', '0', ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const stderr = text(child.stderr);
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (stdout += piece));
  await expect.poll(() => stdout, { timeout: 15_000 }).toContain('Ctrl+C');
  return { child, stderr, stdout, exit: once(child, 'exit') as Promise<[number | null]> };
}

const childrenOf = async ({ pid }: ChildProcess): Promise<number[]> => {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.trim().split(' ').map(Number);
};

describe('the playground as a page', () => {
  test('says where it is, who is who and how to stop; Ctrl+C ends it and keeps what was said', async () => {
    const folder = await newFolder();
    const { child, stdout, stderr, exit } = await start(folder);
    expect(stdout).toMatch(/Ada or Ben.*"The Lighthouse" \(#general and #love-letters\)/);
    expect(stdout).toMatch(/samples/);
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(stdout) ?? [];
    expect((await fetch(url)).status).toBe(200);
    child.kill('SIGINT');
    expect(await exit).toEqual([0, null]);
    expect(await stderr).toBe('');
    expect((await readdir(join(folder, '.playground'))).toSorted()).toEqual([
      'bot',
      'discord.json',
      'files',
    ]);
  }, 30_000);

  test('warns when others can reach it', async () => {
    const { child, stderr, exit } = await start(await newFolder(), '--host', '0.0.0.0');
    child.kill('SIGINT');
    expect(await exit).toEqual([0, null]);
    expect(await stderr).toMatch(/^Careful: on 0\.0\.0\.0, everybody who reaches this machine/);
  }, 30_000);

  test.skipIf(process.platform !== 'linux')(
    'is ended at once by a second Ctrl+C, whatever the bot does, and not by the echo of the first',
    async () => {
      const { child, exit } = await start(await newFolder());
      for (const bot of await childrenOf(child)) process.kill(bot, 'SIGSTOP');
      child.kill('SIGINT');
      child.kill('SIGINT');
      await expect(Promise.race([exit, setTimeout(ECHO_IS_OVER_MS, 'still ending')])).resolves.toBe(
        'still ending',
      );
      child.kill('SIGINT');
      expect(await exit).toEqual([130, null]);
    },
    30_000,
  );
});
