import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Interaction, Message } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import { PROFILE_LIMITS } from '../../src/models/profile.ts';
import type { Store } from '../../src/services/store/store.ts';
import { languages, say } from '../locales/texts.ts';
import { buttonsOf } from '../support/buttons.ts';
import { ADA, type Confidant } from '../support/confidant.ts';
import { type DatabaseKind, databaseKinds, sqlite, withMethods } from '../support/databases.ts';
import { DAY_MS, HOUR_MS, Later } from '../support/later.ts';
import { rehearse } from '../support/rehearsal.ts';
import { contentsOf, tracesOf } from '../support/traces.ts';

const YOUNG = { name: 'Kit Marlowe', age: '16', gender: 'boy', interests: 'football' };
const KIND = en.profile.tooYoung.replace('{{minAge}}', '18');
const TOLD = `${KIND}\n\n${en.profile.tooYoungKept}`;
const SAID_AT = new Date(0);
const MEMORY = { text: 'Sam is a neighbour.', through: SAID_AT, newestAt: SAID_AT, version: 1 };

let later: Later;
let bot: Confidant;

const start = async (
  kind: DatabaseKind = sqlite,
  options: Parameters<typeof Later.start>[1] = {},
) => {
  later = await Later.start(kind, { remembers: true, ...options });
  ({ bot } = later);
  await bot.setUp(bot.ada);
  bot.model.answers('Well.');
};
const form = async () => (await bot.ada.runCommand('profile setup', {}, bot.channel)).modal();
const changesAge = async (): Promise<Message> =>
  bot.shown(await (await form()).submit({ ...ADA, ...YOUNG }));
const send = (content: string, where = bot.dm(bot.ada)): Message =>
  bot.ada.send(where, { content });
const turnIds = () => bot.store.turnIds(bot.ada.id);
/** What the database holds besides profiles. */
const others = async () =>
  [...(await contentsOf(bot.location))].filter(([at]) => at !== 'profiles');

