import { randomBytes } from 'node:crypto';
import { chown, copyFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/services/store/index.ts';
import { keyringOf, newKey } from '../support/databases.ts';
import { lose, putNote, takeBack } from '../support/notes.ts';
import { Premises } from '../support/process.ts';

const KEY = newKey();
const idOf = (key: string): string => keyringOf(key).current;

describe('a backup', () => {
  let premises: Premises;
  let folder: string;
  let file: string;
  let database: string;

  beforeEach(async () => {
    premises = await Premises.open();
    ({ folder } = premises.workplace);
    file = join(folder, 'backups', 'monday.db');
    database = join(folder, 'data', 'confidant.db');
  });
  afterEach(() => premises.close());

  const use = async (program: 'backup' | 'restore', ...names: string[]) => {
    const options = { program: `tools/${program}.ts`, arguments: names };
    return premises.workplace.run({ DATA_DIR: 'data' }, options).ended;
  };
  const serve = () => premises.serve({ DATA_DIR: 'data' });
  /** The bot with a key, which Ada has told her name. */
  const serveEncrypted = async () => {
    const running = await premises.serve({ DATA_DIR: 'data', ENCRYPTION_KEY: KEY });
    await premises.setUp();
    return { stop: () => stop(running) };
  };
  const stop = async ({ child, ended }: Awaited<ReturnType<typeof serve>>) => {
    child.kill('SIGTERM');
    await ended;
  };
  const nameOfAda = async (key?: string) => {
    const keyring = key === undefined ? undefined : keyringOf(key);
    const dataDir = join(folder, 'data');
    const store = await openStore({ mongodbUri: undefined, dataDir, keyring });
    const profile = await store.findProfile(premises.ada.id);
    await store.close();
    return profile?.name;
  };
  const forget = async () => {
    const store = await openStore({ mongodbUri: undefined, dataDir: join(folder, 'data') });
    await store.deleteUser(premises.ada.id);
    await store.close();
  };

  test('is taken while the bot runs, for its owner only, and brings everything back', async () => {
    const running = await serve();
    await premises.setUp();
    const taken = await use('backup', file);
    expect(taken).toMatchObject({ code: 0, stderr: '' });
    expect(taken.stdout).toBe(`Backed up ${database} to ${file}`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'backups'))).toEqual(['monday.db']);
    await stop(running);
    await forget();
    expect(await nameOfAda()).toBeUndefined();

    const restored = await use('restore', file);
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    expect(restored.stdout).toContain('Start the bot again');
    expect(await nameOfAda()).toBe('Ada Lovelace');
    expect((await stat(database)).mode & 0o777).toBe(0o600);
    await stop(await serve());
  });

  test('is restored where there is nothing yet, or something that is damaged', async () => {
    const running = await serve();
    await premises.setUp();
    await use('backup', file);
    await stop(running);
    await writeFile(database, randomBytes(20_000));
    await writeFile(`${database}-wal`, randomBytes(20_000));
    expect(await use('restore', file)).toMatchObject({ code: 0, stderr: '' });
    expect(await nameOfAda()).toBe('Ada Lovelace');

    const elsewhere = premises.workplace.run(
      { DATA_DIR: 'new/data' },
      { program: 'tools/restore.ts', arguments: [file] },
    );
    expect((await elsewhere.ended).code).toBe(0);
    expect(await readdir(join(folder, 'new', 'data'))).toEqual(['confidant.db', 'confidant.lock']);
  });

  test('is one file, whatever there was when it was made', async () => {
    const running = await serve();
    await premises.setUp();
    await use('backup', file);
    await stop(running);
    expect(new DatabaseSync(file).prepare('PRAGMA journal_mode').get()).toEqual({
      journal_mode: 'delete',
    });
    expect(await use('restore', file)).toMatchObject({ code: 0, stderr: '' });
    const beside = (await readdir(dirname(file))).filter((name) => name.startsWith(basename(file)));
    expect(beside).toEqual([basename(file)]);
  });

  test.skipIf(process.getuid?.() !== 0)(
    'that root restores belongs to whom the database, or else its folder, belonged to',
    async () => {
      await stop(await serve());
      await use('backup', file);
      const owner = async () => {
        expect(await use('restore', file)).toMatchObject({ code: 0, stderr: '' });
        const { uid, gid, mode } = await stat(database);
        return [uid, gid, mode & 0o777];
      };
      await chown(database, 4_001, 4_002);
      expect(await owner()).toEqual([4_001, 4_002, 0o600]);
      await rm(database);
      await chown(join(folder, 'data'), 4_003, 4_004);
      expect(await owner()).toEqual([4_003, 4_004, 0o600]);
      expect((await stat(file)).uid).toBe(0);
    },
  );

  test('is not restored while the bot runs', async () => {
    const running = await serve();
    await use('backup', file);
    await premises.setUp();
    const { code, stderr } = await use('restore', file);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'The bot is running. Stop it first, then restore.\n',
    });
    await stop(running);
    expect(await nameOfAda()).toBe('Ada Lovelace');
  });

  test('is not restored from what is none, and everything stays as it is', async () => {
    const running = await serve();
    await premises.setUp();
    await stop(running);
    const before = await readFile(database);

    const letter = join(folder, 'letter.txt');
    await writeFile(letter, 'Dear Ben');
    const half = join(folder, 'half.db');
    await writeFile(half, before.subarray(0, before.length / 2));
    const stranger = join(folder, 'stranger.db');
    const other = new DatabaseSync(stranger);
    other.exec('CREATE TABLE recipes (name TEXT)');
    other.close();
    for (const name of [letter, half, stranger]) {
      const { code, stderr } = await use('restore', name);
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: `${name} is not a whole database of Confidant\n`,
      });
    }
    const missing = await use('restore', join(folder, 'tuesday.db'));
    expect(missing.stderr).toBe(`There is no file ${join(folder, 'tuesday.db')}\n`);

    const newer = join(folder, 'newer.db');
    await copyFile(database, newer);
    const future = new DatabaseSync(newer);
    future.exec('PRAGMA user_version = 999');
    future.close();
    expect((await use('restore', newer)).stderr).toMatch(
      /newer.db cannot be restored: it was written by a newer version of Confidant/,
    );

    expect(await nameOfAda()).toBe('Ada Lovelace');
    expect(await readdir(join(folder, 'data'))).toEqual(['confidant.db', 'confidant.lock']);
  });

  test('is not restored where it lacks what belongs to its encrypted words', async () => {
    const location = { mongodbUri: undefined, dataDir: join(folder, 'data') };
    await (await serveEncrypted()).stop();
    const restore = await lose(location, 'encryption');
    expect(await use('backup', file)).toMatchObject({ code: 0 });
    await restore();
    expect(await use('restore', file)).toEqual({
      code: 1,
      stdout: '',
      stderr: `${file} cannot be restored: the database holds encrypted words, and what it says of its encryption is missing or belongs to others: restore the table or collection “encryption”, from the same backup as everything else\n`,
    });
    expect(await nameOfAda(KEY)).toBe('Ada Lovelace');
  });

  test('of an encrypted version without checks of that is restored, and the bot starts on it', async () => {
    const location = { mongodbUri: undefined, dataDir: join(folder, 'data') };
    await stop(await serve());
    await putNote(location, { version: 2, mark: 'twelve-chars', keys: [idOf(KEY)], plain: true });
    await takeBack(location);
    await use('backup', file);
    await rm(database);
    expect(await use('restore', file)).toMatchObject({ code: 0, stderr: '' });
    await (await serveEncrypted()).stop();
    expect(await nameOfAda(KEY)).toBe('Ada Lovelace');
  });

  test('is refused in a sentence where it makes no sense', async () => {
    expect(await use('backup')).toMatchObject({
      code: 1,
      stderr: 'Name one file: npm run backup -- FILE\n',
    });
    expect((await use('backup', file)).stderr).toBe(`There is no file ${database}\n`);
    await stop(await serve());
    expect((await use('backup', database)).stderr).toMatch(/the database of the bot itself/);
    await use('backup', file);
    expect((await use('backup', file)).stderr).toMatch(/is there already/);
    const mongo = premises.workplace.run(
      { MONGODB_URI: 'mongodb://user:hunter2@db/confidant' },
      { program: 'tools/backup.ts', arguments: [file] },
    );
    const { stderr } = await mongo.ended;
    expect(stderr).toMatch(/mongodump/);
    expect(stderr).not.toContain('hunter2');
  });
});
