import type { Page } from 'playwright-core';
import { Recorder } from './recorder.ts';
import type { Studio } from './studio.ts';

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

/** The README's pictures: one that moves, and a still one. */
export async function readme(studio: Studio): Promise<void> {
  await takeMovingPicture(studio);
  await takeStillPicture(studio);
}

/** A question being asked and answered; then what the other person sees of it. */
async function takeMovingPicture(studio: Studio): Promise<void> {
  const page = await studio.open('ada/general', { viewport: MOVING, colorScheme: 'dark' });
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

/** A conversation, and what the bot did for it. */
async function takeStillPicture(studio: Studio): Promise<void> {
  const look = { viewport: STILL, colorScheme: 'dark', deviceScaleFactor: 2 } as const;
  const page = await studio.open('ada/@confidant', look);
  await page.getByRole('button', { name: 'Under the hood' }).click();
  await page.locator('#composer-text').focus();
  await ask(page, SECOND);
  await page.getByRole('article').last().getByText(END_OF_ANSWER).waitFor();
  await studio.save('playground.png', await page.screenshot());
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
