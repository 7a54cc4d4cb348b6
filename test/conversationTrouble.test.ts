import { GatewayDispatchEvents } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Message } from '../playground/discord/index.ts';
import { en } from '../src/locales/en.ts';
import type { LimitSettings } from '../src/services/coaching/limits.ts';
import type { Store } from '../src/services/store/store.ts';
import { Confidant } from './support/confidant.ts';
import { databaseKinds, sqlite, withMethods } from './support/databases.ts';

const failing = () => Promise.reject(new Error('disk full'));

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`a conversation, on ${kind.name}`, () => {
    let bot: Confidant;
    let dm: Channel;

    beforeEach(async () => {
      bot = await Confidant.start(kind);
      dm = bot.dm(bot.ada);
      await bot.setUp(bot.ada);
    });
    afterEach(() => bot.stop());

    const mention = () => `<@${bot.discord.applicationId}>`;
    const storedTurns = () => bot.store.recentTurns(bot.ada.id, 9);

    test('answers a message once that Discord delivers again and again', async () => {
      const deliver = (message: Message) =>
        bot.discord.dispatch({
          event: GatewayDispatchEvents.MessageCreate,
          guildId: undefined,
          data: { ...message.toAPI(), channel_type: dm.type },
        });
      const hand = bot.model.handwritten();
      const asked = bot.ada.send(dm, { content: 'Once?' });
      deliver(asked);
      const answer = await hand.next();
      const second = bot.ada.send(dm, { content: 'And twice?' });
      deliver(asked);
      deliver(second);
      answer.write('Once.');
      answer.end();
      await bot.answers(asked, 'Once.');
      const next = await hand.next();
      expect(next.messages.at(-1)?.content).toBe('And twice?');
      next.write('Twice.');
      next.end();
      await bot.answers(second, 'Twice.');
      // A process that has just begun remembers no message: the record of the turn does.
      await bot.stopBot();
      await bot.startBot();
      deliver(second);
      await bot.discord.until(() => bot.logs.some((line) => line.includes('came twice')));
      bot.model.answers('Next.');
      await bot.answers(bot.ada.send(dm, { content: 'Next?' }), 'Next.');
      expect((await storedTurns()).map(({ question }) => question)).toEqual([
        'Once?',
        'And twice?',
        'Next?',
      ]);
      expect(bot.ada.sees(dm)).toHaveLength(6);
    });

    test('answers a message that was deleted meanwhile all the same', async () => {
      const hand = bot.model.handwritten();
      const asked = bot.ada.send(dm, { content: 'Shall I?' });
      const answer = await hand.next();
      bot.ada.deleteMessage(asked);
      answer.write('You shall.');
      answer.end();
      await bot.discord.until(() => bot.ada.sees(dm)[0]?.content === 'You shall.');
      expect(await bot.turnEnded(bot.ada, asked.id)).toMatchObject({ status: 'complete' });
    });

    test('stops the model when its answer can be shown to nobody', async () => {
      const hand = bot.model.handwritten();
      const asked = bot.ada.send(dm, { content: 'Can you write to me?' });
      const answer = await hand.next();
      bot.ada.acceptsDirectMessages = false;
      answer.write('No');
      await answer.closed;
      expect(await bot.turnEnded(bot.ada, asked.id)).toMatchObject({ status: 'stopped' });
    });

    test('keeps a question where the bot may not write, and answers there once it may', async () => {
      const hand = bot.model.handwritten();
      const seen = ['ViewChannel', 'ReadMessageHistory'] as const;
      bot.channel.guild?.setBotPermissions(bot.channel, [...seen]);
      const asked = bot.ada.send(bot.channel, { content: `${mention()} Can you write here?` });
      const answer = await hand.next();
      answer.write('No');
      await answer.closed;
      expect(await bot.turnEnded(bot.ada, asked.id)).toMatchObject({
        question: 'Can you write here?',
        status: 'stopped',
      });
      bot.channel.guild?.setBotPermissions(bot.channel, [...seen, 'SendMessages']);
      const next = bot.ada.send(bot.channel, { content: `${mention()} And now?` });
      const written = await hand.next();
      written.write('Now I can.');
      written.end();
      await bot.answers(next, 'Now I can.');
      expect(bot.ada.sees(bot.channel).some(({ repliesTo }) => repliesTo === asked)).toBe(false);
    });

    test('stops the model when its answer is deleted while it is written', async () => {
      const hand = bot.model.handwritten();
      const asked = bot.ada.send(bot.channel, { content: `${mention()} On and on?` });
      const answer = await hand.next();
      answer.write('On and ');
      const reply = await bot.repliesTo(asked, 'On and');
      bot.ada.deleteMessage(reply);
      answer.write('on');
      await answer.closed;
      expect(await bot.turnEnded(bot.ada, asked.id)).toMatchObject({ status: 'stopped' });
    });

    test('goes on after a restart, with all that was said', async () => {
      bot.model.answers('Before.');
      await bot.answers(bot.ada.send(dm, { content: 'One?' }), 'Before.');
      await bot.stopBot();
      await bot.startBot();
      bot.model.answers('After.');
      await bot.answers(bot.ada.send(dm, { content: 'Two?' }), 'After.');
      const contents = bot.model
        .requests()
        .at(-1)
        ?.map(({ content }) => content);
      expect(contents?.slice(2)).toEqual(['One?', 'Before.', 'Two?']);
    });

    test('keeps what was written while the bot stops, to be asked again', async () => {
      const hand = bot.model.handwritten();
      const first = bot.ada.send(dm, { content: 'One?' });
      const answer = await hand.next();
      answer.write('Half');
      await bot.repliesTo(first, 'Half');
      const second = bot.ada.send(dm, { content: 'Two?' });
      // Discord delivers in order: with this, the message has come as well.
      await bot.shown(await bot.ben.runCommand('help', {}, bot.channel));
      await bot.stopBot();
      const note = await bot.answers(second, /I had to stop here/);
      await bot.startBot();
      bot.model.answers('Whole.');
      await bot.ended(await bot.ada.click(note, 'Try again'), 'Whole.');
      expect(bot.model.lastAsked()).toBe('Two?');
    });

    test('that the model fails in can be tried again below the message', async () => {
      bot.model.refuses(500);
      const asked = bot.ada.send(dm, { content: 'Well?' });
      const note = await bot.answers(asked, `-# ${en.failure.overloaded}`);
      bot.model.answers('Now.');
      await bot.ended(await bot.ada.click(note, 'Try again'), 'Now.');
      expect(bot.model.lastAsked()).toBe('Well?');
    });
  });

  describe.skipIf(!kind.available)(`the limits of a conversation, on ${kind.name}`, () => {
    let bot: Confidant;

    afterEach(() => bot.stop());

    /** Asks one question that is answered, and another one right afterwards. */
    const askTwice = async (limits: Partial<LimitSettings>) => {
      bot = await Confidant.start(kind, { limits });
      const dm = bot.dm(bot.ada);
      await bot.setUp(bot.ada);
      bot.model.answers('An answer.');
      await bot.answers(bot.ada.send(dm, { content: 'One?' }), 'An answer.');
      return { dm, second: bot.ada.send(dm, { content: 'Two?' }) };
    };

    test('a pause between two questions is waited out without a word, with what comes meanwhile', async () => {
      const { dm } = await askTwice({ cooldownSeconds: 2 });
      const third = bot.ada.send(dm, { content: 'Three?' });
      await bot.answers(third, 'An answer.');
      expect(bot.model.lastAsked()).toBe('Two?\nThree?');
      expect(bot.ada.sees(dm)).toHaveLength(5);
    });

    test('a long pause is said', async () => {
      const { second } = await askTwice({ cooldownSeconds: 60 });
      await bot.answers(second, /you can ask again in \d+ seconds/);
      expect(bot.model.requests()).toHaveLength(1);
    });

    test('the end of the questions of a day is said', async () => {
      const { second } = await askTwice({ dailyLimit: 1 });
      await bot.answers(second, /as often as I can answer in a day/);
      expect(bot.model.requests()).toHaveLength(1);
    });
  });
}

