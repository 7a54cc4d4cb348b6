import type { Page } from 'playwright-core';
import { Recorder } from './recorder.ts';
import type { Studio } from './studio.ts';

const SIZE = { width: 1120, height: 700 };
const PROFILE = {
  Name: 'Ada',
  Age: '29',
  Gender: 'woman',
  Interests: 'chess, long walks, bad puns',
};
const FIRST = 'I matched with someone who plays the cello. What do I write first?';
const END_OF_ANSWER = 'server of your own.';

/** The README's moving picture: a question being asked and answered; then what the other person sees of it. */
export async function readme(studio: Studio): Promise<void> {
  const page = await studio.open('ada/general', { viewport: SIZE, colorScheme: 'dark' });
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
  await studio.save('playground.webp', await recorder.finish(await studio.browser.newPage()));
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
