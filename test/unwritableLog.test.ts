import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Premises, type Running } from './support/process.ts';

const LOGGER = new URL('../src/logger.ts', import.meta.url).href;

/** What takes nothing, as a disk that is full. */
const FULL = '/dev/full';
/** How a shell runs a program whose log goes there. */
const INTO = (path: string) => ['sh', '-c', `exec "$@" >${path}`, 'sh'];

describe('a bot whose log cannot be written', () => {
  let premises: Premises;

  beforeEach(async () => {
    premises = await Premises.open();
  });
  afterEach(() => premises.close());

  const run = async (path: string, mishap?: 'rejects'): Promise<Running> => {
    const options = { within: INTO(path), ...(mishap && { mishap }) };
    const running = premises.workplace.run({ ...premises.env, LOG_LEVEL: 'trace' }, options);
    const { commands } = premises.discord;
    await premises.discord.until(() => commands.list(undefined).length > 0, { what: 'commands' });
    await premises.setUp();
    return running;
  };
  const ask = async () =>
    premises.ada.runCommand('advice', { question: 'Shall I call?' }, premises.channel);

  describe.skipIf(!existsSync(FULL))('because its disk is full', () => {
    test('answers, and ends as it should when it is to', async () => {
      const { discord, model } = premises;
      const { child, ended } = await run(FULL);
      model.answers('Call.');
      const advice = await ask();
      await discord.until(() => advice.original?.content === 'Call.');
      child.kill('SIGTERM');
      expect((await ended).code).toBe(0);
    });

    test('ends its answers and itself after a mistake', async () => {
      const { discord, model } = premises;
      const { child, ended } = await run(FULL, 'rejects');
      const ben = discord.createPerson({ username: 'ben' });
      await premises.setUp(ben);
      const hand = model.handwritten();
      const advice = await ask();
      const answer = await hand.next();
      answer.write('Call');
      await discord.until(() => advice.original?.content.startsWith('Call'));
      child.kill('SIGUSR2');
      const isEnding = async () => {
        const late = await ben.runCommand('advice', { question: 'And I?' }, premises.channel);
        return discord.until(() => late.original?.content.includes('I had to stop here'));
      };
      await isEnding();
      answer.write('.');
      answer.end();
      expect((await ended).code).toBe(1);
      expect(advice.original?.content).toBe('Call.');
    });
  });
});

/** Logs more than anybody keeps, says so on stderr, and goes on. */
const TALKS = `
  const { createLogger } = await import(process.env.LOGGER);
  const log = createLogger('info');
  const say = (what) => log.info({ pad: 'x'.repeat(1000) }, what);
  for (let n = 0; n < 4000; n += 1) say('a burst');
  process.stderr.write('done');
  setInterval(() => say('later'), 20);
`;

describe('a log that nobody reads for a while', () => {
  test('keeps nobody waiting, and has what comes later', async ({ onTestFinished }) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', TALKS], {
      env: { PATH: process.env['PATH'], LOGGER },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stderr, 'data');
    const lines = createInterface(child.stdout);
    for await (const line of lines) if (line.includes('"msg":"later"')) break;
    expect(child.exitCode).toBeNull();
  });
});
