import { describe, expect, test } from 'vitest';
import { Cipher } from '../../../src/services/encryption/cipher.ts';
import type { Keyring } from '../../../src/services/encryption/keyring.ts';
import {
  type Agreement,
  agreeAsBefore,
  agreeOn,
  type EncryptionNote,
  whollyEncrypted,
} from '../../../src/services/encryption/note.ts';
import { Words } from '../../../src/services/encryption/words.ts';
import { MongoRecords } from '../../../src/services/store/mongoRecords.ts';
import type { Records } from '../../../src/services/store/records.ts';
import { reencrypt } from '../../../src/services/store/reencrypt.ts';
import { SqliteRecords } from '../../../src/services/store/sqliteRecords.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { databaseKinds, keyringOf, mongodb, newKey } from '../../support/databases.ts';
import { alterIn, flipLast } from '../../support/alter.ts';
import { expectTold, SECRETS, tell } from '../../support/secrets.ts';
import { contentsOf, readableOf } from '../../support/traces.ts';
import { ALICE, BOB, DatabaseContext, NOON, question } from './contract/context.ts';

const [ONE, TWO] = [newKey(), newKey()];
const ALL = Object.values(SECRETS);

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`encrypting ${kind.name} anew`, () => {
    const context = new DatabaseContext(kind);
    const open = (...keys: string[]) => context.open(...keys);
    /** A database that was told everything, with these keys or none. */
    const told = async (...keys: string[]) => {
      const store = await open(...keys);
      await tell(store, ALICE);
      await store.close();
    };

    /** Goes over everything, as the program does, and notes it if it is told to. */
    const goOver = async (
      keyring: Keyring,
      { disturbed = (records: Records) => records, notes = true } = {},
    ) => {
      let note: EncryptionNote | undefined;
      const agree: Agreement = (...found) => (note = agreeAsBefore(keyring)(...found));
      const { mongodbUri, dataDir } = context.location;
      const records = await (mongodbUri
        ? MongoRecords.open(mongodbUri, agree)
        : SqliteRecords.open(dataDir, agree));
      if (!note) throw new Error('There is no note');
      try {
        const words = new Words(new Cipher(keyring, note));
        const result = await reencrypt(disturbed(records), words);
        if (notes) expect(await records.append(whollyEncrypted(keyring, note))).toBe(true);
        return result;
      } finally {
        await records.close();
      }
    };

    test('leaves nothing that could be read, and everything in its place', async () => {
      await told();
      const store = await open(ONE);
      const result = await goOver(keyringOf(ONE));
      expect(result).toEqual({ records: 5, changed: 5, unreadable: [], isDone: true });
      expect(await readableOf(ALL, context.location)).toEqual([]);
      await expectTold(store, ALICE);
      await expectTold(await open(ONE), ALICE);
      expect(await goOver(keyringOf(ONE))).toMatchObject({ records: 5, changed: 0 });
    });

    test('lets an old key be taken away', async () => {
      await told(ONE);
      await (await open(TWO, ONE)).close();
      expect(await goOver(keyringOf(TWO, ONE))).toMatchObject({ changed: 5, isDone: true });
      await expectTold(await open(TWO), ALICE);
      await expect(open(ONE)).rejects.toThrow(/ENCRYPTION_KEY/);
    });

    test('is refused before a bot was started with the key', async () => {
      await told();
      await expect(goOver(keyringOf(ONE))).rejects.toThrow(/not yet started with this/);
      await told(ONE);
      await expect(goOver(keyringOf(TWO, ONE))).rejects.toThrow(/not yet started with this/);
      await expect(goOver(keyringOf(TWO))).rejects.toThrow(/is not in ENCRYPTION_KEY/);
      await expectTold(await open(ONE), ALICE);
    });

    test('goes over more than fits into one batch, once', async () => {
      const plain = await open();
      const ids = Array.from({ length: 70 }, (_, n) => `${n}`);
      await Promise.all(ids.map((id) => plain.beginTurn(question(id, { question: `Q${id}` }))));
      const store = await open(ONE);
      const result = await goOver(keyringOf(ONE));
      expect(result).toEqual({ records: 70, changed: 70, unreadable: [], isDone: true });
      const turns = await store.turns(ALICE, ids);
      expect(turns.map((turn) => turn.question)).toEqual(ids.map((id) => `Q${id}`));
    });

    test('that is ended half-way goes on when it is begun again; meanwhile everything is there', async () => {
      await told();
      await (await open(ONE)).close();
      const killed = before(async (batch) => {
        if (batch === 3) throw new Error('killed');
      });
      await expect(goOver(keyringOf(ONE), { disturbed: killed })).rejects.toThrow('killed');
      expect(await readableOf(ALL, context.location)).toEqual(
        expect.arrayContaining([SECRETS.question, SECRETS.plan]),
      );
      await expectTold(await open(ONE), ALICE);
      expect(await goOver(keyringOf(ONE))).toMatchObject({ changed: 3, isDone: true });
      await expectTold(await open(ONE), ALICE);
    });

    test('says what it cannot decrypt, and encrypts the rest', async () => {
      await told(ONE);
      // The turn of Alice under a key that nobody has any more.
      const lost = await open(TWO, ONE);
      await lost.saveReply(ALICE, '10', {
        channelId: '300',
        messageIds: [],
        interactionToken: 'lost',
        ephemeral: true,
        locale: 'fr',
        after: null,
      });
      await (await open(ONE, TWO)).close();
      await goOver(keyringOf(ONE, TWO), { disturbed: () => nothing });
      const three = newKey();
      await (await open(three, ONE)).close();
      const result = await goOver(keyringOf(three, ONE));
      expect(result).toEqual({ records: 5, changed: 5, unreadable: ['turns 10'], isDone: true });
      const store = await open(three);
      const turn = { answer: SECRETS.answer, unreadable: ['reply'] };
      expect(await store.findTurn(ALICE, '10')).toMatchObject(turn);
      expect(await store.findMemory(ALICE)).toMatchObject({ text: SECRETS.memory });
    });

    test('leaves altered words as they are, names their records each time, and encrypts the rest', async () => {
      await told(ONE);
      let altered: Record<string, unknown> = {};
      const alter = (collection: string, id: string, field: string) =>
        alterIn(context.location, collection, id, field, (value) => {
          altered = { ...altered, [collection]: flipLast(value) };
          return flipLast(value);
        });
      await alter('profiles', ALICE, 'gender');
      await alter('memories', ALICE, 'text');
      await alter('practices', ALICE, 'moment');
      await alter('checkIns', '310', 'plan');
      await alter('turns', '10', 'question');
      await (await open(TWO, ONE)).close();
      const unreadable = [
        expect.stringMatching(`^profiles ${ALICE}$`),
        expect.stringMatching(`^memories ${ALICE}`),
        'practices 20',
        'checkIns 310',
        'turns 10',
      ];
      const result = await goOver(keyringOf(TWO, ONE));
      // What is left of the profile, the rehearsal and the turn.
      expect(result).toEqual({ records: 5, changed: 3, unreadable, isDone: true });
      const left = JSON.stringify([...(await contentsOf(context.location))]);
      expect(Object.values(altered).filter((value) => !left.includes(String(value)))).toEqual([]);
      const store = await open(TWO);
      expect(await store.findProfile(ALICE)).toMatchObject({ name: SECRETS.name, gender: '' });
      expect(await store.findPractice(ALICE)).toMatchObject({ who: SECRETS.who, moment: '' });
      expect(await store.findTurn(ALICE, '10')).toMatchObject({
        question: '',
        answer: SECRETS.answer,
      });
      expect(await goOver(keyringOf(TWO))).toEqual({ ...result, changed: 0 });
    });

    test('does not end well while another process writes with another key', async () => {
      await told(ONE);
      const old = await open(ONE);
      await (await open(TWO, ONE)).close();
      const disturbed = before(async () => {
        await old.saveProfile(BOB, { name: 'Bob', age: 41, gender: 'man', interests: [] });
      });
      const result = await goOver(keyringOf(TWO, ONE), { disturbed, notes: false });
      expect(result.isDone).toBe(false);
      expect(await (await open(TWO, ONE)).findProfile(BOB)).toMatchObject({ name: 'Bob' });
    });

    test('loses nothing of what a bot writes meanwhile', async () => {
      const plain = await open();
      const ids = Array.from({ length: 300 }, (_, n) => `${n}`);
      await Promise.all(ids.map((id) => plain.beginTurn(question(id))));
      const bot = await open(ONE);
      const over = new AbortController();
      const written = new Map<string, string>();
      const write = async (worker: number) => {
        for (let n = worker; !over.signal.aborted; n += 2) {
          const id = `${n % ids.length}`;
          await bot.saveProgress(ALICE, id, `Answer ${n}`);
          written.set(id, `Answer ${n}`);
          await new Promise((resolve) => setImmediate(resolve));
        }
      };
      // Each writes turns of its own.
      const writers = [0, 1].map(write);
      const result = await goOver(keyringOf(ONE)).finally(() => over.abort());
      await Promise.all(writers);
      expect(result).toMatchObject({ isDone: true, unreadable: [] });
      await expectWritten(bot, written);
      await expectWritten(await open(ONE), written);
      expect(await readableOf(['Question', 'Answer'], context.location)).toEqual([]);
    });
  });
}

