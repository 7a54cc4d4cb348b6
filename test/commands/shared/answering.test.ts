import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Interaction } from '../../../playground/discord/index.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { buttonsOf } from '../../support/buttons.ts';
import { Confidant } from '../../support/confidant.ts';
import { databaseKinds, sqlite, withMethods } from '../../support/databases.ts';

const WORDS = 'Look at what they do, not only at what they say. ';

const contents = (asked: Interaction) => asked.messages().map(({ sentContent }) => sentContent);

describe('the reply to a question', () => {
  let bot: Confidant;

  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
  });
  afterEach(() => bot.stop());

  test.each([
    ['private', {}, true],
    ['public', { private: false }, false],
  ])(
    'of more than 2,000 characters is whole, in order, and %s to its end',
    async (_, options, ephemeral) => {
      const text = `${`${WORDS.repeat(8)}\n\n`.repeat(12)}💘 The end.`;
      bot.model.answers(text, { chunkSize: 400 });
      const asked = await bot.ask(bot.ada, 'Tell me all', bot.channel, options);
      await bot.discord.until(() => contents(asked).join('') === text, { what: 'the whole text' });
      const messages = asked.messages();
      expect(messages.length).toBeGreaterThan(2);
      for (const message of messages) {
        expect(Array.from(message.sentContent).length).toBeLessThanOrEqual(2_000);
        expect(message.ephemeral).toBe(ephemeral);
      }
    },
  );

  test('of 2,000 emoji is one message, and one more makes two', async () => {
    bot.model.answers('💘'.repeat(2_000), { chunkSize: 2_000 });
    await bot.answered(bot.ada, 'Love?', '💘'.repeat(2_000));
    bot.model.answers('💘'.repeat(2_001), { chunkSize: 2_000 });
    const asked = await bot.ask(bot.ada, 'More?');
    await bot.discord.until(() => contents(asked).length === 2);
    expect(contents(asked)).toEqual(['💘'.repeat(2_000), '💘']);
  });

  test('notifies nobody, whoever it mentions', async () => {
    const text = `Ask <@${bot.ben.id}>, @everyone.`;
    const long = `${WORDS.repeat(50)}${text}`;
    bot.model.answers(long, { chunkSize: 500 });
    const asked = await bot.ask(bot.ada, 'Who?', bot.channel, { private: false });
    await bot.discord.until(() => contents(asked).join('') === long);
    for (const message of asked.messages()) expect(message.mentions).toEqual([]);
  });

  test('comes once when Discord delivers the question twice', async () => {
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Once?');
    bot.discord.redeliver(asked);
    const answer = await hand.next();
    bot.discord.redeliver(asked);
    answer.write('Once.');
    answer.end();
    await bot.ended(asked, 'Once.');
    bot.discord.redeliver(asked);
    bot.model.answers('The next.');
    await bot.answered(bot.ada, 'Next?', 'The next.');
    expect(bot.model.requests()).toHaveLength(1);
    expect(asked.messages().map(({ content }) => content)).toEqual(['Once.']);
    expect(await bot.store.recentTurns(bot.ada.id, 9)).toHaveLength(2);
  });

  test('that is deleted while it is written stops the model, and the turn is kept as stopped', async () => {
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Too much?', bot.channel, { private: false });
    const answer = await hand.next();
    answer.write('Some ');
    const reply = await bot.shows(asked, 'Some');
    bot.ada.deleteMessage(reply);
    answer.write('words');
    await answer.closed;
    const ended = await bot.turnEnded(bot.ada, asked.id);
    expect(ended).toMatchObject({ status: 'stopped', answer: 'Some words' });
  });

  test.each([
    ['private one goes on in the asker’s direct messages', true],
    ['public one goes on in the channel', false],
  ])('that outlives its interaction’s token goes on: a %s', async (_, isPrivate) => {
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'How long?', bot.channel, { private: isPrivate });
    const answer = await hand.next();
    answer.write('First words. ');
    await bot.shows(asked, 'First words.');
    bot.discord.expireToken(asked);
    answer.write('Then the rest.');
    const place = isPrivate ? bot.dm(bot.ada) : bot.channel;
    const rest = await bot.discord.until(() =>
      bot.ada.sees(place).find(({ content }) => content.startsWith('Then the rest.')),
    );
    answer.end();
    await bot.discord.until(() => rest.content === 'Then the rest.');
    expect(bot.ben.sees(bot.channel).length > 0).toBe(!isPrivate);
    expect(await bot.turnEnded(bot.ada, asked.id)).toMatchObject({
      status: 'complete',
      answer: 'First words. Then the rest.',
    });
  });

  test('that outlives its interaction’s token where the bot may not write stops the model', async () => {
    bot.ada.acceptsDirectMessages = false;
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'How long?');
    const answer = await hand.next();
    bot.discord.expireToken(asked);
    answer.write('Too late');
    await answer.closed;
    expect(await bot.turnEnded(bot.ada, asked.id)).toMatchObject({ status: 'stopped' });
  });

  test('can be stopped by its asker: its words stay, and can be gone on with', async () => {
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'On and on?', bot.channel, { private: false });
    const answer = await hand.next();
    answer.write('On and on and ');
    const reply = await bot.shows(asked, 'On and on and');
    await bot.shows(await bot.ben.click(reply, 'Stop'), /Only the person who asked/);
    await bot.ada.click(reply, 'Stop');
    await answer.closed;
    await bot.shows(asked, 'On and on and\n\n-# Stopped.');
    expect(buttonsOf(reply)).toEqual(['Continue', 'Try again']);
    expect(await bot.turnEnded(bot.ada, asked.id)).toMatchObject({
      status: 'stopped',
      answer: 'On and on and ',
    });
  });

  test('of a question that Discord’s trouble kept from being acknowledged at once comes all the same', async () => {
    bot.model.answers('Here.');
    bot.discord.faults.add({ method: 'POST', route: /callback/, status: 503, times: 1 });
    await bot.answered(bot.ada, 'Are you there?', 'Here.');
    const lost = {
      method: 'POST',
      route: /callback/,
      reset: true,
      applied: true,
      times: 1,
    } as const;
    bot.discord.faults.add(lost);
    await bot.answered(bot.ada, 'And now?', 'Here.');
    expect(bot.model.requests()).toHaveLength(2);
  });
});

