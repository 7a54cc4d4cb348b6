import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Message, Person } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import type { Store } from '../../src/services/store/store.ts';
import { buttonsOf } from '../support/buttons.ts';
import { Confidant } from '../support/confidant.ts';
import { type DatabaseKind, databaseKinds, sqlite, withMethods } from '../support/databases.ts';
import { tracesOf } from '../support/traces.ts';

interface Exported {
  profile: { name: string } | null;
  settings: { language: string } | null;
  rehearsal: { otherPerson: string } | null;
  checkIns: { plan: string }[];
  limits: { limit: string; questions: number }[];
  conversation: { question: string; answer: string; status: string; feedback: string | null }[];
}

let bot: Confidant;
/** What the bot's store cannot do at the moment. */
let broken: Partial<Store>;

const start = async (kind: DatabaseKind): Promise<void> => {
  broken = {};
  const wrapStore = (store: Store) =>
    new Proxy(store, {
      get: (_, name) => Reflect.get(withMethods(store, broken), name) as unknown,
    });
  bot = await Confidant.start(kind, { limits: { dailyLimit: 9 }, wrapStore });
  await bot.setUp(bot.ada);
  bot.model.answers('What makes you ask?');
  await bot.answered(bot.ada, 'Does he like me?', 'What makes you ask?');
};

const run = async (command: string, person = bot.ada, where: Channel = bot.channel) =>
  bot.shown(await person.runCommand(command, {}, where));

const filesOf = async ({ attachments }: Message) =>
  Promise.all(
    attachments.map(async ({ url, filename }) => {
      const content = Buffer.from(await (await fetch(url)).arrayBuffer());
      return { filename, content };
    }),
  );

const exportOf = async (message: Message): Promise<Exported> => {
  const [file] = await filesOf(message);
  return JSON.parse(file?.content.toString() ?? '') as Exported;
};

const deleteAll = async (confirm: Message) => {
  await bot.ada.click(confirm, 'Delete everything');
  await bot.discord.until(() => confirm.content === en.privacy.deleted);
};

const exportFor = async (uploadLimit: number): Promise<Message> => {
  const eve: Person = bot.discord.createPerson({ username: 'eve', uploadLimit });
  await bot.setUp(eve);
  bot.model.answers('What makes you ask? '.repeat(70).trim());
  await bot.ended(await bot.ask(eve, 'Does he like me?'), /ask\?$/);
  return run('privacy export', eve);
};

/** What keeps something, by what that is. */
const begin = {
  rehearsal: async () => {
    const command = await bot.ada.runCommand('practice', { kind: 'askingOut' }, bot.dm(bot.ada));
    return (await command.modal()).submit({ who: 'Sam', moment: 'a party' });
  },
  'check-in': () =>
    bot.ada.runCommand('checkin add', { plan: 'a check-in', when: 'in 3 days' }, bot.channel),
  'time zone': () => bot.ada.runCommand('checkin timezone', { zone: 'Europe/Paris' }, bot.channel),
};

