import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Channel, Message, Person } from '../../../playground/discord/index.ts';
import { hasBrowser } from './browser.ts';
import { Stage } from './stage.ts';

/** One red pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);

describe.skipIf(!hasBrowser)('messages on the page', { timeout: 20_000 }, () => {
  let stage: Stage;
  let channel: Channel;
  let benHimself: Person;

  beforeAll(async () => {
    stage = await Stage.open();
    const { channels, people } = stage.house.cast;
    if (!channels[1] || !people[1]) throw new Error('Nobody is here');
    [, channel] = channels as [Channel, Channel];
    [, benHimself] = people as [Person, Person];
  });
  afterAll(async () => {
    await stage.close();
  });

  const sent = (content: string): Promise<Message> =>
    stage.house.discord.until(() =>
      [...channel.messages.values()].find((message) => message.content === content),
    );

  test('are answered from their menu, with or without a ping', async () => {
    const ada = await stage.visit('ada', 'love-letters');
    const question = benHimself.send(channel, { content: 'Shall I write to her?' });
    for (const [content, pings] of [
      ['Yes!', true],
      ['Yes, quietly', false],
    ] as const) {
      await ada.messages
        .filter({ hasText: 'Shall I write to her?' })
        .first()
        .click({ button: 'right' });
      await ada.page.getByRole('menuitem', { name: 'Reply' }).click();
      await ada.page.getByText('Replying to Ben').waitFor();
      if (!pings) await ada.button('Ping Ben').click();
      await ada.composer.fill(content);
      await ada.page.keyboard.press('Enter');
      const reply = await sent(content);
      expect([reply.repliesTo, reply.mentions.length]).toEqual([question, pings ? 1 : 0]);
    }
    await ada.last.getByText('Shall I write to her?').waitFor();
    await expect.poll(() => ada.page.getByText('Replying to').count()).toBe(0);
    await ada.page.close();
  });

  test('are answered without a mouse, and the answer can be put away', async () => {
    const ada = await stage.visit('ada', 'love-letters');
    const { keyboard } = ada.page;
    benHimself.send(channel, { content: 'What do I wear?' });
    await ada.message('What do I wear?').waitFor();
    await ada.page.locator('.message[tabindex="0"]').focus();
    await keyboard.press('Shift+F10');
    await ada.page.getByRole('menuitem', { name: 'Reply' }).waitFor();
    await keyboard.press('Enter');
    await ada.page.getByText('Replying to Ben').waitFor();
    await keyboard.press('Escape');
    await ada.page.getByText('Replying to Ben').waitFor({ state: 'detached' });
    await keyboard.type('The blue one');
    await keyboard.press('Enter');
    expect((await sent('The blue one')).repliesTo).toBeUndefined();
    await ada.page.close();
  });

  test('take along pictures that are dropped, pasted or chosen, and show them', async () => {
    const ada = await stage.visit('ada', 'love-letters');
    await ada.page.evaluate(`(async () => {
      const bytes = Uint8Array.fromBase64('${PICTURE.toString('base64')}');
      const transfer = () => {
        const data = new DataTransfer();
        data.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }));
        return data;
      };
      const init = { bubbles: true, cancelable: true };
      document.querySelector('#messages').dispatchEvent(
        new DragEvent('drop', { ...init, dataTransfer: transfer() }),
      );
      document.querySelector('#composer-text').dispatchEvent(
        new ClipboardEvent('paste', { ...init, clipboardData: transfer() }),
      );
    })()`);
    const chosen = ada.page.getByRole('list', { name: 'Attachments' }).getByRole('listitem');
    await expect.poll(() => chosen.locator('img').count()).toBe(2);
    const chooser = ada.page.waitForEvent('filechooser');
    await ada.button('Attach files').click();
    await (await chooser).setFiles({ name: 'chat.png', mimeType: 'image/png', buffer: PICTURE });
    await ada.button('Remove dropped.png').first().click();
    await ada.composer.fill('What does she mean?');
    await ada.page.keyboard.press('Enter');
    const { attachments } = await sent('What does she mean?');
    expect(attachments).toMatchObject([
      { filename: 'dropped.png', content_type: 'image/png', width: 1, height: 1 },
      { filename: 'chat.png', size: PICTURE.length },
    ]);
    const widths = (): Promise<number[]> =>
      ada.page.evaluate<number[]>(
        '[...document.querySelectorAll(".picture img")].map(({ naturalWidth }) => naturalWidth)',
      );
    await expect.poll(widths).toEqual([1, 1]);
    await expect.poll(() => chosen.count()).toBe(0);
    await ada.page.close();
  });

  test('offer what apps can do with them', async () => {
    const ada = await stage.visit('ada', 'love-letters');
    await ada.setUp();
    benHimself.send(channel, { content: 'I had fun, we should do that again' });
    await ada.message('I had fun').click({ button: 'right' });
    const run = stage.house.discord.until(() =>
      [...stage.house.discord.interactions.values()].find(
        ({ data }) => data['name'] === 'Get advice',
      ),
    );
    await ada.page.getByRole('menuitem', { name: 'Get advice' }).click();
    await run;
    await ada.last.getByText('Get advice').waitFor();
    const quoted = ada.last.getByText('I had fun, we should do that again');
    await expect.poll(() => quoted.count()).toBeGreaterThan(0);
    await ada.page.close();
  });

  test('and commands go by the names of the person’s language', async () => {
    const { discord } = stage.house;
    const ada = await stage.visit('ada', 'love-letters');
    const command = discord.commands.list(undefined).find(({ name }) => name === 'advice');
    if (!command) throw new Error('The bot has no such command');
    const { name, description_localizations: descriptions } = command;
    const inGerman = (command['name_localizations'] as Record<string, string>)['de'] ?? name;
    await ada.button('Under the hood').click();
    await ada.page.getByRole('combobox', { name: 'Ada’s language' }).selectOption('de');
    await ada.button('Close').click();
    await ada.composer.fill(`/${inGerman}`);
    const option = ada.page.getByRole('option', { name: `/${inGerman}` }).first();
    await option.waitFor();
    expect(await option.innerText()).toContain(
      (descriptions as Record<string, string> | null)?.['de'] ?? '',
    );
    await ada.button('Under the hood').click();
    await ada.page.getByRole('combobox', { name: 'Ada’s language' }).selectOption('en-US');
    await ada.page.close();
  });

  test('have caused no error', () => {
    expect(stage.complaints).toEqual([]);
    expect(stage.house.discord.errors).toEqual([]);
  });
});