/** Asks in some way that leads to the set-up; resolves with what the bot says to it. */
const ways: [way: string, ask: (answer: Message) => Promise<Message>][] = [
  ['/advice', async () => ledToSetUp(await bot.ask(bot.ada, 'And now?'))],
  ['a direct message', () => bot.answers(send('And now?'), en.advice.noProfile)],
  [
    'a mention',
    () => {
      const mention = send(`<@${bot.discord.applicationId}> And now?`, bot.channel);
      return bot.answers(mention, en.advice.noProfile);
    },
  ],
  [
    '[Follow up]',
    async (answer) => {
      const modal = await (await bot.ada.click(answer, en.advice.followUp)).modal();
      return ledToSetUp(await modal.submit({ question: 'And now?' }));
    },
  ],
  ['[Try again]', async (answer) => ledToSetUp(await bot.ada.click(answer, en.advice.tryAgain))],
];
const ledToSetUp = (asked: Interaction) => bot.shows(asked, en.advice.noProfile);

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`who says that they are below 18, on ${kind.name}`, () => {
    beforeEach(() => start(kind));
    afterEach(() => bot.stop());

    test('has no profile any more, and is told so; what was said is kept until they delete it', async () => {
      await bot.ended(await bot.ask(bot.ada, 'What now?'), 'Well.');
      await bot.store.saveMemory(bot.ada.id, MEMORY);
      await later.add('my date with Sam', 'in 3 days');
      const before = await others();
      const note = await changesAge();
      expect(note).toMatchObject({ content: TOLD, ephemeral: true, embeds: [] });
      expect(buttonsOf(note)).toEqual([en.privacy.deleteAll]);
      expect(await tracesOf('Lovelace', bot.location)).toEqual([]);
      expect(await bot.store.findProfile(bot.ada.id)).toBeNull();
      expect(await others()).toEqual(before);
      await bot.ada.click(note, en.privacy.deleteAll);
      await bot.discord.until(() => note.content === en.privacy.deleted);
      expect(await tracesOf(bot.ada.id, bot.location)).toEqual([]);
    });

    test('finds what they typed nowhere', async () => {
      const note = await bot.shown(await (await form()).submit({ ...YOUNG, age: 'x' }));
      expect(buttonsOf(note)).toEqual([en.profile.edit]);
      await (await (await bot.ada.click(note, en.profile.edit)).modal()).submit(YOUNG);
      await bot.discord.until(() => note.content === TOLD);
      expect(note.embeds).toEqual([]);
      for (const word of [YOUNG.name, YOUNG.interests]) {
        expect(await tracesOf(word, bot.location)).toEqual([]);
        expect(bot.logs.join()).not.toContain(word);
      }
    });

    test.each(ways)('is not answered by the model, but led to the set-up: %s', async (_, ask) => {
      const answer = await bot.ended(await bot.ask(bot.ada, 'What now?'), 'Well.');
      await changesAge();
      const note = await ask(answer);
      expect(buttonsOf(note)).toEqual([en.advice.setUp]);
      expect(bot.model.requests()).toHaveLength(1);
    });

    test('is not answered in a form that was open, nor with the rest of an answer', async () => {
      const hand = bot.model.handwritten();
      const asked = await bot.ask(bot.ada, 'What now?');
      const answer = await hand.next();
      answer.write('Well');
      await bot.ada.click(await bot.shows(asked, 'Well'), en.advice.stop);
      const broken = await bot.ended(asked, /^Well/);
      bot.model.answers('Well.');
      const whole = await bot.ended(await bot.ask(bot.ada, 'What else?'), 'Well.');
      const open = await (await bot.ada.click(whole, en.advice.followUp)).modal();
      await changesAge();
      const before = bot.model.requests().length;
      await bot.shows(await open.submit({ question: 'And now?' }), en.advice.noProfile);
      await bot.shows(await bot.ada.click(broken, en.advice.goOn), en.advice.goesAlong);
      expect(bot.model.requests()).toHaveLength(before);
    });

    test('has an answer end that is being written, and what waits for its end is not answered', async () => {
      const hand = bot.model.handwritten();
      const first = send('What now?');
      const answer = await hand.next();
      answer.write('Well');
      await bot.repliesTo(first, 'Well');
      const second = send('What else?');
      await changesAge();
      await answer.closed;
      await bot.answers(first, `Well\n\n-# ${en.advice.stopped}`);
      const note = await bot.answers(second, en.advice.noProfile);
      expect(buttonsOf(note)).toEqual([en.advice.setUp]);
      expect(await bot.turnEnded(bot.ada, first.id)).toMatchObject({ answer: 'Well' });
      expect(await turnIds()).toEqual([first.id, second.id]);
    });

    test('has nothing summed up any more of what they said', async () => {
      for (const question of ['One?', 'Two?', 'Three?']) {
        await bot.ended(await bot.ask(bot.ada, question), 'Well.');
      }
      const hand = bot.model.handwritten();
      const asked = await bot.ask(bot.ada, 'Four?');
      const answer = await hand.next();
      answer.write('Well.');
      answer.end();
      await bot.ended(asked, 'Well.');
      const summary = await hand.next();
      await changesAge();
      await summary.closed;
      expect(await bot.store.findMemory(bot.ada.id)).toBeNull();
    });

    test('is out of the rehearsal that they were in', async () => {
      await bot.shown(await rehearse(bot.ada, bot.dm(bot.ada)));
      const line = await bot.answers(send('Hello Sam'), 'Well.');
      const open = await (await bot.ada.click(line, en.practice.say)).modal();
      await changesAge();
      expect((await bot.store.findPractice(bot.ada.id))?.endedAt).toBeInstanceOf(Date);
      const over = await bot.shows(await open.submit({ line: 'Coffee?' }), /./);
      expect(over.content).toContain(en.practice.over);
      await bot.shows(await bot.ada.click(line, en.practice.end), en.practice.over);
      await bot.answers(send('Coffee?'), en.advice.noProfile);
      expect(bot.model.requests()).toHaveLength(1);
    });

    test('is not asked about a plan when its time comes, and it is kept no longer', async () => {
      await later.add('my date with Sam', 'in 3 days');
      await changesAge();
      later.pass(3 * DAY_MS + HOUR_MS);
      await later.logged('a check-in is refused');
      await expect.poll(() => bot.store.checkIns(bot.ada.id)).toEqual([]);
      expect(later.messagesTo(bot.ada)).toEqual([]);
      expect(await turnIds()).toEqual([]);
    });

    test('goes on where they were once they set up a profile as an adult', async () => {
      await later.setZone('Europe/Vienna');
      await bot.ended(await bot.ask(bot.ada, 'What now?'), 'Well.');
      await bot.store.saveMemory(bot.ada.id, MEMORY);
      await changesAge();
      const note = await bot.shows(await bot.ask(bot.ada, 'And then?'), en.advice.noProfile);
      const again = await (await bot.ada.click(note, en.advice.setUp)).modal();
      await bot.ended(await again.submit(ADA), 'Well.');
      expect(bot.model.lastShown()).toEqual(['What now?', 'Well.', 'And then?']);
      expect(bot.model.requests().at(-1)?.[1]?.content).toContain(MEMORY.text);
      expect(await bot.store.findSettings(bot.ada.id)).toMatchObject({ timeZone: 'Europe/Vienna' });
    });

    test('has a question asked again that they want asked again, once they have a profile', async () => {
      const answer = await bot.ended(await bot.ask(bot.ada, 'What now?'), 'Well.');
      await bot.ended(await bot.ask(bot.ada, 'What else?'), 'Well.');
      await changesAge();
      const click = await bot.ada.click(answer, en.advice.tryAgain);
      const note = await bot.shows(click, en.advice.noProfile);
      const again = await (await bot.ada.click(note, en.advice.setUp)).modal();
      await bot.ended(await again.submit(ADA), 'Well.');
      expect(bot.model.lastAsked()).toBe('What now?');
      const turns = await bot.store.recentTurns(bot.ada.id, 9);
      expect(turns).toHaveLength(3);
      expect(turns.at(-1)?.id).toBe(click.id);
    });

    test('loses nothing when they say it once more, also if their set-up once broke off', async () => {
      await bot.store.deleteUser(bot.ada.id);
      await bot.store.saveProfile(bot.ada.id, {
        name: 'Ada Lovelace',
        age: 29,
        gender: 'woman',
        interests: [],
      });
      await bot.ended(await bot.ask(bot.ada, 'What now?'), 'Well.');
      for (const _ of ['once', 'twice']) expect((await changesAge()).content).toBe(TOLD);
      expect(await turnIds()).toHaveLength(1);
    });

    test('changes nothing of what the coach remembers by what was open before', async () => {
      await bot.store.saveMemory(bot.ada.id, MEMORY);
      const { change, clear } = en.profile.memory;
      const view = async () => bot.shown(await bot.ada.runCommand('profile view', {}, bot.channel));
      const [one, two] = [await view(), await view()];
      const open = await (await bot.ada.click(one, change)).modal();
      await changesAge();
      await open.submit({ memory: 'Sam moved away.' });
      await bot.ada.click(two, clear);
      for (const message of [one, two]) {
        await bot.discord.until(() => message.content === en.profile.none);
        expect(message.embeds).toEqual([]);
      }
      expect(await bot.store.findMemory(bot.ada.id)).toEqual(MEMORY);
    });
  });
}

