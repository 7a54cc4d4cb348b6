import { ButtonStyle, ComponentType } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Channel, Person } from '../../../playground/discord/index.ts';
import { hasBrowser } from './browser.ts';
import { Stage } from './stage.ts';

describe.skipIf(!hasBrowser)('threads on the page', { timeout: 20_000 }, () => {
  let stage: Stage;
  let general: Channel;
  let adaHerself: Person;

  beforeAll(async () => {
    stage = await Stage.open();
    const { channels, people } = stage.house.cast;
    if (!channels[0] || !people[0]) throw new Error('Nobody is here');
    [general] = channels as [Channel];
    [adaHerself] = people as [Person];
  });
  afterAll(async () => {
    await stage.close();
  });

  /** The bot opens a private thread for Ada. */
  const openThread = (name: string) => {
    const { discord } = stage.house;
    const { applicationId: ownerId } = discord;
    const thread = discord.threads.start(general, { name, ownerId, isPrivate: true });
    discord.threads.add(thread, adaHerself.id, ownerId);
    return thread;
  };

  test('a private thread appears below its channel, for its members only', async () => {
    const [ada, ben] = await Promise.all([
      stage.visit('ada', 'general'),
      stage.visit('ben', 'general'),
    ]);
    const { discord } = stage.house;
    const thread = openThread('Asking her out');
    const link = ada.page.getByRole('group', { name: 'Threads in general' }).getByRole('button');
    await link.filter({ hasText: 'Asking her out' }).click();
    await ada.page.getByText('Private thread in').waitFor();
    await ada.message('Confidant added Ada to the thread.').waitFor();
    discord.createMessage({ channel: thread, author: discord.botUser, content: 'I am Mira.' });
    await ada.message('I am Mira.').waitFor();
    await ada.composer.fill('Hello Mira');
    await ada.page.keyboard.press('Enter');
    await ada.message('Hello Mira').waitFor();
    await ada.page.reload();
    await ada.message('Hello Mira').waitFor();

    expect(await ben.page.content()).not.toContain('Asking her out');
    await ada.page.getByTitle('See what Ben sees').click();
    await expect.poll(() => ada.page.content()).not.toContain('Asking her out');
    await Promise.all([ada.page.close(), ben.page.close()]);
  });

  test('a mention of a thread leads there', async () => {
    const ada = await stage.visit('ada', 'general');
    const { discord } = stage.house;
    const { id } = openThread('A hard talk');
    const content = `We rehearse in <#${id}>.`;
    discord.createMessage({ channel: general, author: discord.botUser, content });
    await ada.message('We rehearse in').getByRole('button', { name: 'A hard talk' }).click();
    const title = ada.page.locator('#header h1', { hasText: 'A hard talk' });
    await expect.poll(() => title.count()).toBe(1);
    await ada.page.close();
  });

  test('a message shows the thread that was started from it', async () => {
    const ada = await stage.visit('ada', 'general');
    const { threads } = stage.house.discord;
    const message = adaHerself.send(general, { content: 'She wrote back!' });
    const thread = threads.start(general, { name: 'What now?', ownerId: adaHerself.id, message });
    adaHerself.send(thread, { content: 'Any ideas?' });
    await ada.button('Open the thread What now?').click();
    await ada.message('Any ideas?').waitFor();
    await expect.poll(() => ada.messages.first().innerText()).toContain('She wrote back!');
    await ada.page.close();
  });

  test('a thread that is renamed, archived or deleted is so in the list', async () => {
    const ada = await stage.visit('ada', 'general');
    const { threads } = stage.house.discord;
    const thread = openThread('First try');
    const link = (name: string) => ada.page.getByRole('button', { name: new RegExp(`^${name}`) });
    await link('First try').click();
    threads.change(thread, { name: 'Second try' }, adaHerself.id);
    await link('Second try').waitFor();
    threads.change(thread, { archived: true }, adaHerself.id);
    await ada.page.getByText('Private thread, archived in').waitFor();
    await ada.button('general').click();
    await link('Second try').waitFor({ state: 'detached' });
    threads.change(thread, { archived: false }, adaHerself.id);
    await link('Second try').click();
    threads.delete(thread);
    await ada.page.getByRole('heading', { name: 'Welcome to #general!' }).waitFor();
    await expect.poll(() => link('Second try').count()).toBe(0);
    await ada.page.close();
  });

  test('is reached and left with the keyboard', async () => {
    const ada = await stage.visit('ada', 'general');
    openThread('With keys');
    const link = ada.page.getByRole('button', { name: /^With keys/ });
    await link.focus();
    await ada.page.keyboard.press('Enter');
    await ada.page.getByRole('textbox', { name: 'Message “With keys”' }).waitFor();
    await ada.button('#general').focus();
    await ada.page.keyboard.press('Enter');
    const field = ada.page.getByRole('textbox', { name: 'Message #general' });
    await expect.poll(() => field.isVisible()).toBe(true);
    await ada.page.close();
  });

  test('buttons may be pictures alone', async () => {
    const ada = await stage.visit('ada', 'general');
    const { discord } = stage.house;
    const thumbs = ['👍', '👎'].map((name) => ({
      type: ComponentType.Button as const,
      style: ButtonStyle.Secondary as const,
      custom_id: `feedback:${name}`,
      emoji: { name },
    }));
    discord.createMessage({
      channel: general,
      author: discord.botUser,
      content: 'Did it help?',
      components: [{ type: ComponentType.ActionRow, components: thumbs }],
    });
    const buttons = ada.message('Did it help?').getByRole('button', { name: /^(👍|👎)$/u });
    await expect.poll(() => buttons.allInnerTexts()).toEqual(['👍', '👎']);
    await ada.page.close();
  });

  test('nothing was wrong', () => {
    expect(stage.complaints).toEqual([]);
    expect(stage.house.discord.errors).toEqual([]);
  });
});
