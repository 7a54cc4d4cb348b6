import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from './browser.ts';
import { Stage, type Visit } from './stage.ts';

describe.skipIf(!hasBrowser)('forms and what is typed into them', { timeout: 20_000 }, () => {
  let stage: Stage;
  let ada: Visit;

  beforeAll(async () => {
    stage = await Stage.open();
    ada = await stage.visit('ada', '@confidant');
    await ada.setUp();
  });
  afterAll(async () => {
    await stage.close();
  });

  const tone = () => ada.dialog.getByRole('combobox', { name: 'How shall I talk to you?' });
  const said = () => ada.last.getByText('How shall I talk to you?');
  const open = async () => {
    await ada.button('More about you').last().click();
    await ada.dialog.waitFor();
  };
  const choose = async (name: string) => {
    await tone().click();
    await ada.dialog.getByRole('option', { name }).click();
  };
  const send = async () => {
    await ada.button('Submit').click();
    await ada.dialog.waitFor({ state: 'detached' });
  };

  test('a menu in a form says what there is, takes a choice, and shows it the next time', async () => {
    await open();
    await tone().click();
    await ada.dialog.getByText('To the point, without cushioning').waitFor();
    await ada.dialog.getByRole('option', { name: 'Directly' }).click();
    await send();
    await said().waitFor();
    await ada.last.getByText('Directly').waitFor();
    await open();
    expect(await tone().innerText()).toBe('Directly');
    await ada.button('Cancel').click();
  });

  test('a choice that is optional is taken back by choosing it once more', async () => {
    await open();
    await choose('Directly');
    expect(await tone().innerText()).toBe('As it fits');
    await send();
    await said().waitFor({ state: 'detached' });
  });

  test('an option offers what the bot suggests for what is typed, and takes it', async () => {
    await ada.chooseCommand('checkin timezone');
    const zone = ada.page.getByRole('combobox', { name: 'zone' });
    await zone.fill('berl');
    const offered = ada.page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
    await offered.filter({ hasText: 'Europe/Berlin' }).waitFor();
    await zone.fill('lisb');
    await offered.filter({ hasText: 'Europe/Lisbon' }).waitFor();
    expect(await offered.filter({ hasText: 'Berlin' }).count()).toBe(0);
    await ada.page.keyboard.press('Enter');
    expect(await zone.inputValue()).toBe('Europe/Lisbon');
    await ada.page.keyboard.press('Enter');
    await ada.message('Your time zone is Europe/Lisbon').waitFor();
  });

  test('what the bot does not suggest can be sent all the same', async () => {
    await ada.chooseCommand('checkin timezone');
    await ada.page.getByRole('combobox', { name: 'zone' }).fill('Atlantis');
    await ada.page.keyboard.press('Enter');
    const answer = ada.message('I do not know a time zone “Atlantis”');
    await expect.poll(() => answer.count()).toBe(1);
  });

  test('that the bot suggests nothing is said, as Discord says it', async () => {
    await stage.withoutPatience(async () => {
      await stage.house.bot.kill();
      await ada.chooseCommand('checkin timezone');
      await ada.page.getByRole('combobox', { name: 'zone' }).fill('berl');
      await ada.page.getByText('Loading options failed').waitFor();
      expect(await ada.page.getByRole('listbox').getByRole('option').count()).toBe(0);
    });
  });

  test('nothing was wrong', () => {
    expect(stage.complaints).toEqual([]);
  });
});
