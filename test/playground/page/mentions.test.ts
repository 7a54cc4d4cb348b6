import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../../playground/discord/index.ts';
import { hasBrowser } from './browser.ts';
import { Stage, type Visit } from './stage.ts';

describe.skipIf(!hasBrowser)('somebody who types @', { timeout: 20_000 }, () => {
  let stage: Stage;
  let ada: Visit;
  /** How the bot and Ben are mentioned. */
  let bot: string;
  let ben: string;

  beforeAll(async () => {
    stage = await Stage.open();
    const { cast, discord } = stage.house;
    bot = `<@${discord.applicationId}>`;
    ben = `<@${cast.people[1]?.id}>`;
    ada = await stage.visit('ada', 'general');
    await ada.setUp();
  });
  afterAll(async () => {
    await stage.close();
  });

  const sent = (content: string): Promise<Message> =>
    stage.house.discord.until(() =>
      stage.house.cast.channels
        .flatMap(({ messages }) => [...messages.values()])
        .find((message) => message.content === content),
    );
  const offered = (visit = ada): Promise<string[]> =>
    visit.page.getByRole('option').locator('strong').allInnerTexts();

  test('is offered everybody who is there, and asks the bot that they choose with the keyboard', async () => {
    const { keyboard } = ada.page;
    await ada.composer.focus();
    await keyboard.type('@');
    await expect.poll(() => offered()).toEqual(['Confidant', 'Ada', 'Ben']);
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowUp');
    await keyboard.press('Enter');
    await expect.poll(() => ada.composer.inputValue()).toBe('@Confidant ');
    await keyboard.type('what do I write first?');
    await keyboard.press('Enter');
    await sent(`${bot} what do I write first?`);
    await ada.answered();
    await ada.page.locator('discord-mention', { hasText: 'Confidant' }).last().waitFor();
  });

  test('is offered those whose name they begin, in the middle of a text, too', async () => {
    const { keyboard } = ada.page;
    await ada.composer.fill('Do you know, ?');
    await keyboard.press('End');
    await keyboard.press('ArrowLeft');
    await keyboard.type('@b');
    await expect.poll(() => offered()).toEqual(['Ben']);
    await keyboard.press('Tab');
    await keyboard.type('dear');
    await keyboard.press('Enter');
    await sent(`Do you know, ${ben} dear?`);
  });

  test('chooses by clicking', async () => {
    await ada.composer.pressSequentially('Good morning @');
    await ada.page.getByRole('option', { name: 'Ben' }).click();
    await ada.page.keyboard.press('Enter');
    expect((await sent(`Good morning ${ben}`)).mentions).toMatchObject([{ username: 'ben' }]);
  });

  test('mentions whom they name without choosing', async () => {
    await ada.composer.fill('@confidant, @Ben: what now?');
    await ada.page.keyboard.press('Enter');
    const { mentions } = await sent(`${bot}, ${ben}: what now?`);
    expect(new Set(mentions.map(({ username }) => username))).toEqual(
      new Set(['Confidant', 'ben']),
    );
    await ada.answered();
  });

  test.each(['ada@ben is no mention', 'neither is @Benedict', '@nobody is here'])(
    'mentions nobody else: %s',
    async (text) => {
      await ada.composer.fill(text);
      await ada.page.keyboard.press('Enter');
      expect((await sent(text)).mentions).toEqual([]);
    },
  );

  test('is offered only the bot and themselves in a direct message', async () => {
    const inDirect = await stage.visit('ada', '@confidant');
    await inDirect.composer.fill('@');
    await expect.poll(() => offered(inDirect)).toEqual(['Confidant', 'Ada']);
    await inDirect.page.keyboard.press('Escape');
    await expect.poll(() => offered(inDirect)).toEqual([]);
    await inDirect.page.close();
  });

  test('has seen no error', () => {
    expect(stage.complaints).toEqual([]);
    expect(stage.house.discord.errors).toEqual([]);
  });
});
