import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../playground/discord/index.ts';
import { en } from '../src/locales/en.ts';
import { ADA, Confidant } from './support/confidant.ts';
import { databaseKinds } from './support/databases.ts';

const PUBLIC = /Everybody in the channel reads your answer/;

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`an answer that everybody reads, on ${kind.name}`, () => {
    let bot: Confidant;

    beforeEach(async () => {
      bot = await Confidant.start(kind, { remembers: true });
      await bot.setUp(bot.ada);
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
      const reply = await saysPublicly('What do I wear?', 'Blue.');
      const modal = await (await bot.ada.click(reply, 'Follow up')).modal();
      Object.assign(modal, { customId: `advice:follow:${turn?.id}` });
      bot.model.answers('Green.');
      await bot.ended(await modal.submit({ question: 'Sure?' }), 'Green.');
      expect(bot.model.lastShown()).toEqual(['What do I wear?', 'Blue.', 'Sure?']);
    });

    test.each(['Try again', 'Follow up'])(
      'holds that also after a restart: [%s]',
      async (button) => {
        const reply = await saysPublicly('What do I wear?', 'Blue.');
        await saysPrivately('I kissed his brother.', 'I see.');
        await restart();
        bot.model.answers('Green.');
        const clicked = await bot.ada.click(reply, button);
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
      const publicNote = await bot.repliesTo(inPublic, en.advice.noProfile);
      await restart();
      bot.model.answers('An answer.');
      for (const note of [privateNote, publicNote]) {
        const modal = await (await bot.ben.click(note, en.advice.setUp)).modal();
        await bot.ended(await modal.submit({ ...ADA, name: 'Ben' }), 'An answer.');
      }
      expect(bot.model.lastShown()).toEqual(['What do I wear?']);
      expect(told()).toMatch(PUBLIC);
    });
  });
}
