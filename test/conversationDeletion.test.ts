import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Message } from '../playground/discord/index.ts';
import { en } from '../src/locales/en.ts';
import type { Store } from '../src/services/store/store.ts';
import { Confidant } from './support/confidant.ts';
import { databaseKinds, withMethods } from './support/databases.ts';
import { tracesOf } from './support/traces.ts';

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(
    `what I wrote before I deleted everything, on ${kind.name}`,
    () => {
      let bot: Confidant;
      let dm: Channel;
      /** Called whenever the bot looks for a profile. */
      let onLook: () => void;
      /** Called before the bot has the store delete everything about somebody, which comes after it. */
      let onDeletion: () => Promise<void>;
      /** Called before the bot has the store keep the end of an answer, which comes after it. */
      let onEnd: () => Promise<void>;
      /** Called when the bot keeps that something waits. */
      let onLease: (id: string) => void;

      beforeEach(async () => {
        onLook = () => undefined;
        onDeletion = async () => undefined;
        onEnd = async () => undefined;
        onLease = () => undefined;
        const wrapStore = (store: Store) =>
          withMethods(store, {
            findProfile: (userId) => {
              onLook();
              return store.findProfile(userId);
            },
            takeLease: (lease, place) => {
              onLease(lease.turnId);
              return store.takeLease(lease, place);
            },
            endTurn: async (...args) => {
              await onEnd();
              return store.endTurn(...args);
            },
            deleteUser: async (userId) => {
              await onDeletion();
              await store.deleteUser(userId);
            },
          });
        bot = await Confidant.start(kind, { wrapStore });
        dm = bot.dm(bot.ada);
        await bot.setUp(bot.ada);
        // With that, nothing is looked up any more for the set-up.
        await bot.stopBot();
        await bot.startBot();
      });
      afterEach(() => bot.stop());

      const say = (content: string, where = dm): Message => bot.ada.send(where, { content });
      /** Somebody else uses the bot; when they are answered, it has begun with all that came before. */
      const others = async () => {
        for (let look = 0; look < 3; look += 1)
          await bot.shown(await bot.ben.runCommand('help', {}, bot.channel));
      };
      const mention = () => `<@${bot.discord.applicationId}>`;

      /** Writes to the bot once more: nothing else is known by then, and it is asked who it is. */
      const isForgotten = async () => {
        const later = say('Hello again');
        await bot.repliesTo(later, en.advice.noProfile);
        expect(await bot.store.turnIds(bot.ada.id)).toEqual([later.id]);
        expect(await tracesOf('Oh', bot.location)).toEqual([]);
      };

      test('is forgotten by then: what I write while it was being asked is a newcomer’s', async () => {
        await bot.stop();
        const [finding, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
        let isHeld = false;
        const wrapStore = (store: Store) =>
          withMethods(store, {
            async findTurn(...args) {
              if (isHeld) finding.resolve();
              if (isHeld) await goesOn.promise;
              return store.findTurn(...args);
            },
          });
        bot = await Confidant.start(kind, { wrapStore, limits: { cooldownSeconds: 3 } });
        dm = bot.dm(bot.ada);
        await bot.setUp(bot.ada);
        const hand = bot.model.handwritten();
        const first = say('Oh zero?');
        const answer = await hand.next();
        answer.write('Words');
        await bot.repliesTo(first, 'Words');
        say('Oh one?');
        await others();
        const note = await bot.shown(await bot.ada.runCommand('privacy delete', {}, bot.channel));
        isHeld = true;
        answer.end();
        await finding.promise;
        await (await bot.ada.click(note, en.privacy.deleteAll)).response();
        await others();
        const next = say('Do you know me?');
        await others();
        isHeld = false;
        goesOn.resolve();
        await bot.answers(next, en.advice.noProfile);
        expect(await bot.store.turnIds(bot.ada.id)).toEqual([next.id]);
      });

      test('is not what I write in two places while it is deleted: that is kept for the next process, too', async () => {
        const [deleting, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
        onDeletion = () => {
          deleting.resolve();
          return goesOn.promise;
        };
        const note = await bot.shown(await bot.ada.runCommand('privacy delete', {}, bot.channel));
        await bot.ada.click(note, en.privacy.deleteAll);
        await deleting.promise;
        const [one, two] = [say('Here?'), say(`${mention()} And there?`, bot.channel)];
        const kept = async () => (await bot.store.leases()).map(({ turnId }) => turnId).toSorted();
        await expect.poll(kept).toHaveLength(2);
        const before = await kept();
        const renewed = new Set<string>();
        onLease = (id) => renewed.add(id);
        goesOn.resolve();
        for (const message of [one, two]) await bot.answers(message, en.advice.noProfile);
        expect(before.every((id) => renewed.has(id))).toBe(true);
        await expect.poll(kept).toEqual([]);
      });

      test('is forgotten by then: what I write while my answer is being stopped is a newcomer’s', async () => {
        const [ending, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
        onEnd = () => {
          ending.resolve();
          return goesOn.promise;
        };
        const hand = bot.model.handwritten();
        const first = say('Oh one?');
        (await hand.next()).write('Some words');
        await bot.repliesTo(first, 'Some words');
        const note = await bot.shown(await bot.ada.runCommand('privacy delete', {}, bot.channel));
        await bot.ada.click(note, en.privacy.deleteAll);
        await ending.promise;
        const next = say('Do you know me?');
        await bot.shown(await bot.ben.runCommand('help', {}, bot.channel));
        goesOn.resolve();
        await bot.answers(next, en.advice.noProfile);
        expect(note.content).toBe(en.privacy.deleted);
      });

      test.each(['privacy delete', 'profile delete'])(
        'while an answer was written is never asked: /%s',
        async (command) => {
          const hand = bot.model.handwritten();
          const first = say('Oh one?');
          const answer = await hand.next();
          answer.write('Some words');
          await bot.repliesTo(first, 'Some words');
          const gathered = [
            say('Oh two?'),
            say('Oh three?'),
            say(`${mention()} Oh four?`, bot.channel),
          ];
          bot.model.answers('What should not have been asked');
          const confirm = await bot.shown(await bot.ada.runCommand(command, {}, bot.channel));
          await bot.ada.click(confirm, en.privacy.deleteAll);
          await answer.closed;
          await bot.discord.until(() => confirm.content === en.privacy.deleted);
          await isForgotten();
          const seen = [...bot.ada.sees(dm), ...bot.ada.sees(bot.channel)];
          expect(seen.filter(({ repliesTo }) => gathered.some((one) => one === repliesTo))).toEqual(
            [],
          );
          expect(bot.model.requests()).toEqual([]);
        },
      );

      test('while another process answered me is never asked, whichever process deletes it', async () => {
        const seenAt = new Date();
        const lease = { turnId: '1', userId: bot.ada.id, owner: 'another process', seenAt };
        expect(await bot.store.takeLease(lease)).toBe(true);
        const looked = Promise.withResolvers<void>();
        const lookedAgain = Promise.withResolvers<void>();
        onLook = () => looked.resolve();
        const written = say('Oh two?');
        await looked.promise;
        onLook = () => lookedAgain.resolve();
        await bot.store.deleteUser(bot.ada.id);
        await lookedAgain.promise;
        await isForgotten();
        expect(bot.ada.sees(dm).filter(({ repliesTo }) => repliesTo === written)).toEqual([]);
      });

      test('while this process answered me is not asked when another one deletes it', async () => {
        const hand = bot.model.handwritten();
        say('Oh one?');
        const answer = await hand.next();
        const written = say('Oh two?');
        await bot.store.deleteUser(bot.ada.id);
        const lookedAgain = Promise.withResolvers<void>();
        onLook = () => lookedAgain.resolve();
        answer.write('Too late.');
        answer.end();
        await lookedAgain.promise;
        await isForgotten();
        expect(bot.ada.sees(dm).filter(({ repliesTo }) => repliesTo === written)).toEqual([]);
      });

      /** Has everything deleted; resolves while that is under way, with what ends it. */
      const beginDeletion = async () => {
        const isDeleting = Promise.withResolvers<void>();
        const deletion = Promise.withResolvers<void>();
        onDeletion = () => {
          isDeleting.resolve();
          return deletion.promise;
        };
        const confirm = await bot.shown(
          await bot.ada.runCommand('privacy delete', {}, bot.channel),
        );
        await bot.ada.click(confirm, en.privacy.deleteAll);
        await isDeleting.promise;
        return { confirm, deletion };
      };

      test('while it is being deleted waits for that, and is asked with nothing of it', async () => {
        bot.model.answers('Oh, I know.');
        await bot.repliesTo(say('Oh one?'), 'Oh, I know.');
        const asked = bot.model.requests().length;
        const { confirm, deletion } = await beginDeletion();
        const meanwhile = say('And me?');
        const command = await bot.ask(bot.ada, 'And here?');
        await bot.shows(command, new RegExp(`^${en.advice.busy}`));
        const lease = `message:${dm.id}:${meanwhile.id}`;
        await expect
          .poll(async () => (await bot.store.leases()).map(({ turnId }) => turnId))
          .toContain(lease);
        deletion.resolve();
        await bot.repliesTo(meanwhile, en.advice.noProfile);
        await bot.discord.until(() => confirm.content === en.privacy.deleted);
        expect(await bot.store.turnIds(bot.ada.id)).toEqual([meanwhile.id]);
        expect(await tracesOf('Oh', bot.location)).toEqual([]);
        expect(bot.model.requests()).toHaveLength(asked);
      });

      test('while it could not be deleted is answered as ever', async () => {
        const { confirm, deletion } = await beginDeletion();
        const meanwhile = say('And me?');
        deletion.reject(new Error('The store does not answer'));
        bot.model.answers('You too.');
        await bot.repliesTo(meanwhile, 'You too.');
        await bot.discord.until(() => confirm.content === en.privacy.notDeleted);
        expect(await bot.store.turnIds(bot.ada.id)).toEqual([meanwhile.id]);
      });

      test('stays deleted, and what I write afterwards is answered when I begin anew', async () => {
        const hand = bot.model.handwritten();
        say('Oh one?');
        const answer = await hand.next();
        say('Oh two?');
        const confirm = await bot.shown(
          await bot.ada.runCommand('privacy delete', {}, bot.channel),
        );
        await bot.ada.click(confirm, en.privacy.deleteAll);
        await answer.closed;
        await bot.discord.until(() => confirm.content === en.privacy.deleted);
        const later = say('What now?');
        await bot.repliesTo(later, en.advice.noProfile);
        bot.model.answers((messages) => `Re: ${messages.at(-1)?.content}`);
        await bot.setUp(bot.ada);
        await bot.answers(later, 'Re: What now?');
        expect(await bot.store.turnIds(bot.ada.id)).toEqual([later.id]);
      });
    },
  );
}
