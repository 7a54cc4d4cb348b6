import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from './browser.ts';
import { Stage, type Visit } from './stage.ts';

const QUESTION = 'I matched with someone who plays the cello. What do I write first?';
const FAST = { firstWordsMs: 0, tokensPerSecond: 2000 };
/** A busy machine may need more than the usual second. */
const SOON = { timeout: 10_000 };
/** Slow enough to do something while an answer is written. */
const SLOW = { firstWordsMs: 0, tokensPerSecond: 40 };

describe.skipIf(!hasBrowser)('when something goes wrong, the page', { timeout: 20_000 }, () => {
  let stage: Stage;
  let ada: Visit;
  let requests: Locator;

  beforeAll(async () => {
    stage = await Stage.open();
    ada = await stage.visit('ada', 'general');
    await ada.setUp();
    await ada.button('Under the hood').click();
    requests = ada.page.getByRole('list', { name: /^Requests/ }).getByRole('listitem');
  });
  afterEach(() => {
    stage.house.model.speed = FAST;
  });
  afterAll(async () => {
    await stage.close();
  });

  /** Asks, and resolves when the answer has begun to be written. */
  async function askAndWatch(): Promise<void> {
    stage.house.model.speed = SLOW;
    await ada.ask(QUESTION, { wait: false });
    await ada.last.getByRole('button', { name: 'Stop' }).waitFor();
    await expect.poll(async () => (await ada.last.innerText()).length, SOON).toBeGreaterThan(120);
  }

  const withStatus = (status: string): Locator =>
    requests.filter({ has: ada.page.getByText(status, { exact: true }) });

  test('shows a whole answer although Discord answered 500 three times', async () => {
    await ada.button('Discord answers 500').click();
    await ada.page.getByText('The next three edits').waitFor();
    await ada.ask(QUESTION);
    await expect.poll(() => withStatus('500').count(), SOON).toBe(3);
  });

  test('shows what was written before the model was cut off; a click asks again', async () => {
    await ada.button('Cut the model off').click();
    await ada.ask(QUESTION, { wait: false });
    await ada.last.getByText('The connection broke before I was done.').waitFor();
    expect(await withStatus('cut').count()).toBe(1);
    await ada.last.getByRole('button', { name: 'Try again' }).click();
    await ada.answered();
  });

  test('says that the model is overrun; a click asks again', async () => {
    await ada.button('Model answers 429').click();
    await ada.ask(QUESTION, { wait: false });
    await ada.last.getByText('Too many people').waitFor();
    await expect.poll(() => withStatus('429').count(), SOON).toBe(3);
    await ada.last.getByRole('button', { name: 'Try again' }).click();
    await ada.answered();
  });

  test('says when the bot does not respond, which can be dismissed, and goes on', async () => {
    const other = await stage.visit('ada', 'general');
    await ada.button('Kill').click();
    await ada.page.getByText('Confidant is not running').waitFor();
    expect(await ada.button('Kill').isDisabled()).toBe(true);
    await stage.withoutPatience(async () => {
      await ada.runCommand('help');
      for (const { last } of [ada, other]) {
        await last.getByText('The application did not respond').waitFor();
      }
    });
    await ada.last.getByRole('button', { name: 'Dismiss message' }).click();
    for (const visit of [ada, other]) {
      await expect.poll(() => visit.message('did not respond').count(), SOON).toBe(0);
    }
    await ada.button('Restart').click();
    await ada.page.getByText('Confidant is running').waitFor();
    await ada.runCommand('help');
    await ada.last.getByText('your coach for matters of the heart').waitFor();
    await other.page.reload();
    await other.last.getByText('your coach for matters of the heart').waitFor();
    expect(await other.message('did not respond').count()).toBe(0);
    await other.page.close();
  });

  test('lets a bot that was killed in the middle of an answer answer the next question', async () => {
    await askAndWatch();
    await ada.button('Kill').click();
    await ada.page.getByText('Confidant is not running').waitFor();
    await ada.button('Restart').click();
    await ada.page.getByText('Confidant is running').waitFor();
    stage.house.model.speed = FAST;
    await ada.ask(QUESTION);
    expect(await ada.last.getByRole('button', { name: 'Stop' }).count()).toBe(0);
  });

  test('restarts a bot that runs', async () => {
    const states: string[] = [];
    stage.house.bot.on('state', (state) => states.push(state));
    await ada.button('Restart').click();
    await expect.poll(() => states, SOON).toEqual(['stopped', 'starting', 'running']);
    await ada.page.getByText('Confidant is running').waitFor();
    await ada.ask(QUESTION);
  });

  test('takes the last reply away while it is written, and the bot asks for no more of it', async () => {
    const before = await ada.messages.count();
    await askAndWatch();
    await ada.button('Delete the last reply').click();
    await expect.poll(() => ada.messages.count(), SOON).toBe(before);
    await requests.filter({ hasText: 'completions' }).first().getByText('cut').waitFor();
  });

  test('takes away what was there when it was opened, and says when nothing is left', async () => {
    await ada.page.reload();
    await ada.button('Under the hood').click();
    const before = await ada.messages.count();
    expect(before).toBeGreaterThan(0);
    await ada.button('Delete the last reply').click();
    await expect.poll(() => ada.messages.count(), SOON).toBe(before - 1);
    await ada.button('love-letters').click();
    await ada.button('Delete the last reply').click();
    await ada.page.getByText('There is no reply here yet').waitFor();
    await ada.button('general').click();
  });

  test('stops an answer that is no longer wanted, and keeps what is written', async () => {
    await askAndWatch();
    const written = (await ada.last.locator('.markup').innerText()).slice(0, 20);
    await ada.last.getByRole('button', { name: 'Stop' }).click();
    await ada.last.getByText('Stopped.').waitFor();
    await expect.poll(() => ada.last.innerText(), SOON).toContain(written);
    await expect.poll(() => ada.last.getByRole('button', { name: 'Stop' }).count(), SOON).toBe(0);
    await requests.filter({ hasText: 'completions' }).first().getByText('cut').waitFor();
  });

  test('counts the events of an answer while it is written', async () => {
    await askAndWatch();
    const row = requests.filter({ hasText: 'completions' }).first();
    const counts = new Set<string>();
    await expect
      .poll(
        async () => counts.add((await row.innerText()).match(/\d+ events/)?.[0] ?? '').size,
        SOON,
      )
      .toBeGreaterThanOrEqual(4);
    await ada.last.getByRole('button', { name: 'Stop' }).click();
    await ada.last.getByText('Stopped.').waitFor();
  });

  test('makes the sample coach as slow as its sliders say', async () => {
    const begins = ada.page.getByRole('slider', { name: 'First words after' });
    const writes = ada.page.getByRole('slider', { name: 'Writes' });
    await begins.press('Home');
    await begins.press('ArrowRight');
    await writes.press('Home');
    await ada.page.getByText('5 tokens/s').waitFor();
    await expect
      .poll(() => stage.house.model.speed, SOON)
      .toEqual({ firstWordsMs: 100, tokensPerSecond: 5 });
    await ada.page.reload();
    await ada.button('Under the hood').click();
    await expect.poll(() => writes.inputValue(), SOON).toBe('5');
  });

  test('has no errors of its own', () => {
    expect(stage.complaints).toEqual([]);
    expect(stage.house.discord.errors).toEqual([]);
  });
});
