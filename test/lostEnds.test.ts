import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Store } from '../src/services/store/store.ts';
import { en } from '../src/locales/en.ts';
import { buttonsOf } from './support/buttons.ts';
import { Confidant } from './support/confidant.ts';
import { databaseKinds, withMethods } from './support/databases.ts';

/** Another process need not wait for long. */
const LEASE_TIMES = { renewEveryMs: 1_000, deadAfterMs: 5_000 };

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`an end that is not stored, on ${kind.name}`, () => {
    let bot: Confidant;
    let isFull: boolean;
    let kept: string[];
    afterEach(() => bot.stop());

    /** A question whose whole answer is shown, while the store does not take its end. */
    const answered = async () => {
      isFull = false;
      kept = [];
      const wrapStore = (store: Store) =>
        withMethods(store, {
          endTurn: async (...which) => {
            if (isFull) throw new Error('disk full');
            kept.push('the end');
            return store.endTurn(...which);
          },
          rateTurn: (...which) => {
            kept.push('the thumb');
            return store.rateTurn(...which);
          },
        });
      bot = await Confidant.start(kind, { wrapStore, leaseTimes: LEASE_TIMES });
      await bot.setUp(bot.ada);
      const hand = bot.model.handwritten();
      const asked = await bot.ask(bot.ada, 'Well?');
      const answer = await hand.next();
      answer.write('First,');
      const stored = () => bot.store.findTurn(bot.ada.id, asked.id);
      await vi.waitFor(async () => expect(await stored()).toMatchObject({ answer: 'First,' }), {
        timeout: 5_000,
      });
      isFull = true;
      answer.write(' listen.');
      answer.end();
      const reply = await bot.ended(asked, 'First, listen.');
      return { reply, stored };
    };
    const settled = () =>
      vi.waitFor(async () => expect(await bot.store.leases()).toEqual([]), { timeout: 15_000 });

    test('is stored before the reply counts as settled', async () => {
      const { stored } = await answered();
      expect(await bot.store.leases()).toHaveLength(1);
      isFull = false;
      await settled();
      expect(await stored()).toMatchObject({ status: 'complete', answer: 'First, listen.' });
    }, 30_000);

    test('is not called an answer that is being written, to whoever asks again', async () => {
      await answered();
      const again = await bot.ask(bot.ada, 'And now?', bot.channel);
      const note = await bot.shows(again, /And now\?$/);
      expect(note.content).toMatch(/^Something went wrong on my side/);
      isFull = false;
      await settled();
      bot.model.answers('Room again.');
      await bot.answered(bot.ada, 'And now?', 'Room again.');
    }, 30_000);

    test('that is stored a moment late is waited for by what is asked meanwhile', async () => {
      await answered();
      bot.model.answers('At once.');
      const again = await bot.ask(bot.ada, 'And now?', bot.channel);
      await bot.discord.until(() => again.original !== undefined);
      isFull = false;
      expect((await bot.shows(again, 'At once.')).content).toBe('At once.');
    }, 30_000);

    test('is waited for by a message', async () => {
      await answered();
      bot.model.answers('At last.');
      const message = bot.ada.send(bot.dm(bot.ada), { content: 'And now?' });
      const isKept = async () =>
        (await bot.store.leases()).some(({ turnId }) => turnId.startsWith('message:'));
      await expect.poll(isKept, { timeout: 5_000 }).toBe(true);
      isFull = false;
      await bot.answers(message, 'At last.');
    }, 30_000);

    test('is not waited for without end: the writer of a message is told', async () => {
      await answered();
      const message = bot.ada.send(bot.dm(bot.ada), { content: 'And now?' });
      const told = () =>
        bot.ada
          .sees(bot.dm(bot.ada))
          .some(
            ({ repliesTo, content }) => repliesTo === message && content === en.failure.internal,
          );
      await expect.poll(told, { timeout: 30_000 }).toBe(true);
      isFull = false;
      await settled();
    }, 60_000);

    test('has a thumb kept with it, once it is stored itself', async () => {
      const { reply, stored } = await answered();
      await (await bot.ada.click(reply, '👍')).response();
      isFull = false;
      const whole = { status: 'complete', answer: 'First, listen.', feedback: 'up' };
      await vi.waitFor(async () => expect(await stored()).toMatchObject(whole), { timeout: 9_000 });
      expect(kept).toEqual(['the end', 'the thumb']);
    }, 30_000);

    test('by the process leaves the reply to the next, with the words that are kept', async () => {
      const { reply, stored } = await answered();
      await bot.stopBot();
      expect(await bot.store.leases()).toHaveLength(1);
      isFull = false;
      await bot.startBot();
      await bot.discord.until(() => /^First,( listen\.)?\n\n-# I had/.test(reply.content), {
        timeoutMs: 25_000,
      });
      expect(buttonsOf(reply)).toEqual(['Continue', 'Try again']);
      await settled();
      expect(await stored()).toMatchObject({
        status: 'stopped',
        answer: expect.stringMatching(/^First,( listen\.)?$/),
      });
    }, 60_000);
  });
}
