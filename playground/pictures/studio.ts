import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { House } from '../house.ts';
import { servePage } from '../server/index.ts';

type PageServer = Awaited<ReturnType<typeof servePage>>;

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));

/** A playground in which nothing has been said yet, with a browser before it. */
export class Studio {
  readonly house: House;
  readonly browser: Browser;
  readonly #server: PageServer;
  readonly #folder: string;

  private constructor(house: House, browser: Browser, server: PageServer, folder: string) {
    this.house = house;
    this.browser = browser;
    this.#server = server;
    this.#folder = folder;
  }

  static async open(browser: Browser): Promise<Studio> {
    const folder = await mkdtemp(join(tmpdir(), 'confidant-pictures-'));
    const house = await House.open({ folder, env: {} });
    const server = await servePage({ house, host: '127.0.0.1', port: 0 });
    return new Studio(house, browser, server, folder);
  }

  async close(): Promise<void> {
    await Promise.all(this.browser.contexts().map((context) => context.close()));
    await this.#server.close();
    await this.house.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Opens a window on a place, such as `ada/general`. */
  async open(place: string, look: BrowserContextOptions): Promise<Page> {
    const page = await this.browser.newPage(look);
    await page.goto(`${this.#server.url}/#${place}`);
    await page.locator('#composer-text').waitFor();
    return page;
  }

  /** Puts a picture among those of the documentation. */
  async save(name: string, picture: Uint8Array): Promise<void> {
    await mkdir(IMAGES, { recursive: true });
    await writeFile(join(IMAGES, name), picture);
  }
}
