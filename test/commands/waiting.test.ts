import { GatewayDispatchEvents } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import type { Store } from '../../src/services/store/store.ts';
import { buttonsOf } from '../support/buttons.ts';
import { ADA, Confidant } from '../support/confidant.ts';
import { databaseKinds, sqlite, withMethods } from '../support/databases.ts';

const PNG = { name: 'chat.png', contentType: 'image/png' };

let bot: Confidant;

const send = (content: string, count = 0): Message =>
  bot.ada.send(bot.dm(bot.ada), {
    content,
    attachments: Array.from({ length: count }, () => ({ ...PNG, data: Buffer.from('\x89PNG') })),
  });

/** Writes a message that waits; resolves with what the bot says to it. */
const wait = async (content: string, isFirst = false): Promise<Message> =>
  bot.answers(send(content), isFirst ? en.advice.noProfile : en.advice.goesAlong);

const cameTwice = () => bot.logs.filter((line) => line.includes('came twice')).length;
const deliverAgain = async (message: Message) => {
  const before = cameTwice();
  bot.discord.dispatch({
    event: GatewayDispatchEvents.MessageCreate,
    guildId: undefined,
    data: { ...message.toAPI(), channel_type: message.channel.type },
  });
  await bot.discord.until(() => cameTwice() > before, { what: 'a message that came twice' });
};

/** Afterwards the client remembers no message that it was delivered. */
const restart = async () => {
  await bot.stopBot();
  await bot.startBot();
};

const openFrom = async (note: Message) => (await bot.ada.click(note, en.advice.setUp)).modal();
const turns = async () => bot.store.turns(bot.ada.id, await bot.store.turnIds(bot.ada.id));
const questions = () => bot.model.requests().map((messages) => messages.at(-1)?.content);
const start = async (
  kind: (typeof databaseKinds)[number],
  options: Parameters<typeof Confidant.start>[1] = {},
) => {
  bot = await Confidant.start(kind, options);
  bot.model.answers((messages) => `Re: ${messages.at(-1)?.content}`);
};

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`several messages before my profile on ${kind.name}`, () => {
    beforeEach(() => start(kind));
    afterEach(() => bot.stop());

    test('are one question once I have a profile, whichever button I click', async () => {
      const first = await wait('I like somebody.', true);
      const second = await wait('She is a colleague.');
      expect(buttonsOf(second)).toEqual([en.advice.setUp]);
      const last = send('What now?');
      await bot.answers(last, en.advice.goesAlong);
      const whole = 'I like somebody.\nShe is a colleague.\nWhat now?';
      await bot.ended(await (await openFrom(first)).submit(ADA), `Re: ${whole}`);
      expect(questions()).toEqual([whole]);
      const [one, two, three] = await turns();
      expect(three).toMatchObject({ id: last.id, question: whole, status: 'complete' });
      for (const turn of [one, two])
        expect(turn).toMatchObject({ status: 'stopped', answer: '', replacedBy: last.id });
      expect(await bot.store.recentTurns(bot.ada.id, 9)).toHaveLength(1);
    });

    test('are still there after a restart, and Discord may deliver them twice', async () => {
      await wait('One?', true);
      const note = await wait('Two?');
      await restart();
      const written = bot.ada.sees(bot.dm(bot.ada)).filter(({ person }) => person);
      for (const message of written) await deliverAgain(message);
      await bot.ended(await (await openFrom(note)).submit(ADA), 'Re: One?\nTwo?');
      await restart();
      for (const message of written) await deliverAgain(message);
      await bot.answers(send('And now?'), 'Re: And now?');
      expect(questions()).toEqual(['One?\nTwo?', 'And now?']);
      expect(await turns()).toHaveLength(3);
    });

    test('are answered once when I send the form twice at once', async () => {
      await wait('One?', true);
      const note = await wait('Two?');
      const forms = [await openFrom(note), await openFrom(note)];
      const [first, second] = await Promise.all(forms.map((form) => form.submit(ADA)));
      const isAnswered = () =>
        [first, second].some((sent) =>
          sent?.messages().some(({ content }) => content === 'Re: One?\nTwo?'),
        );
      await bot.discord.until(isAnswered, { what: 'the answer' });
      await bot.answers(send('And now?'), 'Re: And now?');
      expect(questions()).toEqual(['One?\nTwo?', 'And now?']);
    });

    test('that are more than one question may have are answered one after the other', async () => {
      const long = 'x'.repeat(1_999);
      bot.model.answers((messages) => `Re: ${messages.at(-1)?.content.slice(-9)}`);
      await wait(`${long}1`, true);
      await wait(`${long}2`);
      const note = await wait('And this?');
      const sent = await (await openFrom(note)).submit(ADA);
      await bot.ended(sent, 'Re: And this?');
      expect(questions()).toEqual([`${long}1`, `${long}2\nAnd this?`]);
    });

    test('that are more than one question may have wait out a pause between two without a word', async () => {
      await bot.stop();
      await start(kind, { limits: { cooldownSeconds: 1 } });
      bot.model.answers('Well.');
      await wait(`${'x'.repeat(1_999)}1`, true);
      await wait(`${'x'.repeat(1_999)}2`);
      const note = await wait('And this?');
      const sent = await (await openFrom(note)).submit(ADA);
      const said = () => sent.messages().map(({ content }) => content);
      await bot.discord.until(() => said().length > 1 && said().at(-1) === 'Well.');
      expect(said()).toEqual(['Well.', 'Well.']);
    });
  });
}