describe('a message that the store cannot take', () => {
  test.each([
    [
      'what is known of its writer',
      (store: Store) => withMethods(store, { findSettings: failing }),
    ],
    ['the question', (store: Store) => withMethods(store, { beginTurn: failing })],
  ])('is answered by an apology (%s)', async (_, wrapStore) => {
    const bot = await Confidant.start(sqlite, { wrapStore });
    await bot.store.saveProfile(bot.ada.id, {
      name: 'Ada',
      age: 29,
      gender: 'woman',
      interests: [],
    });
    const asked = bot.ada.send(bot.dm(bot.ada), { content: 'Lost?' });
    await bot.answers(asked, en.failure.internal);
    expect(bot.model.requests()).toEqual([]);
    await bot.stop();
  });
});

test('a message that has to wait and cannot be kept meanwhile is answered by an apology, and the next one as ever', async () => {
  let isFull = true;
  const bot = await Confidant.start(sqlite, {
    wrapStore: (store) =>
      withMethods(store, {
        takeLease: (lease, place) =>
          isFull && lease.turnId.startsWith('message:') ? failing() : store.takeLease(lease, place),
      }),
  });
  await bot.setUp(bot.ada);
  const dm = bot.dm(bot.ada);
  const hand = bot.model.handwritten();
  const first = bot.ada.send(dm, { content: 'One?' });
  const answer = await hand.next();
  answer.write('Here');
  await bot.repliesTo(first, 'Here');
  const second = bot.ada.send(dm, { content: 'Two?' });
  await bot.answers(second, en.failure.internal);
  isFull = false;
  const third = bot.ada.send(dm, { content: 'Three?' });
  answer.end();
  bot.model.answers('And here.');
  await bot.answers(third, 'And here.');
  expect(bot.model.lastAsked()).toBe('Three?');
  await bot.stop();
});
