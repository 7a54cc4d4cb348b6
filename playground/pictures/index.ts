import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { House } from '../house.ts';
import { servePage } from '../server/index.ts';
import { findChromium, launchChromium } from './chromium.ts';
import { Recorder } from './recorder.ts';

/** Makes the README's pictures: plays a scene in a browser before the real playground. */

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const STILL = { width: 1360, height: 850 };
const MOVING = { width: 1120, height: 700 };
const PROFILE = {
  Name: 'Ada',
  Age: '29',
  Gender: 'woman',
  Interests: 'chess, long walks, bad puns',
};
const FIRST = 'I matched with someone who plays the cello. What do I write first?';
const SECOND = 'Our first date is on Friday and I am nervous. What helps?';
const END_OF_ANSWER = 'server of your own.';

const chromium = findChromium();
if (chromium === undefined) throw new Error('The pictures need a Chromium: PLAYWRIGHT_CHROMIUM');
const folder = await mkdtemp(join(tmpdir(), 'confidant-pictures-'));
const [house, browser] = await Promise.all([
  House.open({ folder, env: {} }),
  launchChromium(chromium),
]);
const server = await servePage({ house, host: '127.0.0.1', port: 0 });
await mkdir(IMAGES, { recursive: true });
await takeMovingPicture(browser);
await takeStillPicture(browser);
await browser.close();
await server.close();
await house.close();
await rm(folder, { recursive: true, force: true });

/** A question being asked and answered; then what the other person sees of it. */
async function takeMovingPicture(from: Browser): Promise<void> {
  const page = await from.newPage({ viewport: MOVING, colorScheme: 'dark' });
  await open(page, 'ada/general');
  await setUp(page);
  const recorder = await Recorder.start(page);
  await page.waitForTimeout(800);
  await page.keyboard.type('/', { delay: 60 });
  await page.waitForTimeout(1400);
  await page.keyboard.type('ad', { delay: 160 });
  await page.waitForTimeout(500);
  await page.keyboard.press('Enter');
  await page.keyboard.type(FIRST, { delay: 28 });
  await page.waitForTimeout(500);
  await page.keyboard.press('Enter');
  await page.getByRole('article').last().getByText(END_OF_ANSWER).waitFor();
  await page.waitForTimeout(2500);
  await page.getByTitle('See what Ben sees').click();
  await page.waitForTimeout(500);
  await writeFile(join(IMAGES, 'playground.webp'), await recorder.finish(await from.newPage()));
}

/** A conversation, and what the bot did for it. */
async function takeStillPicture(from: Browser): Promise<void> {
  const page = await from.newPage({ viewport: STILL, colorScheme: 'dark', deviceScaleFactor: 2 });
  await open(page, 'ada/@confidant');
  await page.getByRole('button', { name: 'Under the hood' }).click();
  await page.locator('#composer-text').focus();
  await ask(page, SECOND);
  await page.getByRole('article').last().getByText(END_OF_ANSWER).waitFor();
  await page.screenshot({ path: join(IMAGES, 'playground.png') });
}

async function open(page: Page, place: string): Promise<void> {
  await page.goto(`${server.url}/#${place}`);
  await page.locator('#composer-text').waitFor();
}

async function setUp(page: Page): Promise<void> {
  await page.keyboard.type('/profile setup');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  for (const [label, value] of Object.entries(PROFILE)) {
    await page.getByRole('dialog').getByRole('textbox', { name: label }).fill(value);
  }
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('Nice to meet you').waitFor();
}

async function ask(page: Page, question: string): Promise<void> {
  await page.keyboard.type('/advice');
  await page.keyboard.press('Enter');
  await page.keyboard.type(question);
  await page.keyboard.press('Enter');
}