describe('what waits for my profile', () => {
  test('is said to wait when the bot stops in a pause before it, with a way to have it answered', async () => {
    await bot.stop();
    await start(sqlite, { limits: { cooldownSeconds: 12 } });
    bot.model.answers('Well.');
    const ask = (letter: string) => bot.ask(bot.ada, letter.repeat(1_450));
    for (const letter of 'ab') await bot.shown(await ask(letter));
    const note = await bot.shown(await ask('c'));
    const sent = await (await openFrom(note)).submit(ADA);
    await bot.ended(sent, 'Well.');
    await bot.stopBot();
    const left = await bot.shows(sent, /ask again in 12 seconds/);
    expect(buttonsOf(left)).toEqual([en.advice.tryAgain]);
    const statuses = (await turns()).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual(['complete', 'stopped', 'waiting']);
    await bot.startBot();
  });

  test.each([
    ['what still waits', 'recentTurns'],
    ['what became of the first', 'findTurn'],
  ] as const)('is answered to its end although the store fails to say %s', async (_, name) => {
    await bot.stop();
    let failures = 0;
    const refuse = () => {
      failures -= 1;
      if (failures >= 0) throw new Error('away');
    };
    const wrapStore = (store: Store) =>
      withMethods(store, {
        async endTurn(...args) {
          const isEnded = await store.endTurn(...args);
          failures = 2;
          return isEnded;
        },
        async recentTurns(...args) {
          if (name === 'recentTurns') refuse();
          return store.recentTurns(...args);
        },
        async findTurn(...args) {
          if (name === 'findTurn') refuse();
          return store.findTurn(...args);
        },
      });
    await start(sqlite, { wrapStore });
    bot.model.answers((messages) => `Re: ${messages.at(-1)?.content.slice(-9)}`);
    await wait(`${'x'.repeat(1_999)}1`, true);
    await wait(`${'x'.repeat(1_999)}2`);
    const note = await wait('And this?');
    await bot.ended(await (await openFrom(note)).submit(ADA), 'Re: And this?');
    expect(questions()).toHaveLength(2);
  });

  beforeEach(() => start(sqlite));
  afterEach(() => bot.stop());

  test('takes questions along that I asked in the same place, with pictures', async () => {
    const note = await bot.answers(send('Look.', 3), en.advice.noProfile);
    await bot.shows(await bot.ask(bot.ada, 'And?', bot.dm(bot.ada)), en.advice.goesAlong);
    await bot.answers(send('More.', 2), en.advice.goesAlong);
    await (await openFrom(note)).submit(ADA);
    await bot.discord.until(() => bot.logs.some((line) => /turn (ended|failed)/.test(line)));
    const [turn] = await bot.store.recentTurns(bot.ada.id, 1);
    expect(turn?.question).toBe('Look.\nAnd?\nMore.');
    expect(turn?.pictures).toHaveLength(5);
  });

  test('is answered where it was asked, and to those alone who could read it there', async () => {
    const open = { private: false };
    await bot.shows(await bot.ask(bot.ada, 'Secret?'), en.advice.noProfile);
    const first = await bot.ask(bot.ada, 'Open?', bot.channel, open);
    const note = await bot.shows(first, en.advice.noProfile);
    await wait('Direct?', true);
    await bot.shows(await bot.ask(bot.ada, 'More?', bot.channel, open), en.advice.goesAlong);
    const answer = await bot.ended(await (await openFrom(note)).submit(ADA), 'Re: Open?\nMore?');
    expect(bot.ben.sees(bot.channel)).toEqual([answer]);
    const direct = () => bot.ada.sees(bot.dm(bot.ada)).map(({ content }) => content);
    await bot.discord.until(() => direct().includes('Re: Direct?'));
    const waiting = (await turns()).filter(({ status }) => status === 'waiting');
    expect(waiting).toMatchObject([{ question: 'Secret?' }]);
  });

  test('is what was asked where I asked last, when I run the set-up as a command', async () => {
    await wait('Direct?', true);
    await bot.shows(await bot.ask(bot.ada, 'One?'), en.advice.noProfile);
    await bot.shows(await bot.ask(bot.ada, 'Two?'), en.advice.goesAlong);
    await bot.ended(await bot.setUp(bot.ada), 'Re: One?\nTwo?');
    expect(questions()).toEqual(['One?\nTwo?']);
  });

  test('can be asked again when the model fails, all of it', async () => {
    await wait('One?', true);
    const note = await wait('Two?');
    bot.model.refuses(500);
    const failed = await bot.shows(await (await openFrom(note)).submit(ADA), /kept/);
    bot.model.answers((messages) => `Re: ${messages.at(-1)?.content}`);
    await bot.ended(await bot.ada.click(failed, en.advice.tryAgain), 'Re: One?\nTwo?');
    expect(await bot.store.answeredTurns(bot.ada.id, 9)).toMatchObject([
      { question: 'One?\nTwo?', status: 'complete' },
    ]);
  });

  test('is taken in one piece although the store hesitates to say what went along', async () => {
    await bot.stop();
    let failures = 2;
    const wrapStore = (store: Store) =>
      withMethods(store, {
        joinTurn: (...args) => {
          failures -= 1;
          return failures >= 0 ? Promise.reject(new Error('disk')) : store.joinTurn(...args);
        },
      });
    bot = await Confidant.start(sqlite, { wrapStore });
    bot.model.answers((messages) => `Re: ${messages.at(-1)?.content}`);
    await wait('One?', true);
    const note = await wait('Two?');
    await bot.ended(await (await openFrom(note)).submit(ADA), 'Re: One?\nTwo?');
    expect(questions()).toEqual(['One?\nTwo?']);
    expect(await bot.store.recentTurns(bot.ada.id, 9)).toHaveLength(1);
  });

  test('that cannot be taken now can be asked again, however long it is', async () => {
    await bot.stop();
    let isBroken = true;
    const wrapStore = (store: Store) =>
      withMethods(store, {
        resumeTurn: (...args) =>
          isBroken ? Promise.reject(new Error('disk')) : store.resumeTurn(...args),
      });
    bot = await Confidant.start(sqlite, { wrapStore });
    bot.model.answers('Well.');
    await wait('x'.repeat(1_900), true);
    const note = await wait('y'.repeat(1_900));
    const sent = await (await openFrom(note)).submit(ADA);
    const refused = await bot.shows(sent, en.failure.internal);
    isBroken = false;
    await bot.shows(await bot.ada.click(refused, en.advice.tryAgain), 'Well.');
    expect(questions()).toEqual([`${'x'.repeat(1_900)}\n${'y'.repeat(1_900)}`]);
  });

  test('and did not fit into one question is all answered by [Try again], also by a store that hesitates', async () => {
    await bot.stop();
    let isBroken = true;
    let failures = 0;
    const wrapStore = (store: Store) =>
      withMethods(store, {
        async resumeTurn(...args) {
          if (isBroken) throw new Error('disk');
          return store.resumeTurn(...args);
        },
        async endTurn(...args) {
          const isEnded = await store.endTurn(...args);
          failures = 1;
          return isEnded;
        },
        async recentTurns(...args) {
          failures -= 1;
          if (failures >= 0) throw new Error('away');
          return store.recentTurns(...args);
        },
      });
    bot = await Confidant.start(sqlite, { wrapStore });
    bot.model.answers((messages) => `Re: ${messages.at(-1)?.content.slice(-9)}`);
    await wait(`${'x'.repeat(1_999)}1`, true);
    await wait(`${'x'.repeat(1_999)}2`);
    const note = await wait('And this?');
    const sent = await (await openFrom(note)).submit(ADA);
    const refused = await bot.shows(sent, en.failure.internal);
    isBroken = false;
    const again = await bot.ada.click(refused, en.advice.tryAgain);
    await bot.ended(again, 'Re: And this?');
    expect(questions()).toHaveLength(2);
  });

  test('is about the answer that I replied to without a word, too', async () => {
    await bot.stop();
    const lines: Message[] = [];
    let areBoth = true;
    const wrapStore = (store: Store) =>
      withMethods(store, {
        async findSettings(userId) {
          if (!areBoth) await bot.discord.until(() => lines.length === 2);
          return store.findSettings(userId);
        },
      });
    bot = await Confidant.start(sqlite, { wrapStore });
    bot.model.answers('Take flowers.');
    await bot.setUp(bot.ben);
    const mention = (content: string) => ({
      content: `<@${bot.discord.applicationId}> ${content}`,
    });
    const asked = bot.ben.send(bot.channel, mention('What now?'));
    const replyTo = await bot.answers(asked, 'Take flowers.');
    areBoth = false;
    lines.push(bot.ada.send(bot.channel, { ...mention(''), replyTo }));
    lines.push(bot.ada.send(bot.channel, mention('What does that mean?')));
    const note = await bot.answers(lines[1]!, en.advice.noProfile);
    await bot.ended(await (await openFrom(note)).submit(ADA), 'Take flowers.');
    expect(questions().at(-1)).toMatch(/> Take flowers\.[^]*What does that mean\?$/);
  });
});
