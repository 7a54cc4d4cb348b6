import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../src/services/store/sqliteDatabase.ts';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));
/** Where a process may have mounts of its own: a disk of one megabyte is full soon. */
const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 't', tmpdir()]).status === 0;

/** Something that goes wrong while the database is opened. */
const failing = (words: string, facts: object) => () => {
  throw Object.assign(new Error(words), facts);
};

describe('a bot that is started on a full disk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'confidant-test-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Starts it, once `before` has been done on a disk that is filled then. Resolves with its exit code and its words. */
  const startAfter = async (before: string): Promise<[unknown, string]> => {
    const script = `mount -t tmpfs -o size=1m disk "$DATA_DIR"; ${before}
      cat /dev/zero > "$DATA_DIR/fill" 2>/dev/null; exec "$NODE" "$SRC/index.ts"`;
    const child = spawn('unshare', ['-rm', 'sh', '-c', script], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        NODE: process.execPath,
        SRC,
        DATA_DIR: folder,
        DISCORD_TOKEN: 'a-token',
        DISCORD_API_URL: 'http://127.0.0.1:1/api',
        OPENAI_API_KEY: 'a-key',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [[code], words] = await Promise.all([once(child, 'exit'), text(child.stderr)]);
    return [code, words];
  };

  test.skipIf(!mayMount).each([
    ['for the first time', ''],
    [
      'once more',
      `"$NODE" -e 'import(process.env.SRC + "services/store/sqliteDatabase.ts").then(async (m) => (await m.openDatabase(process.env.DATA_DIR)).close())';`,
    ],
  ])(
    '%s says so, and ends',
    async (_, before) => {
      const sentence = `Confidant cannot start: the database cannot be opened: check DATA_DIR (Cannot open ${join(folder, 'confidant.db')}: its disk is full).\n`;
      expect(await startAfter(before)).toEqual([1, sentence]);
    },
    20_000,
  );

  test.each([
    ['SQLite', { errcode: 13 }],
    ['the system', { code: 'ENOSPC' }],
  ])('says so when %s does', async (_, facts) => {
    await expect(openDatabase(folder, failing('It failed', facts))).rejects.toThrow(
      /confidant\.db: its disk is full$/,
    );
  });

  test('says so where it may not write', async () => {
    const denied = failing('EACCES: permission denied, open', { code: 'EACCES' });
    await expect(openDatabase(folder, denied)).rejects.toThrow(
      /confidant\.db: the user that the bot runs as may not write there$/,
    );
  });

  test('says something else when something else is wrong', async () => {
    const ioError = failing('disk I/O error', { errcode: 10 });
    await expect(openDatabase(folder, ioError)).rejects.toThrow(/confidant\.db: disk I\/O error$/);
  });
});
