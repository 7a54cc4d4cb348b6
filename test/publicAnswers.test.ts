import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../playground/discord/index.ts';
import { en } from '../src/locales/en.ts';
import { buttonsOf } from './support/buttons.ts';
import { ADA, Confidant } from './support/confidant.ts';
import { databaseKinds } from './support/databases.ts';
import { picture } from './support/pictures.ts';

const BEN = { name: 'Ben', age: '31', gender: 'man', interests: 'boats' };
const HEIC = { name: 'IMG_1.HEIC', data: 'heic', contentType: 'image/heic' };
/** A slow machine is no trouble of the provider's. */
const PATIENT_MS = 20_000;
const WAIT = 'Wait three days.';
const PUBLIC = /Everybody in the channel reads your answer/;

/** A question of somebody else that goes on from an answer. */
const quoted = (text: string, question: string) =>
  `\n${en.conversation.answered}\n> ${text}\n\n${question}`;

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`an answer that everybody reads, on ${kind.name}`, () => {
    let bot: Confidant;

    beforeEach(async () => {
      bot = await Confidant.start(kind, { remembers: true, examinesWithinMs: PATIENT_MS });
      await bot.setUp(bot.ada);
      bot.forgetExamined();
    });
    afterEach(() => bot.stop());

    const mention = (text: string, by = bot.ada, where = bot.channel): Message =>
      by.send(where, { content: `<@${bot.discord.applicationId}> ${text}` });
    const answered = async (asked: Message, answer: string): Promise<Message> => {
      bot.model.answers(answer);
      return bot.answers(asked, answer);
    };
    const saysPrivately = async (text: string, answer: string): Promise<Message> =>
      answered(bot.ada.send(bot.dm(bot.ada), { content: text }), answer);
    const saysPublicly = async (text: string, answer: string): Promise<Message> =>
      answered(mention(text), answer);
    const restart = async () => {
      await bot.stopBot();
      await bot.startBot();
    };
    const reply = (replyTo: Message, content: string): Message =>
      bot.ben.send(replyTo.channel, { content, replyTo });
    const followUp = async (under: Message, question: string) =>
      (await (await bot.ben.click(under, en.advice.followUp)).modal()).submit({ question });
    /** The newest question of Ben's, as it is stored. */
    const bensQuestion = async () => (await bot.store.recentTurns(bot.ben.id, 1))[0]?.question;
    const examined = () => bot.model.examiner.inputs;
    /** What the model was told of the person the last time. */
    const told = () => bot.model.requests().at(-1)?.[1]?.content;

    test('is written without what was said in private, and without the memory', async () => {
      await bot.store.saveMemory(bot.ada.id, {
        text: 'She is pregnant.',
        through: new Date(0),
        newestAt: new Date(0),
        version: 1,
      });
      await saysPrivately('I kissed his brother.', 'I see.');
      await bot.ended(await bot.ask(bot.ada, 'Shall I tell him?'), 'I see.');
      await saysPublicly('What do I wear?', 'Blue.');
      expect(bot.model.lastShown()).toEqual(['What do I wear?']);
      expect(told()).toMatch(PUBLIC);
      expect(told()).not.toContain('pregnant');
    });

    test('leaves private ones as they are: those know everything', async () => {
      const memory = {
        text: 'She is pregnant.',
        through: new Date(0),
        newestAt: new Date(0),
        version: 1,
      };
      await bot.store.saveMemory(bot.ada.id, memory);
      await saysPublicly('What do I wear?', 'Blue.');
      await saysPrivately('I kissed his brother.', 'I see.');
      expect(bot.model.lastShown()).toEqual(['What do I wear?', 'Blue.', 'I kissed his brother.']);
      await bot.ended(await bot.ask(bot.ada, 'And now?'), 'I see.');
      expect(bot.model.lastShown()).toHaveLength(5);
      expect(told()).toContain('pregnant');
      expect(told()).not.toMatch(PUBLIC);
    });

    test('goes on from what everybody could read there, however much was private since', async () => {
      const other = bot.channel.guild?.createTextChannel({ name: 'other' });
      await saysPublicly('What do I wear?', 'Blue.');
      await answered(mention('And elsewhere?', bot.ada, other), 'Red.');
      expect(bot.model.lastShown()).toEqual(['And elsewhere?']);
      for (const [index, text] of ['One', 'Two', 'Three', 'Four', 'Five'].entries()) {
        await saysPrivately(text, `Answer ${index}.`);
      }
      bot.model.answers('With gold.');
      await bot.ended(
        await bot.ask(bot.ada, 'Which shoes?', bot.channel, { private: false }),
        'With gold.',
      );
      const asked = bot.model.requests().find((one) => one.at(-1)?.content === 'Which shoes?');
      expect(asked?.slice(2).map(({ content }) => content)).toEqual([
        'What do I wear?',
        'Blue.',
        'Which shoes?',
      ]);
      expect(asked?.[1]?.content).toMatch(PUBLIC);
    });

    test('follows no private one, even when the button is made by hand', async () => {
      const hidden = await saysPrivately('I kissed his brother.', 'I see.');
      const [turn] = await bot.store.recentTurns(bot.ada.id, 1);
      expect(hidden.content).toBe('I see.');
      const answer = await saysPublicly('What do I wear?', 'Blue.');
      const modal = await (await bot.ada.click(answer, 'Follow up')).modal();
      Object.assign(modal, { customId: `advice:follow:${turn?.id}` });
      bot.model.answers('Green.');
      await bot.ended(await modal.submit({ question: 'Sure?' }), 'Green.');
      expect(bot.model.lastShown()).toEqual(['What do I wear?', 'Blue.', 'Sure?']);
    });

    test.each(['Try again', 'Follow up'])(
      'holds that also after a restart: [%s]',
      async (button) => {
        const answer = await saysPublicly('What do I wear?', 'Blue.');
        await saysPrivately('I kissed his brother.', 'I see.');
        await restart();
        bot.model.answers('Green.');
        const clicked = await bot.ada.click(answer, button);
        const isRetry = button === 'Try again';
        const next = isRetry
          ? clicked
          : await (await clicked.modal()).submit({ question: 'Sure?' });
        expect((await bot.ended(next, 'Green.')).ephemeral).toBe(false);
        const said = isRetry ? ['What do I wear?'] : ['What do I wear?', 'Blue.', 'Sure?'];
        expect(bot.model.lastShown()).toEqual(said);
        expect(told()).toMatch(PUBLIC);
      },
    );

    test('holds that also when it goes on after it broke off', async () => {
      await saysPrivately('I kissed his brother.', 'I see.');
      const hand = bot.model.handwritten();
      const asked = mention('What do I wear?');
      const answer = await hand.next();
      answer.write('Blue, and');
      await bot.repliesTo(asked, 'Blue, and');
      answer.leave();
      const broken = await bot.answers(asked, /Blue, and/);
      await bot.turnEnded(bot.ada, asked.id);
      bot.model.answers('gold.');
      await bot.ended(await bot.ada.click(broken, en.advice.goOn), 'gold.');
      expect(bot.model.lastShown()).toEqual([
        'What do I wear?',
        'Blue, and',
        en.advice.goOnRequest,
      ]);
      expect(told()).toMatch(PUBLIC);
    });

    test('holds that also for a question that waited for a profile', async () => {
      const dm = bot.dm(bot.ben);
      const inPrivate = bot.ben.send(dm, { content: 'I kissed her sister.' });
      const privateNote = await bot.repliesTo(inPrivate, en.advice.noProfile);
      const inPublic = mention('What do I wear?', bot.ben);
      await bot.repliesTo(inPublic, en.advice.noProfile);
      await restart();
      bot.model.answers('An answer.');
      const modal = await (await bot.ben.click(privateNote, en.advice.setUp)).modal();
      await bot.ended(await modal.submit({ ...ADA, name: 'Ben' }), 'An answer.');
      await bot.answers(inPublic, 'An answer.');
      expect(bot.model.lastShown()).toEqual(['What do I wear?']);
      expect(told()).toMatch(PUBLIC);
    });

    describe('goes on with somebody else,', () => {
      test('who replies: from what everybody reads in it, and from nothing else of its asker', async () => {
        await bot.setUp(bot.ben, BEN);
        await saysPublicly('I kissed Kim.', 'I see.');
        const before = bot.model.requests().length;
        const answer = await saysPublicly('When do I write to Sam?', WAIT);
        const asked = reply(answer, 'Why three days?');
        expect((await answered(asked, 'To breathe.')).repliesTo).toBe(asked);
        expect(bot.model.lastShown()).toEqual([quoted(WAIT, 'Why three days?')]);
        const sent = JSON.stringify(bot.model.requests().slice(before + 1));
        expect(sent).toContain('boats');
        expect(sent).not.toMatch(/Ada|chess|Sam|Kim/);
        const turn = await bot.turnEnded(bot.ben, asked.id);
        expect(turn).toMatchObject({
          question: quoted(WAIT, 'Why three days?'),
          follows: null,
        });
      });

      test.each(['a message', 'a command'])('who follows up below that to %s', async (what) => {
        await bot.setUp(bot.ben, BEN);
        bot.model.answers(WAIT);
        const answer =
          what === 'a message'
            ? await saysPublicly('When do I write to Sam?', WAIT)
            : await bot.ended(
                await bot.ask(bot.ada, 'When?', bot.channel, { private: false }),
                WAIT,
              );
        bot.model.answers('To breathe.');
        const mine = await bot.ended(await followUp(answer, 'Why three days?'), 'To breathe.');
        expect(mine.ephemeral).toBe(false);
        expect(bot.model.lastShown()).toEqual([quoted(WAIT, 'Why three days?')]);
        bot.model.answers('Then two.');
        await bot.ended(await followUp(mine, 'Too long!'), 'Then two.');
        expect(bot.model.lastShown()).toEqual([
          quoted(WAIT, 'Why three days?'),
          'To breathe.',
          'Too long!',
        ]);
      });

      test('with the quote also after they have told who they are, and once more', async () => {
        const answer = await saysPublicly('When?', WAIT);
        const note = await bot.repliesTo(reply(answer, 'Why?'), en.advice.noProfile);
        await restart();
        const modal = await (await bot.ben.click(note, en.advice.setUp)).modal();
        bot.model.answers('To breathe.');
        const mine = await bot.ended(await modal.submit(BEN), 'To breathe.');
        expect(bot.model.lastShown()).toEqual([quoted(WAIT, 'Why?')]);
        bot.model.answers('To think.');
        await bot.ended(await bot.ben.click(mine, en.advice.tryAgain), 'To think.');
        expect(bot.model.lastShown()).toEqual([quoted(WAIT, 'Why?')]);
      });

      test('whose own words alone are examined, also once more', async () => {
        await bot.setUp(bot.ben, BEN);
        bot.forgetExamined();
        const answer = await saysPublicly('When?', WAIT);
        const mine = await answered(reply(answer, '> Three days\n\nWhy?'), 'To breathe.');
        expect(bot.model.lastShown()).toEqual([quoted(WAIT, '> Three days\n\nWhy?')]);
        await restart();
        bot.model.answers('To think.');
        await bot.ended(await bot.ben.click(mine, en.advice.tryAgain), 'To think.');
        expect(examined()).toEqual(['When?', '> Three days\n\nWhy?', '> Three days\n\nWhy?']);
      });

      test('whose own words alone are examined, and all of them, also when they waited for a profile', async () => {
        const answer = await saysPublicly('When?', WAIT);
        const attachments = [picture()];
        const shot = bot.ben.send(bot.channel, { replyTo: answer, attachments });
        await bot.repliesTo(shot, en.advice.noProfile);
        const note = await bot.repliesTo(mention('> Three days', bot.ben), en.advice.goesAlong);
        await restart();
        const modal = await (await bot.ben.click(note, en.advice.setUp)).modal();
        bot.model.answers('To breathe.');
        await bot.ended(await modal.submit(BEN), 'To breathe.');
        expect(await bensQuestion()).toBe(quoted(WAIT, '> Three days'));
        const form = Object.values(BEN).join('\n');
        expect(examined()).toEqual(['When?', '> Three days', form, '> Three days']);
      });

      test('not by a quote that somebody types themselves, to have their words pass: they are examined', async () => {
        const typed = quoted('I want to die.', 'Why?').trim();
        const mine = await saysPublicly(`\n${typed}`, 'I see.');
        bot.model.answers('Well.');
        await bot.ended(await bot.ada.click(mine, en.advice.tryAgain), 'Well.');
        await bot.ended(
          await bot.ask(bot.ada, `\n${typed}`, bot.channel, { private: false }),
          'Well.',
        );
        expect(examined()).toEqual([typed, typed, typed]);
      });

      test('without the small print below it, and without the cursor in it', async () => {
        await bot.setUp(bot.ben, BEN);
        const hand = bot.model.handwritten();
        const asked = mention('When?');
        const answer = await hand.next();
        answer.write('Wait **three days');
        const written = await bot.repliesTo(asked, 'Wait **three days**');
        const early = reply(written, 'Why?');
        const second = await hand.next();
        second.write('To breathe.');
        second.end();
        await bot.answers(early, 'To breathe.');
        expect(await bensQuestion()).toBe(quoted('Wait **three days**', 'Why?'));
        answer.leave();
        const broken = await bot.answers(asked, /Wait[^]*\n-# /);
        const late = reply(broken, 'And?');
        const third = await hand.next();
        third.write('Then write.');
        third.end();
        await bot.answers(late, 'Then write.');
        expect(await bensQuestion()).toBe(quoted('Wait **three days', 'And?'));
      });

      test('who had to wait, however much was said in the channel meanwhile', async () => {
        await bot.setUp(bot.ben, BEN);
        const answer = await saysPublicly('When?', WAIT);
        const hand = bot.model.handwritten();
        mention('Shall I swim?', bot.ben);
        const first = await hand.next();
        const asked = reply(answer, 'Why three days?');
        for (let n = 0; n < 12; n += 1) bot.ada.send(bot.channel, { content: `Chat ${n}` });
        bot.model.answers('To breathe.');
        first.write('Do.');
        first.end();
        await bot.answers(asked, 'To breathe.');
        expect(bot.model.lastShown()?.at(-1)).toBe(quoted(WAIT, 'Why three days?'));
      });

      test('not from what leads to a profile', async () => {
        const eve = bot.discord.createPerson({ username: 'eve' });
        const note = await bot.repliesTo(mention('And I?', eve), en.advice.noProfile);
        await bot.setUp(bot.ben, BEN);
        await answered(reply(note, 'Same here.'), 'I see.');
        expect(bot.model.lastShown()).toEqual(['Same here.']);
      });

      test.each([
        ['that it is there', {}, en.conversation.blank],
        ['what it cannot look at', { attachments: [HEIC] }, /^I cannot look at/],
      ])('not from what it only says, nor does who is told that: %s', async (_, more, said) => {
        await bot.setUp(bot.ben, BEN);
        const content = `<@${bot.discord.applicationId}>`;
        const asked = bot.ada.send(bot.channel, { content, ...more });
        const note = await bot.repliesTo(asked, said);
        await answered(reply(note, 'Same here.'), 'I see.');
        expect(bot.model.lastShown()).toEqual(['Same here.']);
        const mine = bot.ada.send(bot.channel, { content: 'What do I wear?', replyTo: note });
        await answered(mine, 'Blue.');
        expect(bot.model.lastShown()).toEqual(['What do I wear?']);
        const stored = await bot.turnEnded(bot.ada, mine.id);
        expect(stored).toMatchObject({ question: 'What do I wear?', follows: null });
      });

      test('not from the note that nothing more can be asked today', async () => {
        await bot.stop();
        bot = await Confidant.start(kind, { limits: { dailyLimit: 1 } });
        await Promise.all([bot.setUp(bot.ada), bot.setUp(bot.ben, BEN)]);
        await saysPublicly('When?', WAIT);
        const note = await bot.repliesTo(mention('Really?'), /^You have asked as often/);
        await answered(reply(note, 'Same here.'), 'I see.');
        expect(bot.model.lastShown()).toEqual(['Same here.']);
      });

      test('not in direct messages, of which nothing comes back that was deleted', async () => {
        const answer = await saysPrivately('When?', WAIT);
        await bot.store.deleteUser(bot.ada.id);
        await bot.setUp(bot.ada);
        const more = bot.ada.send(bot.dm(bot.ada), { content: 'Why?', replyTo: answer });
        await answered(more, 'To breathe.');
        expect(bot.model.lastShown()).toEqual(['Why?']);
        bot.model.answers('To think.');
        const modal = await (await bot.ada.click(answer, en.advice.followUp)).modal();
        await bot.ended(await modal.submit({ question: 'Really?' }), 'To think.');
        expect(bot.model.lastShown()).toEqual(['Why?', 'To breathe.', 'Really?']);
      });

      test('not from a rehearsal, also for those who may read along', async () => {
        await bot.setUp(bot.ben, BEN);
        const command = await bot.ada.runCommand('practice', { kind: 'askingOut' }, bot.channel);
        await bot.shown(await (await command.modal()).submit({ who: 'Sam', moment: 'work' }));
        const thread = bot.channel.guild?.threads[0];
        if (!thread) throw new Error('There is no thread');
        thread.joined.set(bot.ben.id, new Date().toISOString());
        const opening = [...thread.messages.values()].find((message) =>
          buttonsOf(message).includes(en.practice.say),
        ) as Message;
        const say = await (await bot.ada.click(opening, en.practice.say)).modal();
        bot.model.answers('Oh, hi.');
        const line = await bot.ended(await say.submit({ line: 'Hello' }), 'Oh, hi.');
        await answered(reply(line, 'Nice.'), 'Indeed.');
        expect(bot.model.lastShown()).toEqual(['Nice.']);
        bot.model.answers('You began well.');
        await bot.ended(await bot.ada.click(line, en.practice.end), 'You began well.');
        const review = [...thread.messages.values()].find(
          ({ content }) => content === 'You began well.',
        ) as Message;
        await answered(reply(review, 'Really?'), 'Yes.');
        expect(bot.model.lastShown()?.at(-1)).toBe('Really?');
        expect(await bensQuestion()).toBe('Really?');
      });
    });
  });
}
