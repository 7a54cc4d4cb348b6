import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Interaction, Message } from '../playground/discord/index.ts';
import { en } from '../src/locales/en.ts';
import { alterIn, flipLast } from './support/alter.ts';
import { ADA, Confidant } from './support/confidant.ts';
import {
  databaseKinds,
  encryptedKinds,
  keyringOf,
  newKey,
  type TestDatabase,
} from './support/databases.ts';
import { changeNote, lose } from './support/notes.ts';
import { databaseEnv, Workplace } from './support/process.ts';
import { expectTold, tell } from './support/secrets.ts';
import { contentsOf, readableOf, tracesOf } from './support/traces.ts';

const PROFILE = { name: 'Nightingale', age: '29', gender: 'Gendertold', interests: 'Interesting' };
const SCENE = { who: 'Whomever', moment: 'Momentous' };
const TO_RESTORE =
  'restore the table or collection “encryption”, from the same backup as everything else';
const LOST = `the database holds encrypted words, and what it says of its encryption is missing or belongs to others: ${TO_RESTORE}`;
const ALTERED = `what the database says of its encryption was altered: ${TO_RESTORE}`;
/** What the model answers to what. */
const ANSWERS: Readonly<Record<string, string>> = {
  'Shall I telephone?': 'Telephone tomorrow.',
  'What shall I say?': 'Something friendly.',
  'Anything besides?': 'Nothing whatever.',
  'Really nothing?': 'Positively nothing.',
  'Good evening!': 'Evening, stranger.',
};
const AGAIN = 'Telephone tonight.';
const MEMORY = 'Is about to telephone.';
const PLAN = 'how telephoning went';
/** Everything that is said: none of it may be readable in the database. */
const WORDS = [
  'Nightingale',
  'Gendertold',
  'Interesting',
  ...Object.values(SCENE),
  ...Object.entries(ANSWERS).flat(),
  AGAIN,
  MEMORY,
  PLAN,
];

