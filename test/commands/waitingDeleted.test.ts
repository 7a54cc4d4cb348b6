import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Message } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import type { Store } from '../../src/services/store/store.ts';
import { ADA, Confidant } from '../support/confidant.ts';
import { databaseKinds, withMethods } from '../support/databases.ts';
import { repliesTo } from '../support/repliesTo.ts';

const LONG = 'x'.repeat(1_999);

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(
    `what I delete while it waits for my profile, on ${kind.name}`,
    () => {
      let bot: Confidant;
      let dm: Channel;

      const start = async (options: Parameters<typeof Confidant.start>[1] = {}) => {
        bot = await Confidant.start(kind, options);
        dm = bot.dm(bot.ada);
        bot.model.answers('Fine.');
      };
      beforeEach(() => start());
      afterEach(() => bot.stop());

      const write = (content: string) => bot.ada.send(dm, { content });
      const mention = (content: string) =>
        bot.ada.send(bot.channel, { content: `<@${bot.discord.applicationId}> ${content}` });
      const waits = async (asked: Message, note: string = en.advice.noProfile) =>
        [asked, await bot.answers(asked, note)] as const;
      const setUpFrom = async (note: Message) =>
        (await (await bot.ada.click(note, en.advice.setUp)).modal()).submit(ADA);
      const stored = async () => {
        const turns = await bot.store.turns(bot.ada.id, await bot.store.turnIds(bot.ada.id));
        return turns.map(({ question }) => question).toSorted();
      };
      /** Deletes it; resolves when nothing of it is stored any more. */
      const remove = async (message: Message, left: string[]) => {
        bot.ada.deleteMessage(message);
        await expect.poll(stored).toEqual(left);
      };
      /** Writes on, and resolves when that is answered: by then, so would have been what waited before. */
      const goesOn = () => bot.answers(write('And now?'), 'Fine.');
      const asked = () => bot.model.requests().map((messages) => messages.at(-1)?.content);

      test('is kept no longer, whether I ever have a profile or not', async () => {
        const [secret] = await waits(mention('A secret.'));
        const [other] = await waits(write('Two secrets.'));
        await waits(write('Direct?'), en.advice.goesAlong);
        await remove(secret, ['Direct?', 'Two secrets.']);
        await remove(other, ['Direct?']);
        expect(repliesTo(secret)).toHaveLength(1);
      });

      test('is not asked after another answer that was being written meanwhile', async () => {
        const [secret] = await waits(mention('A secret.'));
        const [, note] = await waits(write('Direct?'));
        const hand = bot.model.handwritten();
        const sent = await setUpFrom(note);
        const answer = await hand.next();
        answer.write('Well.');
        await bot.shows(sent, 'Well.');
        await remove(secret, ['Direct?']);
        bot.model.answers('Fine.');
        answer.end();
        await goesOn();
        expect(asked()).toEqual(['And now?']);
        expect(repliesTo(secret)).toHaveLength(1);
      });

      test('is not asked after a pause between two answers', async () => {
        await bot.stop();
        await start({ limits: { cooldownSeconds: 2 } });
        const [secret] = await waits(mention('A secret.'));
        const [, note] = await waits(write('Direct?'));
        await bot.ended(await setUpFrom(note), 'Fine.');
        await remove(secret, ['Direct?']);
        await goesOn();
        expect(asked()).toEqual(['Direct?', 'And now?']);
        expect(repliesTo(secret)).toHaveLength(1);
      });

      test('is not asked where it was too much for the question that is being answered: the rest is', async () => {
        await waits(write(`${LONG}1`));
        const [secret] = await waits(write(`${LONG}2`), en.advice.goesAlong);
        const [last, note] = await waits(write('And this?'), en.advice.goesAlong);
        const hand = bot.model.handwritten();
        await setUpFrom(note);
        const answer = await hand.next();
        answer.write('Well.');
        await remove(secret, ['And this?', `${LONG}1`]);
        bot.model.answers('Fine.');
        answer.end();
        await bot.discord.until(() => bot.ada.sees(dm).some(({ content }) => content === 'Fine.'));
        expect(asked()).toEqual(['And this?']);
        expect(repliesTo(last)).toHaveLength(1);
      });

      test.each([
        ['where the bot may not read what was written before', true],
        ['where Discord is slow to say what is there', false],
      ])('is not asked %s', async (_, isHidden) => {
        if (isHidden) {
          const permissions = ['ViewChannel', 'SendMessages'] as const;
          bot.channel.guild?.setBotPermissions(bot.channel, permissions);
        } else bot.discord.faults.add({ method: 'GET', route: /messages\/\d+$/, delayMs: 4_000 });
        const secret = mention('A secret.');
        await expect.poll(stored).toEqual(['A secret.']);
        const [, note] = await waits(write('Direct?'));
        await remove(secret, ['Direct?']);
        await bot.ended(await setUpFrom(note), 'Fine.');
        await goesOn();
        expect(asked()).toEqual(['Direct?', 'And now?']);
      });

      test('is not kept where that was while it was being taken, and not spoken of', async () => {
        await bot.stop();
        const deleted = Promise.withResolvers<void>();
        const wrapStore = (store: Store) =>
          withMethods(store, {
            async beginTurn(turn) {
              begun.resolve();
              await deleted.promise;
              return store.beginTurn(turn);
            },
          });
        const begun = Promise.withResolvers<void>();
        await start({ wrapStore });
        const secret = write('A secret.');
        await begun.promise;
        bot.ada.deleteMessage(secret);
        await bot.discord.until(() => secret.deleted);
        // The bot is told in order: this comes after it.
        await bot.shown(await bot.ada.runCommand('help', {}, bot.channel));
        deleted.resolve();
        await waits(write('Direct?'));
        expect(await stored()).toEqual(['Direct?']);
        expect(repliesTo(secret)).toEqual([]);
      });

      test('keeps from nothing else that makes other questions without it', async () => {
        await bot.stop();
        const lines: Message[] = [];
        let looks = 0;
        const wrapStore = (store: Store) =>
          withMethods(store, {
            async findProfile(userId) {
              const profile = await store.findProfile(userId);
              // As if it had been deleted in this moment: the question is being taken.
              if (profile && looks === 0)
                looks = await store.removeWaiting([lines[0]!.id]).then(() => 1);
              return profile;
            },
          });
        await start({ wrapStore });
        bot.model.answers('Fine.');
        const long = 'x'.repeat(1_800);
        lines.push(write(`${long}1`));
        await waits(lines[0]!);
        const [, second] = await waits(write(`${long}2`), en.advice.goesAlong);
        await waits(write(`${long}3`), en.advice.goesAlong);
        await bot.ended(await setUpFrom(second), 'Fine.');
        expect(asked()).toEqual([`${long}2\n${long}3`]);
      });

      test('leaves no bare mention to be asked', async () => {
        await bot.stop();
        const lines: Message[] = [];
        const wrapStore = (store: Store) =>
          withMethods(store, {
            async findSettings(userId) {
              await bot.discord.until(() => lines.length === 2);
              return store.findSettings(userId);
            },
          });
        await start({ wrapStore });
        lines.push(mention('A secret.'), mention(''));
        const [secret, bare] = lines;
        const [, note] = await waits(bare!);
        await remove(secret!, ['']);
        await setUpFrom(note);
        await goesOn();
        expect(asked()).toEqual(['And now?']);
      });

      describe('by [Try again] below a note about it,', () => {
        beforeEach(async () => {
          await bot.stop();
          let isBroken = true;
          const wrapStore = (store: Store) =>
            withMethods(store, {
              async resumeTurn(...args) {
                if (isBroken) throw new Error('disk');
                return store.resumeTurn(...args);
              },
            });
          await start({ wrapStore });
          bot.model.answers(() => 'Fine.');
          mends = () => (isBroken = false);
        });
        let mends: () => void;

        /** Sets up, is told that it cannot be taken now, deletes it while the bot is away, and clicks [Try again]. */
        const tryWithout = async (secret: Message, note: Message) => {
          const refused = await bot.shows(await setUpFrom(note), en.failure.internal);
          await bot.stopBot();
          bot.ada.deleteMessage(secret);
          mends();
          await bot.startBot();
          return bot.ada.click(refused, en.advice.tryAgain);
        };

        test('is not asked', async () => {
          const [secret, note] = await waits(write('A secret.'));
          await bot.shows(await tryWithout(secret, note), en.advice.notFound);
          expect(await stored()).toEqual([]);
          expect(asked()).toEqual([]);
        });

        test('is not asked, and what was to go along with it is', async () => {
          await waits(write('Direct?'));
          const [secret, note] = await waits(write('A secret.'), en.advice.goesAlong);
          await bot.shows(await tryWithout(secret, note), 'Fine.');
          expect(asked()).toEqual(['Direct?']);
        });
      });

      test('leaves the command beside it to be answered by the note below it', async () => {
        await bot.shows(await bot.ask(bot.ada, 'Well?', dm), en.advice.noProfile);
        const [secret, note] = await waits(write('A secret.'), en.advice.goesAlong);
        await remove(secret, ['Well?']);
        await bot.ended(await setUpFrom(note), 'Fine.');
        expect(asked()).toEqual(['Well?']);
      });

      test('takes nothing along that was written with it, also where I had a profile once', async () => {
        await bot.setUp(bot.ada);
        const hand = bot.model.handwritten();
        write('One?');
        const answer = await hand.next();
        answer.write('Well.');
        const secret = write('A secret.');
        const rest = write('And the rest?');
        const form = await (await bot.ada.runCommand('profile setup', {}, bot.channel)).modal();
        await form.submit({ ...ADA, age: '16' });
        await bot.answers(rest, en.advice.noProfile);
        await remove(secret, ['And the rest?', 'One?']);
        bot.model.answers('Fine.');
        await bot.setUp(bot.ada, ADA, dm);
        await bot.discord.until(() => asked().includes('And the rest?'));
        expect(JSON.stringify(bot.model.requests())).not.toContain('secret');
      });
    },
  );
}
