import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROFILE_LIMITS } from '../../../src/models/profile.ts';
import { Cipher, markOf } from '../../../src/services/encryption/cipher.ts';
import { EncryptionRefused } from '../../../src/services/encryption/note.ts';
import { databaseKinds, keyringOf, newKey } from '../../support/databases.ts';
import { changeNote, lose, putNote, takeBack } from '../../support/notes.ts';
import { expectTold, SECRETS, tell } from '../../support/secrets.ts';
import { contentsOf } from '../../support/traces.ts';
import { ALICE, alice, DatabaseContext, question } from './contract/context.ts';

const [ONE, TWO] = [newKey(), newKey()];
const KEYS = [
  ['its key', [ONE]],
  ['another key', [TWO]],
  ['its key after another one', [TWO, ONE]],
  ['no key', []],
] as const;
const LOST =
  'the database holds encrypted words, and what it says of its encryption is missing or belongs to others: restore the table or collection “encryption”, from the same backup as everything else';
const ALTERED =
  'what the database says of its encryption was altered: restore the table or collection “encryption”, from the same backup as everything else';

/** A mark as it was before notes had checks. */
const OLD_MARK = 'twelve-chars';
const idOf = (key: string): string => keyringOf(key).current;
/** What a person may type, who knows what encrypted texts look like. */
const forged = (text: string): string =>
  new Cipher(keyringOf(newKey()), { mark: OLD_MARK, plain: true }).seal(text, 'any', 'any');

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`what ${kind.name} says of its encryption`, () => {
    const context = new DatabaseContext(kind);
    const open = (...keys: string[]) => context.open(...keys);
    const told = async (...keys: string[]) => {
      const store = await open(...keys);
      await tell(store, ALICE);
      await store.close();
    };

    /** Everything that there is, files byte for byte. */
    const state = async () => {
      const { mongodbUri, dataDir } = context.location;
      if (mongodbUri) return contentsOf(context.location);
      const names = (await readdir(dataDir)).toSorted();
      return Promise.all(names.map(async (name) => [name, await readFile(join(dataDir, name))]));
    };
    /** All notes that there are. */
    const notes = async () => {
      const stored = (await contentsOf(context.location)).get('encryption') ?? [];
      return stored.map((note) => {
        const { checks } = note as { checks: string | string[] | null };
        return { checks: typeof checks === 'string' ? (JSON.parse(checks) as string[]) : checks };
      });
    };
    /** Why it is not opened with these keys; then nothing of it is changed. */
    const refusal = async (...keys: readonly string[]): Promise<string> => {
      const before = await state();
      const refused: unknown = await open(...keys).catch((error: unknown) => error);
      if (!(refused instanceof EncryptionRefused)) throw new Error('It was not refused');
      expect(await state()).toEqual(before);
      return refused.message;
    };
    const nameOfAlice = async (...keys: readonly string[]) =>
      (await (await open(...keys)).findProfile(ALICE))?.name;

    test.each(KEYS)(
      'is missing beside encrypted words: it is opened with %s only once that is restored',
      async (_, keys) => {
        await told(ONE);
        const restore = await lose(context.location, 'encryption');
        expect(await refusal(...keys)).toBe(LOST);
        await restore();
        await expectTold(await open(ONE), ALICE);
      },
    );

    test.each(KEYS)(
      'is missing together with all profiles: it is not opened with %s',
      async (_, keys) => {
        await told(ONE);
        for (const name of ['encryption', 'profiles'] as const) await lose(context.location, name);
        expect(await refusal(...keys)).toBe(LOST);
      },
    );

    test.each(KEYS)(
      'is that nothing is, which somebody wrote: it is not opened with %s',
      async (_, keys) => {
        await told(ONE);
        const checks = ['anything'];
        await putNote(context.location, { version: 9, mark: '', keys: [], plain: true, checks });
        expect(await refusal(...keys)).toBe(LOST);
      },
    );

    test.each(['0', '9'])(
      'is missing while the words of one of many are encrypted: it is not opened (%s)',
      async (one) => {
        const before = await open();
        for (const id of ['1', '2', '3', '4', '5']) await before.saveProfile(id, alice);
        await before.close();
        const store = await open(ONE);
        await store.saveProfile(one, alice);
        await store.close();
        await lose(context.location, 'encryption');
        for (const keys of [[ONE], [TWO], []]) expect(await refusal(...keys)).toBe(LOST);
      },
    );

    test('is missing beside nothing but the question of somebody without a profile, who may have typed it: it is opened', async () => {
      const store = await open();
      await store.beginTurn(question('10', { question: forged(SECRETS.question) }));
      await store.close();
      await lose(context.location, 'encryption');
      expect((await (await open()).recentTurns(ALICE, 9)).length).toBe(1);
      expect((await (await open(ONE)).recentTurns(ALICE, 9)).length).toBe(1);
    });

    test('is missing where nothing is: it is opened, and may be encrypted from then on', async () => {
      await told();
      await lose(context.location, 'encryption');
      expect(await nameOfAlice()).toBe(SECRETS.name);
      await lose(context.location, 'encryption');
      expect(await nameOfAlice(ONE)).toBe(SECRETS.name);
    });

    test.each([
      ['stays without a key', []],
      ['gets one', [ONE]],
    ])('is not what somebody types: %s, and is opened', async (_, keys) => {
      const typed = forged(SECRETS.question);
      expect(markOf(typed)).toBe(OLD_MARK);
      const store = await open();
      await store.saveProfile(ALICE, { ...alice, interests: [typed] });
      await store.savePreferences(ALICE, { pronouns: typed, seeking: typed });
      const memory = { text: typed, through: new Date(0), newestAt: new Date(0), version: 1 };
      await store.saveMemory(ALICE, memory);
      const times = { startedAt: new Date(0), endedAt: null };
      const practice = { id: '20', userId: ALICE, channelId: '300', kind: 'hardTalk' } as const;
      await store.savePractice({ ...practice, ...times, who: typed, moment: typed });
      const picture = { url: 'https://cdn.example/a', name: typed, size: 3 };
      await store.beginTurn(question('10', { question: typed, pictures: [picture] }));
      await store.saveProgress(ALICE, '10', typed);
      await store.close();
      for (let started = 0; started < 2; started += 1) {
        // Also where there is no note yet.
        await lose(context.location, 'encryption');
        const again = await open(...keys);
        expect(await again.findTurn(ALICE, '10')).toMatchObject({ question: typed, answer: typed });
        expect(await again.findMemory(ALICE)).toMatchObject({ text: typed });
        await again.close();
      }
    });

    test.each<[string, Parameters<typeof changeNote>[1]]>([
      ['that words may be plain', { plain: true }],
      ['another mark', { mark: 'sixteen-letters-' }],
      ['another number', { version: 7 }],
      ['one more key', { keys: [idOf(ONE), idOf(TWO)] }],
      ['one more key and check', { keys: [idOf(ONE), idOf(TWO)], checks: ['', ''] }],
      ['no checks', { checks: [] }],
      ['another check', { checks: ['A'.repeat(43)] }],
    ])('is refused when somebody wrote %s', async (_, changes) => {
      await told(ONE);
      await changeNote(context.location, changes);
      for (const keys of [[ONE], [TWO, ONE], [ONE, TWO]])
        expect(await refusal(...keys)).toBe(ALTERED);
    });

    test('is refused when somebody made it of the version that had no checks', async () => {
      await told(ONE);
      await changeNote(context.location, { plain: true });
      await takeBack(context.location);
      for (const keys of [[ONE], [TWO, ONE]]) expect(await refusal(...keys)).toBe(ALTERED);
      await changeNote(context.location, { mark: OLD_MARK });
      for (const keys of [[ONE], [TWO, ONE]]) expect(await refusal(...keys)).toBe(LOST);
    });

    test('is refused where one of two keys does not vouch for it', async () => {
      await told(ONE);
      await (await open(TWO, ONE)).close();
      const [byOne = '', byTwo = ''] = (await notes()).at(-1)?.checks ?? [];
      for (const checks of [
        [byOne, byOne],
        [byTwo, byTwo],
      ]) {
        await changeNote(context.location, { checks });
        expect(await refusal(TWO, ONE)).toBe(ALTERED);
      }
      await changeNote(context.location, { checks: [byOne, byTwo] });
      await expectTold(await open(TWO, ONE), ALICE);
    });

    test('is checked by every key that may be in use, whichever is the first', async () => {
      await told(ONE);
      for (const keys of [
        [ONE, TWO],
        [TWO, ONE],
        [ONE, TWO],
      ]) {
        expect(await nameOfAlice(...keys)).toBe(SECRETS.name);
      }
    });

    test('was said by a version without checks: it is taken over once, and refused without them later', async () => {
      await (await open()).close();
      const said = { version: 2, mark: OLD_MARK, keys: [idOf(ONE)], plain: true };
      await putNote(context.location, said);
      await takeBack(context.location);
      await expect(open()).rejects.toThrow(/ENCRYPTION_KEY is not set/);
      await expect(open(TWO)).rejects.toThrow(/is not in ENCRYPTION_KEY/);
      const stores = await Promise.all([open(ONE), open(ONE)]);
      await tell(stores[0], ALICE);
      await Promise.all(stores.map((store) => store.close()));
      const again = await open(ONE);
      await expectTold(again, ALICE);
      await again.close();
      expect(await notes()).toHaveLength(3);
      await changeNote(context.location, { checks: [] });
      expect(await refusal(ONE)).toBe(ALTERED);
    });

    test('is refused where it makes no sense', async () => {
      await told(ONE);
      await changeNote(context.location, { keys: { none: true } as unknown as string[] });
      expect(await refusal(ONE)).toBe(ALTERED);
    });
  });
}

test('a name is never so long that it could be taken for encrypted', () => {
  const shortest = forged('x');
  expect(markOf(shortest)).toBe(OLD_MARK);
  expect(markOf(shortest.slice(0, -1))).toBeUndefined();
  const { nameLength, genderLength } = PROFILE_LIMITS;
  expect(shortest.length).toBeGreaterThan(Math.max(nameLength, genderLength));
});
