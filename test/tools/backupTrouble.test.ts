import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { databaseOf, fill, nameIn } from '../support/killedDatabase.ts';
import { Workplace } from '../support/process.ts';

/** So much that copying it can be caught in the middle. */
const MUCH = 100_000_000;

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

  const backUp = (options: { mostBlocks?: number } = {}) =>
    workplace.run(
      { DATA_DIR: data },
      { program: 'tools/backup.ts', arguments: [file], ...options },
    );
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
