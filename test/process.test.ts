import mongoose from 'mongoose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Door } from './support/door.ts';
import { mongodb } from './support/databases.ts';
import { Premises, Workplace } from './support/process.ts';

describe('the process', () => {
  let workplace: Workplace;

  beforeEach(async () => {
    workplace = await Workplace.create();
  });
  afterEach(() => workplace.clear());

  const run = (env: Record<string, string>) => workplace.run(env);

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

  test('waits for a MongoDB that does not answer, says so, and stops when it never does', async () => {
    const { code, stdout, stderr } = await run({
      DISCORD_TOKEN: 'a-token',
      OPENAI_API_KEY: 'a-key',
      MONGODB_URI: 'mongodb://user:hunter2@127.0.0.1:9/confidant?serverSelectionTimeoutMS=100',
      DATABASE_WAIT_SECONDS: '3',
    }).ended;
    expect(code).toBe(1);
    const lines = stdout.split('\n');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines[0]).toMatch(/"retryInMs":\d+,.*the database does not answer yet/);
    expect(lines.at(-1)).toMatch(/database cannot be opened: check MONGODB_URI/);
    expect(stdout + stderr).not.toContain('hunter2');
  }, 15_000);

  test.each([
    'mongodb://root:hunter2/confidant',
    'mongodb+srv://root:hunter2/confidant',
    'mongodb://root:hun/ter2@127.0.0.1:9/confidant',
    'mongodb://127.0.0.1:9/confidant?hunter2',
  ])('stops at once at %s without a word of what may be a password', async (uri) => {
    const { code, stdout, stderr } = await run({
      DISCORD_TOKEN: 'a-token',
      OPENAI_API_KEY: 'a-key',
      MONGODB_URI: uri,
      DATABASE_WAIT_SECONDS: '3600',
      LOG_LEVEL: 'trace',
    }).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('MONGODB_URI');
    expect(stdout + stderr).not.toMatch(/hun(?!d)|ter2|root/);
  });

  test('stops at once at a MongoDB that a newer version has written', async (context) => {
    if (!mongodb.available) context.skip();
    const database = await mongodb.create();
    const uri = database.location.mongodbUri ?? '';
    const connection = await mongoose.createConnection(uri).asPromise();
    await connection
      .collection<{ _id: string; version: number }>('meta')
      .insertOne({ _id: 'schema', version: 99 });
    await connection.close();
    const { code, stdout, stderr } = await run({
      DISCORD_TOKEN: 'a-token',
      OPENAI_API_KEY: 'a-key',
      MONGODB_URI: uri,
      DATABASE_WAIT_SECONDS: '3600',
    }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/newer version of Confidant \(schema 99/);
    expect(stdout).not.toContain('does not answer yet');
    await database.drop();
  }, 15_000);

  test('ends at once when it is told to while it waits for a MongoDB', async () => {
    const { logs, child, ended } = run({
      DISCORD_TOKEN: 'a-token',
      OPENAI_API_KEY: 'a-key',
      MONGODB_URI: 'mongodb://127.0.0.1:9/confidant?serverSelectionTimeoutMS=100',
    });
    await logs('the database does not answer yet');
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  }, 15_000);

  test('says that its folder cannot be used, and stops', async () => {
    const { code, stderr, stdout } = await run({
      DISCORD_TOKEN: 'a-token',
      OPENAI_API_KEY: 'a-key',
      DATA_DIR: '/dev/null/data',
      LOG_LEVEL: 'silent',
    }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^Confidant cannot start: .*check DATA_DIR .*\/dev\/null\/data is not a folder\)\.\n$/,
    );
    expect(stdout).toBe('');
  });

  test('says that Discord cannot be reached, and stops', async () => {
    const { code, stdout } = await run({
      DISCORD_TOKEN: 'a-token',
      OPENAI_API_KEY: 'a-key',
      DISCORD_API_URL: 'http://127.0.0.1:9/api',
    }).ended;
    expect(code).toBe(1);
    expect(stdout.split('\n')).toHaveLength(1);
    expect(stdout).toContain('Discord cannot be reached');
  });

  describe('on a Discord', () => {
    let premises: Premises;

    beforeEach(async () => {
      premises = await Premises.open();
    });
    afterEach(() => premises.close());

    test('says that the token is not accepted, and stops', async () => {
      const env = { ...premises.env, DISCORD_TOKEN: 'bm90.a-real.token' };
      const { code, stdout, stderr } = await run(env).ended;
      expect(code).toBe(1);
      expect(stdout.split('\n')).toHaveLength(1);
      expect(stdout).toContain('Discord does not accept DISCORD_TOKEN');
      expect(stdout).not.toMatch(/"at":|node_modules/);
      expect(stderr).toMatch(/^Confidant cannot start: Discord does not accept DISCORD_TOKEN/);
      expect(stdout + stderr).not.toContain('a-real');
    });

    test('says which variable names a server that it is not in, and goes on', async () => {
      const running = run({ ...premises.env, DISCORD_GUILD_ID: '12345678901234567' });
      const { level } = await running.logs(
        'the commands could not be registered: is the bot in the server of DISCORD_GUILD_ID?',
      );
      expect(level).toBe(50);
      running.child.kill('SIGTERM');
      expect((await running.ended).code).toBe(0);
    });

    test('ends with an exit code when its token is reset, to be seen by whoever runs it', async () => {
      const running = await premises.serve();
      premises.discord.gateway.disconnect(4004);
      const { code, stdout } = await running.ended;
      expect(code).toBe(1);
      expect(stdout).toContain('Discord does not accept DISCORD_TOKEN any more');
    });

    test('serves a conversation', async () => {
      const { discord, model, ada, channel } = premises;
      await premises.serve();
      await premises.setUp();
      model.answers('An answer.');
      const advice = await ada.runCommand('advice', { question: 'One?' }, channel);
      await discord.until(() => advice.original?.content === 'An answer.');
      expect(model.bodies()[0]).toMatchObject({ model: 'some-model' });
      expect(discord.errors).toEqual([]);
      expect(discord.stats.rateLimited).toBe(0);
    });

    test('goes on as soon as a MongoDB that was down answers, and serves', async (context) => {
      if (!mongodb.available) context.skip();
      const { discord, model, ada, channel, env } = premises;
      const database = await mongodb.create();
      const door = await Door.start(database.location.mongodbUri ?? '');
      const running = run({
        ...env,
        MONGODB_URI: `${door.uri}?directConnection=true&serverSelectionTimeoutMS=100`,
      });
      await running.logs('the database does not answer yet');
      expect(discord.commands.list(undefined)).toEqual([]);
      const isConnected = running.logs('connected to Discord');
      const isRegistered = running.logs('commands are registered');
      door.open();
      await Promise.all([isConnected, isRegistered]);
      await premises.setUp();
      model.answers('An answer.');
      const advice = await ada.runCommand('advice', { question: 'One?' }, channel);
      await discord.until(() => advice.original?.content === 'An answer.');
      running.child.kill('SIGTERM');
      expect((await running.ended).code).toBe(0);
      const store = await database.open();
      expect(await store.recentTurns(ada.id, 9)).toMatchObject([
        { status: 'complete', answer: 'An answer.' },
      ]);
      await door.stop();
      await database.drop();
    }, 30_000);

    test('ends an answer when the model has been silent for MODEL_STALL_SECONDS', async () => {
      const { discord, model, ada, channel } = premises;
      await premises.serve({ MODEL_STALL_SECONDS: '1' });
      await premises.setUp();
      const hand = model.handwritten();
      const advice = await ada.runCommand('advice', { question: 'One?' }, channel);
      const answer = await hand.next();
      answer.write('Half an answer');
      await answer.closed;
      await discord.until(() => advice.original?.content.includes('The connection broke'));
      expect(advice.original?.content).toMatch(/^Half an answer\n\n-# /);
    });
  });
});