const refused = () => Promise.reject(new Error('somebody’s words'));

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`/privacy export on ${kind.name}`, () => {
    beforeEach(() => start(kind));
    afterEach(() => bot.stop());

    test('hands me everything that is kept about me in one file, and nobody else’s words', async () => {
      await bot.setUp(bot.ben, { name: 'Ben', age: '31', gender: 'man', interests: 'boats' });
      await bot.answered(bot.ben, 'A question of Ben’s', 'What makes you ask?');
      const plan = { plan: 'my date on Saturday', when: 'in 3 days' };
      await bot.shown(await bot.ada.runCommand('checkin add', plan, bot.channel));

      const message = await run('privacy export');
      expect(message.ephemeral).toBe(true);
      expect(message.content).toBe(en.privacy.exported);
      expect(message.attachments.map(({ filename }) => filename)).toEqual([
        expect.stringMatching(/^confidant-\d{4}-\d\d-\d\d\.json$/),
      ]);
      expect(await exportOf(message)).toMatchObject({
        version: 1,
        exportedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        discordId: bot.ada.id,
        profile: { name: 'Ada Lovelace', age: 29, gender: 'woman', interests: ['chess', 'poetry'] },
        settings: { language: 'en-US', timeZone: null },
        rehearsal: null,
        checkIns: [{ plan: 'my date on Saturday', status: 'pending' }],
        limits: [{ limit: 'dailyLimit', questions: 1 }],
        conversation: [
          {
            question: 'Does he like me?',
            answer: 'What makes you ask?',
            status: 'complete',
            shown: { channelId: bot.channel.id, onlyToYou: true },
          },
        ],
      });
      const [file] = await filesOf(message);
      expect(file?.content.toString()).not.toMatch(/Ben|token/i);
      expect(bot.ben.sees(bot.channel)).not.toContain(message);
    });

    test('is an ordinary message where the two of us are alone', async () => {
      const message = await run('privacy export', bot.ada, bot.dm(bot.ada));
      expect(message.ephemeral).toBe(false);
      expect((await exportOf(message)).conversation).toHaveLength(1);
    });

    test('tells me when it could not be done, and loses nothing', async () => {
      broken = { turns: refused };
      const failed = await run('privacy export');
      expect(failed.content).toBe(en.failure.internal);
      expect(failed.attachments).toEqual([]);
      expect(bot.logs.join()).not.toContain('somebody’s words');
      broken = {};
      expect((await exportOf(await run('privacy export'))).conversation).toHaveLength(1);
    });
  });

  describe.skipIf(!kind.available)(`/privacy delete on ${kind.name}`, () => {
    beforeEach(() => start(kind));
    afterEach(() => bot.stop());

    test('asks me first, privately, and keeps everything if I want that', async () => {
      const confirm = await run('privacy delete');
      expect(confirm.ephemeral).toBe(true);
      expect(confirm.content).toBe(en.privacy.confirmDelete);
      expect(buttonsOf(confirm)).toEqual(['Delete everything', 'Keep it']);
      await bot.ada.click(confirm, 'Keep it');
      await bot.discord.until(() => confirm.content === en.privacy.kept);
      expect(confirm.components).toEqual([]);
      expect((await exportOf(await run('privacy export'))).conversation).toHaveLength(1);
    });

    test('leaves nothing of me anywhere, also of an answer that was being written', async () => {
      const plan = { plan: 'my date on Saturday', when: 'in 3 days' };
      await bot.shown(await bot.ada.runCommand('checkin add', plan, bot.channel));
      const hand = bot.model.handwritten();
      const asked = await bot.ask(bot.ada, 'And now?');
      const answer = await hand.next();
      answer.write('Some words');
      await bot.shows(asked, 'Some words');
      expect(await tracesOf(bot.ada.id, bot.location)).not.toEqual([]);

      const confirm = await run('privacy delete');
      await deleteAll(confirm);
      await answer.closed;
      await bot.shows(asked, 'Some words\n\n-# Stopped.');
      await bot.stopBot();
      expect(confirm.components).toEqual([]);
      expect(await tracesOf(bot.ada.id, bot.location)).toEqual([]);
    });

    test.each([
      ['rehearsal', 'savePractice', en.practice.noProfile],
      ['check-in', 'addCheckIn', en.checkin.noProfile],
      ['time zone', 'saveSettings', en.checkin.noProfile],
    ] as const)('leaves nothing of a %s that was being kept', async (what, method, said) => {
      const [called, deleted] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      broken = {
        [method]: async (...args: never[]) => {
          called.resolve();
          await deleted.promise;
          return Reflect.apply(bot.store[method], bot.store, args) as unknown;
        },
      };
      const begun = await begin[what]();
      await called.promise;
      await deleteAll(await run('privacy delete'));
      deleted.resolve();
      const told = await bot.shows(begun, new RegExp(`^${RegExp.escape(said)}`));
      expect(buttonsOf(told)).toEqual([en.advice.setUp]);
      expect(await tracesOf(bot.ada.id, bot.location)).toEqual([]);
    });

    test('is what /profile delete does, in the same words', async () => {
      const one = await run('privacy delete');
      const other = await run('profile delete');
      expect(other.content).toBe(one.content);
      expect(buttonsOf(other)).toEqual(buttonsOf(one));
      await deleteAll(other);
      expect(await tracesOf(bot.ada.id, bot.location)).toEqual([]);
    });

    test('deletes nothing of anybody else, and lets me begin again', async () => {
      await bot.setUp(bot.ben);
      await bot.answered(bot.ben, 'And me?', 'What makes you ask?');
      await deleteAll(await run('privacy delete'));
      expect((await exportOf(await run('privacy export', bot.ben))).conversation).toHaveLength(1);
      const mine = await exportOf(await run('privacy export'));
      expect(mine).toMatchObject({ profile: null, settings: null, limits: [], conversation: [] });
      const greeted = await bot.setUp(bot.ada);
      await bot.shows(greeted, /^Nice to meet you/);
    });

    test.each(['deleteUser', 'limiter'] as const)(
      'never claims to be done when it is not: the store fails at %s',
      async (method) => {
        const confirm = await run('privacy delete');
        if (method === 'limiter') {
          await bot.stopBot();
          const off = { delete: refused } as unknown as ReturnType<Store['limiter']>;
          broken = { limiter: () => off };
          await bot.startBot();
        } else broken = { deleteUser: refused };
        await bot.ada.click(confirm, 'Delete everything');
        await bot.discord.until(() => confirm.content === en.privacy.notDeleted);
        expect(buttonsOf(confirm)).toEqual(['Delete everything', 'Keep it']);
        expect(await bot.store.findProfile(bot.ada.id)).not.toBeNull();
        expect(bot.logs.join()).not.toContain('somebody’s words');

        await bot.stopBot();
        broken = {};
        await bot.startBot();
        await deleteAll(confirm);
        expect(await tracesOf(bot.ada.id, bot.location)).toEqual([]);
      },
    );
  });
}

describe('/privacy export', () => {
  beforeEach(() => start(sqlite));
  afterEach(() => bot.stop());

  test('compresses what Discord would not take as it is, and says so', async () => {
    const message = await exportFor(1_500);
    expect(message.content).toBe(`${en.privacy.exported}\n${en.privacy.packed}`);
    const files = await filesOf(message);
    expect(files.map(({ filename }) => filename)).toEqual([
      expect.stringMatching(/^confidant-.*\.json\.gz$/),
    ]);
    const text = gunzipSync(files[0]!.content).toString();
    expect((JSON.parse(text) as Exported).conversation).toMatchObject([
      { question: 'Does he like me?', answer: 'What makes you ask? '.repeat(70).trim() },
    ]);
  });

  test('says that nothing is kept about me when nothing is', async () => {
    expect(await exportOf(await run('privacy export', bot.ben))).toMatchObject({
      profile: null,
      settings: null,
      checkIns: [],
      conversation: [],
    });
  });
});
