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

  test('nothing was wrong', () => {
    expect(stage.complaints).toEqual([]);
  });
});
