import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../../src/services/store/sqliteStore.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { ANSWER_BUTTONS, buttonsOf } from '../../support/buttons.ts';
import { Confidant } from '../../support/confidant.ts';
import { type DatabaseKind, sqlite, type TestDatabase } from '../../support/databases.ts';
import { storeContract } from './contract.ts';
import { ALICE, alice, BOB, question } from './contract/context.ts';

const APOLOGY = /^Something went wrong on my side[^]*>>> Lost\?$/;
/** How long a test locks the file: longer than the bot may stand still, shorter than it waits. */
const LOCK_MS = 1_500;
/** What a machine that is busy may let a process stand still, in milliseconds. */
const STILL_MS = 400;
/** How often a program that writes all the time takes the lock, in milliseconds, and for which part of that. */
const EVERY_MS = 8;

/** Another program that writes into the file. */
class OtherProgram {
  readonly #connection: DatabaseSync;
  #timer: NodeJS.Timeout | undefined;

  constructor({ location }: Pick<TestDatabase, 'location'>) {
    this.#connection = new DatabaseSync(join(location.dataDir, 'confidant.db'));
  }

  lock(): void {
    this.#connection.exec('BEGIN IMMEDIATE');
  }

  unlock(): void {
    this.#connection.exec('ROLLBACK');
  }

  /** Locks it half of the time. */
  keepLocking(): void {
    if (this.#connection.isTransaction) this.unlock();
    else this.lock();
    this.#timer = setTimeout(() => this.keepLocking(), EVERY_MS / 2);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#connection.close();
  }
}

const busy: DatabaseKind = {
  ...sqlite,
  async create() {
    const database = await sqlite.create();
    await (await database.open()).close();
    const other = new OtherProgram(database);
    other.keepLocking();
    const drop = async () => {
      other.close();
      await database.drop();
    };
    return { ...database, drop };
  },
};

describe('the store on SQLite, which another program locks again and again', () => {
  storeContract(busy);
});

describe('an SQLite file that another program has locked', () => {
  let database: TestDatabase;
  let store: Store;
  let other: OtherProgram;

  beforeEach(async () => {
    database = await sqlite.create();
    store = await database.open();
    await store.saveProfile(ALICE, alice);
    other = new OtherProgram(database);
    other.lock();
  });
  afterEach(async () => {
    other.close();
    await database.drop();
  });

  const unlockAfter = (ms: number) => setTimeout(() => other.unlock(), ms);

  test('does not let the bot stand still, whatever is to be written', async () => {
    const delays = monitorEventLoopDelay({ resolution: 10 });
    delays.enable();
    unlockAfter(LOCK_MS);
    const limiter = store.limiter({ name: 'some', points: 9, seconds: 60 });
    await Promise.all([
      ...Array.from({ length: 30 }, (_, n) => store.beginTurn(question(`${n}`))),
      store.renewLeases('me', new Date()),
      store.deleteUser(BOB),
      store.deleteOlder(new Date(0), 9),
      limiter.consume(ALICE),
    ]);
    delays.disable();
    expect(delays.max / 1e6).toBeLessThan(STILL_MS);
    expect(await store.recentTurns(ALICE, 99)).toHaveLength(30);
    expect(await limiter.get(ALICE)).toMatchObject({ consumedPoints: 1 });
  });

  test('is read at once, also when something waits to be written', async () => {
    let isWritten = false;
    const writing = store.saveProfile(BOB, alice).then(() => (isWritten = true));
    expect(await store.findProfile(ALICE)).toMatchObject(alice);
    expect(await store.limiter({ name: 'some', points: 9, seconds: 60 }).get(ALICE)).toBeNull();
    expect(await store.findProfile(BOB)).toBeNull();
    expect(await store.isOthersTurn(BOB, '1')).toBe(false);
    expect(isWritten).toBe(false);
    other.unlock();
    await writing;
    expect(await store.findProfile(BOB)).toMatchObject(alice);
  });

  test('is written in the order in which it was to be, and what is deleted stays so', async () => {
    const saved = [store.saveProfile(BOB, alice), store.beginTurn(question('1', { userId: BOB }))];
    await setImmediate();
    // What waits looks from time to time; what comes now would find it free at once.
    other.unlock();
    const deleted = store.deleteUser(BOB);
    const late = store.saveSettings(BOB, { locale: 'fr', timeZone: null });
    expect(await Promise.all([...saved, deleted, late])).toEqual([
      undefined,
      true,
      undefined,
      false,
    ]);
    expect(await store.findProfile(BOB)).toBeNull();
    expect(await store.turnIds(BOB)).toEqual([]);
  });

  test('is written in that order also when it gets free at once', async () => {
    const saved = store.saveProfile(BOB, alice);
    other.unlock();
    await Promise.all([saved, store.deleteUser(BOB)]);
    expect(await store.findProfile(BOB)).toBeNull();
  });

  test('is not written any more when it stays locked for too long, nor later', async () => {
    other.unlock();
    const brief = await openSqliteStore({ folder: database.location.dataDir, lockedMs: 200 });
    other.lock();
    const asked = ['1', '2'].map((id) => brief.beginTurn(question(id)));
    for (const result of await Promise.allSettled(asked)) {
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { message: 'database is locked' },
      });
    }
    other.unlock();
    expect(await brief.turnIds(ALICE)).toEqual([]);
    expect(await brief.beginTurn(question('3'))).toBe(true);
    expect(await brief.turnIds(ALICE)).toEqual(['3']);
    await brief.close();
  });

