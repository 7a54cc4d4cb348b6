import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** A file of the page, ready to be sent. */
export interface Asset {
  contentType: string;
  body: Uint8Array | string;
}

const PAGE = fileURLToPath(new URL('../page/', import.meta.url));
const FONT = '@fontsource-variable/noto-sans';
const FONT_FILES = ['noto-sans-latin-wght-normal.woff2', 'noto-sans-latin-ext-wght-normal.woff2'];

/** Reads and bundles all that the page consists of, by path; nothing else is ever served from the disk. */
export async function loadAssets(): Promise<ReadonlyMap<string, Asset>> {
  const [index, script, styles, fonts] = await Promise.all([
    readFile(join(PAGE, 'index.html'), 'utf8'),
    bundle(),
    readStyles(),
    readFonts(),
  ]);
  return new Map<string, Asset>([
    ['/', { contentType: 'text/html; charset=utf-8', body: index }],
    ['/page.js', { contentType: 'text/javascript; charset=utf-8', body: script }],
    ['/page.css', { contentType: 'text/css; charset=utf-8', body: styles }],
    ...fonts,
  ]);
}

/** One module of the page's sources and what they import. */
async function bundle(): Promise<string> {
  const build = await rolldown({ input: join(PAGE, 'main.ts'), platform: 'browser' });
  const { output } = await build.generate({ format: 'esm', minify: 'dce-only' });
  await build.close();
  return output[0].code;
}

async function readStyles(): Promise<string> {
  const folder = join(PAGE, 'styles');
  const names = (await readdir(folder)).toSorted();
  const sheets = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return sheets.join('\n');
}

async function readFonts(): Promise<[string, Asset][]> {
  const { resolve } = createRequire(import.meta.url);
  const folder = join(dirname(resolve(`${FONT}/package.json`)), 'files');
  return Promise.all(
    FONT_FILES.map(async (name): Promise<[string, Asset]> => {
      const body = await readFile(join(folder, name));
      return [`/fonts/${name}`, { contentType: 'font/woff2', body }];
    }),
  );
}