describe('a question whose acknowledgement Discord takes, and the bot never hears of', () => {
  let bot: Confidant;

  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
  });
  afterEach(() => bot.stop());

  test.each([
    ['is slow each time', { delayMs: 1_200 }],
    ['breaks off each time', { reset: true, applied: true }],
    ['is a gateway’s error each time', { status: 502, applied: true }],
  ] as const)(
    'is answered all the same: it %s',
    async (_, how) => {
      bot.discord.faults.add({ method: 'POST', route: /callback/, ...how });
      bot.model.answers('Here.');
      await bot.answered(bot.ada, 'Are you there?', 'Here.');
      expect(bot.model.requests()).toHaveLength(1);
    },
    20_000,
  );

  test('or does not take either, is answered in the asker’s direct messages', async () => {
    bot.discord.faults.add({ method: 'POST', route: /callback/, reset: true });
    bot.model.answers('Here.');
    await bot.ada.runCommand('advice', { question: 'Well?' }, bot.channel);
    const isAnswer = () => bot.ada.sees(bot.dm(bot.ada)).some(({ content }) => content === 'Here.');
    await bot.discord.until(isAnswer, { what: 'the answer' });
    await expect.poll(() => bot.store.leases()).toEqual([]);
  }, 20_000);
});

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`deleting everything on ${kind.name}`, () => {
    test('while an answer is written leaves nothing behind', async () => {
      const bot = await Confidant.start(kind);
      await bot.setUp(bot.ada);
      const hand = bot.model.handwritten();
      const asked = await bot.ask(bot.ada, 'Keep this?');
      const answer = await hand.next();
      answer.write('Some words');
      const reply = await bot.shows(asked, 'Some words');
      const confirm = await bot.shown(await bot.ada.runCommand('profile delete', {}, bot.channel));
      await bot.ada.click(confirm, 'Delete everything');
      await answer.closed;
      await bot.discord.until(() => confirm.content.includes('all deleted'));
      await bot.shows(asked, 'Some words\n\n-# Stopped.');
      expect(await bot.store.findProfile(bot.ada.id)).toBeNull();
      expect(await bot.store.recentTurns(bot.ada.id, 9)).toEqual([]);
      expect(reply.components).toEqual([]);
      await bot.stop();
    });
  });
}