describe.skipIf(!mongodb.available)('a record in MongoDB', () => {
  test('that is no longer as it was found is left as it is', async ({ onTestFinished }) => {
    const database = await mongodb.create();
    onTestFinished(() => database.drop());
    const store = await database.open();
    await tell(store, ALICE);
    const records = await MongoRecords.open(`${database.location.mongodbUri}`, agreeOn(undefined));
    onTestFinished(() => records.close());
    for (const field of ['question', 'answer', 'pictures', 'reply']) {
      const batch = await records.rewrite('turns', undefined, 9, (record) => {
        // As if it had been found otherwise than it is by now.
        Object.assign(record.fields, { [field]: 'as it was before' });
        return { question: 'late', answer: 'late' };
      });
      expect(batch).toEqual({ read: 1, changed: 0, overtaken: 1, next: undefined });
    }
    await expectTold(store, ALICE);
  });
});

/** Records, before each batch of which something happens. */
function before(happens: (batch: number) => Promise<void>): (records: Records) => Records {
  let batch = 0;
  return (records) => ({
    rewrite: async (...which) => {
      await happens((batch += 1));
      return records.rewrite(...which);
    },
    append: (note) => records.append(note),
    close: () => records.close(),
  });
}

/** A database in which there is nothing to go over. */
const nothing: Records = {
  rewrite: async () => ({ read: 0, changed: 0, overtaken: 0, next: undefined }),
  append: async () => true,
  close: async () => {},
};

async function expectWritten(store: Store, written: ReadonlyMap<string, string>): Promise<void> {
  expect(written.size).toBeGreaterThan(0);
  const turns = await store.turns(ALICE, [...written.keys()]);
  expect(turns.map(({ id, answer }) => [id, answer])).toEqual([...written]);
  expect(turns.every((turn) => turn.askedAt.getTime() === NOON)).toBe(true);
}
