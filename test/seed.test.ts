import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LoopbackDiscord } from '../playground/discord/index.ts';
import { commands } from '../src/commands/index.ts';
import { ADA, Confidant, withoutCursor } from './support/confidant.ts';
import { databaseKinds } from './support/databases.ts';

const COMMANDS = Object.keys(commands).length;

/** What the system that this one began from could do, row by row. */
for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`what the first system did, on ${kind.name}`, () => {
    let bot: Confidant;

    beforeEach(async () => {
      bot = await Confidant.start(kind);
    });
    afterEach(() => bot.stop());

    test('row 1: Discord says who someone is, and nobody sees or changes what is another’s', async () => {
      const { ada, ben, channel } = bot;
      await bot.setUp(ada);
      bot.model.answers('Only for Ada.');
      await bot.answered(ada, 'How do I tell her?', 'Only for Ada.');

      await bot.shows(await ben.runCommand('profile view', {}, channel), /no profile/);
      await bot.shows(await ben.runCommand('history', {}, channel), /have not talked/);
      expect(
        ben
          .sees(channel)
          .map(({ content }) => content)
          .join(),
      ).not.toContain('Ada');
      const modal = await (await ben.runCommand('profile setup', {}, channel)).modal();
      await modal.submit({ ...ADA, name: 'Ben' });
      await bot.discord.until(() =>
        ben.sees(channel).some(({ content }) => content.includes('Ben')),
      );
      expect(await bot.store.findProfile(ada.id)).toMatchObject({ name: 'Ada Lovelace' });
    });

    test('row 2: one form takes name, age, gender and interests, and is filled with what is stored', async () => {
      const { ada, channel } = bot;
      const first = await (await ada.runCommand('profile setup', {}, channel)).modal();
      expect(first.fields.map(({ customId, value }) => [customId, value])).toEqual([
        ['name', 'Ada L.'],
        ['age', ''],
        ['gender', ''],
        ['interests', ''],
      ]);
      await bot.shows(await first.submit({ ...ADA, interests: 'chess\npoetry, chess' }), /Ada/);
      const second = await (await ada.runCommand('profile setup', {}, channel)).modal();
      expect(second.fields.map(({ value }) => value)).toEqual([
        'Ada Lovelace',
        '29',
        'woman',
        'chess, poetry',
      ]);
    });

    test('row 3: someone without a profile is led to it, and then their question is answered', async () => {
      const { ada } = bot;
      bot.model.answers((messages) => `You asked: ${messages.at(-1)?.content}`);
      const asked = await bot.ask(ada, 'Should I call?');
      const note = await bot.shows(asked, /who I am talking to/);
      const modal = await (await ada.click(note, 'Set up my profile')).modal();
      const submitted = await modal.submit(ADA);
      await bot.shows(submitted, 'You asked: Should I call?');
      expect(note.content).toContain('Ada');
      expect(note.components).toEqual([]);
    });

    test('row 4: blank and too long questions get a clear private message, and nothing is stored', async () => {
      const { ada, channel } = bot;
      await bot.setUp(ada);
      for (const [question, sentence] of [
        ['   ', /empty/],
        ['\u200B\u200B', /empty/],
        ['x'.repeat(1_501), /1,?501 characters/],
      ] as const) {
        const reply = await bot.shows(
          await bot.ask(ada, question, channel, { private: false }),
          sentence,
        );
        expect(reply.ephemeral).toBe(true);
      }
      expect(await bot.store.recentTurns(ada.id, 10)).toEqual([]);
      expect(bot.model.requests()).toEqual([]);
    });

    test('rows 5 and 8: persona, person, the last 6 messages in order, then the question', async () => {
      const { ada } = bot;
      await bot.setUp(ada);
      bot.model.answers((messages) => `Re: ${messages.at(-1)?.content}`);
      for (const question of ['one', 'two', 'three', 'four', 'five']) {
        await bot.answered(ada, question, `Re: ${question}`);
      }
      const request = bot.model.requests().at(-1);
      expect(request?.map(({ role }) => role)).toEqual([
        'system',
        'system',
        ...Array.from({ length: 3 }, () => ['user', 'assistant']).flat(),
        'user',
      ]);
      expect(request?.[0]?.content).toMatch(/guru of the heart/);
      expect(request?.slice(2).map(({ content }) => content)).toEqual([
        'two',
        'Re: two',
        'three',
        'Re: three',
        'four',
        'Re: four',
        'five',
      ]);
    });

    test('row 6: the model is told the first name only, age, gender, and interests with commas', async () => {
      const { ada } = bot;
      await bot.setUp(ada);
      bot.model.answers('Noted.');
      await bot.answered(ada, 'Hello?', 'Noted.');
      const person = bot.model.requests()[0]?.[1]?.content;
      expect(person).toMatch(/First name: "Ada"/);
      expect(person).toMatch(/Age: 29/);
      expect(person).toMatch(/Gender: "woman"/);
      expect(person).toMatch(/Interests: "chess, poetry"/);
      expect(person).not.toContain('Lovelace');
    });

    test('row 7: the question is stored before the model is asked', async () => {
      const { ada } = bot;
      await bot.setUp(ada);
      bot.model.answers('Late.', { firstWordsMs: 60_000 });
      const asked = await bot.ask(ada, 'Will this be kept?');
      await bot.model.asked();
      expect(await bot.store.findTurn(ada.id, asked.id)).toMatchObject({
        question: 'Will this be kept?',
        pictures: [],
        practiceId: null,
        follows: null,
        status: 'streaming',
        answer: '',
      });
    });

    test('row 9: chat completions of the configured model, streamed', async () => {
      const { ada } = bot;
      await bot.setUp(ada);
      bot.model.answers('Yes.');
      await bot.answered(ada, 'Really?', 'Yes.');
      expect(bot.model.bodies()[0]).toMatchObject({ model: 'test-model', stream: true });
    });

    test('rows 10 and 12: the reply grows while it is written, and ends as the exact text', async () => {
      const { ada } = bot;
      await bot.setUp(ada);
      const text = `## Well\n\n- *one* thing\n- **another**\n\n${'Listen to how they answer. '.repeat(8)}End.`;
      bot.model.answers(text, { chunkSize: 6, chunksPerSecond: 20 });
      const reply = await bot.ended(await bot.ask(ada, 'How do I begin?'), text);
      const shown = reply.history.map(({ content }) => withoutCursor(content));
      expect(shown.length).toBeGreaterThan(2);
      for (const content of shown) expect(text.startsWith(content)).toBe(true);
      expect(reply.sentContent).toBe(text);
    });

    test('row 11: the whole answer is stored when it ends', async () => {
      const { ada } = bot;
      await bot.setUp(ada);
      bot.model.answers('A whole answer.');
      const asked = await bot.ask(ada, 'Well?');
      await bot.shows(asked, 'A whole answer.');
      expect(await bot.store.findTurn(ada.id, asked.id)).toMatchObject({
        answer: 'A whole answer.',
        status: 'complete',
        endedAt: expect.any(Date),
      });
    });

    test('row 13: when the answer breaks, its words stay and are stored, and it can be tried again', async () => {
      const { ada } = bot;
      await bot.setUp(ada);
      bot.model.answers('These words arrived, and then nothing more came.', {
        chunkSize: 8,
        chunksPerSecond: 50,
        truncateAfterChunks: 8,
      });
      const asked = await bot.ask(ada, 'What now?');
      const reply = await bot.shows(asked, /connection broke/);
      expect(reply.content).toMatch(/^These words arrived/);
      const turn = await bot.store.findTurn(ada.id, asked.id);
      expect(turn).toMatchObject({ status: 'failed', question: 'What now?' });
      expect(turn?.answer).toMatch(/^These words/);
      expect(bot.logs.join('')).toContain('turn failed');

      bot.model.answers('All of it, this time.');
      await bot.shows(await ada.click(reply, 'Try again'), 'All of it, this time.');
      expect(bot.model.lastAsked()).toBe('What now?');
    });

    test('row 14: “thinking…” until the first words, and a greeting by first name after the set-up', async () => {
      const { ada } = bot;
      const submitted = await bot.setUp(ada);
      expect((await submitted.reply()).content).toMatch(/Ada\W/);
      expect((await submitted.reply()).content).not.toContain('Lovelace');
      bot.model.answers('Here I am.', { firstWordsMs: 300 });
      const asked = await bot.ask(ada, 'Are you there?');
      expect((await asked.reply()).thinking).toBe(true);
      await bot.shows(asked, 'Here I am.');
    });

    test('row 15: the last 50 messages, in pages, only for the person', async () => {
      const { ada, ben, channel, store } = bot;
      for (let n = 1; n <= 30; n += 1) {
        await store.beginTurn({
          id: `${n}`,
          userId: ada.id,
          question: `question ${n}.`,
          pictures: [],
          practiceId: null,
          follows: null,
          askedAt: new Date(n * 1_000),
          reply: null,
          status: 'streaming',
        });
        await store.endTurn(ada.id, `${n}`, {
          answer: `answer ${n}.`,
          status: 'complete',
          endedAt: new Date(),
        });
      }
      const page = await bot.shown(await ada.runCommand('history', {}, channel));
      const seen: string[] = [];
      for (;;) {
        seen.unshift(page.embeds[0]?.description ?? '');
        const before = page.embeds[0]?.footer?.text;
        const older = await ada.click(page, 'Older').catch(() => null);
        if (!older) break;
        await bot.discord.until(() => page.embeds[0]?.footer?.text !== before);
      }
      const found = seen.join('\n').match(/(question|answer) \d+\./g) ?? [];
      const expected = Array.from({ length: 25 }, (_, index) => index + 6).flatMap((n) => [
        `question ${n}.`,
        `answer ${n}.`,
      ]);
      expect(found).toEqual(expected);
      expect(page.ephemeral).toBe(true);
      expect(ben.sees(channel)).toEqual([]);
    });

    test('row 16: a profile and turns are kept for each Discord user', async () => {
      const { ada } = bot;
      await bot.setUp(ada);
      bot.model.answers('Kept.');
      await bot.answered(ada, 'Do you keep this?', 'Kept.');
      expect(await bot.store.findProfile(ada.id)).toEqual({
        name: 'Ada Lovelace',
        age: 29,
        gender: 'woman',
        interests: ['chess', 'poetry'],
      });
      expect(await bot.store.recentTurns(ada.id, 5)).toMatchObject([
        { userId: ada.id, question: 'Do you keep this?', answer: 'Kept.', status: 'complete' },
      ]);
    });

    test('row 17: one command runs it, the same as in the container', async () => {
      const dockerfile = await readFile(new URL('../Dockerfile', import.meta.url), 'utf8');
      const [, command = '[]'] = /^CMD (.*)$/m.exec(dockerfile) ?? [];
      const [node, ...args] = JSON.parse(command) as string[];
      expect(node).toBe('node');
      const database = await kind.create();
      const { mongodbUri = '', dataDir } = database.location;
      const discord = await LoopbackDiscord.start();
      const child = spawn(process.execPath, args, {
        env: {
          DISCORD_TOKEN: discord.token,
          DISCORD_API_URL: discord.apiUrl,
          OPENAI_BASE_URL: bot.model.baseUrl,
          MONGODB_URI: mongodbUri,
          DATA_DIR: dataDir,
        },
        stdio: 'ignore',
      });
      const ended = once(child, 'exit');
      await discord.until(() => discord.commands.list(undefined).length === COMMANDS, {
        what: 'the commands',
      });
      child.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
      await discord.stop();
      await database.drop();
    }, 15_000);
  });
}
