import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';
import { newKey } from './support/databases.ts';

const SET = { DISCORD_TOKEN: 'a-token', OPENAI_API_KEY: 'a-key' };

const mistakesOf = (env: Record<string, string>): Record<string, string> => {
  try {
    readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const lines = error.message.split('\n').map((line) => /^(\w+) (.*)$/.exec(line) ?? []);
    return Object.fromEntries(lines.map(([, name = '', problem = '']) => [name, problem]));
  }
  return {};
};

describe('the configuration', () => {
  test('needs a token and a key, and nothing else', () => {
    expect(readConfig(SET)).toEqual({
      discord: {
        token: 'a-token',
        apiUrl: 'https://discord.com/api',
        guildId: undefined,
        shards: 'auto',
        requestsPerSecond: 50,
      },
      pictureOrigins: ['https://cdn.discordapp.com', 'https://media.discordapp.net'],
      model: {
        apiKey: 'a-key',
        baseUrl: undefined,
        name: 'gpt-5.4-mini',
        idleTimeoutMs: 30_000,
      },
      store: { mongodbUri: undefined, dataDir: './data', keyring: undefined },
      databaseWaitMs: 60_000,
      stopMs: 10_000,
      healthPort: undefined,
      historyMessages: 6,
      remembers: true,
      moderates: true,
      limits: { cooldownSeconds: 5, dailyLimit: 100 },
      retentionDays: undefined,
      logLevel: 'info',
    });
  });

  test('takes every variable', () => {
    const config = readConfig({
      ...SET,
      DISCORD_API_URL: 'http://127.0.0.1:1/api/v10/',
      DISCORD_GUILD_ID: '12345678901234567',
      SHARD_COUNT: '8',
      SHARD_IDS: '0-2, 5',
      REQUESTS_PER_SECOND: '16',
      OPENAI_BASE_URL: 'http://localhost:11434/v1',
      OPENAI_MODEL: 'llama',
      MODEL_STALL_SECONDS: '90',
      MONGODB_URI: 'mongodb://localhost/confidant',
      DATA_DIR: '/var/lib/confidant',
      ENCRYPTION_KEY: `${newKey()}, ${newKey()}`,
      DATABASE_WAIT_SECONDS: '0',
      RETENTION_DAYS: '30',
      STOP_SECONDS: '0',
      HEALTH_PORT: '9464',
      HISTORY_MESSAGES: '0',
      MEMORY: 'off',
      MODERATION: 'off',
      COOLDOWN_SECONDS: '0',
      DAILY_LIMIT: '0',
      LOG_LEVEL: 'trace',
    });
    expect(config).toEqual({
      discord: {
        token: 'a-token',
        apiUrl: 'http://127.0.0.1:1/api',
        guildId: '12345678901234567',
        shards: { count: 8, ids: [0, 1, 2, 5] },
        requestsPerSecond: 16,
      },
      // A Discord of one's own keeps what people send itself.
      pictureOrigins: [
        'https://cdn.discordapp.com',
        'https://media.discordapp.net',
        'http://127.0.0.1:1',
      ],
      model: {
        apiKey: 'a-key',
        baseUrl: 'http://localhost:11434/v1',
        name: 'llama',
        idleTimeoutMs: 90_000,
      },
      store: {
        mongodbUri: 'mongodb://localhost/confidant',
        dataDir: '/var/lib/confidant',
        keyring: expect.objectContaining({ current: expect.stringMatching(/^[\w-]{8}$/) }),
      },
      databaseWaitMs: 0,
      stopMs: 0,
      healthPort: 9464,
      historyMessages: 0,
      remembers: false,
      moderates: false,
      limits: { cooldownSeconds: 0, dailyLimit: 0 },
      retentionDays: 30,
      logLevel: 'trace',
    });
  });

  test('reports every mistake at once by name, without the values', () => {
    const env = {
      DISCORD_API_URL: 'ftp://secret-1',
      DISCORD_GUILD_ID: 'secret-2',
      OPENAI_BASE_URL: 'secret-3',
      MONGODB_URI: 'postgres://secret-4',
      HISTORY_MESSAGES: '-6 secret-5',
      COOLDOWN_SECONDS: '1.5 secret-6',
      DAILY_LIMIT: '1e3 secret-7',
      LOG_LEVEL: 'secret-8',
      SHARD_COUNT: 'secret-9',
      SHARD_IDS: 'secret-10',
      MODEL_STALL_SECONDS: 'secret-11',
      DATABASE_WAIT_SECONDS: 'secret-12',
      RETENTION_DAYS: 'secret-15',
      MODERATION: 'secret-16',
      ENCRYPTION_KEY: 'secret-17',
      STOP_SECONDS: 'secret-13',
      HEALTH_PORT: 'secret-14',
      REQUESTS_PER_SECOND: 'secret-18',
    };
    const mistakes = mistakesOf(env);
    expect(Object.keys(mistakes).toSorted()).toEqual(
      ['DISCORD_TOKEN', ...Object.keys(env)].toSorted(),
    );
    expect(JSON.stringify(mistakes)).not.toContain('secret');
  });

  test('takes an empty variable for one that is not set', () => {
    const empty = { OPENAI_BASE_URL: '', MONGODB_URI: ' ', HISTORY_MESSAGES: '', LOG_LEVEL: '\t' };
    expect(readConfig({ ...SET, ...empty })).toEqual(readConfig(SET));
    expect(Object.keys(mistakesOf({ DISCORD_TOKEN: ' ', OPENAI_API_KEY: '' }))).toEqual([
      'DISCORD_TOKEN',
      'OPENAI_API_KEY',
    ]);
  });

  test('takes space around a value for none', () => {
    expect(readConfig({ ...SET, DISCORD_TOKEN: ' a-token\n' })).toEqual(readConfig(SET));
  });

  test.each([
    'mongodb://ada:secret@127.0.0.1:1,/db',
    'mongodb://,127.0.0.1/db',
    'mongodb://ada:secret@/db',
    'mongodb://root:secret/confidant',
    'mongodb://127.0.0.1:99999/db',
  ])('refuses %s, which names no hosts, before anything is connected', (uri) => {
    const mistake = mistakesOf({ ...SET, MONGODB_URI: uri })['MONGODB_URI'];
    expect(mistake).toMatch(/must name its hosts/);
    expect(mistake).not.toContain('secret');
  });

  test.each([
    'mongodb://localhost',
    'mongodb://a:b@one:27017,two:27018/db?replicaSet=rs',
    'mongodb://[::1]:27017/db',
    'mongodb://%2Ftmp%2Fmongodb.sock/db',
    'mongodb+srv://a:p%40ss@cluster.example.net/',
  ])('takes %s', (uri) => {
    expect(mistakesOf({ ...SET, MONGODB_URI: uri })).toEqual({});
  });

  test('needs no key for a model’s server of one’s own', () => {
    const env = { DISCORD_TOKEN: 'a-token', OPENAI_BASE_URL: 'http://localhost:11434/v1' };
    expect(mistakesOf(env)).toEqual({});
  });

  test.each([
    ['HISTORY_MESSAGES', '200', '201'],
    ['COOLDOWN_SECONDS', '86400', '86401'],
    ['DAILY_LIMIT', '1000000', '1000001'],
  ])('takes %s up to %s', (name, most, tooMuch) => {
    expect(mistakesOf({ ...SET, [name]: most })).toEqual({});
    expect(mistakesOf({ ...SET, [name]: tooMuch })[name]).toMatch(/whole number from 0 to/);
  });

  test.each(['5', '50', '10000'])('takes %s requests a second', (text) => {
    expect(mistakesOf({ ...SET, REQUESTS_PER_SECOND: text })).toEqual({});
  });

  test.each(['0', '4', '10001', '12.5'])('refuses %s requests a second', (text) => {
    const mistake = mistakesOf({ ...SET, REQUESTS_PER_SECOND: text })['REQUESTS_PER_SECOND'];
    expect(mistake).toMatch(/whole number from 5 to 10000/);
  });

  test.each([
    ['0', [0]],
    ['0,1,2', [0, 1, 2]],
    ['0-2', [0, 1, 2]],
    ['6-7, 2', [6, 7, 2]],
  ])('takes %s for the shards of this process', (text, ids) => {
    const config = readConfig({ ...SET, SHARD_COUNT: '8', SHARD_IDS: text });
    expect(config.discord.shards).toEqual({ count: 8, ids });
  });

  test.each([
    [{ SHARD_COUNT: '3' }, 'SHARD_IDS', /missing: SHARD_COUNT needs it/],
    [{ SHARD_IDS: '0' }, 'SHARD_COUNT', /missing: SHARD_IDS needs it/],
    [{ SHARD_COUNT: '3', SHARD_IDS: '1-3' }, 'SHARD_IDS', /below SHARD_COUNT/],
    [{ SHARD_COUNT: '3', SHARD_IDS: '2-0' }, 'SHARD_IDS', /such as 0,1,2 or 0-2/],
    [{ SHARD_COUNT: '3', SHARD_IDS: '0,0-1' }, 'SHARD_IDS', /each once/],
    [{ SHARD_COUNT: '3', SHARD_IDS: '1,' }, 'SHARD_IDS', /such as 0,1,2 or 0-2/],
    [{ SHARD_COUNT: '0', SHARD_IDS: '0' }, 'SHARD_COUNT', /from 1 to/],
  ])('refuses the shards %j and says why', (shards, name, problem) => {
    const mistakes = mistakesOf({ ...SET, ...shards });
    expect(Object.keys(mistakes)).toEqual([name]);
    expect(mistakes[name]).toMatch(problem);
  });

  test.each([
    ['HEALTH_PORT', '0', '65536'],
    ['MODEL_STALL_SECONDS', '0', '3601'],
  ])('takes %s neither at %s nor at %s', (name, tooLittle, tooMuch) => {
    expect(mistakesOf({ ...SET, [name]: tooLittle })[name]).toMatch(/whole number from 1 to/);
    expect(mistakesOf({ ...SET, [name]: tooMuch })[name]).toMatch(/whole number from 1 to/);
  });
});