for (const kind of encryptedKinds) {
  describe.skipIf(!kind.available)(`a conversation that is kept in ${kind.name}`, () => {
    let bot: Confidant;
    const answers = new Map<string, string>();

    beforeEach(async () => {
      bot = await Confidant.start(kind, { historyMessages: 2, remembers: true });
      for (const [question, answer] of Object.entries(ANSWERS)) answers.set(question, answer);
      bot.model.answers((messages) => {
        if (messages[0]?.content.startsWith('You keep the memory')) return MEMORY;
        return answers.get(messages.at(-1)?.content ?? '') ?? 'What?';
      });
    });
    afterEach(() => bot.stop());

    const answered = (asked: Interaction, question: string): Promise<Message> =>
      bot.ended(asked, answers.get(question) ?? '');
    const ask = async (question: string): Promise<Message> =>
      answered(await bot.ask(bot.ada, question), question);
    const run = async (command: string, options = {}, where = bot.channel): Promise<Message> =>
      bot.shown(await bot.ada.runCommand(command, options, where));
    const restart = async () => {
      await bot.stopBot();
      await bot.startBot();
    };
    const rehearse = async () => {
      const dm = bot.dm(bot.ada);
      const begun = await bot.ada.runCommand('practice', { kind: 'askingOut' }, dm);
      await bot.shown(await (await begun.modal()).submit(SCENE));
      await restart();
      await bot.answers(bot.ada.send(dm, { content: 'Good evening!' }), 'Evening, stranger.');
    };

    test('is as any other for whoever has it, and nothing of it can be read there', async () => {
      await bot.setUp(bot.ada, PROFILE);
      const first = await ask('Shall I telephone?');
      await ask('What shall I say?');
      await restart();
      answers.set('Shall I telephone?', AGAIN);
      await answered(await bot.ada.click(first, 'Try again'), 'Shall I telephone?');
      for (const question of ['Anything besides?', 'Really nothing?']) await ask(question);
      const remembers = () => bot.logs.some((line) => line.includes('a memory is summed up'));
      await bot.discord.until(remembers, { what: 'a memory' });
      await run('checkin add', { plan: PLAN, when: 'in 3 days' });
      await rehearse();
      await restart();

      expect(JSON.stringify((await run('history')).embeds)).toContain(AGAIN);
      const profile = JSON.stringify((await run('profile view')).embeds);
      for (const word of ['Nightingale', 'Gendertold', MEMORY]) expect(profile).toContain(word);
      expect(JSON.stringify((await run('checkin list')).embeds)).toContain(PLAN);
      expect(await readableOf(WORDS, bot.location)).toEqual([]);

      const handed = await run('privacy export');
      const [file] = handed.attachments;
      const bytes = await fetch(file?.url ?? '').then((response) => response.text());
      expect(WORDS.filter((word) => !bytes.includes(word))).toEqual([]);

      const confirm = await run('privacy delete');
      await bot.ada.click(confirm, 'Delete everything');
      await bot.discord.until(() => confirm.content === en.privacy.deleted);
      expect(await tracesOf(bot.ada.id, bot.location)).toEqual([]);
    });

    test('that was cut off goes on beside one that somebody altered', async () => {
      await bot.stopBot();
      const people = [bot.ada.id, bot.ben.id];
      for (const userId of people) {
        const asked = { question: 'Well?', pictures: [], practiceId: null, follows: null };
        const begun = { reply: null, status: 'streaming', askedAt: new Date() } as const;
        await bot.store.beginTurn({ ...asked, ...begun, id: userId, userId });
        const lease = { turnId: userId, userId, owner: 'gone', seenAt: new Date(0) };
        await bot.store.takeLease(lease);
      }
      await alterIn(bot.location, 'turns', bot.ada.id, 'question', flipLast);
      await bot.startBot();
      await expect.poll(() => bot.store.leases()).toEqual([]);
      expect(await bot.store.findTurn(bot.ben.id, bot.ben.id)).toMatchObject({ status: 'stopped' });
    });
  });
}

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`a start on ${kind.name} that is encrypted`, () => {
    let database: TestDatabase;
    let workplace: Workplace;
    const key = newKey();

    beforeEach(async () => {
      [database, workplace] = await Promise.all([kind.create(), Workplace.create()]);
      const store = await database.open({ keyring: keyringOf(key) });
      await tell(store, ADA.name);
      await store.close();
    });
    afterEach(async () => {
      await workplace.clear();
      await database.drop();
    });

    /** Everything that there is, files byte for byte. */
    const state = async () => {
      const { mongodbUri, dataDir } = database.location;
      if (mongodbUri) return contentsOf(database.location);
      const names = (await readdir(dataDir)).filter((name) => name !== 'confidant.lock').toSorted();
      return Promise.all(names.map(async (name) => [name, await readFile(join(dataDir, name))]));
    };
    const env = (keys: string | undefined) => ({
      ...databaseEnv(database.location),
      ...(keys !== undefined && { ENCRYPTION_KEY: keys }),
    });
    const start = async (keys: string | undefined) => {
      return workplace.run({
        DISCORD_TOKEN: 'a-token',
        OPENAI_API_KEY: 'a-key',
        // What comes after the database fails: this is not where it may get.
        DISCORD_API_URL: 'http://127.0.0.1:9/api',
        ...env(keys),
      }).ended;
    };

    test.each([
      [
        'without a key',
        undefined,
        'the database is encrypted, and ENCRYPTION_KEY is not set: set it to the key that the database was encrypted with',
      ],
      [
        'with another key',
        newKey(),
        'the database is encrypted with a key that is not in ENCRYPTION_KEY: put that key into the list, at its end if another one is to follow it',
      ],
    ])('%s stops at once with a sentence, and changes nothing', async (_, keys, sentence) => {
      const before = await state();
      const { code, stdout, stderr } = await start(keys);
      expect(code).toBe(1);
      expect(stderr).toBe(`Confidant cannot start: ${sentence}.\n`);
      expect(stdout.split('\n')).toHaveLength(1);
      expect(JSON.parse(stdout)).toMatchObject({
        level: 60,
        msg: sentence,
        error: { name: 'EncryptionRefused' },
      });
      expect(stdout).not.toContain(keys ?? 'ENCRYPTION_KEY=');
      expect(await state()).toEqual(before);
    });

    const encryptAnew = async (keys: string) =>
      workplace.run(env(keys), { program: 'tools/reencrypt.ts' }).ended;

    test.each([
      ['with its key', key],
      ['with another key', newKey()],
      ['without a key', undefined],
    ])(
      'stops %s where a restore left out what it says of its encryption, until that is back',
      async (_, keys) => {
        const restore = await lose(database.location, 'encryption');
        const before = await state();
        const { code, stdout, stderr } = await start(keys);
        expect({ code, stderr }).toEqual({ code: 1, stderr: `Confidant cannot start: ${LOST}.\n` });
        expect(JSON.parse(stdout)).toMatchObject({ level: 60, msg: LOST });
        const anew = await encryptAnew(keys ?? newKey());
        expect(anew).toEqual({ code: 1, stdout: '', stderr: `${LOST}\n` });
        expect(await state()).toEqual(before);
        await restore();
        const store = await database.open({ keyring: keyringOf(key) });
        await expectTold(store, ADA.name);
      },
    );

    test('stops where somebody altered what it says of its encryption', async () => {
      await changeNote(database.location, { plain: true });
      const before = await state();
      expect(await start(key)).toMatchObject({
        code: 1,
        stderr: `Confidant cannot start: ${ALTERED}.\n`,
      });
      expect(await encryptAnew(key)).toEqual({ code: 1, stdout: '', stderr: `${ALTERED}\n` });
      expect(await state()).toEqual(before);
    });

    test('with its key goes on to Discord, and so it does with another one in front', async () => {
      for (const keys of [key, `${newKey()},${key}`]) {
        expect((await start(keys)).stderr).toMatch(/Discord cannot be reached/);
      }
    });

    test('with what is no key stops with a message that does not hold it', async () => {
      const { code, stdout, stderr } = await start('my-own-secret');
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/ {2}ENCRYPTION_KEY must be 32 random bytes in base64 or hex/);
      expect(stderr).not.toContain('my-own-secret');
      const store = await database.open({ keyring: keyringOf(key) });
      await expectTold(store, ADA.name);
    });
  });
}
