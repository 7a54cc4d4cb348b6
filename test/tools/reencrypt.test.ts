import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test, type TestContext } from 'vitest';
import { DATABASE } from '../../src/services/store/sqliteDatabase.ts';
import { openSqliteStore } from '../../src/services/store/sqliteStore.ts';
import { ALICE, end, question } from '../services/store/contract/context.ts';
import { alterIn, flipLast } from '../support/alter.ts';
import { newKey } from '../support/databases.ts';
import { ADA } from '../support/confidant.ts';
import { Premises, type Running } from '../support/process.ts';
import { readableOf } from '../support/traces.ts';

/** Those that are deleted leave more space than the encrypted one takes up. */
const TURNS = 20;
const WARNING = 'older words are not encrypted yet: npm run reencrypt';
const [ONE, TWO] = [newKey(), newKey()];

const stop = async ({ child, ended }: Running) => {
  child.kill('SIGTERM');
  return ended;
};

/** What a test needs to encrypt anew, of its own: the tests wait for processes, and do so at the same time. */
async function open({ onTestFinished }: TestContext) {
  const premises = await Premises.open();
  onTestFinished(() => premises.close());
  const { discord, ada, channel, workplace } = premises;
  const location = { mongodbUri: undefined, dataDir: workplace.folder };
  return {
    premises,
    location,
    use: (env: Record<string, string>) =>
      workplace.run(env, { program: 'tools/reencrypt.ts' }).ended,
    readable: () => readableOf([ADA.name], location),
    /** Resolves when the bot shows Ada her name. */
    knowsAda: async () => {
      const shown = await ada.runCommand('profile view', {}, channel);
      const told = () => JSON.stringify(shown.messages()[0]?.embeds ?? '').includes(ADA.name);
      await discord.until(told, { what: 'her name' });
    },
  };
}

describe.concurrent('npm run reencrypt', () => {
  test('encrypts what was there before, while the bot runs; then the key can be changed', async (context) => {
    const { premises, use, readable, knowsAda } = await open(context);
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

  test('names what somebody altered, leaves it as it is, and does not end as if all were well', async (context) => {
    const { premises, location, use, knowsAda } = await open(context);
    const bot = await premises.serve({ ENCRYPTION_KEY: ONE });
    await premises.setUp();
    await stop(bot);
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

  test('leaves no clear word in the file, in its log, or in a backup that is made later', async (context) => {
    const { premises, location, use } = await open(context);
    const { folder } = premises.workplace;
    const store = await openSqliteStore({ folder });
    const words = Array.from({ length: TURNS }, (_, n) => `word-${n}-of-hers`);
    for (const [n, word] of words.entries()) {
      await store.beginTurn(question(`${n}`, { question: word }));
      await store.endTurn(ALICE, `${n}`, end({ answer: `${word} `.repeat(500) }));
    }
    await store.close();
    // What others than the bot delete stays in the unused space of the file, as do copies of rows that SQLite moved.
    const shell = new DatabaseSync(join(folder, DATABASE));
    shell.exec(`DELETE FROM turns WHERE id <> '0'`);
    shell.close();
    expect(await readableOf(words, location)).toEqual(words);
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
  }, 60_000);

  test('does not claim it while somebody reads what was there before', async (context) => {
    const { premises, location, use } = await open(context);
    await stop(await premises.serve());
    const store = await openSqliteStore({ folder: premises.workplace.folder });
    await store.beginTurn(question('1', { question: 'a clear word' }));
    await store.close();
    await stop(await premises.serve({ ENCRYPTION_KEY: ONE }));
    const reader = new DatabaseSync(join(premises.workplace.folder, DATABASE));
    reader.exec('BEGIN');
    reader.prepare('SELECT * FROM turns').all();
    const early = await use({ ENCRYPTION_KEY: ONE });
    expect(early).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Another process reads/),
    });
    reader.close();
    expect(await use({ ENCRYPTION_KEY: ONE })).toMatchObject({ code: 0, stderr: '' });
    expect(await readableOf(['a clear word'], location)).toEqual([]);
  }, 60_000);

  test('says in a sentence what it needs', async (context) => {
    const { premises, use } = await open(context);
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
  }, 60_000);
});
