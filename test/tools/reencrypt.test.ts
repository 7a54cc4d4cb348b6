import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../src/services/store/sqliteStore.ts';
import { ALICE, end, question } from '../services/store/contract/context.ts';
import { alterIn, flipLast } from '../support/alter.ts';
import { newKey } from '../support/databases.ts';
import { ADA } from '../support/confidant.ts';
import { Premises, type Running } from '../support/process.ts';
import { readableOf } from '../support/traces.ts';

/** So many that SQLite moves rows from page to page. */
const TURNS = 1_500;
const WARNING = 'older words are not encrypted yet: npm run reencrypt';
const [ONE, TWO] = [newKey(), newKey()];

const stop = async ({ child, ended }: Running) => {
  child.kill('SIGTERM');
  return ended;
};

describe('npm run reencrypt', () => {
  let premises: Premises;

  beforeEach(async () => {
    premises = await Premises.open();
  });
  afterEach(() => premises.close());

  const use = (env: Record<string, string>) =>
    premises.workplace.run(env, { program: 'tools/reencrypt.ts' }).ended;
  const readable = () =>
    readableOf([ADA.name], { mongodbUri: undefined, dataDir: premises.workplace.folder });
  /** Resolves when the bot shows Ada her name. */
  const knowsAda = async () => {
    const { discord, ada, channel } = premises;
    const shown = await ada.runCommand('profile view', {}, channel);
    const told = () => JSON.stringify(shown.messages()[0]?.embeds ?? '').includes(ADA.name);
    await discord.until(told, { what: 'her name' });
  };

  test('encrypts what was there before, while the bot runs; then the key can be changed', async () => {
    const before = await premises.serve();
    await premises.setUp();
    expect((await stop(before)).stdout).not.toContain(WARNING);
    expect(await readable()).toEqual([ADA.name]);

    const running = await premises.serve({ ENCRYPTION_KEY: ONE });
    expect(await use({ ENCRYPTION_KEY: ONE })).toEqual({
      code: 0,
      stderr: '',
      stdout: [
        '1 records hold words; 1 were encrypted anew.',
        'Everything is encrypted with the first key of ENCRYPTION_KEY: keys after it may be taken out of the list. With the bot’s next start, words that are not encrypted are refused.',
      ].join('\n'),
    });
    expect(await readable()).toEqual([]);
    await knowsAda();
    expect((await stop(running)).stdout).toContain(WARNING);

    const rotated = await premises.serve({ ENCRYPTION_KEY: `${TWO},${ONE}` });
    expect((await use({ ENCRYPTION_KEY: `${TWO},${ONE}` })).code).toBe(0);
    expect((await stop(rotated)).stdout).not.toContain(WARNING);
    const last = await premises.serve({ ENCRYPTION_KEY: TWO });
    await knowsAda();
    await stop(last);
  }, 60_000);

  test('names what somebody altered, leaves it as it is, and does not end as if all were well', async () => {
    const bot = await premises.serve({ ENCRYPTION_KEY: ONE });
    await premises.setUp();
    await stop(bot);
    const location = { mongodbUri: undefined, dataDir: premises.workplace.folder };
    const { ada } = premises;
    let altered = '';
    await alterIn(location, 'profiles', ada.id, 'gender', (value) => (altered = flipLast(value)));
    await stop(await premises.serve({ ENCRYPTION_KEY: `${TWO},${ONE}` }));
    expect(await use({ ENCRYPTION_KEY: `${TWO},${ONE}` })).toEqual({
      code: 1,
      stderr: '',
      stdout: [
        '1 records hold words; 1 were encrypted anew.',
        'Everything is encrypted with the first key of ENCRYPTION_KEY, but for words of 1 records, which cannot be decrypted and were left as they are:',
        `  profiles ${ada.id}`,
      ].join('\n'),
    });
    expect(await readableOf([altered], location)).toEqual([altered]);
    const last = await premises.serve({ ENCRYPTION_KEY: TWO });
    await knowsAda();
    const { stdout } = await stop(last);
    expect(stdout).toContain('stored words cannot be decrypted');
    expect(stdout).not.toContain(ADA.name);
  }, 60_000);

  test('leaves no clear word in the file, in its log, or in a backup that is made later', async () => {
    const { folder } = premises.workplace;
    const location = { mongodbUri: undefined, dataDir: folder };
    const store = await openSqliteStore({ folder });
    const words = Array.from({ length: TURNS }, (_, n) => `word-${n}-of-hers`);
    for (const [n, word] of words.entries()) {
      const text = `${word} `.repeat(1 + ((n * 7_919) % 150));
      await store.beginTurn(question(`${n}`, { question: text }));
      await store.endTurn(ALICE, `${n}`, end({ answer: text }));
    }
    await store.close();
    const bot = await premises.serve({ ENCRYPTION_KEY: ONE });
    expect(await use({ ENCRYPTION_KEY: ONE })).toMatchObject({ code: 0, stderr: '' });
    expect(await readableOf(words, location)).toEqual([]);
    const copies = premises.workplace.run(
      {},
      { program: 'tools/backup.ts', arguments: ['copy.db'] },
    );
    expect(await copies.ended).toMatchObject({ code: 0 });
    expect(await readableOf(words, location)).toEqual([]);
    await stop(bot);
    expect(await readableOf(words, location)).toEqual([]);
  }, 120_000);

  test('does not claim it while somebody reads what was there before', async () => {
    await stop(await premises.serve());
    const store = await openSqliteStore({ folder: premises.workplace.folder });
    await store.beginTurn(question('1', { question: 'a clear word' }));
    await store.close();
    await stop(await premises.serve({ ENCRYPTION_KEY: ONE }));
    const reader = new DatabaseSync(join(premises.workplace.folder, 'confidant.db'));
    reader.exec('BEGIN');
    reader.prepare('SELECT * FROM turns').all();
    const early = await use({ ENCRYPTION_KEY: ONE });
    expect(early).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Another process reads/),
    });
    reader.close();
    expect(await use({ ENCRYPTION_KEY: ONE })).toMatchObject({ code: 0, stderr: '' });
    const location = { mongodbUri: undefined, dataDir: premises.workplace.folder };
    expect(await readableOf(['a clear word'], location)).toEqual([]);
  }, 60_000);

  test('says in a sentence what it needs', async () => {
    expect(await use({})).toMatchObject({
      code: 1,
      stderr: 'ENCRYPTION_KEY is not set (docs/operations.md)\n',
    });
    const malformed = await use({ ENCRYPTION_KEY: 'a-secret-value' });
    expect(malformed.code).toBe(1);
    expect(malformed.stderr).toMatch(/^ENCRYPTION_KEY must be 32 random bytes/);
    expect(malformed.stderr).not.toContain('a-secret-value');
    expect((await use({ ENCRYPTION_KEY: ONE })).stderr).toMatch(/^There is no file .*confidant.db/);
    await stop(await premises.serve());
    expect(await use({ ENCRYPTION_KEY: ONE })).toMatchObject({
      code: 1,
      stderr:
        'The bot was not yet started with this ENCRYPTION_KEY: (re)start it first, all of its processes, then run this again.\n',
    });
  }, 30_000);
});
