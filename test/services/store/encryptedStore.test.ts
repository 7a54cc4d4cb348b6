import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EncryptionRefused } from '../../../src/services/encryption/note.ts';
import { alterIn, type Change, flipLast } from '../../support/alter.ts';
import { databaseKinds, keyringOf, newKey } from '../../support/databases.ts';
import { expectTold, SECRETS, tell } from '../../support/secrets.ts';
import { contentsOf, readableOf, tracesOf } from '../../support/traces.ts';
import { ALICE, alice, BOB, DatabaseContext, end, NOON, question } from './contract/context.ts';

const [ONE, TWO] = [newKey(), newKey()];
const ALL = Object.values(SECRETS);
const LATER = new Date(NOON + 60_000);

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`words in ${kind.name}`, () => {
    const context = new DatabaseContext(kind);
    const open = (...keys: string[]) => context.open(...keys);
    /** Opens it with this key; what it warns of is kept. */
    const warned = async (key: string) => {
      const warnings: unknown[][] = [];
      const warn = (...args: unknown[]) => void warnings.push(args);
      const store = await context.database.open({ keyring: keyringOf(key) }, { warn });
      return { store, warnings };
    };
    const readable = () => readableOf(ALL, context.location);

    const alter = (collection: string, id: string, field: string, change: Change) =>
      alterIn(context.location, collection, id, field, change);

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

    test('that are altered are missing, and everything else is there, also of whoever they are', async () => {
      const store = await open(ONE);
      for (const userId of [ALICE, BOB]) await tell(store, userId, userId);
      await store.beginTurn(question('11'));
      await store.endTurn(ALICE, '11', end());
      await alter('profiles', ALICE, 'name', flipLast);
      await alter('memories', ALICE, 'text', flipLast);
      await alter('practices', ALICE, 'who', flipLast);
      await alter('turns', ALICE, 'answer', flipLast);
      await alter('checkIns', `3${ALICE}`, 'plan', flipLast);

      const profile = { name: '', age: 30, gender: SECRETS.gender, unreadable: ['name'] };
      expect(await store.findProfile(ALICE)).toMatchObject(profile);
      const memory = {
        text: '',
        through: new Date(NOON),
        newestAt: new Date(NOON),
        version: 1,
        unreadable: ['text'],
      };
      expect(await store.findMemory(ALICE)).toStrictEqual(memory);
      const practice = { who: '', moment: SECRETS.moment, unreadable: ['who'] };
      expect(await store.findPractice(ALICE)).toMatchObject(practice);
      const turn = { question: SECRETS.question, answer: '', unreadable: ['answer'] };
      expect(await store.findTurn(ALICE, ALICE)).toMatchObject(turn);
      const ids = ['11', ALICE];
      expect(await store.turns(ALICE, ids)).toMatchObject([{ answer: 'An answer' }, turn]);
      expect(await store.recentTurns(ALICE, 9)).toMatchObject([{ id: '11' }, turn]);
      const checkIn = { plan: '', dueAt: new Date(NOON), unreadable: ['plan'] };
      expect(await store.checkIns(ALICE)).toMatchObject([checkIn]);
      const due = await store.dueCheckIns(LATER, 9);
      const claim = { at: LATER, until: LATER };
      const claimed = await Promise.all(due.map((found) => store.claimCheckIn(found, claim)));
      expect(claimed.map((found) => found?.plan ?? 'none').toSorted()).toEqual(['', SECRETS.plan]);
      // The model is shown none of which a half is missing.
      expect(await store.answeredTurns(ALICE, 9)).toMatchObject([{ id: '11' }]);
      expect(await store.answeredTurn(ALICE, ALICE)).toBeNull();

      await expectTold(store, BOB);
      await store.deleteUser(ALICE);
      expect(await tracesOf(ALICE, context.location)).toEqual([]);
    });

    test('that are altered keep nothing from being found that comes after them', async () => {
      const { store } = await warned(ONE);
      for (let n = 1; n <= 6; n += 1) {
        await store.beginTurn(question(`${n}`, { askedAt: new Date(NOON + n) }));
        await store.endTurn(ALICE, `${n}`, end());
      }
      for (const id of ['1', '2', '3', '5']) await alter('turns', id, 'answer', flipLast);
      const found = await store.answeredTurnsAfter(ALICE, null, 2);
      expect(found.map(({ id }) => id)).toEqual(['4', '6']);
      const later = await store.answeredTurnsAfter(ALICE, new Date(NOON + 4), 9);
      expect(later.map(({ id }) => id)).toEqual(['6']);
    });

    test('that are altered are warned of by what they are, and not by what they say', async () => {
      const { store, warnings } = await warned(ONE);
      await tell(store, ALICE);
      await alter('turns', '10', 'answer', flipLast);
      await alter('memories', ALICE, 'text', flipLast);
      expect(warnings).toEqual([]);
      await store.recentTurns(ALICE, 9);
      await store.findMemory(ALICE);
      const sentence = 'stored words cannot be decrypted';
      const [turn, memory] = [
        { userId: ALICE, id: '10' },
        { userId: ALICE, version: 1 },
      ];
      expect(warnings).toEqual([
        [{ collection: 'turns', record: turn, fields: { answer: 'altered' } }, sentence],
        [{ collection: 'memories', record: memory, fields: { text: 'altered' } }, sentence],
      ]);
    });

    test('of a profile that are altered are there again once they are told again', async () => {
      const store = await open(ONE);
      await tell(store, ALICE);
      await alter('profiles', ALICE, 'name', flipLast);
      await store.saveProfile(ALICE, alice);
      const mended = await store.findProfile(ALICE);
      expect(mended).toMatchObject({ ...alice, seeking: SECRETS.seeking });
      expect(mended).not.toHaveProperty('unreadable');
    });

    /** What cannot be read of Bob's turns, each with why. */
    const problemsOfBob = async (): Promise<Record<string, unknown>[]> => {
      const { store, warnings } = await warned(ONE);
      await store.recentTurns(BOB, 9);
      return warnings
        .map(([found]) => found as { fields: object })
        .map(({ fields }) => ({ ...fields }));
    };

    test('that are put into another record or under another person are refused', async () => {
      const store = await open(ONE);
      await tell(store, ALICE);
      await store.beginTurn(question('11', { userId: BOB }));
      await store.endTurn(BOB, '11', end());
      let moved = '';
      await alter('turns', '10', 'answer', (value) => (moved = value));
      await alter('turns', '11', 'answer', () => moved);
      expect(await problemsOfBob()).toEqual([{ answer: 'altered' }]);
      expect(await store.findTurn(BOB, '11')).toMatchObject({
        question: 'Question 11',
        answer: '',
      });
      await alter('turns', '10', 'userId', () => BOB);
      const all = { question: 'altered', pictures: 'altered', answer: 'altered', reply: 'altered' };
      expect(await problemsOfBob()).toContainEqual(all);
      const turn = await store.findTurn(BOB, '10');
      expect(ALL.filter((word) => JSON.stringify(turn).includes(word))).toEqual([]);
    });

    test('of an answer are refused under another person, even where its question is emptied', async () => {
      const store = await open(ONE);
      await store.beginTurn(question('100'));
      await store.endTurn(ALICE, '100', end());
      await alter('turns', '100', 'userId', () => BOB);
      await alter('turns', '100', 'question', () => '');
      expect(await problemsOfBob()).toEqual([{ answer: 'altered' }]);
      expect(await store.recentTurns(BOB, 9)).toMatchObject([{ question: '', answer: '' }]);
    });

    test('that are written into an encrypted database as they are, are refused', async () => {
      const store = await open(ONE);
      await store.beginTurn(question('10', { userId: BOB }));
      await store.endTurn(BOB, '10', end());
      await alter('turns', '10', 'answer', () => 'Leave him.');
      expect(await problemsOfBob()).toEqual([{ answer: 'plain' }]);
      expect(await store.findTurn(BOB, '10')).toMatchObject({ answer: '' });
    });

    test('from before there was a key are read, and new ones encrypted', async () => {
      const before = await open();
      await tell(before, ALICE);
      await before.close();
      const { store, warnings } = await warned(ONE);
      expect(warnings).toEqual([[expect.stringMatching(/npm run reencrypt/)]]);
      await expectTold(store, ALICE);
      await store.beginTurn(question('12', { userId: BOB, question: 'Brandnew' }));
      expect(await readableOf([SECRETS.question, 'Brandnew'], context.location)).toEqual([
        SECRETS.question,
      ]);
    });

    test('say nothing of older ones in a database that is new', async () => {
      for (let started = 0; started < 2; started += 1) {
        const { store, warnings } = await warned(ONE);
        await store.close();
        expect(warnings).toEqual([]);
      }
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
      const contents = await contentsOf(context.location);
      if (context.location.mongodbUri) return contents;
      const folder = context.location.dataDir;
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