describe('who says that they are below 18', () => {
  afterEach(() => bot.stop());

  test('is not told that their profile is gone when it is not, and can delete it then', async () => {
    let isBroken = true;
    await start(sqlite, {
      wrapStore: (store: Store) =>
        withMethods(store, {
          removeProfile: (id) =>
            isBroken ? Promise.reject(new Error('disk')) : store.removeProfile(id),
        }),
    });
    const note = await changesAge();
    expect(note.content).toBe(`${KIND}\n\n${en.privacy.notDeleted}`);
    expect(buttonsOf(note)).toEqual([en.privacy.deleteAll, en.privacy.keep]);
    isBroken = false;
    expect((await changesAge()).content).toBe(TOLD);
    await bot.ada.click(note, en.privacy.deleteAll);
    await bot.discord.until(() => note.content === en.privacy.deleted);
    expect(await tracesOf(bot.ada.id, bot.location)).toEqual([]);
  });

  test('has no refused question asked as if it were new', async () => {
    await start(sqlite, { examinesWithinMs: 20_000 });
    bot.model.examiner.finds('sexual/minors');
    const asked = await bot.ask(bot.ada, 'Something about a child');
    const refused = await bot.ended(asked, /1-800-422-4453/);
    bot.model.examiner.finds();
    await changesAge();
    const before = bot.model.requests().length;
    const note = await bot.ended(await bot.ada.click(refused, 'Try again'), /1-800-422-4453/);
    expect(note.content).toContain(en.safety.minors);
    expect(buttonsOf(note)).toEqual([]);
    await bot.setUp(bot.ada, ADA);
    expect(await turnIds()).toEqual([asked.id]);
    expect(bot.model.requests()).toHaveLength(before);
  });

  test.each(languages)('hears what became of it in $code', async ({ locale, words }) => {
    await start();
    bot.ada.locale = locale;
    const path = ['commands.profile.name', 'commands.profile.setup.name'].map((key) =>
      say(words, key),
    );
    const modal = await (await bot.ada.runCommand(path.join(' '), {}, bot.channel)).modal();
    const note = await bot.shown(await modal.submit(YOUNG));
    const told = ['profile.tooYoung', 'profile.tooYoungKept'].map((key) =>
      say(words, key, PROFILE_LIMITS),
    );
    expect(note.content).toBe(told.join('\n\n'));
    expect(note.content).toContain(`/${path.join(' ')}`);
  });
});
