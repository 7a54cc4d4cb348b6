import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message, Person } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import { ANSWER_BUTTONS, buttonsOf } from '../support/buttons.ts';
import { ADA, Confidant } from '../support/confidant.ts';
import { databaseKinds } from '../support/databases.ts';
import { dataUrl, picture } from '../support/pictures.ts';

interface Body {
  messages: { content: unknown }[];
}

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`“Get advice” on a message, on ${kind.name}`, () => {
    let bot: Confidant;

    beforeEach(async () => {
      bot = await Confidant.start(kind);
      await bot.setUp(bot.ada);
      bot.model.answers('It reads friendly.');
    });
    afterEach(() => bot.stop());

    const getAdvice = (message: Message, by: Person = bot.ada) =>
      by.runMessageCommand('Get advice', message);
    const lastAsked = () => (bot.model.bodies().at(-1) as Body).messages.at(-1)?.content;

    test('says how it reads, to the one who asks alone', async () => {
      const message = bot.ben.send(bot.channel, { content: 'Busy this week,\nmaybe next?' });
      const reply = await bot.ended(await getAdvice(message), 'It reads friendly.');
      expect(reply.ephemeral).toBe(true);
      expect(bot.ben.sees(bot.channel)).toEqual([message]);
      expect(lastAsked()).toBe(`${en.getAdvice.received}\n\n> Busy this week,\n> maybe next?`);
      expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
    });

    test('tells the model whether the person has got or written it', async () => {
      const own = bot.ada.send(bot.channel, { content: 'Hey, I like you.' });
      await bot.ended(await getAdvice(own), 'It reads friendly.');
      expect(lastAsked()).toBe(`${en.getAdvice.written}\n\n> Hey, I like you.`);
    });

    test('works between two people, where the bot is not', async () => {
      bot.ada.userInstalled = true;
      const pair = bot.discord.privateChannel([bot.ada, bot.ben]);
      const message = bot.ben.send(pair, { content: 'See you on Saturday?' });
      const reply = await bot.ended(await getAdvice(message), 'It reads friendly.');
      expect(reply.ephemeral).toBe(true);
      expect(bot.ben.sees(pair)).toEqual([message]);
      expect(lastAsked()).toContain('> See you on Saturday?');
    });

    test('is an ordinary answer in the bot’s direct messages', async () => {
      const message = bot.ada.send(bot.dm(bot.ada), { content: 'What now?' });
      await bot.answers(message, 'It reads friendly.');
      const reply = await bot.ended(await getAdvice(message), 'It reads friendly.');
      expect(reply.ephemeral).toBe(false);
    });

    test('looks at the pictures in it', async () => {
      const message = bot.ben.send(bot.channel, { attachments: [picture()] });
      await bot.ended(await getAdvice(message), 'It reads friendly.');
      expect(lastAsked()).toEqual([
        { type: 'text', text: en.getAdvice.received },
        { type: 'image_url', image_url: { url: dataUrl() } },
      ]);
    });

    test('reads a message that forwards another one, and looks at its pictures', async () => {
      const said = bot.ada.send(bot.channel, { content: 'I miss you', attachments: [picture()] });
      await bot.ended(await getAdvice(bot.ben.forward(said, bot.channel)), 'It reads friendly.');
      expect(lastAsked()).toEqual([
        { type: 'text', text: `${en.getAdvice.received}\n\n> I miss you` },
        { type: 'image_url', image_url: { url: dataUrl() } },
      ]);
      const shot = bot.ada.send(bot.channel, { attachments: [picture()] });
      await bot.ended(await getAdvice(bot.ben.forward(shot, bot.channel)), 'It reads friendly.');
      expect(lastAsked()).toMatchObject([{ text: en.getAdvice.received }, { type: 'image_url' }]);
    });

    test('is not given on a message with a file that it cannot look at, which only the one who asks is told', async () => {
      const attachments = [{ name: 'song.mp3', data: 'la' }, picture()];
      const message = bot.ben.send(bot.channel, { content: 'Listen', attachments });
      const asked = await getAdvice(message);
      const note = await bot.shows(asked, /cannot look at \*\*song\.mp3\*\*/);
      expect(note.content).toMatch(/copy them into .*advice/);
      expect(note.ephemeral).toBe(true);
      const pictures = Array.from({ length: 6 }, (_, n) => picture(`${n}.png`));
      const many = await getAdvice(bot.ben.send(bot.channel, { attachments: pictures }));
      await bot.shows(many, /too many pictures at once: up to 5/);
      expect(bot.model.requests()).toEqual([]);
    });

    test('says so privately where there is nothing to read, or only a file that is no picture', async () => {
      const blank = bot.ben.send(bot.channel, { content: '\u2800' });
      const nothing = await bot.shows(await getAdvice(blank), en.getAdvice.nothing);
      expect(nothing.ephemeral).toBe(true);
      const attachments = [{ name: 'song.mp3', data: 'la' }];
      const file = bot.ben.send(bot.channel, { attachments });
      const refused = await bot.shows(await getAdvice(file), /cannot look at \*\*song\.mp3\*\*/);
      expect(refused.ephemeral).toBe(true);
      expect(bot.model.requests()).toEqual([]);
    });

    test('waits for a profile like any question', async () => {
      const message = bot.ada.send(bot.channel, { content: 'Coffee?' });
      const note = await bot.shows(await getAdvice(message, bot.ben), en.advice.noProfile);
      const modal = await (await bot.ben.click(note, 'Set up my profile')).modal();
      const answer = await bot.ended(
        await modal.submit({ ...ADA, name: 'Ben' }),
        'It reads friendly.',
      );
      expect(answer.ephemeral).toBe(true);
      expect(lastAsked()).toBe(`${en.getAdvice.received}\n\n> Coffee?`);
    });

    test('is part of the history that the next question goes on from', async () => {
      const message = bot.ben.send(bot.channel, { content: 'Coffee?' });
      const reply = await bot.ended(await getAdvice(message), 'It reads friendly.');
      const modal = await (await bot.ada.click(reply, 'Follow up')).modal();
      await bot.ended(await modal.submit({ question: 'And if not?' }), 'It reads friendly.');
      const shown = bot.model
        .requests()
        .at(-1)
        ?.map(({ content }) => content);
      expect(shown?.slice(2)).toEqual([
        `${en.getAdvice.received}\n\n> Coffee?`,
        'It reads friendly.',
        'And if not?',
      ]);
    });
  });
}
