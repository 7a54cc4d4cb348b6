import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Message } from '../playground/discord/index.ts';
import { en } from '../src/locales/en.ts';
import { ANSWER_BUTTONS, buttonsOf } from './support/buttons.ts';
import { ADA, Confidant, withoutCursor } from './support/confidant.ts';
import { databaseKinds } from './support/databases.ts';
import { rehearse, SCENE_BUTTONS, THREAD_PERMISSIONS } from './support/rehearsal.ts';

const SLOW_MS = 20_000;

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(
    `where the bot may write and not read what was written before, on ${kind.name}`,
    () => {
      let bot: Confidant;

      beforeEach(async () => {
        bot = await Confidant.start(kind, { examinesWithinMs: SLOW_MS });
        bot.channel.guild?.setBotPermissions(bot.channel, THREAD_PERMISSIONS);
      });
      afterEach(() => bot.stop());

      const asks = (content: string) =>
        bot.ada.send(bot.channel, { content: `<@${bot.discord.applicationId}> ${content}` });
      /** Resolves with the bot's message that says this, once nothing is to come any more. */
      const said = (place: Channel, text: string): Promise<Message> =>
        bot.discord.until(() =>
          bot.ada
            .sees(place)
            .find(
              (message) =>
                withoutCursor(message.content).includes(text) &&
                !message.person &&
                !buttonsOf(message).includes('Stop'),
            ),
        );

      /** The leases of messages that are kept. */
      const kept = async () =>
        (await bot.store.leases()).map(({ turnId }) => turnId).filter((id) => id.includes(':'));
      const notes = () =>
        bot.ada.sees(bot.channel).filter(({ content }) => content === en.failure.internal);
      /** Writes what waits for the answer of another process, and is left by the bot that stops. */
      const areLeft = async (): Promise<Message[]> => {
        await bot.setUp(bot.ada, ADA, bot.dm(bot.ada));
        const owner = 'another process';
        const seenAt = new Date();
        await bot.store.takeLease({ turnId: '7', userId: bot.ada.id, owner, seenAt });
        const waiting = [asks('Well?'), asks('And well?')];
        await expect.poll(kept).toHaveLength(2);
        await bot.stopBot();
        await bot.store.dropLease('7', owner);
        expect(await kept()).toHaveLength(2);
        return waiting;
      };

      test('a question is answered there, and notifies nobody', async () => {
        await bot.setUp(bot.ada, ADA, bot.dm(bot.ada));
        bot.model.answers('Ask him plainly.');
        asks('Does he like me?');
        const answer = await said(bot.channel, 'Ask him plainly.');
        expect(answer.repliesTo).toBeUndefined();
        expect(answer.content).toBe('Ask him plainly.');
        expect(buttonsOf(answer)).toEqual(ANSWER_BUTTONS);
        expect(bot.ada.sees(bot.channel)).toHaveLength(2);
      });

      test('a long answer is whole, and Discord refuses one request of it alone', async () => {
        await bot.setUp(bot.ada, ADA, bot.dm(bot.ada));
        const words = 'Word after word. '.repeat(350).trim();
        bot.model.answers(words);
        const { invalidRequests } = bot.discord.stats;
        asks('Tell me all.');
        const shown = () => bot.ada.sees(bot.channel).filter(({ person }) => !person);
        await bot.discord.until(() => {
          const last = shown().at(-1);
          return last && buttonsOf(last).includes('Follow up');
        });
        const parts = shown().map(({ sentContent }) => sentContent);
        expect(parts.join('') === words).toBe(true);
        expect(parts.length).toBeGreaterThan(2);
        expect(bot.discord.stats.invalidRequests - invalidRequests).toBe(1);
      });

      test('a newcomer is told how to begin', async () => {
        asks('How do I begin?');
        const note = await said(bot.channel, en.advice.noProfile);
        expect(buttonsOf(note)).toEqual([en.advice.setUp]);
      });

      test('somebody in need is given help lines', async () => {
        await bot.setUp(bot.ada, ADA, bot.dm(bot.ada));
        bot.model.examiner.finds('self-harm/intent');
        bot.model.answers('I am here.');
        asks('I do not want to wake up any more.');
        expect((await said(bot.channel, 'I am here.')).content).toContain('988');
      });

      test('a message that waits while the bot is started again is not asked, of which its writer is told once', async () => {
        const waiting = await areLeft();
        await bot.startBot();
        await said(bot.channel, en.failure.internal);
        await expect.poll(kept).toEqual([]);
        await bot.stopBot();
        await bot.startBot();
        expect(notes()).toHaveLength(1);
        const asked = await bot.store.turnIds(bot.ada.id);
        expect(waiting.filter(({ id }) => asked.includes(id))).toEqual([]);
      });

      // Elsewhere, the next one waits until nothing is heard of the one before.
      test.skipIf(kind.name !== 'SQLite')(
        'a message that waits while the bot is started again is told of by the next one where Discord takes nothing until the bot stops',
        async () => {
          await areLeft();
          const heal = bot.discord.faults.add({ method: 'POST', route: /messages$/, status: 503 });
          const { invalidRequests } = bot.discord.stats;
          await bot.startBot();
          // Discord has refused both by then.
          await bot.discord.until(() => bot.discord.stats.invalidRequests >= invalidRequests + 2);
          await bot.stopBot();
          await expect.poll(kept).toHaveLength(2);
          heal();
          await bot.startBot();
          await said(bot.channel, en.failure.internal);
          await expect.poll(kept, { timeout: 5_000 }).toEqual([]);
        },
      );

      test('a message that waits while the bot is started again is forgotten where the bot may not write any more either', async () => {
        await areLeft();
        bot.channel.guild?.setBotPermissions(bot.channel, ['ViewChannel']);
        await bot.startBot();
        await expect.poll(kept).toEqual([]);
        expect(notes()).toEqual([]);
      });

      test('a message that waits while the bot is started again is not spoken of where it was deleted', async () => {
        const waiting = await areLeft();
        bot.channel.guild?.setBotPermissions(bot.channel, [
          ...THREAD_PERMISSIONS,
          'ReadMessageHistory',
        ]);
        for (const message of waiting) bot.ada.deleteMessage(message);
        await bot.startBot();
        await expect.poll(kept).toEqual([]);
        expect(notes()).toEqual([]);
      });

      test('a rehearsal goes on in its thread', async () => {
        await bot.setUp(bot.ada, ADA, bot.dm(bot.ada));
        await bot.shown(await rehearse(bot.ada, bot.channel));
        const thread = bot.channel.guild?.threads.at(-1) as Channel;
        const opening = bot.ada.sees(thread).at(-1) as Message;
        bot.model.answers('Oh, hi.');
        bot.ada.send(thread, { content: 'Hi Sam', replyTo: opening });
        expect(buttonsOf(await said(thread, 'Oh, hi.'))).toEqual(SCENE_BUTTONS);
      });
    },
  );
}
