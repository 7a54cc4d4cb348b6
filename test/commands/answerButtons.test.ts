import { ButtonStyle } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Interaction, Message, Person } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import { ANSWER_BUTTONS, buttonsIn, buttonsOf } from '../support/buttons.ts';
import { Confidant } from '../support/confidant.ts';
import { databaseKinds } from '../support/databases.ts';

/** The turn that the buttons under an answer are about. */
const idUnder = ({ components }: Message): string =>
  /advice:retry:(\d+)/.exec(JSON.stringify(components))?.[1] ?? '';

/** The thumbs that are marked as chosen. */
const chosen = (message: Message): string[] =>
  buttonsIn(message).flatMap(({ style, emoji }) =>
    style === ButtonStyle.Success ? [emoji?.name ?? ''] : [],
  );

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`under an answer, on ${kind.name}`, () => {
    let bot: Confidant;

    beforeEach(async () => {
      bot = await Confidant.start(kind);
      await bot.setUp(bot.ada);
    });
    afterEach(() => bot.stop());

    /** An answer to /advice with its buttons. */
    const answered = async (question: string, answer: string, options = {}): Promise<Message> => {
      bot.model.answers(answer);
      const asked = await bot.ask(bot.ada, question, bot.channel, options);
      return bot.ended(asked, answer);
    };
    const tryAgain = async (under: Message, answer: string): Promise<Message> => {
      bot.model.answers(answer);
      return bot.ended(await bot.ada.click(under, 'Try again'), answer);
    };
    const followUp = async (under: Message, question: string, by: Person = bot.ada) => {
      const modal = await (await by.click(under, 'Follow up')).modal();
      return modal.submit({ question });
    };
    const history = async () =>
      (await bot.store.recentTurns(bot.ada.id, 9)).map(({ question, answer }) => [
        question,
        answer,
      ]);
    const rate = async (message: Message, thumb: 'up' | 'down', by = bot.ada) =>
      by.click(message, `advice:${thumb}:${idUnder(message)}`);
    const feedbackOn = async (message: Message) =>
      (await bot.store.findTurn(bot.ada.id, idUnder(message)))?.feedback;
    const restart = async () => {
      await bot.stopBot();
      await bot.startBot();
    };

    test('stand a way to go on, another try, and what one thinks of it', async () => {
      expect(buttonsOf(await answered('Well?', 'An answer.'))).toEqual(ANSWER_BUTTONS);
      const direct = bot.ada.send(bot.dm(bot.ada), { content: 'And here?' });
      expect(buttonsOf(await bot.answers(direct, 'An answer.'))).toEqual(ANSWER_BUTTONS);
    });

    describe('[Follow up]', () => {
      test.each([true, false])(
        'asks the next question for the same readers, with what was said (private: %s)',
        async (isPrivate) => {
          const first = await answered('One?', 'First.', { private: isPrivate });
          bot.model.answers('Second.');
          const reply = await bot.ended(await followUp(first, '  And then?  '), 'Second.');
          expect(reply.ephemeral).toBe(isPrivate);
          expect(bot.model.lastShown()).toEqual(['One?', 'First.', 'And then?']);
        },
      );

      test('follows the answer that it stands under, however much was said since', async () => {
        const first = await answered('One?', 'First.');
        for (const n of [2, 3, 4, 5]) await answered(`Question ${n}?`, `Answer ${n}.`);
        await restart();
        bot.model.answers('More.');
        await bot.ended(await followUp(first, 'And then?'), 'More.');
        const followed = ['One?', 'First.', 'And then?'];
        const between = ['Question 4?', 'Answer 4.', 'Question 5?', 'Answer 5.'];
        expect(bot.model.lastShown()).toEqual([...between, ...followed]);
      });

      test('follows what has taken the place of the answer that it stands under', async () => {
        const first = await answered('One?', 'First.');
        await tryAgain(first, 'Better.');
        await answered('Two?', 'Second.');
        bot.model.answers('More.');
        await bot.ended(await followUp(first, 'And then?'), 'More.');
        expect(bot.model.lastShown()).toEqual(['Two?', 'Second.', 'One?', 'Better.', 'And then?']);
      });

      test('works after a restart, in direct messages too', async () => {
        bot.model.answers('First.');
        const dm = bot.dm(bot.ada);
        const first = await bot.answers(bot.ada.send(dm, { content: 'One?' }), 'First.');
        await restart();
        bot.model.answers('Second.');
        const reply = await bot.ended(await followUp(first, 'And then?'), 'Second.');
        expect(reply.ephemeral).toBe(false);
        expect(bot.model.lastShown()).toEqual(['One?', 'First.', 'And then?']);
      });

      test('of another person is a question of their own, which knows of this one what everybody reads', async () => {
        await bot.setUp(bot.ben);
        const first = await answered('One?', 'First.', { private: false });
        bot.model.answers('For Ben.');
        await bot.ended(await followUp(first, 'And for me?', bot.ben), 'For Ben.');
        const quote = `\n${en.conversation.answered}\n> First.`;
        expect(bot.model.lastShown()).toEqual([`${quote}\n\nAnd for me?`]);
        expect(await history()).toEqual([['One?', 'First.']]);
      });

      test('gives a question back that it cannot take', async () => {
        const first = await answered('One?', 'First.');
        await bot.shows(await followUp(first, '\u2800'), en.advice.blank);
        const long = await bot.shows(await followUp(first, 'x'.repeat(1_501)), /1501 characters/);
        expect(long.attachments.map(({ filename }) => filename)).toEqual(['question.txt']);
      });
    });

    describe('[Try again]', () => {
      test('answers the same question anew; the old answer leaves the history and the prompt', async () => {
        const first = await answered('One?', 'First.');
        const second = await tryAgain(first, 'Better.');
        expect(bot.model.lastShown()).toEqual(['One?']);
        expect(await history()).toEqual([['One?', 'Better.']]);
        expect(first.content).toBe('First.');
        expect(buttonsOf(second)).toEqual(ANSWER_BUTTONS);
        await answered('Two?', 'Next.');
        expect(bot.model.lastShown()).toEqual(['One?', 'Better.', 'Two?']);
      });

      test('twice in a row, under the new answer and under the old one, leaves the last', async () => {
        const first = await answered('One?', 'First.');
        const second = await tryAgain(first, 'Second.');
        await tryAgain(second, 'Third.');
        expect(bot.model.lastShown()).toEqual(['One?']);
        await tryAgain(first, 'Fourth.');
        expect(bot.model.lastShown()).toEqual(['One?']);
        expect(await history()).toEqual([['One?', 'Fourth.']]);
      });

      test('of an older answer leaves the new one where that stood', async () => {
        const first = await answered('One?', 'First.');
        await answered('Two?', 'Second.');
        await tryAgain(first, 'Better.');
        expect(await history()).toEqual([
          ['One?', 'Better.'],
          ['Two?', 'Second.'],
        ]);
        await answered('Three?', 'Third.');
        expect(bot.model.lastShown()).toEqual(['One?', 'Better.', 'Two?', 'Second.', 'Three?']);
      });

      test('that fails leaves the old answer, and can be tried again itself', async () => {
        const first = await answered('One?', 'First.');
        bot.model.refuses(500);
        const failed = await bot.shows(await bot.ada.click(first, 'Try again'), /having trouble/);
        await answered('Two?', 'Second.');
        expect(bot.model.lastShown()).toEqual(['One?', 'First.', 'Two?']);
        expect(await history()).toEqual([
          ['One?', 'First.'],
          ['Two?', 'Second.'],
        ]);
        await tryAgain(failed, 'Better.');
        expect(bot.model.lastShown()).toEqual(['Two?', 'Second.', 'One?']);
        expect(await history()).toEqual([
          ['One?', 'Better.'],
          ['Two?', 'Second.'],
        ]);
      });

      test('of a question that had no answer yet gives it the newest place: it is known what was just read', async () => {
        bot.model.refuses(500);
        const failed = await bot.shows(
          await bot.ask(bot.ada, 'One?', bot.channel),
          /having trouble/,
        );
        await answered('Two?', 'Second.');
        await tryAgain(failed, 'First, after all.');
        await answered('Three?', 'Third.');
        expect(bot.model.lastShown()).toEqual([
          'Two?',
          'Second.',
          'One?',
          'First, after all.',
          'Three?',
        ]);
      });

      test('and [Stop] keeps the whole answer that was there', async () => {
        const first = await answered('One?', 'First.');
        const hand = bot.model.handwritten();
        const again = await bot.ada.click(first, 'Try again');
        (await hand.next()).write('Bet');
        await bot.ada.click(await bot.shows(again, 'Bet'), 'Stop');
        await bot.ended(again, new RegExp(en.advice.stopped));
        expect(await history()).toEqual([['One?', 'First.']]);
        await answered('Two?', 'Next.');
        expect(bot.model.lastShown()).toEqual(['One?', 'First.', 'Two?']);
      });

      test('that breaks off keeps the whole answer, and offers to try again, not to go on', async () => {
        const first = await answered('One?', 'First.');
        const hand = bot.model.handwritten();
        const again = await bot.ada.click(first, 'Try again');
        const answer = await hand.next();
        answer.write('Bet');
        await bot.shows(again, 'Bet');
        answer.leave();
        const broken = await bot.ended(again, /^Bet/);
        expect(buttonsOf(broken)).toEqual(['Try again']);
        expect(await history()).toEqual([['One?', 'First.']]);
        await tryAgain(broken, 'Better.');
        expect(await history()).toEqual([['One?', 'Better.']]);
      });

      test('takes the place of an answer that was not whole, even with another such', async () => {
        const hand = bot.model.handwritten();
        const breaking = async (interaction: Interaction, words: string) => {
          const answer = await hand.next();
          answer.write(words);
          await bot.shows(interaction, words);
          answer.leave();
          return bot.ended(interaction, new RegExp(`^${words}`));
        };
        const first = await breaking(await bot.ask(bot.ada, 'One?'), 'Fi');
        const second = await breaking(await bot.ada.click(first, 'Try again'), 'Bet');
        expect(buttonsOf(second)).toEqual(['Continue', 'Try again']);
        expect(await history()).toEqual([['One?', 'Bet']]);
      });

      test.each([true, false])('is for the same readers (private: %s)', async (isPrivate) => {
        const first = await answered('One?', 'First.', { private: isPrivate });
        expect((await tryAgain(first, 'Better.')).ephemeral).toBe(isPrivate);
      });

      test('works after a restart', async () => {
        const first = await answered('One?', 'First.');
        await restart();
        await tryAgain(first, 'Better.');
        expect(await history()).toEqual([['One?', 'Better.']]);
      });

      test('of another person changes nothing', async () => {
        const first = await answered('One?', 'First.', { private: false });
        const note = await bot.shows(await bot.ben.click(first, 'Try again'), en.advice.notYours);
        expect(note.ephemeral).toBe(true);
        expect(await history()).toEqual([['One?', 'First.']]);
      });

      test('says so when the question is deleted', async () => {
        const first = await answered('One?', 'First.');
        await bot.store.deleteUser(bot.ada.id);
        await bot.shows(await bot.ada.click(first, 'Try again'), /not there any more/);
        expect(bot.model.requests()).toHaveLength(1);
      });
    });

    describe('of several messages in a server', () => {
      const LONG = `${'Look at what they do, not only at what they say. '.repeat(60)}The end.`;
      /** The last message of a long answer to a mention. */
      const answeredAtLength = async (): Promise<Message> => {
        bot.model.answers(LONG, { chunkSize: 400 });
        const content = `<@${bot.discord.applicationId}> Tell me all`;
        bot.ada.send(bot.channel, { content });
        return bot.discord.until(() => {
          const last = bot.ada.sees(bot.channel).at(-1);
          return last && buttonsOf(last).includes('Try again') ? last : undefined;
        });
      };

      test.each(['Try again', '👍'])(
        'somebody else is told that it is not theirs: [%s]',
        async (button) => {
          const last = await answeredAtLength();
          expect(last.repliesTo?.content).toMatch(/^Look at/);
          await bot.shows(await bot.ben.click(last, button), en.advice.notYours);
          expect(chosen(last)).toEqual([]);
          expect(bot.model.requests()).toHaveLength(1);
        },
      );

      test('its asker tries again, and is told when it is deleted', async () => {
        const last = await answeredAtLength();
        await tryAgain(last, 'Better.');
        await bot.store.deleteUser(bot.ada.id);
        const gone = await bot.shows(await bot.ada.click(last, 'Try again'), en.advice.notFound);
        expect(gone.ephemeral).toBe(true);
      });
    });

    describe('a thumb', () => {
      test('is stored with the turn and shown; the other one replaces it, the same one takes it back', async () => {
        const reply = await answered('One?', 'First.', { private: false });
        for (const [thumb, stored, shown] of [
          ['up', 'up', ['👍']],
          ['down', 'down', ['👎']],
          ['down', null, []],
        ] as const) {
          await rate(reply, thumb);
          await bot.discord.until(() => chosen(reply).join() === shown.join(), { what: thumb });
          expect(await feedbackOn(reply)).toBe(stored);
          expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
          expect(reply.content).toBe('First.');
        }
      });

      test('is given after a restart, in direct messages too', async () => {
        bot.model.answers('First.');
        const asked = bot.ada.send(bot.dm(bot.ada), { content: 'One?' });
        const reply = await bot.answers(asked, 'First.');
        await restart();
        await rate(reply, 'down');
        await bot.discord.until(() => chosen(reply).length === 1);
        expect(await feedbackOn(reply)).toBe('down');
      });

      test('of another person is refused', async () => {
        const reply = await answered('One?', 'First.', { private: false });
        await bot.shows(await rate(reply, 'down', bot.ben), en.advice.notYours);
        expect(await feedbackOn(reply)).toBeNull();
        expect(chosen(reply)).toEqual([]);
      });

      test('on an answer that is deleted is answered by a sentence', async () => {
        const reply = await answered('One?', 'First.');
        await bot.store.deleteUser(bot.ada.id);
        await bot.shows(await rate(reply, 'up'), /not there any more/);
        expect(chosen(reply)).toEqual([]);
      });

      test('stays with its answer when another one replaces that', async () => {
        const first = await answered('One?', 'First.');
        await rate(first, 'down');
        await bot.discord.until(() => chosen(first).length === 1);
        const second = await tryAgain(first, 'Better.');
        expect(await feedbackOn(first)).toBe('down');
        expect(await feedbackOn(second)).toBeNull();
        expect(chosen(second)).toEqual([]);
      });
    });
  });
}
