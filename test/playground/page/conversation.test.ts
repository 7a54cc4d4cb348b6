import { type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from './browser.ts';
import { Stage } from './stage.ts';

const QUESTION = 'I matched with someone who plays the cello. What do I write first?';
const SAMPLE = 'A first message only has one job';
const STYLES = [
  ButtonStyle.Primary,
  ButtonStyle.Secondary,
  ButtonStyle.Success,
  ButtonStyle.Danger,
] as const;
const USUAL_SPEED = { firstWordsMs: 300, tokensPerSecond: 40 };

describe.skipIf(!hasBrowser)('the page', { timeout: 20_000 }, () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(async () => {
    await stage.close();
  });

  test('sets up a profile by clicking', async () => {
    const ada = await stage.visit('ada', 'general');
    await ada.composer.fill('/');
    await ada.page.getByRole('option', { name: '/profile setup' }).click();
    await ada.button('Run /profile setup').click();
    await expect.poll(() => ada.dialog.getByRole('heading').innerText()).toBe('Your profile');
    await ada.fillIn();
    await ada.message('Nice to meet you, Ada!').waitFor();
    await expect.poll(() => ada.dialog.count()).toBe(0);
    await ada.page.close();
  });

  test('says what is wrong with a form, and takes it when it is repaired', async () => {
    const ben = await stage.visit('ben', 'general');
    await ben.runCommand('profile setup');
    await ben.fillIn({ Name: 'Ben', Age: '', Gender: 'man', Interests: 'sailing' });
    await ben.dialog.getByText('This field is required.').waitFor();
    await ben.fillIn({ Age: '312' });
    await ben.message('Age is above 120').waitFor();
    await ben.button('Edit my answers').click();
    const kept = ben.dialog.getByRole('textbox', { name: 'Interests' });
    await expect.poll(() => kept.inputValue()).toBe('sailing');
    await ben.fillIn({ Age: '31' });
    await ben.message('Nice to meet you, Ben!').waitFor();
    await ben.page.close();
  });

  test('shows an answer grow while it is written, to nobody but the asker', async () => {
    const [ada, ben] = await Promise.all([
      stage.visit('ada', 'general'),
      stage.visit('ben', 'general'),
    ]);
    const seenByBen = await ben.messages.count();
    stage.house.model.speed = USUAL_SPEED;
    await ada.ask(QUESTION, { wait: false });
    const lengths = await ada.lengthsOfAnswer();
    stage.house.model.speed = { firstWordsMs: 0, tokensPerSecond: 2000 };
    expect(lengths.length).toBeGreaterThanOrEqual(5);
    expect(lengths).toEqual(lengths.toSorted((one, other) => one - other));
    await ada.last.getByText('Only you can see this').waitFor();

    await ben.page.reload();
    await ben.composer.waitFor();
    await expect.poll(() => ben.messages.count()).toBe(seenByBen);
    expect(await ben.page.content()).not.toContain(SAMPLE);
    await ada.page.getByTitle('See what Ben sees').click();
    await expect.poll(() => ada.page.content()).not.toContain(SAMPLE);
    await Promise.all([ada.page.close(), ben.page.close()]);
  });

  test('shows everybody what is asked with private: False', async () => {
    const [ada, ben] = await Promise.all([
      stage.visit('ada', 'love-letters'),
      stage.visit('ben', 'love-letters'),
    ]);
    await ada.chooseCommand('advice');
    await ada.page.getByRole('combobox', { name: 'question' }).fill(QUESTION);
    await ada.button('+2 optional').click();
    await ada.page.getByRole('option', { name: 'private' }).click();
    await ada.page.getByRole('option', { name: 'False' }).click();
    await ada.page.keyboard.press('Enter');
    await Promise.all([ada.answered(), ben.answered()]);
    expect(await ben.last.innerText()).toBe(await ada.last.innerText());
    await Promise.all([ada.page.close(), ben.page.close()]);
  });

  test('keeps the conversation over a reload', async () => {
    const ada = await stage.visit('ada', '@confidant');
    await ada.ask(QUESTION);
    const shown = await ada.messages.allInnerTexts();
    await ada.page.reload();
    await expect.poll(() => ada.messages.allInnerTexts()).toEqual(shown);
    await ada.page.close();
  });

  test('opens every channel at its end, and goes there when something is asked', async () => {
    const ada = await stage.visit('ada', 'love-letters');
    const { cast } = stage.house;
    const [author] = cast.people;
    for (const channel of cast.channels) {
      for (let line = 1; line <= 20; line += 1)
        author?.send(channel, { content: `\n> ${line}\n`.repeat(3) });
      author?.send(channel, { content: `The end of ${channel.name}` });
    }
    const jump = ada.page.getByRole('button', { name: /Jump to present/ });
    const isAtEnd = async (channel: string): Promise<void> => {
      await expect.poll(() => ada.isInView(ada.message(`The end of ${channel}`))).toBe(true);
      expect(await jump.isVisible()).toBe(false);
    };
    await isAtEnd('love-letters');
    await ada.button('general, unread').click();
    await isAtEnd('general');
    await ada.page.getByTitle('See what Ben sees').click();
    await isAtEnd('general');
    await ada.page.getByTitle('See what Ada sees').click();
    await isAtEnd('general');
    await ada.page.goto(`${stage.url}/#ada/love-letters`);
    await isAtEnd('love-letters');

    await ada.messages.first().focus();
    await jump.waitFor();
    await ada.runCommand('help');
    await ada.last.getByText('your coach for matters of the heart').waitFor();
    await expect.poll(() => jump.isVisible()).toBe(false);
    await ada.page.close();
  });

  test('refuses to send what Discord would not, and says why', async () => {
    const ada = await stage.visit('ada', 'general');
    await ada.runCommand('advice');
    const problem = ada.page.getByText('This option is required. Specify a value.');
    await expect.poll(() => problem.isVisible()).toBe(true);
    await ada.page.keyboard.press('Escape');
    await ada.page.keyboard.press('Escape');
    await ada.composer.fill('x'.repeat(2001));
    await ada.page.keyboard.press('Enter');
    await ada.page.getByText('Your message is too long.').waitFor();
    await ada.page.close();
  });

  test('sends text and files, and renders the Markdown of it', async () => {
    const ada = await stage.visit('ada', 'general');
    const chooser = ada.page.waitForEvent('filechooser');
    await ada.button('Attach files').click();
    const file = { name: 'poem.txt', mimeType: 'text/plain', buffer: Buffer.from('Roses') };
    await (await chooser).setFiles(file);
    await ada.page.evaluate(`(() => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(['x'], 'pasted.bin'));
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.querySelector('#composer-text').dispatchEvent(paste);
    })()`);
    await ada.composer.fill('# Hello\n- **one**\n- ||two||\n> <b>quoted</b>');
    await ada.page.keyboard.press('Enter');
    await ada.last.getByRole('link', { name: 'poem.txt' }).waitFor();
    await ada.last.getByRole('link', { name: 'pasted.bin' }).waitFor();
    await ada.last.getByRole('heading', { name: 'Hello' }).waitFor();
    await expect.poll(() => ada.last.getByRole('listitem').count()).toBe(2);
    await expect.poll(() => ada.last.locator('blockquote').innerText()).toBe('<b>quoted</b>');
    const spoiler = ada.last.getByRole('button', { name: 'Spoiler' });
    await spoiler.focus();
    await ada.page.keyboard.press('Enter');
    await expect.poll(() => spoiler.count()).toBe(0);
    await ada.page.close();
  });

  test('shows everything that a bot may put into a message', async () => {
    const ada = await stage.visit('ada', 'love-letters');
    const { discord, cast } = stage.house;
    const [, channel] = cast.channels;
    if (!channel) throw new Error('There is no second channel');
    const options = ['Red', 'Blue'].map((label) => ({ label, value: label }));
    discord.createMessage({
      channel,
      author: discord.botUser,
      embeds: [{ title: 'Title', description: '**bold**', footer: { text: 'Foot' }, fields: [] }],
      components: [
        { type: ComponentType.ActionRow, components: STYLES.map(buttonOf) },
        {
          type: ComponentType.ActionRow,
          components: [{ type: ComponentType.StringSelect, custom_id: 'colour', options }],
        },
      ],
    });
    const embed = ada.last.getByRole('group', { name: 'Title' });
    await expect.poll(() => embed.locator('strong').innerText()).toBe('bold');
    await embed.getByText('Foot').waitFor();
    await expect.poll(() => ada.last.getByRole('button', { name: /^Style/ }).count()).toBe(4);
    const menu = ada.last.getByRole('combobox', { name: 'Make a selection' });
    await menu.focus();
    await ada.page.keyboard.press('ArrowDown');
    await ada.page.keyboard.press('ArrowDown');
    await stage.withoutPatience(async () => {
      await ada.page.keyboard.press('Enter');
      await ada.last.getByRole('combobox', { name: /Blue$/ }).waitFor();
      // This bot knows no such menu, and answers nothing.
      await ada.last.getByText('This interaction failed').waitFor();
    });
    await ada.page.close();
  });

  test('fits a phone', async () => {
    const ada = await stage.visit('ada', '@confidant', {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    await ada.answered();
    expect(await ada.overflow()).toBe(0);
    await ada.button('Channels').click();
    await ada.button('The Lighthouse').click();
    await ada.runCommand('profile setup');
    await ada.dialog.waitFor();
    expect(await ada.overflow()).toBe(0);
    const box = await ada.dialog.boundingBox();
    expect(box?.width).toBe(360);
    await ada.button('Cancel').click();
    await ada.button('Under the hood').click();
    await ada.page.getByRole('heading', { name: 'Under the hood' }).waitFor();
    expect(await ada.overflow()).toBe(0);
    await ada.page.close();
  });

  test('has a light look, which it remembers', async () => {
    const ada = await stage.visit('ada', 'general', { colorScheme: 'dark' });
    const background = () =>
      ada.page.evaluate<string>(
        'getComputedStyle(document.querySelector("#chat")).backgroundColor',
      );
    expect(await background()).toBe('rgb(26, 26, 30)');
    await ada.button('Light look').click();
    expect(await background()).toBe('rgb(251, 251, 251)');
    await ada.page.reload();
    await ada.button('Dark look').waitFor();
    expect(await background()).toBe('rgb(251, 251, 251)');
    await ada.page.close();
  });

  test('has not asked for anything beyond loopback, and nothing was wrong', () => {
    const hosts = new Set(stage.requested.map((url) => URL.parse(url)?.host ?? url));
    const own = URL.parse(stage.url)?.host;
    expect([...hosts].filter((host) => host !== own && !host.startsWith('data:'))).toEqual([]);
    expect(stage.complaints).toEqual([]);
    expect(stage.house.discord.errors).toEqual([]);
  });

  test('comes back by itself when the server was away', async () => {
    const ada = await stage.visit('ada', 'general');
    const shown = await ada.messages.count();
    await stage.restartServer(async () => {
      await ada.page.getByText('The playground was stopped. Reconnecting').waitFor();
    });
    await ada.page.getByText('The playground was stopped').waitFor({ state: 'detached' });
    expect(await ada.messages.count()).toBe(shown);
    await ada.composer.fill('Back again');
    await ada.page.keyboard.press('Enter');
    await ada.message('Back again').waitFor();
    await ada.page.close();
  });
});

const buttonOf = (
  style: APIButtonComponentWithCustomId['style'],
): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style,
  label: `Style ${style}`,
  custom_id: `style-${style}`,
});
