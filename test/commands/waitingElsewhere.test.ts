import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Message } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import type { Store } from '../../src/services/store/store.ts';
import { buttonsOf } from '../support/buttons.ts';
import { ADA, Confidant } from '../support/confidant.ts';
import { databaseKinds, withMethods } from '../support/databases.ts';
import { repliesTo } from '../support/repliesTo.ts';

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`what I asked in several places, on ${kind.name}`, () => {
    let bot: Confidant;
    let dm: Channel;

    const start = async (options: Parameters<typeof Confidant.start>[1] = {}) => {
      bot = await Confidant.start(kind, options);
      dm = bot.dm(bot.ada);
      bot.model.answers((messages) => `Re: ${messages.at(-1)?.content}`);
    };
    /** The same with other options. */
    const startAnew = async (options: Parameters<typeof Confidant.start>[1]) => {
      await bot.stop();
      await start(options);
    };
    beforeEach(() => start());
    afterEach(() => bot.stop());

    const write = (content: string) => bot.ada.send(dm, { content });
    const mention = (content: string, channel = bot.channel) =>
      bot.ada.send(channel, { content: `<@${bot.discord.applicationId}> ${content}` });
    /** Resolves with the message and the note that asks for a profile below it. */
    const waits = async (asked: Message, note: string = en.advice.noProfile) =>
      [asked, await bot.answers(asked, note)] as const;
    const click = (note: Message) => bot.ada.click(note, en.advice.setUp);
    const setUpFrom = async (note: Message) => (await (await click(note)).modal()).submit(ADA);
    const restart = async () => {
      await bot.stopBot();
      await bot.startBot();
    };
    /** As if they had set it up in a process that ended then. */
    const haveProfile = () =>
      bot.store.saveProfile(bot.ada.id, {
        name: 'Ada',
        age: 29,
        gender: 'woman',
        interests: ['chess'],
      });
    const questions = () => bot.model.requests().map((messages) => messages.at(-1)?.content);
    const waiting = async () => {
      const turns = await bot.store.recentTurns(bot.ada.id, 9);
      return turns.filter(({ status }) => status === 'waiting').map(({ question }) => question);
    };

    test('as messages is answered in each of them, where I wrote, one after the other', async () => {
      const [open, openNote] = await waits(mention('Open?'));
      const [, note] = await waits(write('Direct?'));
      await bot.ended(await setUpFrom(note), 'Re: Direct?');
      const answer = await bot.answers(open, 'Re: Open?');
      expect(buttonsOf(answer)).toContain(en.advice.followUp);
      expect(bot.ben.sees(bot.channel)).toEqual([open, openNote, answer]);
      expect(bot.ada.sees(dm).map(({ content }) => content)).not.toContain('Re: Open?');
      expect(questions()).toEqual(['Direct?', 'Open?']);
      expect(await waiting()).toEqual([]);
    });

    test('is answered from the set-up as a command, too, several messages of a place as one', async () => {
      await waits(mention('One?'));
      const [two] = await waits(mention('Two?'), en.advice.goesAlong);
      await waits(write('Direct?'));
      await bot.shows(await bot.ask(bot.ada, 'Last?'), en.advice.noProfile);
      await bot.ended(await bot.setUp(bot.ada), 'Re: Last?');
      await bot.answers(two, 'Re: One?\nTwo?');
      await bot.discord.until(() => bot.ada.sees(dm).at(-1)?.content === 'Re: Direct?');
      expect(questions()).toEqual(['Last?', 'One?\nTwo?', 'Direct?']);
    });

    test('is answered although another process took it, but for what I have deleted since', async () => {
      const [gone] = await waits(mention('Gone?'));
      const [open] = await waits(mention('Open?'), en.advice.goesAlong);
      const [secret] = await waits(write('A secret.'));
      await waits(write('Direct?'), en.advice.goesAlong);
      for (const message of [gone, secret]) bot.ada.deleteMessage(message);
      await restart();
      await bot.ended(await bot.setUp(bot.ada, ADA, dm), 'Re: Direct?');
      await bot.answers(open, 'Re: Open?');
      expect(questions()).toEqual(['Direct?', 'Open?']);
      expect(await waiting()).toEqual([]);
    });

    test('is answered where I wrote it when I set up with a command elsewhere, too', async () => {
      const [open] = await waits(mention('Open?'));
      await bot.setUp(bot.ada, ADA, dm);
      await bot.answers(open, 'Re: Open?');
      const [direct] = [write('And now?')];
      await bot.answers(direct, 'Re: And now?');
      expect(bot.ada.sees(dm).map(({ content }) => content)).not.toContain('Re: Open?');
    });

    test('is answered when the form that I sent first could not be taken', async () => {
      let fails = true;
      const wrapStore = (store: Store) =>
        withMethods(store, {
          async saveSettings(userId, settings) {
            if (fails) throw new Error('away');
            return store.saveSettings(userId, settings);
          },
        });
      await startAnew({ wrapStore });
      const [open] = await waits(mention('Open?'));
      const sent = await bot.setUp(bot.ada, ADA, dm);
      await bot.shows(sent, new RegExp(en.failure.internal.slice(0, 20)));
      fails = false;
      await bot.setUp(bot.ada, ADA, dm);
      await bot.answers(open, 'Re: Open?');
      expect(await waiting()).toEqual([]);
    });

    test('is not answered unasked once a day has passed', async () => {
      const { id, channel } = bot.ada.send(bot.channel, { content: 'Long ago?' });
      const place = { channelId: channel.id, messageIds: [], interactionToken: null };
      await bot.store.beginTurn({
        id,
        userId: bot.ada.id,
        question: 'Long ago?',
        pictures: [],
        practiceId: null,
        follows: null,
        status: 'waiting',
        askedAt: new Date(Date.now() - 25 * 60 * 60_000),
        reply: { ...place, ephemeral: false, locale: 'en-US', after: null },
      });
      await bot.ended(await setUpFrom((await waits(write('Direct?')))[1]), 'Re: Direct?');
      await bot.answers(write('And now?'), 'Re: And now?');
      expect(await waiting()).toEqual(['Long ago?']);
    });

    test('is nothing that I have deleted while the bot was away, when I press the button below it', async () => {
      const [open, note] = await waits(mention('Open?'));
      await haveProfile();
      await bot.stopBot();
      bot.ada.deleteMessage(open);
      await bot.startBot();
      await click(note);
      await bot.discord.until(() => note.content === en.advice.notFound);
      expect(await waiting()).toEqual([]);
      expect(questions()).toEqual([]);
    });

    test('goes on waiting by itself for each message, of which I may delete any, below one note', async () => {
      const lines: Message[] = [];
      const wrapStore = (store: Store) =>
        withMethods(store, {
          async findSettings(userId) {
            await bot.discord.until(() => lines.length === 3);
            return store.findSettings(userId);
          },
        });
      await startAnew({ wrapStore });
      for (const text of ['One?', 'Two?', 'Three?']) lines.push(write(text));
      await waits(lines[2]!);
      expect(await waiting()).toEqual(['One?', 'Two?', 'Three?']);
      expect(bot.ada.sees(dm)).toHaveLength(4);
      bot.ada.deleteMessage(lines[0]!);
      bot.ada.deleteMessage(lines[2]!);
      await bot.ended(await bot.setUp(bot.ada, ADA, dm), 'Re: Two?');
      expect(await waiting()).toEqual([]);
    });

    test('is answered although the bot ended before it could tell me that it waits', async () => {
      const mend = bot.discord.faults.add({ method: 'POST', route: /messages$/, status: 503 });
      const open = mention('Open?');
      await expect.poll(waiting).toEqual(['Open?']);
      await bot.stopBot();
      mend();
      await bot.startBot();
      const [, note] = await waits(write('Direct?'));
      await setUpFrom(note);
      await bot.answers(open, 'Re: Open?');
      expect(repliesTo(open)).toHaveLength(1);
    });

    test('is answered once when I send the form twice at once', async () => {
      const [open] = await waits(mention('Open?'));
      const [, note] = await waits(write('Direct?'));
      const forms = [await (await click(note)).modal(), await (await click(note)).modal()];
      await Promise.all(forms.map((form) => form.submit(ADA)));
      await bot.answers(open, 'Re: Open?');
      await bot.answers(write('And now?'), 'Re: And now?');
      expect(questions()).toEqual(['Direct?', 'Open?', 'And now?']);
      expect(repliesTo(open)).toHaveLength(2);
    });

    test('waits out a pause between two questions without a word', async () => {
      await startAnew({ limits: { cooldownSeconds: 1 } });
      const [open] = await waits(mention('Open?'));
      const [, note] = await waits(write('Direct?'));
      await bot.ended(await setUpFrom(note), 'Re: Direct?');
      await bot.answers(open, 'Re: Open?');
      expect(repliesTo(open)).toHaveLength(2);
    });

    test('says once in each place that a limit is reached, and can be asked again', async () => {
      await startAnew({ limits: { dailyLimit: 1 } });
      const long = 'x'.repeat(1_999);
      await waits(write(`${long}1`));
      const [, note] = await waits(write(`${long}2`), en.advice.goesAlong);
      const [last] = await waits(write('And this?'), en.advice.goesAlong);
      const [open] = await waits(mention('Open?'));
      await bot.shows(await setUpFrom(note), /as often as I can answer in a day/);
      const refused = await bot.answers(open, /as often as I can answer in a day/);
      expect(buttonsOf(refused)).toEqual([en.advice.tryAgain]);
      expect(repliesTo(last)).toHaveLength(1);
      expect(await waiting()).toEqual([`${long}2`, 'And this?', 'Open?']);
    });

    test('is not spoken of any more once I have deleted everything', async () => {
      let looks = 0;
      const lookedFor: string[] = [];
      const wrapStore = (store: Store) =>
        withMethods(store, {
          recentTurns: (...args) => {
            looks += 1;
            return store.recentTurns(...args);
          },
          findTurn: (userId, turnId) => {
            lookedFor.push(turnId);
            return store.findTurn(userId, turnId);
          },
        });
      await startAnew({ limits: { cooldownSeconds: 2 }, wrapStore });
      const [open] = await waits(mention('Open?'));
      const [, note] = await waits(write('Direct?'));
      lookedFor.length = 0;
      await bot.ended(await setUpFrom(note), 'Re: Direct?');
      await expect.poll(() => lookedFor).toContain(open.id);
      await bot.store.deleteUser(bot.ada.id);
      looks = 0;
      await expect.poll(() => looks, { timeout: 5_000 }).toBeGreaterThan(0);
      await waits(mention('And now?'));
      expect(repliesTo(open)).toHaveLength(1);
    });

    test('is told once that a limit is reached, however often I change my profile then', async () => {
      await startAnew({ limits: { dailyLimit: 1 } });
      const [open] = await waits(mention('Open?'));
      const [, note] = await waits(write('Direct?'));
      await bot.ended(await setUpFrom(note), 'Re: Direct?');
      await bot.answers(open, /as often as I can answer in a day/);
      await bot.shows(await bot.setUp(bot.ada, { ...ADA, name: 'Grace' }), /Grace/);
      await bot.stopBot();
      expect(repliesTo(open)).toHaveLength(2);
      await bot.startBot();
    });

    test('takes along what I asked there with a command, in a reply to what I wrote', async () => {
      const [direct] = await waits(write('Direct?'));
      await bot.shows(await bot.ask(bot.ada, 'And?', dm), en.advice.goesAlong);
      await bot.shows(await bot.ask(bot.ada, 'Last?'), en.advice.noProfile);
      await bot.ended(await bot.setUp(bot.ada), 'Re: Last?');
      await bot.answers(direct, 'Re: Direct?\nAnd?');
      expect(await waiting()).toEqual([]);
    });

    test('goes on waiting when the bot ends in the midst, and is answered by its button', async () => {
      const [open, openNote] = await waits(mention('Open?'));
      const [, note] = await waits(write('Direct?'));
      const hand = bot.model.handwritten();
      const sent = await setUpFrom(note);
      (await hand.next()).write('Half');
      await bot.shows(sent, 'Half');
      await restart();
      expect(await waiting()).toEqual(['Open?']);
      bot.model.answers('For all.');
      await bot.ended(await click(openNote), 'For all.');
      expect(repliesTo(open)).toEqual([openNote]);
    });

    test('does not keep other places waiting where the bot can do nothing any more', async () => {
      const closed = bot.channel.guild!.createTextChannel({ name: 'closed' });
      await waits(mention('Closed?', closed));
      const [open] = await waits(mention('Open?'));
      const [, note] = await waits(write('Direct?'));
      bot.channel.guild!.setBotPermissions(closed, []);
      await restart();
      await setUpFrom(note);
      await bot.answers(open, 'Re: Open?');
      expect(repliesTo(open)).toHaveLength(2);
    });

    test('under a command keeps its button, which answers it at once: I need no form twice', async () => {
      const secret = await bot.shows(await bot.ask(bot.ada, 'Secret?'), en.advice.noProfile);
      const asked = await bot.ask(bot.ada, 'For all?', bot.channel, { private: false });
      const forAll = await bot.shows(asked, en.advice.noProfile);
      const [, note] = await waits(write('Direct?'));
      await bot.ended(await setUpFrom(note), 'Re: Direct?');
      await bot.answers(write('And now?'), 'Re: And now?');
      expect(await waiting()).toEqual(['Secret?', 'For all?']);
      const answer = await bot.ended(await click(secret), 'Re: Secret?');
      expect(answer.ephemeral).toBe(true);
      expect(secret.content).toBe(en.profile.answering);
      expect(buttonsOf(secret)).toEqual([]);
      expect(bot.ben.sees(bot.channel)).toEqual([]);
      const open = await bot.ended(await click(forAll), 'Re: For all?');
      expect(bot.ben.sees(bot.channel)).toEqual([open]);
    });

    test('is answered by the button below my message once I have a profile, for the same readers', async () => {
      const [open, openNote] = await waits(mention('Open?'));
      const [, note] = await waits(write('Direct?'));
      await haveProfile();
      const direct = await bot.ended(await click(note), 'Re: Direct?');
      expect(direct.ephemeral).toBe(false);
      const answer = await bot.ended(await click(openNote), 'Re: Open?');
      for (const it of [note, openNote]) expect(it.content).toBe(en.profile.answering);
      expect(bot.ben.sees(bot.channel)).toEqual([open, openNote, answer]);
      expect(await waiting()).toEqual([]);
    });

    test('is not answered twice by its button: then it opens the form with what is stored', async () => {
      const [open, openNote] = await waits(mention('Open?'));
      const [, note] = await waits(write('Direct?'));
      await setUpFrom(note);
      await bot.answers(open, 'Re: Open?');
      const form = await (await click(openNote)).modal();
      expect(form.fields.map(({ value }) => value)).toEqual(Object.values(ADA));
      expect(questions()).toEqual(['Direct?', 'Open?']);
    });

    test('stays mine: who clicks the button below my message gets a form of their own', async () => {
      const [, openNote] = await waits(mention('Open?'));
      await haveProfile();
      await bot.setUp(bot.ben, { ...ADA, name: 'Ben' });
      const form = await (await bot.ben.click(openNote, en.advice.setUp)).modal();
      expect(form.fields[0]?.value).toBe('Ben');
      expect(await waiting()).toEqual(['Open?']);
    });
  });
}
