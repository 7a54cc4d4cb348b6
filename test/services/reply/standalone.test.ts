import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const FOLDER = new URL('../../../src/services/reply/', import.meta.url);

test('the reply component can be copied as a folder: it needs discord.js, and nothing else of this project', async () => {
  const files = await readdir(FOLDER);
  expect(files).toContain('progressiveReply.ts');
  for (const file of files) {
    const source = await readFile(new URL(file, FOLDER), 'utf8');
    const imported = [...source.matchAll(/from '([^']+)';/g)].map(([, from = '']) => from);
    expect(imported.filter((from) => !/^(\.\/|node:|discord\.js$)/.test(from))).toEqual([]);
  }
});
