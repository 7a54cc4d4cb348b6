import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDatabase } from '../../../src/services/store/sqliteDatabase.ts';
import { SqliteStore } from '../../../src/services/store/sqliteStore.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { type BehindProxy, mongodbBehindProxy } from '../../support/behindProxy.ts';
import { buttonsOf } from '../../support/buttons.ts';
import { Confidant } from '../../support/confidant.ts';
import { mongodb, sqlite } from '../../support/databases.ts';
import { ALICE, end, question } from './contract/context.ts';

const APOLOGY = /^Something went wrong on my side[^]*>>> Lost\?$/;

describe.skipIf(!mongodb.available)('a MongoDB that is lost', () => {
  let behind: BehindProxy;
  let bot: Confidant;

  beforeEach(async () => {
    behind = await mongodbBehindProxy({ serverSelectionTimeoutMs: 300 });
    bot = await Confidant.start(behind.kind, { storeBudgetMs: 1_500 });
    await bot.setUp(bot.ada);
    await bot.setUp(bot.ben);
  });
  afterEach(async () => {
    behind.proxy.restore();
    await bot.stop();
  });

  /** Nobody is at work on anything, and nothing is left open. */
  const nothingHalfDone = () =>
    vi.waitFor(
      async () => {
        expect(await behind.direct.leases()).toEqual([]);
        const turns = await Promise.all(
          [bot.ada, bot.ben].map(({ id }) => behind.direct.recentTurns(id, 9)),
        );
        expect(turns.flat().filter(({ endedAt }) => endedAt === null)).toEqual([]);
      },
      { timeout: 10_000, interval: 50 },
    );

  test('in the middle of an answer does not keep it from being read, and gets all of it later', async () => {
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?');
    const answer = await hand.next();
    answer.write('First, ');
    await bot.shows(asked, 'First,');
    behind.proxy.cut();
    answer.write('listen.');
    answer.end();
    const reply = await bot.shows(asked, 'First, listen.');
    await bot.discord.until(() => buttonsOf(reply).includes('Follow up'));
    const lost = await bot.shows(await bot.ask(bot.ben, 'Lost?', bot.channel), APOLOGY);
    expect(lost.ephemeral).toBe(true);
    behind.proxy.restore();
    await nothingHalfDone();
    expect(await behind.direct.findTurn(bot.ada.id, asked.id)).toMatchObject({
      status: 'complete',
      answer: 'First, listen.',
    });
    bot.model.answers('Back again.');
    await bot.answered(bot.ben, 'Are you there?', 'Back again.');
    await bot.answered(bot.ada, 'And for me?', 'Back again.');
  }, 20_000);

  test('while the bot ends gets the answer before it is gone', async () => {
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?');
    (await hand.next()).write('Half');
    await bot.shows(asked, 'Half');
    behind.proxy.cut();
    const stopped = bot.stopBot();
    await bot.shows(asked, /^Half\n\n-# I had to stop/);
    behind.proxy.restore();
    await stopped;
    expect(await behind.direct.findTurn(bot.ada.id, asked.id)).toMatchObject({
      status: 'stopped',
      answer: 'Half',
    });
  }, 20_000);

  test('without a word does not keep anybody waiting', async () => {
    behind.proxy.stall();
    const since = performance.now();
    const asked = await bot.ask(bot.ben, 'Lost?');
    await bot.shows(asked, APOLOGY);
    expect(performance.now() - since).toBeLessThan(4_000);
    behind.proxy.restore();
    // What was on its way arrives after all, and is closed.
    await vi.waitFor(
      async () =>
        expect(await behind.direct.findTurn(bot.ben.id, asked.id)).toMatchObject({
          status: 'failed',
        }),
      { timeout: 10_000, interval: 50 },
    );
    await nothingHalfDone();
    expect(bot.model.requests()).toEqual([]);
    bot.model.answers('Back again.');
    await bot.answered(bot.ben, 'Are you there?', 'Back again.');
  }, 20_000);
});

describe('an SQLite file in trouble', () => {
  let folder: string;
  let connection: DatabaseSync;
  let store: Store;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'confidant-test-'));
    connection = await openDatabase(folder);
    store = new SqliteStore(connection);
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const startBot = async () => {
    const database = await sqlite.create();
    const create = async () => ({ ...database, open: async () => store });
    const bot = await Confidant.start({ ...sqlite, create });
    await bot.setUp(bot.ada);
    return bot;
  };

  const isWhole = () =>
    expect(connection.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });

  test('that is full gives the question back, keeps what it has, and gets the rest later', async () => {
    const bot = await startBot();
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?');
    const answer = await hand.next();
    // The disk has no room for one page more.
    connection.exec('PRAGMA max_page_count = 1');
    const fill = async () => {
      for (let n = 0; ; n += 1) await store.beginTurn(question(`${n}`, { userId: 'full' }));
    };
    await expect(fill()).rejects.toThrow(/full/);
    answer.write('A long answer. '.repeat(400));
    answer.end();
    await bot.discord.until(() => asked.messages().length > 1);
    connection.exec('PRAGMA max_page_count = 1000000');
    await bot.stopBot();
    expect(await store.findTurn(bot.ada.id, asked.id)).toMatchObject({
      status: 'complete',
      answer: 'A long answer. '.repeat(400),
    });
    isWhole();
    await bot.stop();
  }, 20_000);

  test('that is full takes no question, and gives it back', async () => {
    const bot = await startBot();
    connection.exec('PRAGMA max_page_count = 1');
    const fill = async () => {
      for (let n = 0; ; n += 1) await store.beginTurn(question(`${n}`, { userId: 'full' }));
    };
    await expect(fill()).rejects.toThrow(/full/);
    const long = 'Why? '.repeat(299).trim();
    const note = await bot.shows(await bot.ask(bot.ada, long), /went wrong/);
    expect(note.content).toContain(long);
    connection.exec('PRAGMA max_page_count = 1000000');
    await expect.poll(() => store.leases()).toEqual([]);
    bot.model.answers('Room again.');
    await bot.answered(bot.ada, 'And now?', 'Room again.');
    expect(await store.recentTurns(bot.ada.id, 9)).toHaveLength(1);
    isWhole();
    await bot.stop();
  });

  test('that is damaged in the middle is refused by its name, and left as it is', async () => {
    for (let n = 0; n < 200; n += 1) {
      await store.beginTurn(question(`${n}`));
      await store.endTurn(ALICE, `${n}`, end());
    }
    await store.close();
    const file = join(folder, 'confidant.db');
    const content = await readFile(file);
    content.fill(0xff, 8_192, content.length - 4_096);
    await writeFile(file, content);
    await expect(openDatabase(folder)).rejects.toThrow(`Cannot open ${file}: `);
    await expect(openDatabase(folder)).rejects.toThrow(/damaged|malformed/);
    expect(await readFile(file)).toEqual(content);
  });
});
