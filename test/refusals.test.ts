import { afterEach, describe, expect, test } from 'vitest';
import type { Message } from '../playground/discord/index.ts';
import { en } from '../src/locales/en.ts';
import { newestOf } from '../src/services/coaching/newest.ts';
import { buttonsOf } from './support/buttons.ts';
import { ADA, Confidant } from './support/confidant.ts';
import { databaseKinds } from './support/databases.ts';

/** A slow machine is no trouble of the provider's. */
const PATIENT_MS = 20_000;
const GRAVE = 'Something about a child';
const REFUSAL = /nothing sexual about anybody under 18[^]*1-800-422-4453/;
const YOUNG = { ...ADA, age: '16' };

const text = (messages: unknown): string => JSON.stringify(messages);

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(
    `a question that was answered while moderation was away, and is refused later, on ${kind.name}`,
    () => {
      let bot: Confidant;

      const start = async (options: Parameters<typeof Confidant.start>[1] = {}) => {
        bot = await Confidant.start(kind, { examinesWithinMs: PATIENT_MS, ...options });
        await bot.setUp(bot.ada);
        bot.model.examiner.refuses(503);
      };
      afterEach(() => bot.stop());

      const asks = async (question: string, answer: string): Promise<Message> => {
        bot.model.answers(answer);
        return bot.ended(await bot.ask(bot.ada, question), answer);
      };
      const followUp = async (reply: Message, question: string) =>
        (await (await bot.ada.click(reply, en.advice.followUp)).modal()).submit({ question });
      const follows = async (reply: Message, question: string, answer: string) => {
        bot.model.answers(answer);
        return bot.ended(await followUp(reply, question), answer);
      };
      const triesAgain = (reply: Message) => bot.ada.click(reply, en.advice.tryAgain);
      const isRefusedNow = async (reply: Message) => {
        bot.model.examiner.finds('sexual/minors');
        await bot.ended(await triesAgain(reply), REFUSAL);
        bot.model.examiner.refuses(503);
      };
      /** What the model is shown of what was said, by another question. */
      const shownNext = async (): Promise<string> => {
        await asks('And the weather?', 'Sunny.');
        const shown = bot.model.requests().findLast((one) => !/keep the memory/.test(text(one)));
        return text(shown);
      };
      const turns = async () => {
        const ids = await bot.store.turnIds(bot.ada.id);
        return bot.store.turns(bot.ada.id, ids);
      };
      const refused = async () =>
        (await turns()).filter(({ isRefused }) => isRefused).map(({ question }) => question);

      test('takes what went on from it along: the model is not shown it, nor asked about it again', async () => {
        await start();
        await asks('What do I wear?', 'Blue.');
        const one = await asks(GRAVE, 'One.');
        const two = await follows(one, 'And then she?', 'Two.');
        const three = await follows(two, 'And after that?', 'Three.');
        await isRefusedNow(one);
        const all = ['And after that?', 'And then she?', GRAVE, GRAVE];
        expect((await refused()).toSorted()).toEqual(all);
        const shown = await shownNext();
        expect(shown).toContain('What do I wear?');
        for (const said of [GRAVE, 'One.', 'And then she?', 'Two.', 'And after that?', 'Three.']) {
          expect(shown).not.toContain(said);
        }
        const before = bot.model.requests().length;
        await bot.ended(await followUp(three, 'Go on'), REFUSAL);
        await bot.ended(await triesAgain(two), REFUSAL);
        expect(bot.model.requests()).toHaveLength(before);
        const page = await bot.shown(await bot.ada.runCommand('history', {}, bot.channel));
        expect(page.embeds[0]?.description).toMatch(/And after that\?[^]*Three\./);
      });

      test('takes along what went on from an answer that it had before it was tried again', async () => {
        await start();
        const one = await asks(GRAVE, 'One.');
        await follows(one, 'And then she?', 'Two.');
        bot.model.answers('Better.');
        const better = await bot.ended(await triesAgain(one), 'Better.');
        const three = await follows(better, 'And he?', 'Three.');
        bot.model.answers('More.');
        await bot.ended(await triesAgain(three), 'More.');
        await isRefusedNow(better);
        const shown = await shownNext();
        for (const said of ['Better.', 'And then she?', 'Two.', 'And he?', 'Three.', 'More.']) {
          expect(shown).not.toContain(said);
        }
      });

      test.each([
        ['that goes on from it', (one: Message) => followUp(one, 'And then she?')],
        ['to what went on from it', (_: Message, two: Message) => triesAgain(two)],
      ])('ends an answer %s', async (_, ask) => {
        await start();
        const one = await asks(GRAVE, 'One.');
        const two = await follows(one, 'And then he?', 'Two.');
        const hand = bot.model.handwritten();
        const writing = await ask(one, two);
        (await hand.next()).write('Words');
        await bot.shows(writing, 'Words');
        await isRefusedNow(one);
        await bot.ended(writing, /Words[^]*Stopped/);
        expect(await newestOf(bot.ada.id, writing.id, bot.store)).toMatchObject({
          isRefused: true,
        });
        expect(await shownNext()).not.toMatch(/And then|Words/);
      });

      test.each([
        ['when it is tried again', async () => {}],
        [
          'when it is tried again while another answer is written',
          async () => {
            const hand = bot.model.handwritten();
            const asked = await bot.ask(bot.ada, 'What do I wear?');
            const answer = await hand.next();
            answer.write('Blue');
            await bot.shows(asked, 'Blue');
            return answer;
          },
        ],
      ])('is in no memory any more, nor what went on from it: %s', async (_, meanwhile) => {
        await start({ remembers: true, historyMessages: 2 });
        const one = await asks(GRAVE, 'Of the child.');
        await asks('Something else', 'Of the child.');
        const memory = () => bot.store.findMemory(bot.ada.id);
        await expect.poll(async () => (await memory())?.text).toBe('Of the child.');
        const before = await memory();
        const answer = await meanwhile();
        await isRefusedNow(one);
        expect(await memory()).toMatchObject({ text: '', through: before?.through });
        answer?.end();
        const kept = { through: new Date(), newestAt: new Date(), text: 'Of Sam.' };
        const version = ((await memory())?.version ?? 0) + 1;
        await bot.store.saveMemory(bot.ada.id, { ...kept, version });
        // What is refused once more was taken out before.
        bot.model.examiner.finds('sexual/minors');
        await bot.ended(await triesAgain(one), REFUSAL);
        expect((await memory())?.text).toBe('Of Sam.');
      });

      test('is refused without a profile as with one, and nothing is promised', async () => {
        await start();
        bot.model.examiner.finds('sexual/minors');
        bot.model.answers('Never.');
        const reply = await bot.ended(await bot.ask(bot.ada, GRAVE), REFUSAL);
        bot.model.examiner.refuses(503);
        await bot.setUp(bot.ada, YOUNG);
        const before = bot.model.requests().length;
        for (const ask of [triesAgain, (one: Message) => followUp(one, 'Go on')]) {
          const asked = await ask(reply);
          const note = await bot.ended(asked, REFUSAL);
          expect(note.content).toMatch(REFUSAL);
          expect(buttonsOf(note)).toEqual([]);
          expect(asked.messages()).toHaveLength(1);
        }
        expect(await turns()).toHaveLength(1);
        await bot.setUp(bot.ada);
        expect(bot.model.requests()).toHaveLength(before);
      });

      test('is refused for good also where that is found without a profile', async () => {
        await start();
        const one = await asks(GRAVE, 'One.');
        await follows(one, 'And then she?', 'Two.');
        await bot.setUp(bot.ada, YOUNG);
        await isRefusedNow(one);
        await bot.setUp(bot.ada);
        expect(await shownNext()).not.toMatch(/One\.|Two\./);
        await bot.ended(await triesAgain(one), REFUSAL);
      });
    },
  );
}
