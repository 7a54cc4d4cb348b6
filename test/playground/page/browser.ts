import {
  CHROMIUM_PLACES,
  findChromium,
  launchChromium,
} from '../../../playground/pictures/chromium.ts';
import type { Browser } from 'playwright-core';

const path = findChromium();

/** Whether this machine has a browser for the tests. */
export const hasBrowser = path !== undefined;

if (!hasBrowser) {
  const why = `there is no Chromium (${[...CHROMIUM_PLACES, 'PLAYWRIGHT_CHROMIUM'].join(', ')})`;
  if (process.env['CI'] === 'true') throw new Error(`The page cannot be tested: ${why}`);
  process.stderr.write(`The page's tests are skipped: ${why}.\n`);
}

export const launchBrowser = (): Promise<Browser> => launchChromium(path ?? '');
