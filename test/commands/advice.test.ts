import { InteractionType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Message, Person } from '../../playground/discord/index.ts';
import { Confidant } from '../support/confidant.ts';
import { databaseKinds, sqlite } from '../support/databases.ts';

describe('who sees the answer to /advice', () => {
  let bot: Confidant;

  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
    bot.model.answers('An answer.');
  });
  afterEach(() => bot.stop());

  const answerIn = async (where: Channel, options = {}, person: Person = bot.ada) =>
    bot.shows(await bot.ask(person, 'Well?', where, options), 'An answer.');

  const inGroup = () => {
    const cleo = bot.discord.createPerson({ username: 'cleo' });
    return bot.discord.privateChannel([bot.ada, bot.ben, cleo]);
  };

  test('in a server only the asker sees it', async () => {
    expect((await answerIn(bot.channel)).ephemeral).toBe(true);
    expect((await answerIn(bot.channel, { private: true })).ephemeral).toBe(true);
    expect(bot.ben.sees(bot.channel)).toEqual([]);
  });

  test('in a server everyone sees it with private: False', async () => {
    const reply = await answerIn(bot.channel, { private: false });
    expect(bot.ben.sees(bot.channel)).toEqual([reply]);
  });

  test('in the bot’s direct messages it is an ordinary message', async () => {
    expect((await answerIn(bot.dm(bot.ada))).ephemeral).toBe(false);
    expect((await answerIn(bot.dm(bot.ada), { private: true })).ephemeral).toBe(false);
  });

  test('between two people only the asker sees it', async () => {
    bot.ada.userInstalled = true;
    const pair = bot.discord.privateChannel([bot.ada, bot.ben]);
    expect((await answerIn(pair)).ephemeral).toBe(true);
    expect(bot.ben.sees(pair)).toEqual([]);
  });

  test('where Discord does not say what place it is, only the asker sees it', async () => {
    const group = inGroup();
    const { id, name, type } = bot.discord.commands
      .list(undefined)
      .find((c) => c.name === 'advice')!;
    bot.model.answers('Between us.');
    await bot.setUp(bot.ada);
    const asked = bot.discord.forge({
      type: InteractionType.ApplicationCommand,
      person: bot.ada,
      channel: group,
      data: { id, name, type, options: [{ name: 'question', type: 3, value: 'Who reads this?' }] },
      override: { context: undefined },
    });
    expect((await bot.shows(asked, 'Between us.')).ephemeral).toBe(true);
  });

  test('in a group only the asker sees it, unless they want it otherwise', async () => {
    bot.ada.userInstalled = true;
    const group = inGroup();
    expect((await answerIn(group)).ephemeral).toBe(true);
    const shown = await answerIn(group, { private: false });
    expect(bot.ben.sees(group)).toEqual([shown]);
  });

  test('in a server without the bot, someone who brought it along gets an answer', async () => {
    bot.ada.userInstalled = true;
    const elsewhere = bot.discord
      .createGuild({ name: 'Elsewhere', botInstalled: false })
      .createTextChannel({ name: 'talk' });
    expect((await answerIn(elsewhere)).ephemeral).toBe(true);
  });
});