describe('Discord’s trouble', () => {
  let bot: Confidant;

  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
  });
  afterEach(() => bot.stop());

  test.each([{ status: 500 }, { reset: true as const }])(
    'does not swallow a note (%o)',
    async (fault) => {
      bot.discord.faults.add({ method: 'PATCH', route: /messages/, times: 1, ...fault });
      const note = await bot.shows(await bot.ask(bot.ada, 'Well?'), /who I am talking to/);
      expect(await bot.ada.click(note, 'Set up my profile')).toBeDefined();
    },
  );

  test('of delivering a question once more, after its answer, changes nothing', async () => {
    await bot.setUp(bot.ada);
    bot.model.answers('Once.');
    const asked = await bot.ask(bot.ada, 'Once?');
    const reply = await bot.shows(asked, 'Once.');
    const { requests } = bot.discord.stats;
    bot.discord.redeliver(asked);
    await bot.discord.until(() => bot.discord.stats.requests > requests);
    bot.model.answers('Twice.');
    await bot.answered(bot.ada, 'And now?', 'Twice.');
    expect(reply.content).toBe('Once.');
    expect(await bot.store.recentTurns(bot.ada.id, 9)).toHaveLength(2);
  });
});

describe('a store in trouble', () => {
  test('that is slow does not delay the acknowledgement', async () => {
    const gate = Promise.withResolvers<void>();
    const wrapStore = (store: Store) =>
      withMethods(store, {
        findProfile: async (userId) => {
          await gate.promise;
          return store.findProfile(userId);
        },
      });
    const bot = await Confidant.start(sqlite, { wrapStore });
    const asked = await bot.ask(bot.ada, 'Slow?');
    expect((await asked.reply()).thinking).toBe(true);
    gate.resolve();
    await bot.shows(asked, /who I am talking to/);
    await bot.stop();
  });

  test('that refuses a question gives its words back, privately', async () => {
    const bot = await Confidant.start(sqlite, {
      wrapStore: (store) =>
        withMethods(store, { beginTurn: () => Promise.reject(new Error('disk full')) }),
    });
    await bot.setUp(bot.ada);
    const asked = await bot.ask(bot.ada, 'Lost?', bot.channel, { private: false });
    const note = await bot.shows(asked, /went wrong on my side/);
    expect(note.ephemeral).toBe(true);
    expect(note.content).toContain('Lost?');
    expect(bot.ben.sees(bot.channel)).toEqual([]);
    await bot.stop();
  });

  test('that cannot keep an answer does not keep the person from reading it, and keeps it later', async () => {
    let isFull = true;
    const bot = await Confidant.start(sqlite, {
      wrapStore: (store) =>
        withMethods(store, {
          endTurn: (userId, id, end) =>
            isFull ? Promise.reject(new Error('disk full')) : store.endTurn(userId, id, end),
        }),
    });
    await bot.setUp(bot.ada);
    bot.model.answers('Read this.');
    await bot.answered(bot.ada, 'Well?', 'Read this.');
    expect(bot.logs.join('')).toMatch(/the end of a turn.*could not be stored; trying on/);
    isFull = false;
    await bot.stopBot();
    expect(await bot.store.recentTurns(bot.ada.id, 9)).toMatchObject([
      { status: 'complete', answer: 'Read this.' },
    ]);
    await bot.stop();
  });
});
