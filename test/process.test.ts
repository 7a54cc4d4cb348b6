import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LoopbackDiscord } from '../playground/discord/index.ts';
import { openStore } from '../src/services/store/index.ts';
import { ADA, withoutCursor } from './support/confidant.ts';
import { TestModel } from './support/model.ts';

const ENTRY = fileURLToPath(new URL('../src/index.ts', import.meta.url));

/** The bot as `npm start` runs it, with nothing but these environment variables, in a folder of its own. */
interface Running {
  child: ChildProcess;
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

describe('the process', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'confidant-test-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const run = (env: Record<string, string>): Running => {
    const child = spawn(process.execPath, [ENTRY], {
      cwd: folder,
      env: { PATH: process.env['PATH'], DATA_DIR: folder, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
    return {
      child,
      ended: ended.then(([, stdout, stderr]) => ({ code: child.exitCode, stdout, stderr })),
    };
  };

  test('stops at mistakes in its configuration with one message that names each variable', async () => {
    const { code, stdout, stderr } = await run({
      LOG_LEVEL: 'loud-value',
      DAILY_LIMIT: 'many-value',
      MONGODB_URI: 'nowhere-value',
    }).ended;
    expect(code).toBe(1);
    for (const name of [
      'DISCORD_TOKEN',
      'OPENAI_API_KEY',
      'LOG_LEVEL',
      'DAILY_LIMIT',
      'MONGODB_URI',
      'npm run playground',
    ])
      expect(stderr).toContain(name);
    expect(stderr).not.toMatch(/-value|^\s+at /m);
    expect(stdout).toBe('');
  });

  test('says that MongoDB cannot be reached, and stops', async () => {
    const { code, stdout, stderr } = await run({
      DISCORD_TOKEN: 'a-token',
      OPENAI_API_KEY: 'a-key',
      MONGODB_URI: 'mongodb://user:hunter2@127.0.0.1:9/confidant?serverSelectionTimeoutMS=300',
    }).ended;
    expect(code).toBe(1);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stdout).toMatch(/database cannot be opened: check MONGODB_URI/);
    expect(stdout + stderr).not.toContain('hunter2');
  }, 15_000);

  test('says that its folder cannot be used, and stops', async () => {
    const { code, stdout } = await run({
      DISCORD_TOKEN: 'a-token',
      OPENAI_API_KEY: 'a-key',
      DATA_DIR: '/dev/null/data',
    }).ended;
    expect(code).toBe(1);
    expect(stdout).toMatch(/check MONGODB_URI or DATA_DIR/);
  });

  test('says that Discord cannot be reached, and stops', async () => {
    const { code, stdout } = await run({
      DISCORD_TOKEN: 'a-token',
      OPENAI_API_KEY: 'a-key',
      DISCORD_API_URL: 'http://127.0.0.1:9/api',
    }).ended;
    expect(code).toBe(1);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stdout).toContain('Discord cannot be reached');
  });

  describe('on a Discord', () => {
    let discord: LoopbackDiscord;
    let model: TestModel;

    beforeEach(async () => {
      [discord, model] = await Promise.all([LoopbackDiscord.start(), TestModel.start()]);
    });
    afterEach(async () => {
      await discord.stop();
      await model.stop();
    });

    const serve = (env: Record<string, string> = {}) =>
      run({
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
        OPENAI_BASE_URL: model.baseUrl,
        OPENAI_API_KEY: 'a-key',
        OPENAI_MODEL: 'some-model',
        COOLDOWN_SECONDS: '0',
        ...env,
      });

    test('says that the token is not accepted, and stops', async () => {
      const { code, stdout, stderr } = await serve({ DISCORD_TOKEN: 'bm90.a-real.token' }).ended;
      expect(code).toBe(1);
      expect(stdout.trim().split('\n')).toHaveLength(1);
      expect(stdout).toContain('Discord does not accept DISCORD_TOKEN');
      expect(stdout + stderr).not.toContain('a-real');
    });

    test('serves a conversation, and ends an answer well when it is told to stop', async () => {
      const { child, ended } = serve();
      await discord.until(() => discord.commands.list(undefined).length > 0);
      const channel = discord.createGuild({ name: 'Home' }).createTextChannel({ name: 'general' });
      const ada = discord.createPerson({ username: 'ada' });
      const modal = await (await ada.runCommand('profile setup', {}, channel)).modal();
      const submitted = await modal.submit(ADA);
      await discord.until(() => submitted.messages()[0]?.content.includes('Ada'));

      model.answers('An answer.');
      const first = await ada.runCommand('advice', { question: 'One?' }, channel);
      await discord.until(() => first.original?.content === 'An answer.');
      expect(model.bodies()[0]).toMatchObject({ model: 'some-model' });

      const hand = model.handwritten();
      const second = await ada.runCommand('advice', { question: 'Two?' }, channel);
      const answer = await hand.next();
      answer.write('Half an ');
      await discord.until(() => withoutCursor(second.original?.content ?? '') === 'Half an');
      answer.write('answer');
      child.kill('SIGTERM');
      await answer.closed;
      const { code, stdout, stderr } = await ended;
      expect(code).toBe(0);
      expect(stderr).toBe('');
      expect(second.original?.content).toMatch(/^Half an[^]*\n\n-# I had to stop here/);
      expect(stdout).not.toMatch(/Half an|Two\?|Lovelace/);

      const store = await openStore({ mongodbUri: undefined, dataDir: folder });
      const turns = await store.recentTurns(ada.id, 9);
      await store.close();
      expect(turns).toMatchObject([
        { status: 'complete', answer: 'An answer.' },
        { status: 'stopped', answer: expect.stringMatching(/^Half an/) },
      ]);
      expect(discord.errors).toEqual([]);
      expect(discord.stats.rateLimited).toBe(0);
    });

    test('stops at once when nobody is waiting', async () => {
      const { child, ended } = serve();
      await discord.until(() => discord.commands.list(undefined).length > 0);
      const since = performance.now();
      child.kill('SIGINT');
      expect((await ended).code).toBe(0);
      expect(performance.now() - since).toBeLessThan(3_000);
    });
  });
});
