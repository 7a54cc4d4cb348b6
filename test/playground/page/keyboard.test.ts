import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from './browser.ts';
import { Stage, type Visit } from './stage.ts';

describe.skipIf(!hasBrowser)('somebody without a mouse', { timeout: 20_000 }, () => {
  let stage: Stage;
  let ada: Visit;

  beforeAll(async () => {
    stage = await Stage.open();
    ada = await stage.visit('ada', '@confidant');
  });
  afterAll(async () => {
    await stage.close();
  });

  test('fills in the form, is told what is wrong, and repairs it', async () => {
    const { keyboard } = ada.page;
    await keyboard.type('/prof');
    await keyboard.press('ArrowDown');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await ada.dialog.waitFor();
    await type('Ada', '290', 'woman', 'chess');
    await tabTo(ada, 'Submit', 'Tab');
    await keyboard.press('Enter');
    await ada.message('Age is above 120').waitFor();

    await tabTo(ada, 'Edit my answers', 'Shift+Tab');
    await keyboard.press('Enter');
    await ada.dialog.waitFor();
    await keyboard.press('Tab');
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('29');
    await keyboard.press('Enter');
    await ada.message('Nice to meet you, Ada!').waitFor();
    await expect.poll(() => ada.dialog.count()).toBe(0);

    async function type(...answers: string[]): Promise<void> {
      for (const answer of answers) {
        // What the form knows already is replaced.
        await keyboard.press('ControlOrMeta+A');
        await keyboard.type(answer);
        if (answer !== answers.at(-1)) await keyboard.press('Tab');
      }
    }
  });

  test('asks, and chooses what an option offers', async () => {
    const { keyboard } = ada.page;
    await ada.composer.focus();
    await keyboard.type('/adv');
    await keyboard.press('Tab');
    await keyboard.type('My date is on Friday and I am nervous.');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await ada.page.getByRole('combobox', { name: 'private' }).waitFor();
    await expect
      .poll(() => ada.page.getByRole('combobox', { name: 'private' }).inputValue())
      .toBe('False');
    await keyboard.press('Enter');
    await ada.answered();
    await ada.message('That flutter means that it matters').waitFor();
  });

  test('reaches the buttons of messages', async () => {
    const { keyboard } = ada.page;
    await keyboard.type('/profile del');
    await keyboard.press('Enter');
    await keyboard.press('Enter');
    await ada.message('This deletes').waitFor();
    await tabTo(ada, 'Keep it', 'Shift+Tab');
    await keyboard.press('Enter');
    await ada.message('Nothing is deleted.').waitFor();
    expect(await ada.button('Keep it').count()).toBe(0);
  });

  test("opens a message's menu, and puts the message away", async () => {
    const { keyboard } = ada.page;
    await ada.last.focus();
    await keyboard.press('Shift+F10');
    await ada.page.getByRole('menuitem', { name: 'Copy Text' }).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect.poll(() => ada.message('Nothing is deleted.').count()).toBe(0);
  });

  test('has seen no error', () => {
    expect(stage.complaints).toEqual([]);
    expect(stage.house.discord.errors).toEqual([]);
  });
});

/** Goes through the page with the Tab key until this button has the focus. */
async function tabTo({ page }: Visit, name: string, key: 'Tab' | 'Shift+Tab'): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press(key);
    const focused = await page.evaluate<string>('document.activeElement.textContent.trim()');
    if (focused === name) return;
  }
  throw new Error(`The Tab key does not come to "${name}"`);
}
