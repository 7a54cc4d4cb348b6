import { spawnSync } from 'node:child_process';
import { chown, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { databaseOf, fill, nameIn } from '../support/killedDatabase.ts';
import { Workplace } from '../support/process.ts';

/** Runs what follows as the first process of what is, for it, a machine of its own. */
const AS_FIRST = ['unshare', '--map-root-user', '--pid', '--fork', '--kill-child'];
const [unshare = '', ...alone] = AS_FIRST;
const mayBeFirst = spawnSync(unshare, [...alone, 'true']).status === 0;

/** So much that copying it can be caught in the middle. */
const MUCH = 100_000_000;

/** A folder as a backup, or a bot, that is no more leaves it. */
async function leave(folder: string): Promise<string> {
  await databaseOf('Ben', folder);
  await writeFile(join(folder, 'confidant.lock'), '');
  return folder;
}

describe('a backup', { timeout: 60_000 }, () => {
  let workplace: Workplace;
  let data: string;
  let backups: string;
  let file: string;

  beforeEach(async () => {
    workplace = await Workplace.create();
    data = join(workplace.folder, 'data');
    backups = join(workplace.folder, 'backups');
    file = join(backups, 'confidant.db');
    await mkdir(backups);
    await databaseOf('Ada', data);
  });
  afterEach(() => workplace.clear());

  const backUp = (options: { mostBlocks?: number; within?: string[] } = {}) =>
    workplace.run(
      { DATA_DIR: data },
      { program: 'tools/backup.ts', arguments: [file], ...options },
    );
  /** Backs up, and says what else there is beside the backup then. */
  const foundBeside = async () => {
    expect(await backUp().ended).toMatchObject({ code: 0, stderr: '' });
    return (await readdir(backups)).filter((name) => join(backups, name) !== file).toSorted();
  };
  /** Where words are being copied to, as soon as there are some. */
  const copyBegun = async () => {
    for (;;) {
      const [folder = ''] = await readdir(backups);
      const copy = join(backups, folder, 'confidant.db');
      const size = (await stat(copy).catch(() => undefined))?.size ?? 0;
      if (folder.startsWith('.confidant-copy-') && size > 0) return copy;
      await setImmediate();
    }
  };
  /** A backup that stands still in the middle of copying. */
  const caught = async () => {
    const running = backUp();
    const copy = await copyBegun();
    running.child.kill('SIGSTOP');
    expect((await stat(copy)).size).toBeLessThan(MUCH);
    return running;
  };

  test('keeps no bot from writing, and does not begin anew with what it writes', async () => {
    fill(data, MUCH);
    const { child, ended } = await caught();
    const bot = new DatabaseSync(join(data, 'confidant.db'));
    bot.exec(`UPDATE profiles SET name = 'Ada, later'`);
    child.kill('SIGCONT');
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
    bot.close();
    expect(await nameIn(data)).toBe('Ada, later');
    expect(await nameIn(backups)).toBe('Ada');
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'that is stopped by %s leaves nothing of what it copied',
    async (signal) => {
      fill(data, MUCH);
      const { child, ended } = await caught();
      child.kill(signal);
      child.kill('SIGCONT');
      await ended;
      expect(child.signalCode).toBe(signal);
      expect(await readdir(backups)).toEqual([]);
    },
  );

  test.skipIf(!mayBeFirst).each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    'that is the first process of a container, and is stopped by %s, ends with exit code %i',
    async (signal, code) => {
      fill(data, MUCH);
      const { child, ended } = backUp({ within: AS_FIRST });
      await copyBegun();
      const first = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
      process.kill(Number(first), signal);
      expect(await ended).toEqual({ code, stdout: '', stderr: '' });
      expect(await readdir(backups)).toEqual([]);
    },
  );

  test('removes what one that was killed left, and nothing of one that is running', async () => {
    fill(data, MUCH);
    const killed = await caught();
    const [leftover = ''] = await readdir(backups);
    file = join(backups, 'second.db');
    expect(await backUp().ended).toMatchObject({ code: 0, stderr: '' });
    expect((await readdir(backups)).toSorted()).toEqual([leftover, 'second.db']);
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(await readdir(join(backups, leftover))).toContain('confidant.db');
    file = join(backups, 'third.db');
    expect(await backUp().ended).toMatchObject({ code: 0, stderr: '' });
    expect((await readdir(backups)).toSorted()).toEqual(['second.db', 'third.db']);
  });

  describe('leaves alone what is called like a copy that was left, and', () => {
    test('is a link to the database of a bot that is stopped', async () => {
      const bot = await leave(join(workplace.folder, 'bot'));
      await symlink(bot, join(backups, '.confidant-copy-link'));
      expect(await foundBeside()).toEqual(['.confidant-copy-link']);
      expect(await nameIn(bot)).toBe('Ben');
    });

    test('is locked by a link', async () => {
      const bot = await leave(join(workplace.folder, 'bot'));
      const folder = join(backups, '.confidant-copy-lock');
      await mkdir(folder);
      await symlink(join(bot, 'confidant.lock'), join(folder, 'confidant.lock'));
      expect(await foundBeside()).toEqual(['.confidant-copy-lock']);
      expect(await readdir(folder)).toEqual(['confidant.lock']);
    });

    test('is a file', async () => {
      await writeFile(join(backups, '.confidant-copy-file'), 'Dear Ben');
      expect(await foundBeside()).toEqual(['.confidant-copy-file']);
    });

    test.skipIf(process.getuid?.() !== 0)('belongs to another user', async () => {
      const full = await leave(join(backups, '.confidant-copy-a'));
      const empty = join(backups, '.confidant-copy-b');
      await mkdir(empty);
      for (const folder of [full, empty]) await chown(folder, 4_001, 4_002);
      expect(await foundBeside()).toEqual(['.confidant-copy-a', '.confidant-copy-b']);
      expect(await readdir(full)).toEqual(['confidant.db', 'confidant.lock']);
      for (const folder of [full, empty]) await chown(folder, 0, 0);
      file = join(backups, 'second.db');
      expect(await foundBeside()).toEqual(['confidant.db']);
    });
  });

  test('for which no folder can be made says so', async () => {
    await writeFile(join(backups, 'file'), '');
    file = join(backups, 'file', 'confidant.db');
    const { code, stderr } = await backUp().ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^A file cannot be read or written: E\w+: .+\n$/);
  });

  test('that there is no room for says so, and leaves nothing', async () => {
    fill(data, 2_000_000);
    const { code, stderr } = await backUp({ mostBlocks: 500 }).ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `${join(data, 'confidant.db')} cannot be copied to ${backups}: disk I/O error. Is there room? Nothing has changed.\n`,
    });
    expect(await readdir(backups)).toEqual([]);
  });
});
