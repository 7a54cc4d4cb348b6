import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Interaction } from '../playground/discord/index.ts';
import type { Turn } from '../src/models/turn.ts';
import { openStore } from '../src/services/store/index.ts';
import { buttonsOf } from './support/buttons.ts';
import { withoutCursor } from './support/confidant.ts';
import type { HandwrittenAnswer } from './support/handwriting.ts';
import { Premises } from './support/process.ts';

describe('the process that is to end', () => {
  let premises: Premises;

  beforeEach(async () => {
    premises = await Premises.open();
  });
  afterEach(() => premises.close());

  /** Ada asks, and reads half an answer. */
  const halfAnswered = async (): Promise<{ advice: Interaction; answer: HandwrittenAnswer }> => {
    const { discord, model, ada, channel } = premises;
    await premises.setUp();
    const hand = model.handwritten();
    const advice = await ada.runCommand('advice', { question: 'Shall I call?' }, channel);
    const answer = await hand.next();
    answer.write('Half an ');
    await discord.until(() => withoutCursor(advice.original?.content ?? '') === 'Half an');
    return { advice, answer };
  };

  const openDatabase = () =>
    openStore({ mongodbUri: undefined, dataDir: premises.workplace.folder });

  const storedTurns = async ({ id } = premises.ada): Promise<Turn[]> => {
    const store = await openDatabase();
    const turns = await store.recentTurns(id, 9);
    await store.close();
    return turns;
  };

  /** Resolves when these words of the answer to Ada are stored. */
  const stored = async (words: string): Promise<void> => {
    const store = await openDatabase();
    const isStored = async () => (await store.recentTurns(premises.ada.id, 1))[0]?.answer === words;
    while (!(await isStored())) await sleep(20);
    await store.close();
  };

  test('that is started once more on the same folder refuses to, and the first goes on', async () => {
    await premises.serve();
    const { advice, answer } = await halfAnswered();
    const { code, stderr } = await premises.workplace.run(premises.env).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^Confidant cannot start: .*another process of the bot uses this folder/,
    );
    answer.write('answer.');
    answer.end();
    await premises.discord.until(() => advice.original?.content === 'Half an answer.');
  }, 20_000);

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s lets an answer come to its end first',
    async (signal) => {
      const { child, ended, logs } = await premises.serve();
      const { advice, answer } = await halfAnswered();
      const stopping = logs('stopping');
      child.kill(signal);
      await stopping;
      answer.write('answer, and the other half.');
      answer.end();
      const { code, stderr } = await ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const text = 'Half an answer, and the other half.';
      expect(advice.original?.content).toBe(text);
      expect(await storedTurns()).toMatchObject([{ status: 'complete', answer: text }]);
    },
  );

  test('stops an answer that takes too long, says so under its words, and keeps them', async () => {
    const { child, ended } = await premises.serve({ STOP_SECONDS: '0' });
    const { advice, answer } = await halfAnswered();
    child.kill('SIGTERM');
    await answer.closed;
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(advice.original?.content).toMatch(/^Half an ?\n\n-# I had to stop here/);
    expect(JSON.stringify(advice.original?.components)).toContain('Try again');
    expect(await storedTurns()).toMatchObject([{ status: 'stopped', answer: 'Half an ' }]);
    expect(stdout).not.toMatch(/Half an|Shall I|Lovelace/);
  });

  test('keeps a question that comes while the last answers are written, to be asked again', async () => {
    const { discord, channel } = premises;
    const { child, ended, logs } = await premises.serve();
    const ben = discord.createPerson({ username: 'ben' });
    await premises.setUp(ben);
    const { answer } = await halfAnswered();
    const stopping = logs('stopping');
    child.kill('SIGTERM');
    await stopping;
    const late = await ben.runCommand('advice', { question: 'And I?' }, channel);
    await discord.until(() => late.original?.content.includes('I had to stop here'));
    expect(JSON.stringify(late.original?.components)).toContain('Try again');
    answer.end();
    expect((await ended).code).toBe(0);
    expect(await storedTurns(ben)).toMatchObject([{ question: 'And I?', status: 'stopped' }]);
  });

  test('keeps a question that comes while it ends what takes too long', async () => {
    const { discord } = premises;
    const { child, ended } = await premises.serve({ STOP_SECONDS: '0' });
    const ben = discord.createPerson({ username: 'ben' });
    await premises.setUp(ben);
    const { answer } = await halfAnswered();
    discord.faults.add({ method: 'PATCH', route: /messages/, delayMs: 1_000, times: 1 });
    child.kill('SIGTERM');
    await answer.closed;
    const late = ben.send(discord.dmWithBot(ben), { content: 'And I?' });
    expect((await ended).code).toBe(0);
    expect(await storedTurns(ben)).toMatchObject([{ id: late.id, status: 'stopped' }]);
  });

  test('stops at once when nobody is waiting', async () => {
    const { child, ended } = await premises.serve();
    const since = performance.now();
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
    expect(performance.now() - since).toBeLessThan(3_000);
  });

  test('by a second signal ends at once, with code 1, and what was stored is there after a restart', async () => {
    const { child, ended, logs } = await premises.serve();
    const { advice } = await halfAnswered();
    await stored('Half an ');
    const stopping = logs('stopping');
    child.kill('SIGTERM');
    await stopping;
    const insisting = setInterval(() => child.kill('SIGTERM'), 50);
    const { code, stdout } = await ended;
    clearInterval(insisting);
    expect(code).toBe(1);
    expect(stdout).toContain('stopping at once');
    expect(advice.original?.content).toContain('▍');

    await premises.serve();
    const reply = await premises.discord.until(() =>
      advice.messages().find(({ content }) => content.includes('I had to stop here')),
    );
    expect(reply.content).toMatch(/^Half an ?\n\n-# I had to stop here/);
    expect(buttonsOf(reply)).toEqual(['Continue', 'Try again']);
    expect(advice.messages()).toEqual([reply]);
    const kept = { question: 'Shall I call?', status: 'stopped', answer: 'Half an ' };
    expect(await storedTurns()).toMatchObject([kept]);
  }, 30_000);

  test('takes Ctrl+C that comes twice, from the terminal and from npm, for one', async () => {
    const { child, ended, logs } = await premises.serve();
    const { advice, answer } = await halfAnswered();
    const stopping = logs('stopping');
    child.kill('SIGINT');
    await stopping;
    child.kill('SIGINT');
    answer.write('answer.');
    answer.end();
    expect((await ended).code).toBe(0);
    expect(advice.original?.content).toBe('Half an answer.');
  });

  test('because of a mistake is not cut short by a first signal', async () => {
    const { child, ended, logs } = await premises.serve({}, { mishap: 'rejects' });
    const { advice, answer } = await halfAnswered();
    const failed = logs('a rejection was not handled');
    child.kill('SIGUSR2');
    await failed;
    const stopping = logs('stopping');
    child.kill('SIGTERM');
    await stopping;
    answer.write('answer.');
    answer.end();
    expect((await ended).code).toBe(1);
    expect(advice.original?.content).toBe('Half an answer.');
  });

  test.each([
    ['throws', 'an error was not caught'],
    ['rejects', 'a rejection was not handled'],
  ] as const)(
    'because a mistake %s finishes what it writes, without words in its log',
    async (mishap, line) => {
      const { child, ended, logs } = await premises.serve({}, { mishap });
      const { advice, answer } = await halfAnswered();
      const logged = logs(line);
      child.kill('SIGUSR2');
      await logged;
      answer.write('answer.');
      answer.end();
      const { code, stdout, stderr } = await ended;
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      expect(stdout).not.toMatch(/secret|Half an|Shall I/);
      expect(advice.original?.content).toBe('Half an answer.');
      expect(await storedTurns()).toMatchObject([{ status: 'complete' }]);
    },
  );
});
