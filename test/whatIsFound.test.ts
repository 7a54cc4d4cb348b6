import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../playground/discord/index.ts';
import { en } from '../src/locales/en.ts';
import type { Picture } from '../src/models/turn.ts';
import { buttonsOf } from './support/buttons.ts';
import { ADA, Confidant } from './support/confidant.ts';
import { databaseKinds, withMethods } from './support/databases.ts';
import { rehearse } from './support/rehearsal.ts';

/** A slow machine is no trouble of the provider's. */
const PATIENT_MS = 20_000;
const DARK = 'I do not want to live any more.';
const REFUSED = 'Something about a child';
const REFUSAL = /nothing sexual about anybody under 18/;

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`what is found in somebody’s words, on ${kind.name}`, () => {
    let bot: Confidant;

    const start = async (cooldownSeconds = 0) => {
      bot = await Confidant.start(kind, {
        examinesWithinMs: PATIENT_MS,
        limits: { cooldownSeconds },
      });
    };
    afterEach(() => bot.stop());

    const withoutVerdict = () => {
      bot.model.examiner.refuses(503);
      bot.model.answers('Once upon a time.');
    };
    const send = (content: string): Message => bot.ada.send(bot.dm(bot.ada), { content });
    const shown = (): string[] =>
      [...bot.dm(bot.ada).messages.values()]
        .filter(({ deleted }) => !deleted)
        .map(({ content }) => content);
    const isShown = (text: string | RegExp) =>
      bot.discord.until(
        () => shown().find((one) => (typeof text === 'string' ? one === text : text.test(one))),
        { what: `a message with ${String(text)}` },
      );

    /** Begins an answer to a message; resolves with that, and with what writes on. */
    const beginAnswer = async (text: string, words: string) => {
      const hand = bot.model.handwritten();
      const asked = send(text);
      const answer = await hand.next();
      answer.write(words);
      await bot.repliesTo(asked, new RegExp(words));
      return { asked, answer };
    };
    /** Leaves a question behind as a process does that is killed before it wrote a word. */
    const leaveBehind = async (text: string, pictures: Picture[] = []) => {
      await start();
      await bot.setUp(bot.ada);
      await bot.stopBot();
      const asked = send(text || 'With a picture');
      const { id, channel } = asked;
      const reply = { channelId: channel.id, messageIds: [], interactionToken: null };
      await bot.store.takeLease({
        turnId: id,
        userId: bot.ada.id,
        owner: 'gone',
        seenAt: new Date(0),
      });
      await bot.store.beginTurn({
        id,
        userId: bot.ada.id,
        question: text,
        pictures,
        practiceId: null,
        follows: null,
        askedAt: new Date(),
        reply: { ...reply, ephemeral: false, locale: 'en-US', after: null },
        status: 'streaming',
      });
      return asked;
    };

    describe('before there is a profile', () => {
      beforeEach(() => start());

      test.each([
        ['they are too young', { ...ADA, age: '16' }, /for adults/],
        ['there is a mistake in the form', { ...ADA, age: 'x' }, /Nothing is saved yet/],
        ['nothing is found any more', ADA, 'Are you safe?'],
      ])('stays on the screen with its help lines, also when %s', async (_, profile, next) => {
        bot.ada.locale = 'en-GB';
        bot.model.examiner.finds('violence');
        bot.model.answers('Are you safe?');
        const asked = await bot.ask(bot.ada, 'He hits me.', bot.dm(bot.ada));
        const note = await bot.shows(asked, en.advice.noProfile);
        bot.model.examiner.refuses(503);
        await (await (await bot.ada.click(note, en.advice.setUp)).modal()).submit(profile);
        await isShown(next);
        expect(shown().filter((content) => content.includes('0808 2000 247'))).toHaveLength(1);
      });

      test('and refused is kept by nothing, and answered by nobody', async () => {
        bot.model.examiner.finds('sexual/minors');
        const refusal = await bot.answers(send(REFUSED), REFUSAL);
        expect(buttonsOf(refusal)).toEqual([]);
        expect(await bot.store.recentTurns(bot.ada.id, 9)).toEqual([]);
        bot.model.examiner.refuses(503);
        await bot.setUp(bot.ada, ADA, bot.dm(bot.ada));
        bot.model.answers('Hello.');
        await bot.answers(send('Hi'), 'Hello.');
        expect(JSON.stringify(bot.model.requests())).not.toContain(REFUSED);
      });
    });

    describe('and refused is never asked, also without a verdict', () => {
      test('when its process was killed, and it is tried again', async () => {
        const asked = await leaveBehind(REFUSED);
        bot.model.examiner.finds('sexual/minors');
        await bot.startBot();
        const note = await bot.answers(asked, REFUSAL);
        await bot.discord.until(() => buttonsOf(note).includes('Try again'));
        withoutVerdict();
        await bot.ended(await bot.ada.click(note, 'Try again'), REFUSAL);
        expect(bot.model.requests()).toEqual([]);
      }, 30_000);

      test('when its process was killed as it was refused: that is said, and what else is found', async () => {
        const asked = await leaveBehind(DARK);
        await bot.store.refuseTurn(bot.ada.id, asked.id);
        bot.model.examiner.finds('self-harm');
        await bot.startBot();
        const { content } = await bot.answers(asked, REFUSAL);
        expect(content).toContain(en.safety.selfHarm);
        expect(content).toContain('988');
      }, 30_000);

      test('when its process was killed as it was refused, and it is a picture alone', async () => {
        const picture = { url: 'https://cdn.example/chat.png', name: 'chat.png', size: 9 };
        const asked = await leaveBehind('', [picture]);
        await bot.store.refuseTurn(bot.ada.id, asked.id);
        await bot.startBot();
        const { content } = await bot.answers(asked, REFUSAL);
        expect(content).toContain('1-800-422-4453');
      }, 30_000);

      test('when that was found while another answer was written', async () => {
        await start();
        await bot.setUp(bot.ada);
        bot.model.answers('Well.');
        const answer = await bot.answered(bot.ada, REFUSED, 'Well.', bot.dm(bot.ada));
        const { asked: other, answer: hello } = await beginAnswer('Hi', 'Hello');
        bot.model.examiner.finds('sexual/minors');
        await bot.ended(await bot.ada.click(answer, 'Try again'), REFUSAL);
        hello.end();
        await bot.answers(other, 'Hello');
        withoutVerdict();
        const before = bot.model.requests().length;
        await bot.ended(await bot.ada.click(answer, 'Try again'), REFUSAL);
        expect(bot.model.requests()).toHaveLength(before);
      });

      test('when another try had replaced the one of which that is found, or is being written', async () => {
        await start();
        await bot.setUp(bot.ada);
        bot.model.examiner.refuses(503);
        bot.model.answers('Well.');
        const first = await bot.answered(bot.ada, REFUSED, 'Well.', bot.dm(bot.ada));
        bot.model.answers('Second.');
        await bot.ended(await bot.ada.click(first, 'Try again'), 'Second.');
        const hand = bot.model.handwritten();
        const third = await bot.ada.click(first, 'Try again');
        (await hand.next()).write('Third');
        await bot.shows(third, 'Third');
        bot.model.examiner.finds('sexual/minors');
        await bot.ended(await bot.ada.click(first, 'Try again'), REFUSAL);
        await bot.ended(third, /Third[^]*Stopped/);
        withoutVerdict();
        const before = bot.model.requests().length;
        await bot.ended(await bot.ada.click(first, 'Try again'), REFUSAL);
        expect(bot.model.requests()).toHaveLength(before);
        await bot.answers(send('And now?'), 'Once upon a time.');
        expect(JSON.stringify(bot.model.requests().at(-1))).not.toContain(REFUSED);
      });

      test('when it had to wait for another answer', async () => {
        await start();
        await bot.setUp(bot.ada);
        const { answer: hello } = await beginAnswer('Hi', 'Hello');
        bot.model.examiner.finds('sexual/minors');
        await bot.repliesTo(send(REFUSED), REFUSAL);
        withoutVerdict();
        const next = send('And the weather?');
        hello.end();
        await bot.answers(next, 'Once upon a time.');
        expect(JSON.stringify(bot.model.requests())).not.toContain(REFUSED);
      });
    });

    describe('is met at once in a message that has to wait', () => {
      test('for the end of an answer; it is answered after that', async () => {
        await start();
        await bot.setUp(bot.ada);
        const { answer: blue } = await beginAnswer('What do I wear?', 'Something');
        send('Or not.');
        await expect.poll(() => bot.model.examiner.inputs).toContain('Or not.');
        bot.model.examiner.finds('self-harm');
        const lines = await bot.repliesTo(send(DARK), /988|findahelpline/);
        expect(lines.content).toContain(en.safety.selfHarm);
        bot.model.answers('I am here.');
        blue.end();
        await isShown(/findahelpline[^]*I am here\.$/);
        expect(shown().filter((content) => content.includes(en.safety.selfHarm))).toHaveLength(2);
        expect(lines.content).not.toContain('I am here.');
      });

      test('for a line that is being played: nobody is played any more', async () => {
        await start();
        await bot.setUp(bot.ada);
        await bot.shown(await rehearse(bot.ada, bot.dm(bot.ada)));
        const { asked: line } = await beginAnswer('Hi Sam', 'You bore me');
        bot.model.answers('I am here.');
        bot.model.examiner.finds('self-harm');
        const asked = send(DARK);
        await bot.repliesTo(asked, /988|findahelpline/);
        const stopped = await bot.answers(line, /You bore me[^]*Stopped/);
        expect(buttonsOf(stopped)).toEqual([]);
        const endedAt = async () => (await bot.store.findPractice(bot.ada.id))?.endedAt ?? null;
        await expect.poll(endedAt).not.toBeNull();
        await isShown(/findahelpline[^]*I am here\.$/);
        expect(JSON.stringify(bot.model.requests().at(-1))).not.toContain('Sam');
      });

      test('for a line that is still being taken: it is not played', async () => {
        const begun = Promise.withResolvers<void>();
        const slow = Promise.withResolvers<void>();
        bot = await Confidant.start(kind, {
          examinesWithinMs: PATIENT_MS,
          wrapStore: (store) =>
            withMethods(store, {
              async beginTurn(turn) {
                begun.resolve();
                await slow.promise;
                return store.beginTurn(turn);
              },
            }),
        });
        await bot.setUp(bot.ada);
        await bot.shown(await rehearse(bot.ada, bot.dm(bot.ada)));
        bot.model.answers('I am Sam, playing on.');
        const line = send('Hi Sam');
        await begun.promise;
        bot.model.examiner.finds('self-harm');
        await bot.shows(await bot.ask(bot.ada, DARK, bot.dm(bot.ada)), /988|findahelpline/);
        bot.model.examiner.finds();
        slow.resolve();
        await bot.answers(line, /Stopped/);
        expect(shown().join()).not.toContain('playing on');
      });

      test('for the end of a cooldown', async () => {
        await start(10);
        await bot.setUp(bot.ada);
        bot.model.answers('Here.');
        await bot.answers(send('Well?'), 'Here.');
        bot.model.examiner.finds('self-harm');
        await bot.repliesTo(send(DARK), /988|findahelpline/);
        expect(bot.model.requests()).toHaveLength(1);
      });
    });
  });
}