describe('what /advice takes', () => {
  let bot: Confidant;

  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
    bot.model.answers('An answer.');
  });
  afterEach(() => bot.stop());

  test.each([
    ['1,500 characters', 'x'.repeat(1_500)],
    ['1,500 emoji', '💘'.repeat(1_500)],
    ['1,500 characters with space around them', `  \n${'x'.repeat(1_500)}\n  `],
  ])('%s are answered', async (_, question) => {
    await bot.answered(bot.ada, question, 'An answer.');
    expect(bot.model.requests()[0]?.at(-1)?.content).toBe(question.trim());
  });

  test('1,501 characters are given back as question.txt, also when the answer was to be public', async () => {
    const question = 'é'.repeat(1_501);
    const asked = await bot.ask(bot.ada, question, bot.channel, { private: false });
    const note = await bot.shows(asked, /1501 characters/);
    expect(note.ephemeral).toBe(true);
    expect(note.attachments.map(({ filename }) => filename)).toEqual(['question.txt']);
    const file = await fetch(note.attachments[0]?.url ?? '');
    expect(await file.text()).toBe(question);
  });

  test.each([
    ['a blank character', '\u2800'],
    ['zero-width characters', '\u200B\u200D\u2060'],
    ['marks of direction', '\u202E\u202C\u2066\u2069'],
  ])('a question of nothing but %s gets a note, and none of its cost', async (_, blank) => {
    await bot.shows(await bot.ask(bot.ada, blank), /empty/);
    expect(await bot.store.recentTurns(bot.ada.id, 9)).toEqual([]);
    expect(bot.model.requests()).toEqual([]);
  });

  test('a hand-made question without text is apologised for', async () => {
    const { id, name, type } = bot.discord.commands
      .list(undefined)
      .find((command) => command.name === 'advice')!;
    const forged = bot.discord.forge({
      type: InteractionType.ApplicationCommand,
      person: bot.ada,
      channel: bot.channel,
      data: { id, name, type, options: [] },
    });
    const note = await bot.shows(forged, /went wrong/);
    expect(note.ephemeral).toBe(true);
  });
});

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`how often someone may ask, on ${kind.name}`, () => {
    let bot: Confidant;

    const start = async (limits: { cooldownSeconds?: number; dailyLimit?: number }) => {
      bot = await Confidant.start(kind, { limits });
      await bot.setUp(bot.ada);
      bot.model.answers('An answer.');
    };
    afterEach(() => bot.stop());

    const refused = async (sentence: RegExp): Promise<Message> => {
      const asked = await bot.ask(bot.ada, 'And\nthen?', bot.channel, { private: false });
      const note = await bot.shows(asked, sentence);
      expect(note.ephemeral).toBe(true);
      expect(note.content).toContain('And');
      expect(note.content).toContain('then?');
      expect(bot.ben.sees(bot.channel)).toEqual([]);
      expect(await bot.store.recentTurns(bot.ada.id, 9)).toHaveLength(1);
      return note;
    };

    test('asked again too soon, they are told privately how long to wait, and get their words back', async () => {
      await start({ cooldownSeconds: 60 });
      await bot.answered(bot.ada, 'One?', 'An answer.');
      const note = await refused(/you can ask again in \d+ seconds/);
      expect(Number(/in (\d+) seconds/.exec(note.content)?.[1])).toBeLessThanOrEqual(60);
    });

    test('after the last question of the day they are told privately when to come back', async () => {
      await start({ dailyLimit: 1 });
      await bot.answered(bot.ada, 'One?', 'An answer.');
      const note = await refused(/as often as I can answer/);
      const at = Number(/<t:(\d+):R>/.exec(note.content)?.[1]) * 1_000;
      expect(at - Date.now()).toBeGreaterThan(86_000_000);
      expect(at - Date.now()).toBeLessThan(86_500_000);
    });

    test('a question that could not be answered does not count: they may try again at once', async () => {
      await start({ cooldownSeconds: 60, dailyLimit: 1 });
      bot.model.refuses(500);
      const failed = await bot.shows(await bot.ask(bot.ada, 'One?'), /having trouble/);
      bot.model.answers('An answer.');
      const again = await bot.ada.click(failed, 'Try again');
      expect((await bot.shows(again, 'An answer.')).sentContent).toBe('An answer.');
    });

    test('one person’s limit is not another’s, and a restart resets nobody’s', async () => {
      await start({ dailyLimit: 1 });
      await bot.answered(bot.ada, 'One?', 'An answer.');
      await bot.stopBot();
      await bot.startBot();
      await refused(/as often as I can answer/);
      await bot.setUp(bot.ben);
      await bot.answered(bot.ben, 'Me?', 'An answer.');
      expect(await bot.store.recentTurns(bot.ben.id, 9)).toHaveLength(1);
    });
  });
}

describe('two questions at once', () => {
  let bot: Confidant;

  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
  });
  afterEach(() => bot.stop());

  test.each([false, true])(
    'the second gets a private note with its words (private: %s)',
    async (isPrivate) => {
      const hand = bot.model.handwritten();
      const first = await bot.ask(bot.ada, 'One?', bot.channel, { private: isPrivate });
      const answer = await hand.next();
      const second = await bot.ask(bot.ada, 'Two?', bot.channel, { private: isPrivate });
      const note = await bot.shows(second, /still writing/);
      expect(note.content).toContain('> Two?');
      expect(note.ephemeral).toBe(true);
      answer.write('First.');
      answer.end();
      await bot.ended(first, 'First.');
      expect(await bot.store.recentTurns(bot.ada.id, 9)).toHaveLength(1);
      bot.model.answers('Second.');
      await bot.answered(bot.ada, 'Two?', 'Second.');
    },
  );

  test('a question of many lines is given back too', async () => {
    const hand = bot.model.handwritten();
    await bot.ask(bot.ada, 'One?');
    const answer = await hand.next();
    const question = Array.from({ length: 700 }, (_, n) => n % 10).join('\n');
    const note = await bot.shows(await bot.ask(bot.ada, question), /still writing/);
    expect(note.content).toContain(question.slice(-9));
    answer.end();
  });

  test('two people are answered side by side', async () => {
    await bot.setUp(bot.ben);
    const hand = bot.model.handwritten();
    const ada = await bot.ask(bot.ada, 'Ada’s?');
    const toAda = await hand.next();
    const ben = await bot.ask(bot.ben, 'Ben’s?');
    const toBen = await hand.next();
    toBen.write('For Ben.');
    toBen.end();
    await bot.shows(ben, 'For Ben.');
    toAda.write('For Ada.');
    toAda.end();
    const reply = await bot.shows(ada, 'For Ada.');
    expect(bot.ben.sees(bot.channel)).not.toContain(reply);
  });
});
