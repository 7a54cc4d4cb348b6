import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel } from '../playground/discord/index.ts';
import { en } from '../src/locales/en.ts';
import { buttonsOf } from './support/buttons.ts';
import { Confidant } from './support/confidant.ts';
import { databaseKinds } from './support/databases.ts';
import { dataUrl, picture } from './support/pictures.ts';

const MEGABYTE = 1024 * 1024;

interface Body {
  messages: { role: string; content: unknown }[];
}

const shots = (from: number) => [picture(`${from}.png`), picture(`${from + 1}.png`)];
const images = (...urls: string[]) =>
  urls.map((url) => ({ type: 'image_url', image_url: { url } }));

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`pictures of a chat, on ${kind.name}`, () => {
    let bot: Confidant;
    let dm: Channel;

    beforeEach(async () => {
      bot = await Confidant.start(kind);
      dm = bot.dm(bot.ada);
      await bot.setUp(bot.ada);
      bot.model.answers('I see.');
    });
    afterEach(() => bot.stop());

    /** What the model was asked, in all its parts. */
    const asked = (): unknown[] =>
      (bot.model.bodies() as Body[]).map(({ messages }) => messages.at(-1)?.content);
    const withScreenshot = (screenshot: { name: string; data: Uint8Array | string }) =>
      bot.ada.runCommand('advice', { question: 'How does it read?', screenshot }, bot.channel);

    test.each([
      ['chat.png', 'image/png'],
      ['chat.jpg', 'image/jpeg'],
      ['chat.webp', 'image/webp'],
    ] as const)('with /advice reach a model that sees as a data URL: %s', async (name, type) => {
      await bot.ended(await withScreenshot(picture(name, type)), 'I see.');
      const text = { type: 'text', text: 'How does it read?' };
      expect(asked()).toEqual([[text, ...images(dataUrl(type))]]);
    });

    test('several with one message are looked at in their order, with its words', async () => {
      const attachments = [picture('1.png'), picture('2.jpg', 'image/jpeg')];
      await bot.answers(bot.ada.send(dm, { content: 'And now?', attachments }), 'I see.');
      const text = { type: 'text', text: 'And now?' };
      expect(asked()).toEqual([[text, ...images(dataUrl(), dataUrl('image/jpeg'))]]);
    });

    test('are a question without any words, too', async () => {
      await bot.answers(bot.ada.send(dm, { attachments: [picture()] }), 'I see.');
      expect(asked()).toEqual([images(dataUrl())]);
      const page = await bot.shown(await bot.ada.runCommand('history', {}, dm));
      expect(page.embeds[0]?.description).toContain('chat.png');
    });

    test('in a server come with a mention', async () => {
      const content = `<@${bot.discord.applicationId}> Look`;
      const written = bot.ada.send(bot.channel, { content, attachments: [picture()] });
      await bot.answers(written, 'I see.');
      expect(asked()).toEqual([[{ type: 'text', text: 'Look' }, ...images(dataUrl())]]);
    });

    test('are shown to the model once: later it reads that there was one', async () => {
      await bot.answers(bot.ada.send(dm, { content: 'Look', attachments: [picture()] }), 'I see.');
      await bot.answers(bot.ada.send(dm, { content: 'So?' }), 'I see.');
      const shown = bot.model
        .requests()
        .at(-1)
        ?.map(({ content }) => content);
      expect(shown?.slice(2)).toEqual(['Look\n\n[1 picture, not shown again]', 'I see.', 'So?']);
    });

    test('are looked at again when the question is asked again', async () => {
      const written = bot.ada.send(dm, { attachments: [picture()] });
      const reply = await bot.answers(written, 'I see.');
      bot.model.answers('I see more.');
      await bot.ended(await bot.ada.click(reply, 'Try again'), 'I see more.');
      expect(asked().at(-1)).toEqual(images(dataUrl()));
    });

    test('wait with their question for a profile', async () => {
      const ask = await bot.ben.runCommand(
        'advice',
        { question: 'Well?', screenshot: picture() },
        bot.channel,
      );
      const note = await bot.shows(ask, en.advice.noProfile);
      expect(asked()).toEqual([]);
      const modal = await (await bot.ben.click(note, 'Set up my profile')).modal();
      const fields = { name: 'Ben', age: '30', gender: 'man', interests: 'boats' };
      await bot.ended(await modal.submit(fields), 'I see.');
      expect(asked()).toEqual([[{ type: 'text', text: 'Well?' }, ...images(dataUrl())]]);
    });

    test.each([
      ['a text', { name: 'chat.txt', data: 'Hi' }, /cannot look at \*\*chat\.txt\*\*/],
      ['a GIF', { name: 'chat.gif', data: 'GIF89a' }, /cannot look at \*\*chat\.gif\*\*/],
      ['no type', { name: 'chat', data: 'Hi' }, /cannot look at \*\*chat\*\*/],
    ])('that are none are refused before anything is sent: %s', async (_, file, sentence) => {
      const note = await bot.shows(await withScreenshot(file), sentence);
      expect(note.ephemeral).toBe(true);
      expect(note.attachments.map(({ filename }) => filename)).toEqual(['question.txt']);
      await bot.answers(bot.ada.send(dm, { attachments: [file] }), sentence);
      expect(asked()).toEqual([]);
      expect(await bot.store.recentTurns(bot.ada.id, 9)).toEqual([]);
    });

    test('of more than 10 MB are refused before anything is sent', async () => {
      bot.ada.uploadLimit = 50 * MEGABYTE;
      const huge = { ...picture(), data: Buffer.alloc(10 * MEGABYTE + 1) };
      await bot.shows(await withScreenshot(huge), /too large for me: up to 10 MB/);
      await bot.answers(bot.ada.send(dm, { attachments: [huge] }), /too large for me: up to 10 MB/);
      expect(asked()).toEqual([]);
    });

    test('of 10 MB are looked at', async () => {
      const hand = bot.model.handwritten();
      const large = { ...picture(), data: Buffer.alloc(10 * MEGABYTE) };
      picture().data.copy(large.data);
      const interaction = await withScreenshot(large);
      const answer = await hand.next();
      const sent = JSON.stringify(answer.messages.at(-1)?.content);
      expect(sent.length).toBeGreaterThan((10 * MEGABYTE * 4) / 3);
      answer.write('I see.');
      answer.end();
      await bot.ended(interaction, 'I see.');
    });

    test('that are none keep their words from the model, too, and it is said before anything is sent', async () => {
      const sorry = [en.conversation.wordsNotSent];
      for (const [file, sentence] of [
        [{ name: 'IMG_1.HEIC', data: 'heic' }, 'I cannot look at **IMG_1.HEIC**'],
        [{ name: 'voice-message.ogg', data: 'ogg' }, 'I cannot look at **voice-message.ogg**'],
        [{ name: 'letter.pdf', data: 'pdf' }, 'I cannot look at **letter.pdf**'],
      ] as const) {
        const attachments = [picture(), file];
        const content = `<@${bot.discord.applicationId}> Look`;
        for (const where of [dm, bot.channel]) {
          const written = bot.ada.send(where, { content, attachments });
          const note = await bot.repliesTo(written, /cannot look/);
          for (const part of [sentence, ...sorry]) expect(note.content).toContain(part);
        }
        const note = await bot.shows(await withScreenshot(file), /cannot look/);
        for (const part of [sentence, ...sorry]) expect(note.content).toContain(part);
      }
      expect(asked()).toEqual([]);
      expect(await bot.store.recentTurns(bot.ada.id, 9)).toEqual([]);
      // Nothing of it is lost: what stands there is sent again, without the file.
      await bot.answers(bot.ada.send(dm, { content: 'Look' }), 'I see.');
      expect(asked()).toEqual(['Look']);
    });

    test('that are none are told of, each once, and why', async () => {
      bot.ada.uploadLimit = 50 * MEGABYTE;
      const gif = { name: `${'x'.repeat(80)}.gif`, data: 'GIF89a' };
      const huge = { ...picture('huge.png'), data: Buffer.alloc(10 * MEGABYTE + 1) };
      const note = await bot.repliesTo(
        bot.ada.send(dm, { attachments: [gif, huge, gif] }),
        /cannot look/,
      );
      expect(note.content.match(/cannot look at \*\*x{59}…\*\*/g)).toHaveLength(1);
      expect(note.content).toContain('**huge.png** is too large');
      expect(note.content).not.toContain(en.conversation.wordsNotSent);
    });

    test('that are none, sent while an answer is written, keep back what came with them, and nothing else', async () => {
      const hand = bot.model.handwritten();
      bot.ada.send(dm, { content: 'Hi' });
      const first = await hand.next();
      bot.ada.send(dm, { content: 'She said no, I am sad' });
      const gif = { name: 'meme.gif', data: 'GIF89a' };
      const refused = bot.ada.send(dm, { content: 'look', attachments: [gif] });
      const last = bot.ada.send(dm, { content: 'What now?' });
      first.write('Hello.');
      first.end();
      const second = await hand.next();
      // Whoever reads the answer knows already that it is none to this.
      expect((await bot.repliesTo(refused, /cannot look at \*\*meme\.gif/)).content).toContain(
        en.conversation.wordsNotSent,
      );
      expect(second.messages.at(-1)?.content).toBe('She said no, I am sad\nWhat now?');
      second.write('I am here.');
      second.end();
      await bot.answers(last, 'I am here.');
      expect(await bot.store.recentTurns(bot.ada.id, 9)).toMatchObject([
        { question: 'Hi' },
        { question: 'She said no, I am sad\nWhat now?', answer: 'I am here.' },
      ]);
    });

    test('that are none are told of before the set-up of a profile, and do not wait for it', async () => {
      const attachments = [{ name: 'meme.gif', data: 'GIF89a' }];
      const written = bot.ben.send(bot.dm(bot.ben), { content: 'look', attachments });
      await bot.repliesTo(written, /cannot look at \*\*meme\.gif\*\*/);
      expect(await bot.store.findTurn(bot.ben.id, written.id)).toBeNull();
    });

    test('more than five in one message are refused before anything is sent', async () => {
      const attachments = Array.from({ length: 6 }, (_, n) => picture(`${n}.png`));
      const written = bot.ada.send(dm, { content: 'Look', attachments });
      await bot.repliesTo(written, /too many pictures at once: up to 5/);
      expect(asked()).toEqual([]);
    });

    test('more than five in several messages are looked at one question after the other', async () => {
      const hand = bot.model.handwritten();
      bot.ada.send(dm, { content: 'Hi' });
      const first = await hand.next();
      bot.ada.send(dm, { content: 'One', attachments: shots(0) });
      const second = bot.ada.send(dm, { content: 'Two', attachments: shots(2) });
      bot.ada.send(dm, { content: 'Three', attachments: shots(4) });
      first.write('Hello.');
      first.end();
      const one = await hand.next();
      // What is written meanwhile goes along with what is left.
      const fourth = bot.ada.send(dm, { content: 'Four' });
      one.write('To four.');
      one.end();
      await bot.answers(second, 'To four.');
      const two = await hand.next();
      two.write('To two.');
      two.end();
      await bot.answers(fourth, 'To two.');
      expect(await bot.store.recentTurns(bot.ada.id, 9)).toMatchObject([
        { question: 'Hi' },
        { question: 'One\nTwo', pictures: { length: 4 }, answer: 'To four.' },
        { question: 'Three\nFour', pictures: { length: 2 }, answer: 'To two.' },
      ]);
    });

    test('forwarded with their words are a question that says that they are', async () => {
      const said = bot.ben.send(bot.channel, { content: 'I miss you', attachments: [picture()] });
      await bot.answers(bot.ada.forward(said, dm), 'I see.');
      const text = `${en.conversation.forwarded}\n> I miss you`;
      expect(asked()).toEqual([[{ type: 'text', text }, ...images(dataUrl())]]);
      const [turn] = await bot.store.recentTurns(bot.ada.id, 9);
      expect(turn).toMatchObject({ question: text, pictures: [{ name: 'chat.png' }] });
    });

    test('that are something else inside are not sent to the model', async () => {
      const disguised = { name: 'chat.png', data: '<svg onload="x()"/>', contentType: 'image/png' };
      // To try that again would never help.
      const note = await bot.ended(await withScreenshot(disguised), `-# ${en.failure.notAPicture}`);
      expect(buttonsOf(note)).toEqual([]);
      const gif = { name: 'a.png', data: 'GIF89a', contentType: 'image/png' };
      const sent = bot.ada.send(dm, { content: 'Look', attachments: [gif] });
      await bot.answers(sent, `-# ${en.failure.notAPicture}`);
      expect(asked()).toEqual([]);
    });

    test('that Discord does not have any more are asked for again', async () => {
      bot.discord.faults.add({ route: /^\/attachments\//, status: 404 });
      const note = await bot.ended(await withScreenshot(picture()), `-# ${en.failure.picture}`);
      expect(asked()).toEqual([]);
      // It was a hiccup: the same question can be asked again as long as the picture is there.
      bot.discord.faults.clear();
      await bot.ended(await bot.ada.click(note, 'Try again'), 'I see.');
      expect(asked()).toHaveLength(1);
    });

    test('at another address than Discord’s are never fetched', async () => {
      let fetched = 0;
      const elsewhere = createServer((_, response) => {
        fetched += 1;
        response.end(picture().data);
      }).listen(0, '127.0.0.1');
      await once(elsewhere, 'listening');
      const { port } = elsewhere.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}/attachments/1/2/chat.png`;
      const attachment = { id: '1', filename: 'chat.png', size: 9, url, proxy_url: url };
      const written = bot.discord.createMessage({
        channel: dm,
        author: bot.ada.toAPI(),
        person: bot.ada,
        attachments: [{ ...attachment, content_type: 'image/png' }],
      });
      await bot.answers(written, `-# ${en.failure.picture}`);
      expect(fetched).toBe(0);
      expect(asked()).toEqual([]);
      elsewhere.close();
    });

    test('sent to a model that cannot see are answered by a sentence that says so', async () => {
      bot.model.refuses(400, { message: 'image_url is not supported by this model' });
      await bot.ended(await withScreenshot(picture()), `-# ${en.failure.noVision}`);
      const words = bot.ada.send(dm, { content: 'Without?' });
      await bot.answers(words, `-# ${en.failure.rejected}`);
      expect(asked()).toHaveLength(2);
    });

    test('that take long to come can be stopped like an answer', async () => {
      const lift = bot.discord.faults.add({ route: /^\/attachments\//, delayMs: 60_000 });
      const interaction = await withScreenshot(picture());
      await interaction.response();
      await bot.stopBot();
      lift();
      await bot.ended(interaction, `-# ${en.advice.interrupted}`);
      expect(await bot.turnEnded(bot.ada, interaction.id)).toMatchObject({ status: 'stopped' });
      expect(asked()).toEqual([]);
    });
  });
}
