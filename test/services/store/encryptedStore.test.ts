import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Unreadable } from '../../../src/services/encryption/cipher.ts';
import { EncryptionRefused } from '../../../src/services/encryption/note.ts';
import { openStore } from '../../../src/services/store/index.ts';
import { alterIn, type Change, flipLast } from '../../support/alter.ts';
import { databaseKinds, keyringOf, newKey, type TestDatabase } from '../../support/databases.ts';
import { expectTold, SECRETS, tell } from '../../support/secrets.ts';
import { contentsOf, readableOf } from '../../support/traces.ts';
import { ALICE, BOB, end, NOON, question } from './contract/context.ts';

const [ONE, TWO] = [newKey(), newKey()];
const ALL = Object.values(SECRETS);
const LATER = new Date(NOON + 60_000);

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`words in ${kind.name}`, () => {
    let database: TestDatabase;

    beforeEach(async () => {
      database = await kind.create();
    });
    afterEach(() => database.drop());

    const open = (...keys: string[]) =>
      database.open({ keyring: keys.length > 0 ? keyringOf(...keys) : undefined });
    const readable = () => readableOf(ALL, database.location);

    const alter = (collection: string, id: string, field: string, change: Change) =>
      alterIn(database.location, collection, id, field, change);

    test('can all be read without a key', async () => {
      const store = await open();
      await tell(store, ALICE);
      await expectTold(store, ALICE);
      expect(await readable()).toEqual(ALL);
    });

    test('can none of them be read with one, in no file and no collection, and are all there', async () => {
      const store = await open(ONE);
      await tell(store, ALICE);
      expect(await readable()).toEqual([]);
      await expectTold(store, ALICE);
      await store.close();
      expect(await readable()).toEqual([]);
      const again = await open(ONE);
      await expectTold(again, ALICE);
      expect(await again.dueCheckIns(LATER, 9)).toMatchObject([{ plan: SECRETS.plan }]);
      expect(await again.turns(ALICE, ['10'])).toMatchObject([{ question: SECRETS.question }]);
      await again.deleteUser(ALICE);
      expect(await again.turnIds(ALICE)).toEqual([]);
    });

    test('that are altered are refused, and whoever else there is has theirs', async () => {
      const store = await open(ONE);
      for (const userId of [ALICE, BOB]) await tell(store, userId, userId);
      await alter('profiles', ALICE, 'name', flipLast);
      await alter('turns', ALICE, 'answer', flipLast);
      await alter('checkIns', `3${ALICE}`, 'plan', flipLast);
      const reads = [
        () => store.findProfile(ALICE),
        () => store.findTurn(ALICE, ALICE),
        () => store.answeredTurns(ALICE, 9),
        () => store.recentTurns(ALICE, 9),
        () => store.turns(ALICE, [ALICE]),
        () => store.checkIns(ALICE),
      ];
      for (const read of reads) await expect(read()).rejects.toBeInstanceOf(Unreadable);
      await expectTold(store, BOB);
      // Check-ins of others are found beside it. It is not sent: there is nothing to be said.
      const due = await store.dueCheckIns(LATER, 9);
      expect(due.map(({ plan }) => plan).toSorted()).toEqual(['', SECRETS.plan]);
      const claims = await Promise.allSettled(
        due.map((found) => store.claimCheckIn(found, { at: LATER, until: LATER })),
      );
      const [altered, whole] = due[0]?.userId === ALICE ? claims : claims.toReversed();
      expect(altered).toMatchObject({ reason: expect.any(Unreadable) });
      expect(whole).toMatchObject({ value: { plan: SECRETS.plan } });
      await store.deleteUser(ALICE);
      expect(await store.findProfile(ALICE)).toBeNull();
    });

    test('that are put into another record or under another person are refused', async () => {
      const store = await open(ONE);
      await tell(store, ALICE);
      await store.beginTurn(question('11', { userId: BOB }));
      await store.endTurn(BOB, '11', end());
      let moved = '';
      await alter('turns', '10', 'answer', (value) => (moved = value));
      await alter('turns', '11', 'answer', () => moved);
      await expect(store.findTurn(BOB, '11')).rejects.toMatchObject({ code: 'altered' });
      await alter('turns', '10', 'userId', () => BOB);
      await expect(store.findTurn(BOB, '10')).rejects.toMatchObject({ code: 'altered' });
    });

    test('of an answer are refused under another person, even where its question is emptied', async () => {
      const store = await open(ONE);
      await store.beginTurn(question('100'));
      await store.endTurn(ALICE, '100', end());
      await alter('turns', '100', 'userId', () => BOB);
      await alter('turns', '100', 'question', () => '');
      await expect(store.findTurn(BOB, '100')).rejects.toMatchObject({ code: 'altered' });
      await expect(store.recentTurns(BOB, 9)).rejects.toMatchObject({ code: 'altered' });
    });

    test('that are written into an encrypted database as they are, are refused', async () => {
      const store = await open(ONE);
      await tell(store, ALICE);
      await alter('turns', '10', 'answer', () => 'Leave him.');
      await expect(store.findTurn(ALICE, '10')).rejects.toMatchObject({ code: 'plain' });
    });

    test('from before there was a key are read, and new ones encrypted', async () => {
      const before = await open();
      await tell(before, ALICE);
      await before.close();
      const onPlain = vi.fn<() => void>();
      const location = { ...database.location, keyring: keyringOf(ONE) };
      const store = await openStore(location, onPlain);
      expect(onPlain).toHaveBeenCalledOnce();
      await expectTold(store, ALICE);
      await store.beginTurn(question('12', { userId: BOB, question: 'Brandnew' }));
      expect(await readableOf([SECRETS.question, 'Brandnew'], location)).toEqual([
        SECRETS.question,
      ]);
      await store.close();
    });

    test('say nothing of older ones in a database that is new', async () => {
      const onPlain = vi.fn<() => void>();
      const location = { ...database.location, keyring: keyringOf(ONE) };
      for (let started = 0; started < 2; started += 1) {
        await (await openStore(location, onPlain)).close();
      }
      expect(onPlain).not.toHaveBeenCalled();
    });

    test('encrypted with an older key of the list are read', async () => {
      await tell(await open(ONE), ALICE);
      const store = await open(TWO, ONE);
      expect(await store.turnIds(ALICE)).toEqual(['10']);
      await expectTold(store, ALICE);
      await tell(store, BOB, '11');
      const other = await open(ONE, TWO);
      for (const userId of [ALICE, BOB]) await expectTold(other, userId);
    });

    /** Everything that there is, files byte for byte. */
    const state = async () => {
      const contents = await contentsOf(database.location);
      if (database.location.mongodbUri) return contents;
      const folder = database.location.dataDir;
      const names = (await readdir(folder)).toSorted();
      return Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))]));
    };

    test.each([
      ['no key', [], /^the database is encrypted, and ENCRYPTION_KEY is not set/],
      ['another key', [TWO], /encrypted with a key that is not in ENCRYPTION_KEY/],
    ])('are not opened with %s, and stay as they are', async (_, keys, reason) => {
      const store = await open(ONE);
      await tell(store, ALICE);
      await store.close();
      const before = await state();
      const error: unknown = await open(...keys).catch((refused: unknown) => refused);
      expect(error).toBeInstanceOf(EncryptionRefused);
      expect(String(error)).toMatch(/^EncryptionRefused: /);
      expect(error).toHaveProperty('message', expect.stringMatching(reason));
      expect(await state()).toEqual(before);
      await expectTold(await open(ONE), ALICE);
    });

    test('are not opened once the first key of two is missing', async () => {
      for (const keys of [[ONE], [TWO, ONE]]) await (await open(...keys)).close();
      await expect(open(ONE)).rejects.toBeInstanceOf(EncryptionRefused);
      await expect(open(TWO)).rejects.toBeInstanceOf(EncryptionRefused);
    });

    test('belong to one of two processes that start at once with different keys', async () => {
      await (await open()).close();
      const started = await Promise.allSettled([open(ONE), open(TWO)]);
      const [first] = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const refused = started.filter((one) => one.status === 'rejected');
      expect(refused.map(({ reason }): unknown => reason)).toEqual([expect.any(EncryptionRefused)]);
      if (!first) throw new Error('Neither was opened');
      await tell(first, ALICE);
      await expectTold(first, ALICE);
    });

    test('belong to all processes that start at once with the same key', async () => {
      const stores = await Promise.all([open(ONE), open(ONE), open(ONE)]);
      await tell(stores[0], ALICE);
      for (const store of stores) await expectTold(store, ALICE);
      expect(await readable()).toEqual([]);
    });
  });
}