  test('is opened as soon as it is free', async () => {
    unlockAfter(300);
    const later = await database.open();
    expect(await later.findProfile(ALICE)).toMatchObject(alice);
  });
});

describe('a bot whose SQLite file another program locks', () => {
  let bot: Confidant;
  let other: OtherProgram;

  const start = async (lockedMs?: number) => {
    const database = await sqlite.create();
    const { dataDir: folder } = database.location;
    const store = await openSqliteStore({ folder, ...(lockedMs !== undefined && { lockedMs }) });
    const open = async () => store;
    bot = await Confidant.start({ ...sqlite, create: async () => ({ ...database, open }) });
    await bot.setUp(bot.ada);
    await bot.setUp(bot.ben);
    other = new OtherProgram(database);
  };
  afterEach(async () => {
    other.close();
    await bot.stopBot();
    await bot.store.close();
    await bot.stop();
  });

  test('for a moment takes questions all the same, and ends the answers that are being written', async () => {
    await start();
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?');
    const answer = await hand.next();
    answer.write('Half');
    await bot.shows(asked, 'Half');
    other.lock();
    setTimeout(() => other.unlock(), LOCK_MS);
    const late = await bot.ask(bot.ben, 'And me?');
    answer.write(' of it.');
    answer.end();
    const next = await hand.next();
    next.write('You too.');
    next.end();
    for (const [one, words] of [
      [asked, 'Half of it.'],
      [late, 'You too.'],
    ] as const) {
      const reply = await bot.shows(one, words);
      await bot.discord.until(() => buttonsOf(reply).join() === ANSWER_BUTTONS.join());
    }
    await bot.stopBot();
    for (const person of [bot.ada, bot.ben]) {
      expect(await bot.store.recentTurns(person.id, 9)).toMatchObject([{ status: 'complete' }]);
    }
  }, 20_000);

  test('for long gives the question back, and goes on afterwards', async () => {
    await start(300);
    other.lock();
    await bot.shows(await bot.ask(bot.ada, 'Lost?'), APOLOGY);
    other.unlock();
    bot.model.answers('Open again.');
    await bot.answered(bot.ada, 'And now?', 'Open again.');
    await bot.stopBot();
    expect(await bot.store.recentTurns(bot.ada.id, 9)).toHaveLength(1);
    expect(await bot.store.leases()).toEqual([]);
  }, 20_000);
});
