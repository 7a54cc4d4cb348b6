import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { OfflineCoach } from '../../playground/coach/offlineCoach.ts';
import { leave, newFolder } from '../support/house.ts';

const ENTRY = fileURLToPath(new URL('../../playground/index.ts', import.meta.url));

afterEach(leave);

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the playground in an empty folder. */
async function run(...args: string[]): Promise<Run> {
  const cwd = await newFolder();
  return new Promise((resolve) => {
    execFile(process.execPath, [ENTRY, ...args], { cwd }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

describe('npm run playground --', () => {
  test.each([
    [['--prot', '5181'], /^There is no option --prot\./],
    [['5181'], /^"5181" is no option\./],
    [['--port'], /^--port needs a value\./],
    [['--port', 'many'], /^--port takes a number from 0 to 65535, not "many"\./],
    [['--port', '70000'], /^--port takes a number/],
    [['--model-url', 'localhost:11434'], /^--model-url takes an http or https address/],
    [['--demo=yes'], /^--demo takes no value\./],
  ])('%j is answered with one sentence and exit code 2', async (args, sentence) => {
    const { code, stdout, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('--help explains every option', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    for (const option of ['--demo', '--port', '--host', '--model-url', '--reset']) {
      expect(stdout).toContain(option);
    }
  });

  test('--port with a port that is taken says so, and how to choose another', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await run('--port', String(port));
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} is taken`);
    expect(stderr).toContain(`npm run playground -- --port ${port + 1}`);
    expect(stderr).not.toContain('at ');
  });

  test('--host with what is no address of this machine says so', async () => {
    const { code, stderr } = await run('--host', '192.0.2.1');
    expect(code).toBe(1);
    expect(stderr).toMatch(/"192\.0\.2\.1" is no address of this machine/);
  });

  test('--demo plays a conversation and ends', async () => {
    const coach = new OfflineCoach();
    await coach.start({ firstWordsMs: 0, tokensPerSecond: 1000 });
    const { code, stdout, stderr } = await run('--demo', '--model-url', coach.baseUrl);
    await coach.stop();
    expect(stderr).toBe('');
    expect(stdout).toContain('A form opens');
    expect(stdout).toMatch(/Written before your eyes in \d+ edits/);
    expect(code).toBe(0);
  }, 30_000);
});
