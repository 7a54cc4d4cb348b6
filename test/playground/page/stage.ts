import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { House } from '../../../playground/house.ts';
import { servePage } from '../../../playground/server/index.ts';
import { launchBrowser } from './browser.ts';

type PageServer = Awaited<ReturnType<typeof servePage>>;

/** A profile as somebody types it. */
const PROFILE = { Name: 'Ada', Age: '29', Gender: 'woman', Interests: 'chess, long walks' };
/** The last words of every sample answer. */
const SAMPLE_NOTE = 'server of your own.';

/** A playground with a browser before it; nothing of it is left behind. */
export class Stage {
  readonly house: House;
  readonly url: string;
  /** What the browser's console said was wrong. */
  readonly complaints: string[] = [];
  /** Every address that was asked for. */
  readonly requested: string[] = [];
  readonly #browser: Browser;
  readonly #folder: string;
  #server: PageServer;

  private constructor(house: House, browser: Browser, server: PageServer, folder: string) {
    this.house = house;
    this.url = server.url;
    this.#browser = browser;
    this.#server = server;
    this.#folder = folder;
  }

  static async open(): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'confidant-page-'));
    const [house, browser] = await Promise.all([House.open({ folder, env: {} }), launchBrowser()]);
    house.model.speed = { firstWordsMs: 0, tokensPerSecond: 2000 };
    const server = await servePage({ house, host: '127.0.0.1', port: 0 });
    return new Stage(house, browser, server, folder);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
    await this.house.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Stops the page's server, and starts it again at the same address. */
  async restartServer(meanwhile: () => Promise<void>): Promise<void> {
    await this.#server.close();
    await meanwhile();
    const port = Number(new URL(this.url).port);
    this.#server = await servePage({ house: this.house, host: '127.0.0.1', port });
  }

  /** Does something that the bot will not answer, on a Discord that waits for no answer. */
  async withoutPatience(deed: () => Promise<void>): Promise<void> {
    const { discord } = this.house;
    const usual = discord.acknowledgeWithinMs;
    discord.acknowledgeWithinMs = 50;
    await deed();
    discord.acknowledgeWithinMs = usual;
  }

  /** Opens a window in which this person looks at this channel (`@confidant`: their DM with the bot). */
  async visit(
    person: 'ada' | 'ben',
    channel: string,
    options: BrowserContextOptions = {},
  ): Promise<Visit> {
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('request', (request) => this.requested.push(request.url()));
    page.on('websocket', (socket) => this.requested.push(socket.url()));
    await page.goto(`${this.url}/#${person}/${channel}`);
    const visit = new Visit(page);
    await visit.composer.waitFor();
    return visit;
  }
}

/** A person before the page. */
export class Visit {
  readonly page: Page;
  readonly composer: Locator;
  readonly messages: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.composer = page
      .getByRole('combobox')
      .or(page.getByRole('textbox', { name: /^Message/ }))
      .first();
    this.messages = page.getByRole('article');
    this.dialog = page.getByRole('dialog');
  }

  get last(): Locator {
    return this.messages.last();
  }

  message(text: string): Locator {
    return this.messages.filter({ hasText: text }).last();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Chooses a slash command from the list, by its whole name. */
  async chooseCommand(name: string): Promise<void> {
    await this.composer.fill(`/${name}`);
    await this.page
      .getByRole('option', { name: `/${name}` })
      .first()
      .click();
  }

  async runCommand(name: string): Promise<void> {
    await this.chooseCommand(name);
    await this.page.keyboard.press('Enter');
  }

  /** Fills in the form that is open, and sends it in. */
  async fillIn(profile: Record<string, string> = PROFILE): Promise<void> {
    for (const [label, value] of Object.entries(profile)) {
      await this.dialog.getByRole('textbox', { name: label }).fill(value);
    }
    await this.button('Submit').click();
  }

  async setUp(): Promise<void> {
    await this.runCommand('profile setup');
    await this.fillIn();
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** Asks, waits for the answer's message and, unless told otherwise, for its end. */
  async ask(question: string, { wait = true } = {}): Promise<void> {
    const before = await this.messages.count();
    await this.chooseCommand('advice');
    await this.page.getByRole('combobox', { name: 'question' }).fill(question);
    await this.page.keyboard.press('Enter');
    await this.messages.nth(before).waitFor();
    if (wait) await this.answered();
  }

  /** Resolves when the last message is a whole answer. */
  async answered(): Promise<void> {
    await this.last.filter({ hasText: SAMPLE_NOTE }).waitFor();
  }

  /** The lengths that the last message's text has, one after the other, until its answer is whole. */
  lengthsOfAnswer(): Promise<number[]> {
    return this.page.evaluate<number[]>(`new Promise((resolve) => {
      const lengths = [];
      const look = () => {
        const text = [...document.querySelectorAll('.message .markup')].at(-1)?.textContent ?? '';
        if (text.includes('thinking')) return;
        if (text.length !== lengths.at(-1)) lengths.push(text.length);
        if (text.includes('${SAMPLE_NOTE}')) resolve(lengths);
      };
      new MutationObserver(look).observe(document.querySelector('[role=log]'), {
        subtree: true, childList: true, characterData: true,
      });
    })`);
  }

  /** Whether the end of this is where it can be read. */
  async isInView(what: Locator): Promise<boolean> {
    const [box, limit] = await Promise.all([what.boundingBox(), this.composer.boundingBox()]);
    return box !== null && limit !== null && box.y + box.height <= limit.y;
  }

  /** How far the page is wider than the window. */
  overflow(): Promise<number> {
    return this.page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
  }
}
