import { GatewayDispatchEvents } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Message } from '../playground/discord/index.ts';
import type { LimitSettings } from '../src/services/coaching/limits.ts';
import type { Store } from '../src/services/store/store.ts';
import { Confidant } from './support/confidant.ts';
import { databaseKinds, withMethods } from './support/databases.ts';
import { picture } from './support/pictures.ts';

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(
    `a message that is deleted while it waits, on ${kind.name}`,
    () => {
      let bot: Confidant;
      let dm: Channel;
      /** Called whenever the bot looks for a profile, which waits for it. */
      let onLook: () => Promise<void>;

      const start = async (limits: Partial<LimitSettings> = {}) => {
        onLook = () => Promise.resolve();
        const wrapStore = (store: Store) =>
          withMethods(store, {
            findProfile: async (userId) => {
              await onLook();
              return store.findProfile(userId);
            },
          });
        bot = await Confidant.start(kind, { limits, wrapStore });
        dm = bot.dm(bot.ada);
        await bot.setUp(bot.ada);
      };
      beforeEach(() => start());
      afterEach(() => bot.stop());

      const placeOf = (where: string): [Channel, string] =>
        where === 'a server' ? [bot.channel, `<@${bot.discord.applicationId}> `] : [dm, ''];
      /** Resolves when so many messages are kept for the next process. */
      const kept = (count: number) =>
        expect
          .poll(async () =>
            (await bot.store.leases()).filter(({ turnId }) => turnId.startsWith('message:')),
          )
          .toHaveLength(count);
      /** Begins an answer to a message; resolves with what ends it. */
      const beginAnswer = async (channel: Channel, content: string) => {
        const hand = bot.model.handwritten();
        bot.ada.send(channel, { content });
        const answer = await hand.next();
        answer.write('Well.');
        bot.model.answers('Fine.');
        return () => answer.end();
      };
      /** All that the model was sent. */
      const sent = () => JSON.stringify(bot.model.requests());

      test.each(['direct messages', 'a server'])(
        'for the end of an answer is not asked, nor its picture, and is kept no longer: in %s',
        async (where) => {
          const [channel, mention] = placeOf(where);
          const end = await beginAnswer(channel, `${mention}One?`);
          const attachments = [picture()];
          const secret = bot.ada.send(channel, { content: `${mention}A secret.`, attachments });
          const left = bot.ada.send(channel, { content: `${mention}Two?` });
          await kept(2);
          bot.ada.deleteMessage(secret);
          await kept(1);
          end();
          await bot.answers(left, 'Fine.');
          expect(bot.model.lastAsked()).toBe('Two?');
          expect(sent()).not.toContain('secret');
          await kept(0);
        },
      );

      test('is not asked however much was written since, where the bot remembers little', async () => {
        const [channel, mention] = placeOf('a server');
        const end = await beginAnswer(channel, `${mention}One?`);
        const secret = bot.ada.send(channel, { content: `${mention}A secret.` });
        await kept(1);
        for (let n = 0; n < 12; n += 1) bot.ben.send(channel, { content: `<@${bot.ada.id}> ${n}` });
        const left = bot.ada.send(channel, { content: `${mention}Two?` });
        await kept(2);
        bot.ada.deleteMessage(secret);
        await kept(1);
        end();
        await bot.answers(left, 'Fine.');
        expect(sent()).not.toContain('secret');
      });

      test.each(['direct messages', 'a server'])(
        'alone leaves nothing to be asked, and what comes later is: in %s',
        async (where) => {
          const [channel, mention] = placeOf(where);
          const end = await beginAnswer(channel, `${mention}One?`);
          const secret = bot.ada.send(channel, { content: `${mention}A secret.` });
          await kept(1);
          bot.ada.deleteMessage(secret);
          await kept(0);
          end();
          const later = bot.ada.send(channel, { content: `${mention}Later?` });
          await bot.answers(later, 'Fine.');
          expect(bot.model.requests()).toHaveLength(1);
          expect(bot.model.lastAsked()).toBe('Later?');
          expect(sent()).not.toContain('secret');
        },
      );

      test('for the end of a cooldown is not asked', async () => {
        await bot.stop();
        await start({ cooldownSeconds: 2 });
        bot.model.answers('Fine.');
        await bot.answers(bot.ada.send(dm, { content: 'One?' }), 'Fine.');
        const secret = bot.ada.send(dm, { content: 'A secret.' });
        await kept(1);
        const left = bot.ada.send(dm, { content: 'Two?' });
        await kept(2);
        bot.ada.deleteMessage(secret);
        await kept(1);
        await bot.answers(left, 'Fine.');
        expect(bot.model.lastAsked()).toBe('Two?');
        expect(sent()).not.toContain('secret');
      });

      test('with others, by a moderator, is not asked', async () => {
        const [channel, mention] = placeOf('a server');
        const end = await beginAnswer(channel, `${mention}One?`);
        const secrets = ['A secret.', 'Another secret.'].map((text) =>
          bot.ada.send(channel, { content: mention + text }),
        );
        const left = bot.ada.send(channel, { content: `${mention}Two?` });
        await kept(3);
        bot.discord.dispatch({
          event: GatewayDispatchEvents.MessageDeleteBulk,
          guildId: channel.guild?.id,
          data: {
            ids: secrets.map(({ id }) => id),
            channel_id: channel.id,
            guild_id: channel.guild?.id,
          },
        });
        await kept(1);
        end();
        await bot.answers(left, 'Fine.');
        expect(sent()).not.toContain('secret');
      });

      test('when it is being asked already is answered, and what waits behind it as well', async () => {
        const answered = async (content: string, answer: string): Promise<Message> => {
          bot.model.answers(answer);
          return bot.answers(bot.ada.send(dm, { content }), answer);
        };
        const [sam, kim] = [await answered('Sam?', 'Wait.'), await answered('Kim?', 'Call.')];
        const end = await beginAnswer(dm, 'One?');
        const asked = bot.ada.send(dm, { content: 'How long?', replyTo: sam });
        const behind = bot.ada.send(dm, { content: 'When?', replyTo: kim });
        await kept(2);
        onLook = async () => {
          onLook = () => Promise.resolve();
          bot.ada.deleteMessage(asked);
          await kept(1);
        };
        end();
        await bot.answers(behind, 'Fine.');
        const questions = bot.model.requests().map((messages) => messages.at(-1)?.content);
        expect(questions.slice(-2)).toEqual(['How long?', 'When?']);
      });
    },
  );
}
