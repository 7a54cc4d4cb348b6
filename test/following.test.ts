import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Message } from '../playground/discord/index.ts';
import { en } from '../src/locales/en.ts';
import type { Store } from '../src/services/store/store.ts';
import { Confidant, withoutCursor } from './support/confidant.ts';
import { databaseKinds, withMethods } from './support/databases.ts';

const LONG = `${'Look at what they do, not only at what they say. '.repeat(110)}The end.`;

/** What was said in questions about something else. */
const said = (...numbers: number[]) => numbers.flatMap((n) => [`Question ${n}?`, `Answer ${n}.`]);

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`what an answer follows, on ${kind.name}`, () => {
    let bot: Confidant;
    let dm: Channel;
    let isProfileGone: boolean;

    beforeEach(async () => {
      isProfileGone = false;
      const wrapStore = (store: Store) =>
        withMethods(store, {
          findProfile: async (id) => (isProfileGone ? null : store.findProfile(id)),
        });
      bot = await Confidant.start(kind, { wrapStore });
      dm = bot.dm(bot.ada);
      await bot.setUp(bot.ada);
    });
    afterEach(() => bot.stop());

    const send = (content: string, replyTo?: Message, where = dm): Message =>
      bot.ada.send(where, { content, ...(replyTo && { replyTo }) });
    /** Writes a message; resolves with the answer to it. */
    const say = async (content: string, answer: string, replyTo?: Message): Promise<Message> => {
      bot.model.answers(answer);
      return bot.answers(send(content, replyTo), answer);
    };
    /** Asks about something else, not in messages: of those Discord takes five in five seconds. */
    const sayMore = async (...numbers: number[]): Promise<void> => {
      for (const n of numbers) {
        bot.model.answers(`Answer ${n}.`);
        await bot.ended(await bot.ask(bot.ada, `Question ${n}?`), `Answer ${n}.`);
      }
    };
    const tryAgain = async (under: Message, answer: string): Promise<Message> => {
      bot.model.answers(answer);
      return bot.ended(await bot.ada.click(under, 'Try again'), answer);
    };
    /** Writes while an answer is written, and lets that end; resolves with what the model is shown then, in order. */
    const askedAfter = async (count: number, write: () => void) => {
      const hand = bot.model.handwritten();
      send('Something else?');
      const answer = await hand.next();
      write();
      answer.write('Well.');
      answer.end();
      const asked: unknown[] = [];
      while (asked.length < count) {
        const next = await hand.next();
        asked.push(next.messages.slice(-3).map(({ content }) => content));
        next.write('Fine.');
        next.end();
      }
      await bot.discord.until(() => bot.ada.sees(dm).at(-1)?.content === 'Fine.');
      return asked;
    };
    const restart = async () => {
      await bot.stopBot();
      await bot.startBot();
    };

    test('a reply to one’s own earlier message goes on from the answer to that', async () => {
      const early = send('Does he like me?');
      bot.model.answers('He does.');
      await bot.answers(early, 'He does.');
      await sayMore(1, 2, 3, 4);
      await say('And if not?', 'Ask him.', early);
      expect(bot.model.lastShown()?.slice(-3)).toEqual([
        'Does he like me?',
        'He does.',
        'And if not?',
      ]);
    });

    test('is kept: [Try again] goes on from there, too, however often', async () => {
      const first = await say('One?', 'First.');
      await sayMore(2, 3, 4);
      const followed = await say('And then?', 'More.', first);
      await sayMore(5);
      await restart();
      const again = await tryAgain(followed, 'Better.');
      expect(bot.model.lastShown()).toEqual([...said(4, 5), 'One?', 'First.', 'And then?']);
      await tryAgain(again, 'Best.');
      expect(bot.model.lastShown()).toEqual([...said(4, 5), 'One?', 'First.', 'And then?']);
    });

    test('is read before an answer that broke off, when that goes on', async () => {
      const first = await say('One?', 'First.');
      await sayMore(2, 3, 4);
      const hand = bot.model.handwritten();
      const asked = send('And then?', first);
      const answer = await hand.next();
      answer.write('Mo');
      await bot.repliesTo(asked, 'Mo');
      answer.leave();
      const broken = await bot.answers(asked, /^Mo\n/);
      await sayMore(5);
      bot.model.answers('re.');
      await bot.ended(await bot.ada.click(broken, en.advice.goOn), 're.');
      const thread = ['One?', 'First.', 'And then?', 'Mo', en.advice.goOnRequest];
      expect(bot.model.lastShown()).toEqual([...said(5), ...thread]);
    });

    test('is read also when the answer between has failed', async () => {
      const first = await say('One?', 'First.');
      await sayMore(2, 3, 4);
      bot.model.refuses(500);
      const failed = await bot.answers(send('And then?', first), /having trouble/);
      await say('Or what?', 'More.', failed);
      expect(bot.model.lastShown()).toEqual([...said(3, 4), 'One?', 'First.', 'Or what?']);
    });

    test('is kept with a question that comes while the bot ends', async () => {
      const first = await say('One?', 'First.');
      await sayMore(2, 3, 4);
      const modal = await (await bot.ada.click(first, 'Follow up')).modal();
      await bot.setUp(bot.ben);
      const hand = bot.model.handwritten();
      const asked = bot.ben.send(bot.dm(bot.ben), { content: 'And I?' });
      const answer = await hand.next();
      const drained = bot.drainBot();
      const late = await modal.submit({ question: 'And then?' });
      const note = await bot.shows(late, /I had to stop here/);
      answer.write('You, too.');
      answer.end();
      await drained;
      expect(await bot.turnEnded(bot.ben, asked.id)).toMatchObject({ status: 'complete' });
      await restart();
      await tryAgain(note, 'More.');
      expect(bot.model.lastShown()).toEqual([...said(3, 4), 'One?', 'First.', 'And then?']);
    });

    test('is an answer, whichever of its messages somebody replies to, also after a restart', async () => {
      bot.model.answers(LONG, { chunkSize: 400 });
      send('Tell me all');
      const parts = () => bot.ada.sees(dm).slice(1);
      const text = () => parts().map(({ sentContent }) => withoutCursor(sentContent));
      await bot.discord.until(() => text().join('') === LONG, { what: 'the whole text' });
      const messages = parts();
      expect(messages).toHaveLength(3);
      await sayMore(2, 3, 4);
      await restart();
      const followed = ['Tell me all', LONG];
      for (const message of messages.slice(0, 2)) {
        await say('And then?', 'More.', message);
        expect(bot.model.lastShown()?.slice(-3)).toEqual([...followed, 'And then?']);
      }
    });

    test('is an answer to a command that everybody reads, whichever of its messages they reply to', async () => {
      bot.model.answers(LONG, { chunkSize: 400 });
      const asked = await bot.ask(bot.ada, 'Tell us all', bot.channel, { private: false });
      const text = () => asked.messages().map(({ sentContent }) => withoutCursor(sentContent));
      await bot.discord.until(() => text().join('') === LONG, { what: 'the whole text' });
      const messages = asked.messages();
      bot.model.answers('An answer.');
      const mention = `<@${bot.discord.applicationId}>`;
      await bot.answers(send(`${mention} Two?`, undefined, bot.channel), 'An answer.');
      for (const message of [messages[0], messages[1]]) {
        await bot.answers(send('And then?', message, bot.channel), 'An answer.');
        expect(bot.model.lastShown()?.slice(-3)).toEqual(['Tell us all', LONG, 'And then?']);
      }
    });

    test('is what has taken the place of what somebody replies to', async () => {
      const first = await say('One?', 'First.');
      const followed = await say('And then?', 'More.', first);
      await tryAgain(first, 'Better.');
      await sayMore(2);
      await say('Really?', 'Yes.', first);
      expect(bot.model.lastShown()).toEqual([
        'And then?',
        'More.',
        ...said(2),
        'One?',
        'Better.',
        'Really?',
      ]);
      await tryAgain(first, 'Best.');
      await say('Sure?', 'Quite.', followed);
      expect(bot.model.lastShown()?.slice(-5)).toEqual([
        'One?',
        'Best.',
        'And then?',
        'More.',
        'Sure?',
      ]);
      await tryAgain(followed, 'Even more.');
      expect(bot.model.lastShown()?.slice(-3)).toEqual(['One?', 'Best.', 'And then?']);
    });

    test('is nothing in a rehearsal, which goes on from what was said in it last', async () => {
      await say('One?', 'First.');
      const command = await bot.ada.runCommand('practice', { kind: 'askingOut' }, dm);
      await bot.shown(await (await command.modal()).submit({ who: 'Kim', moment: 'at work' }));
      const first = await say('Hello Kim', 'Oh, hi.');
      await say('Coffee?', 'Sure.');
      const line = await say('Now?', 'Yes.', first);
      expect(bot.model.lastShown()).toEqual(['Hello Kim', 'Oh, hi.', 'Coffee?', 'Sure.', 'Now?']);
      const { id = '' } = line.repliesTo ?? {};
      expect(await bot.turnEnded(bot.ada, id)).toMatchObject({ follows: null });
    });

    test('is no answer that only a later question replies to', async () => {
      const first = await say('One?', 'First.');
      const hand = bot.model.handwritten();
      send('Two?');
      const answer = await hand.next();
      const one = send('x'.repeat(2_000));
      send('y'.repeat(2_000));
      const two = send('z', first);
      bot.model.answers('Better.');
      answer.write('Well.');
      answer.end();
      await bot.answers(two, 'Better.');
      const followed = await bot.store.recentTurns(bot.ada.id, 2);
      expect(followed).toMatchObject([
        { id: one.id, follows: null },
        { id: two.id, follows: first.repliesTo?.id },
      ]);
    });

    test('is nobody else’s: what everybody reads of theirs is quoted', async () => {
      await bot.setUp(bot.ben);
      bot.model.answers('An answer.');
      const mention = `<@${bot.discord.applicationId}>`;
      const asked = send(`${mention} what now?`, undefined, bot.channel);
      const replyTo = await bot.answers(asked, 'An answer.');
      const more = bot.ben.send(bot.channel, { content: 'And I?', replyTo });
      await bot.answers(more, 'An answer.');
      const quote = `\n${en.conversation.answered}\n> An answer.`;
      expect(bot.model.lastShown()).toEqual([`${quote}\n\nAnd I?`]);
      expect(await bot.turnEnded(bot.ben, more.id)).toMatchObject({ follows: null });
    });

    test('is kept with what waits for a profile: replies to two answers are two questions', async () => {
      const [first, second] = [await say('One?', 'First.'), await say('Two?', 'Second.')];
      await sayMore(3, 4, 5);
      isProfileGone = true;
      await bot.answers(send('Hm.', first), en.advice.noProfile);
      await bot.answers(send('Lovely.', second), en.advice.goesAlong);
      const note = await bot.answers(send('And now?'), en.advice.goesAlong);
      isProfileGone = false;
      await restart();
      bot.model.answers((messages) => `Re: ${messages.at(-1)?.content}`);
      const pressed = await bot.ada.click(note, en.advice.setUp);
      const answer = await bot.ended(pressed, 'Re: Lovely.\nAnd now?');
      const asked = bot.model.requests().slice(-2);
      expect(asked.map((one) => one.slice(-3).map(({ content }) => content))).toEqual([
        ['One?', 'First.', 'Hm.'],
        ['Two?', 'Second.', 'Lovely.\nAnd now?'],
      ]);
      await tryAgain(answer, 'Better.');
      expect(bot.model.lastShown()?.slice(-3)).toEqual(['Two?', 'Second.', 'Lovely.\nAnd now?']);
    });

    describe('is one answer for each question that is written while another is answered:', () => {
      test('who replies to two answers asks two questions, each with its answer', async () => {
        const [sam, kim] = [await say('Sam?', 'Wait.'), await say('Kim?', 'Call.')];
        await sayMore(3, 4, 5);
        const asked = await askedAfter(2, () => {
          send('So:');
          send('How long?', sam);
          send('Days?');
          send('At what time?', kim);
        });
        expect(asked).toEqual([
          ['Sam?', 'Wait.', 'So:\nHow long?\nDays?'],
          ['Kim?', 'Call.', 'At what time?'],
        ]);
      });

      test('who replies to what they have just written goes on with the same question', async () => {
        const sam = await say('Sam?', 'Wait.');
        await sayMore(3, 4, 5);
        const asked = await askedAfter(1, () => {
          const first = send('How long?', sam);
          send('Days?', first);
        });
        expect(asked).toEqual([['Sam?', 'Wait.', 'How long?\nDays?']]);
      });

      test('who replies to answers to two others has each of them quoted alone', async () => {
        const mention = `<@${bot.discord.applicationId}>`;
        const cleo = bot.discord.createPerson({ username: 'cleo' });
        const answers: Message[] = [];
        for (const [person, text] of [
          [bot.ben, 'Wait.'],
          [cleo, 'Leave.'],
        ] as const) {
          await bot.setUp(person);
          bot.model.answers(text);
          const asked = person.send(bot.channel, { content: `${mention} And?` });
          answers.push(await bot.answers(asked, text));
        }
        const hand = bot.model.handwritten();
        send(`${mention} Something else?`, undefined, bot.channel);
        const answer = await hand.next();
        send('For me, too?', answers[0], bot.channel);
        send('Why?', answers[1], bot.channel);
        answer.write('Well.');
        answer.end();
        for (const [text, question] of [
          ['Wait.', 'For me, too?'],
          ['Leave.', 'Why?'],
        ]) {
          const next = await hand.next();
          const quote = `\n${en.conversation.answered}\n> ${text}`;
          expect(next.messages.at(-1)?.content).toBe(`${quote}\n\n${question}`);
          next.write('Fine.');
          next.end();
        }
      });
    });
  });
}
