import { hash, randomBytes } from 'node:crypto';
import {
  cp,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { databaseOf, fill, killedDatabaseOf, nameIn } from '../support/killedDatabase.ts';
import { Workplace } from '../support/process.ts';

const FAULT = new URL('../support/fault.ts', import.meta.url).href;

interface Options {
  folder?: string;
  env?: Record<string, string>;
  before?: string;
  mostBlocks?: number;
}

/** Overwrites the first page, without which nothing can be opened. */
async function damage(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(randomBytes(4096), 0, 4096, 0);
  await handle.close();
}

describe('a restore', { timeout: 60_000 }, () => {
  let workplace: Workplace;
  let data: string;
  let database: string;
  let backup: string;

  beforeEach(async () => {
    workplace = await Workplace.create();
    data = join(workplace.folder, 'data');
    database = join(data, 'confidant.db');
    await databaseOf('Ada of the backup', join(workplace.folder, 'backup'));
    backup = join(workplace.folder, 'backup', 'confidant.db');
  });
  afterEach(() => workplace.clear());

  const restore = (file: string, { folder = data, env, ...options }: Options = {}) =>
    workplace.run(
      { DATA_DIR: folder, ...env },
      { program: 'tools/restore.ts', arguments: [file], ...options },
    ).ended;

  /** The files that hold words, and what stands in each. */
  const contents = async (folder = data) => {
    const names = (await readdir(folder, { withFileTypes: true }))
      .filter((entry) => entry.isFile() && !/(-shm|\.lock(-journal)?)$/.test(entry.name))
      .map(({ name }) => name)
      .toSorted();
    const hashed = names.map(async (name) => [
      name,
      hash('sha256', await readFile(join(folder, name))),
    ]);
    return Promise.all(hashed);
  };
  const foldersIn = async (folder = data) =>
    (await readdir(folder, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  /** What was set aside, folder by folder. */
  const setAside = async (folder = data) => {
    const names = (await foldersIn(folder)).filter((name) => name.includes('.set-aside-'));
    return Promise.all(names.map((name) => contents(join(folder, name))));
  };
  /** Says why it is refused, and sees to it that nothing has changed. */
  const refused = async (file: string, options?: Options) => {
    const before = await contents();
    expect(before.map(([name]) => name)).toEqual(['confidant.db', 'confidant.db-wal']);
    const { code, stderr } = await restore(file, options);
    expect(code).toBe(1);
    expect(await contents()).toEqual(before);
    expect(await foldersIn()).toEqual([]);
    return stderr;
  };

  describe('that is refused touches nothing, not even what a killed bot left in its log', () => {
    test('for a file that there is not, or is no database', async () => {
      await killedDatabaseOf('Ada', data);
      const missing = join(workplace.folder, 'no-such.db');
      expect(await refused(missing)).toBe(`There is no file ${missing}\n`);
      await writeFile(missing, '');
      expect(await refused(missing)).toBe(`${missing} is not a whole database of Confidant\n`);
      await writeFile(missing, randomBytes(20_000));
      expect(await refused(missing)).toBe(`${missing} is not a whole database of Confidant\n`);
      expect(await nameIn(data)).toBe('Ada');
    });

    test('for a name with a mistake in it, when the database is damaged', async () => {
      await killedDatabaseOf('Ada', data);
      await damage(database);
      const missing = join(workplace.folder, 'no-such.db');
      expect(await refused(missing)).toBe(`There is no file ${missing}\n`);
    });

    test('for a backup that there is no room for', async () => {
      await killedDatabaseOf('Ada', data);
      fill(join(workplace.folder, 'backup'), 2_000_000);
      expect(await refused(backup, { mostBlocks: 500 })).toBe(
        `${backup} cannot be copied to ${data}: disk I/O error. Is there room? Nothing has changed.\n`,
      );
      expect(await nameIn(data)).toBe('Ada');
    });

    test.each(['', ', also one to nothing'])('for a database that is a link%s', async (nothing) => {
      await killedDatabaseOf('Ada', data);
      const folder = join(workplace.folder, 'linked');
      await mkdir(folder);
      const link = join(folder, 'confidant.db');
      const target = nothing ? 'nothing.db' : 'confidant.db';
      await symlink(join('..', 'data', target), link);
      expect(await refused(backup, { folder })).toBe(
        `${link} is a link to ${join(data, target)}. Set DATA_DIR to the folder in which the database itself is, as confidant.db, or move it to where the link is. Nothing has changed.\n`,
      );
      expect(await readdir(folder)).toEqual(['confidant.db']);
      expect(await readlink(link)).toBe(join('..', 'data', target));
      expect(await nameIn(data)).toBe('Ada');
    });

    test('while another program has the database open', async () => {
      await databaseOf('Nobody yet', data);
      const other = new DatabaseSync(database);
      other.exec(`UPDATE profiles SET name = 'Ada'`);
      expect(await refused(backup)).toBe('The bot is running. Stop it first, then restore.\n');
      other.close();
      expect(await nameIn(data)).toBe('Ada');
    });
  });

  test('takes the place of what a killed bot left, in its log or half undone', async () => {
    await killedDatabaseOf('Ada', data);
    expect(await restore(backup)).toMatchObject({ code: 0, stderr: '' });
    expect((await contents()).map(([name]) => name)).toEqual(['confidant.db']);
    expect(await nameIn(data)).toBe('Ada of the backup');

    const undone = join(workplace.folder, 'undone');
    await databaseOf('Ada', undone);
    const writing = new DatabaseSync(join(undone, 'confidant.db'));
    writing.exec(`PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN;
      CREATE TABLE half (bytes BLOB); INSERT INTO half VALUES (randomblob(200000))`);
    await rm(data, { recursive: true });
    await cp(undone, data, { recursive: true });
    writing.close();
    expect((await contents()).map(([name]) => name)).toContain('confidant.db-journal');
    expect(await restore(backup)).toMatchObject({ code: 0, stderr: '' });
    expect((await contents()).map(([name]) => name)).toEqual(['confidant.db']);
    expect(await nameIn(data)).toBe('Ada of the backup');
  });

  test.each([
    ['is damaged', () => damage(database)],
    ['is empty', () => writeFile(database, '')],
    ['is gone', () => rm(database)],
  ])('sets all that there was aside when the database %s, and says where', async (_, harm) => {
    await killedDatabaseOf('Ada', data);
    await harm();
    const before = await contents();
    const { code, stdout } = await restore(backup);
    expect(code).toBe(0);
    expect(stdout).toMatch(/set aside in .*confidant\.db\.set-aside-\w+: it may hold words/);
    expect(await setAside()).toEqual([before]);
    expect((await contents()).map(([name]) => name)).toEqual(['confidant.db']);
    expect(await nameIn(data)).toBe('Ada of the backup');
  });

  test('sets a database aside whose log cannot be written into it, with all its words', async () => {
    await killedDatabaseOf('Ada', data, 2_000_000);
    expect(await restore(backup, { mostBlocks: 1000 })).toMatchObject({ code: 0 });
    const [aside = ''] = await foldersIn();
    expect(await nameIn(join(data, aside))).toBe('Ada');
    expect(await nameIn(data)).toBe('Ada of the backup');
  });

  describe.each(['whole', 'damaged'])('over a %s database', (state) => {
    /**
     * Restores in new folders with the first, the second, … step on the disk going wrong, until none is left. Says what
     * was found each time.
     */
    const eachStep = async <T>(
      fault: string,
      find: (folder: string, code: number | null) => Promise<T>,
    ) => {
      await killedDatabaseOf('Ada', data);
      if (state === 'damaged') await damage(database);
      const found: T[] = [];
      for (;;) {
        const step = String(found.length + 1);
        const folder = join(workplace.folder, fault + step);
        await cp(data, folder, { recursive: true });
        const env = { FAULT: fault, FAULT_AT: step };
        const { code, stderr } = await restore(backup, { folder, env, before: FAULT });
        if (!stderr.includes('the fault has come')) return found;
        found.push(await find(folder, code));
      }
    };
    /** What has become of the old database, in a folder that was a copy of the first. */
    const fateIn = async (folder: string) => {
      const before = JSON.stringify(await contents());
      if (JSON.stringify(await contents(folder)) === before) return 'untouched';
      const aside = await setAside(folder);
      if (aside.some((files) => JSON.stringify(files) === before)) return 'set aside';
      const name = state === 'whole' && (await nameIn(folder));
      if (name === 'Ada') return 'in place';
      return name === 'Ada of the backup' ? 'replaced' : 'lost';
    };

    test('that is killed after any step loses nothing, and can be repeated', async () => {
      const found = await eachStep('kills', async (folder, code) => {
        const again = join(workplace.folder, 'again');
        await cp(folder, again, { recursive: true });
        const { stderr } = await restore(backup, { folder: again });
        const copies = (await foldersIn(again)).filter((name) => name.includes('copy'));
        const repeated = [await fateIn(again), await nameIn(again), ...copies, stderr];
        await rm(again, { recursive: true });
        return { code, fate: await fateIn(folder), repeated };
      });
      expect(found.length).toBeGreaterThan(3);
      expect(found.map(({ fate }) => fate)).not.toContain('lost');
      const done = state === 'whole' ? 'replaced' : 'set aside';
      for (const { code, repeated } of found) {
        expect({ code, repeated }).toEqual({
          code: null,
          repeated: [done, 'Ada of the backup', ''],
        });
      }
    });

    test('that fails in any step leaves everything as it was', async () => {
      const done = state === 'whole' ? 'replaced' : 'set aside';
      const found = await eachStep('fails', async (folder, code) => {
        const aside = (await setAside(folder)).length;
        return { code, aside, fate: await fateIn(folder) };
      });
      expect(found.length).toBeGreaterThan(3);
      for (const { code, aside, fate } of found) {
        expect([
          { code: 1, aside: 0, fate: 'untouched' },
          // Its log was written into it, which loses nothing either.
          { code: 1, aside: 0, fate: 'in place' },
          // What failed could be done otherwise, or only tidied up.
          { code: 0, aside: state === 'whole' ? 0 : 1, fate: done },
        ]).toContainEqual({ code, aside, fate });
      }
    });
  });
});
