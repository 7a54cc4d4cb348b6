import { Buffer } from 'node:buffer';
import type { Locator, Page } from 'playwright-core';
import type { Studio } from './studio.ts';

/** As the bot takes times that people write in English, so that what is typed and what is shown agree. */
const LOOK = {
  viewport: { width: 900, height: 600 },
  deviceScaleFactor: 2,
  colorScheme: 'light',
  reducedMotion: 'reduce',
  timezoneId: 'America/New_York',
} as const;
const QUALITY = 88;
/** How high a window is at least and at most. */
const HEIGHTS = { least: 660, most: 1_060 };
/** Whatever tells that something is still to come. */
const UNREST = '.thinking, .typing .dots, [aria-busy="true"]';

/** The height at which the window shows the conversation from its beginning; if that is too much, from a message on. */
const HEIGHT = `(() => {
  const scroller = document.querySelector('.scroller');
  const around = innerHeight - scroller.clientHeight + 34;
  const end = scroller.querySelector('discord-messages').getBoundingClientRect().bottom;
  return [...scroller.querySelectorAll('.channel-start, .message')]
    .map((element) => Math.ceil(end - element.getBoundingClientRect().top + around))
    .find((height) => height <= ${HEIGHTS.most}) ?? ${HEIGHTS.most};
})()`;

/** Takes the focus from a message, which shows what can be done with it. */
const LET_GO = `document.activeElement?.closest('.message') && document.activeElement.blur()`;

/** A person before the page, and pictures of what they see. */
export class Visit {
  readonly page: Page;
  readonly dialog: Locator;
  readonly #studio: Studio;

  private constructor(page: Page, studio: Studio) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.#studio = studio;
  }

  /** Opens a window on a place, such as `ada/general`. */
  static async open(place: string, studio: Studio): Promise<Visit> {
    return new Visit(await studio.open(place, LOOK), studio);
  }

  get last(): Locator {
    return this.page.getByRole('article').last();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true }).last();
  }

  async say(text: string): Promise<void> {
    await this.page.locator('#composer-text').fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Begins a message with somebody's name, chosen from the list. */
  async mention(name: string): Promise<void> {
    await this.page.locator('#composer-text').focus();
    await this.page.keyboard.type(`@${name.slice(0, 3)}`);
    await this.page.getByRole('option', { name, selected: true }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  async attach(name: string, png: Buffer): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.button('Attach files').click();
    await (await chooser).setFiles({ name, mimeType: 'image/png', buffer: png });
  }

  /** Runs a slash command with its options filled in. */
  async runCommand(name: string, options: Record<string, string> = {}): Promise<void> {
    await this.page.locator('#composer-text').fill(`/${name}`);
    await this.page
      .getByRole('option', { name: `/${name}` })
      .first()
      .click();
    const form = this.page.getByRole('group', { name: `/${name}` });
    for (const [label, value] of Object.entries(options)) {
      await form.getByLabel(label, { exact: true }).fill(value);
    }
    await form.getByRole('button', { name: `Run /${name}` }).click();
  }

  /** Fills in the form that the bot opens. */
  async fillIn(fields: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) {
      await this.dialog.getByRole('textbox', { name: label }).fill(value);
    }
  }

  async submit(): Promise<void> {
    await this.button('Submit').click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** Resolves when the last message is a whole answer, with this button under it. */
  async answered(button = 'Follow up'): Promise<void> {
    await this.last.getByRole('button', { name: button }).waitFor();
  }

  /** Takes a picture of the window, as high as the conversation in it. */
  async take(name: string, { pointingAt }: { pointingAt?: Locator } = {}): Promise<void> {
    await this.makeRoom();
    if (pointingAt) {
      await pointingAt.hover();
    } else {
      await this.page.mouse.move(0, 0);
      await this.page.evaluate(LET_GO);
    }
    await this.page.locator(UNREST).first().waitFor({ state: 'detached' });
    const session = await this.page.context().newCDPSession(this.page);
    const options = { format: 'webp', quality: QUALITY } as const;
    const { data } = await session.send('Page.captureScreenshot', options);
    await session.detach();
    await this.#studio.save(`${name}.webp`, Buffer.from(data, 'base64'));
  }

  /** Makes the window as high as the conversation in it. */
  async makeRoom(): Promise<void> {
    const height = Math.max(HEIGHTS.least, await this.page.evaluate<number>(HEIGHT));
    await this.page.setViewportSize({ width: LOOK.viewport.width, height });
    // The list scrolls to its end a moment later.
    await this.page.waitForTimeout(300);
  }
}
