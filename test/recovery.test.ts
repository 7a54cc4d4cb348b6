import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Interaction, Message } from '../playground/discord/index.ts';
import type { Turn } from '../src/models/turn.ts';
import type { Store } from '../src/services/store/store.ts';
import { ANSWER_BUTTONS, buttonsOf } from './support/buttons.ts';
import { withoutCursor } from './support/confidant.ts';
import { databaseKinds, type TestDatabase } from './support/databases.ts';
import { kill } from './support/kill.ts';
import { repliesTo } from './support/repliesTo.ts';
import { databaseEnv, Premises, type Running } from './support/process.ts';

const NOTE = /\n\n-# I had to stop here/;

const hasWordsAndPlace = ({ answer, reply }: Turn) =>
  answer !== '' && reply?.messageIds.length === 1;

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`after the process was killed, on ${kind.name}`, () => {
    let premises: Premises;
    let database: TestDatabase;
    let store: Store;
    let bot: Running;

    beforeEach(async () => {
      [premises, database] = await Promise.all([Premises.open(), kind.create()]);
      store = await database.open();
      bot = await serve();
      await premises.setUp();
    }, 30_000);
    afterEach(async () => {
      await premises.close();
      await database.drop();
      const { errors, stats } = premises.discord;
      if (errors.length > 0) throw new AggregateError(errors);
      if (stats.rateLimited > 0) throw new Error('The bot was rate limited');
    });

    const serve = () => premises.serve(databaseEnv(database.location));

    const ask = (isPrivate: boolean) =>
      premises.ada.runCommand(
        'advice',
        { question: 'Well?', private: isPrivate },
        premises.channel,
      );

    const showing = (asked: Interaction, text: string) =>
      premises.discord.until(() =>
        asked.messages().find(({ content }) => withoutCursor(content).endsWith(text)),
      );

    /** Resolves when the store has as much of the answer. */
    const stored = async (
      asked: Interaction | Message,
      holds: (turn: Turn) => boolean,
    ): Promise<void> => {
      for (;;) {
        const turn = await store.findTurn(premises.ada.id, asked.id);
        if (turn && holds(turn)) return;
        await sleep(20);
      }
    };

    /** Writes to the bot. */
    const write = () => {
      const { discord, ada } = premises;
      return ada.send(discord.dmWithBot(ada), { content: 'Well?' });
    };

    const interruptedAt = (asked: Message) =>
      premises.discord.until(() =>
        repliesTo(asked).find(({ content }) => /(^|\n)-# I had to stop/.test(content)),
      );

    const interrupted = (message: Message) =>
      premises.discord.until(() => NOTE.test(message.content), { what: 'the note' });

    test('an answer that was being written says so, keeps its words, and can be tried again', async () => {
      const hand = premises.model.handwritten();
      const asked = await ask(true);
      (await hand.next()).write('Half of **it');
      const reply = await showing(asked, 'Half of **it**');
      await stored(asked, ({ answer }) => answer === 'Half of **it');
      await kill(bot, database);
      expect(reply.content).toContain('▍');

      await serve();
      await interrupted(reply);
      expect(reply.content).toMatch(/^Half of \*\*it\*?\*?\n\n-# I had/);
      expect(JSON.stringify(reply.components)).toMatch(/Try again/);
      expect(JSON.stringify(reply.components)).not.toMatch(/Stop/);
      expect(await store.findTurn(premises.ada.id, asked.id)).toMatchObject({
        status: 'stopped',
        answer: 'Half of **it',
        endedAt: expect.any(Date),
      });
      premises.model.answers('All of it.');
      const again = await premises.ada.click(reply, 'Try again');
      await showing(again, 'All of it.');
      expect(asked.messages()).toHaveLength(1);
    }, 30_000);

    // Where the database is further away than Discord, its word may come a moment later.
    test.runIf(kind.name === 'SQLite')(
      'nothing that was read is taken back',
      async () => {
        const hand = premises.model.handwritten();
        const asked = await ask(true);
        const answer = await hand.next();
        answer.write('One, ');
        const reply = await showing(asked, 'One,');
        answer.write('two, three.');
        await showing(asked, 'three.');
        await kill(bot, database);
        await serve();
        await interrupted(reply);
        expect(reply.content).toMatch(/^One, two, three\.\n\n-# I had/);
      },
      30_000,
    );

    test.each([
      ['in a reply to a command', true],
      ['in a reply to a message', false],
    ])(
      'what is deleted with everything before it is finished ends, %s, and is not stored again',
      async (_, isCommand) => {
        const { ada, discord } = premises;
        const hand = premises.model.handwritten();
        const asked = isCommand ? await ask(true) : write();
        (await hand.next()).write('Half of **it');
        const reply = await discord.until(() =>
          ('messages' in asked ? asked.messages() : repliesTo(asked)).find(({ content }) =>
            content.includes('▍'),
          ),
        );
        await stored(asked, hasWordsAndPlace);
        await kill(bot, database);

        const env = { ...premises.env, ...databaseEnv(database.location) };
        const again = premises.workplace.run(env);
        await Promise.all(
          ['finishing what was left behind', 'commands are registered'].map((line) =>
            again.logs(line),
          ),
        );
        const deletion = await ada.runCommand('privacy delete', {}, premises.channel);
        const confirm = await discord.until(() => deletion.messages()[0]);
        await discord.until(() => buttonsOf(confirm).includes('Delete everything'));
        await ada.click(confirm, 'Delete everything');
        await discord.until(() => confirm.content.includes('all deleted'));
        expect(reply.content).toContain('▍');
        await discord.until(() => /^Half of \*\*it(\*\*)?\n\n-# Stopped\.$/.test(reply.content), {
          what: 'its end',
        });
        expect(reply.components).toEqual([]);
        expect(await store.turnIds(ada.id)).toEqual([]);
        expect(await store.findProfile(ada.id)).toBeNull();
      },
      30_000,
    );

    test('an edit that Discord carries out only after the restart does not bring the unfinished reply back', async () => {
      const hand = premises.model.handwritten();
      const asked = await ask(true);
      const answer = await hand.next();
      answer.write('Half of it, ');
      const reply = await showing(asked, 'Half of it,');
      const edit = Promise.withResolvers<void>();
      const there = Promise.withResolvers<void>();
      const until = () => {
        there.resolve();
        return edit.promise;
      };
      const late = { method: 'PATCH', route: /messages/, until, times: 1 };
      premises.discord.faults.add(late);
      answer.write('and more');
      await stored(asked, ({ answer: kept }) => kept === 'Half of it, and more');
      await there.promise;
      await kill(bot, database);
      await serve();
      edit.resolve();
      const isLate = () => /and more ?▍/.test(reply.content);
      await premises.discord.until(isLate, { what: 'the late edit' });
      await interrupted(reply);
      expect(buttonsOf(reply)).toEqual(['Continue', 'Try again']);
    }, 40_000);

    test('an answer that had no words yet says so, and its asker may ask at once', async () => {
      const hand = premises.model.handwritten();
      const asked = await ask(false);
      await hand.next();
      await kill(bot, database);
      await serve();
      const reply = await premises.discord.until(() =>
        asked.messages().find(({ content }) => content.startsWith('-# I had to stop')),
      );
      expect(JSON.stringify(reply.components)).toMatch(/Try again/);
      premises.model.answers('Now.');
      await showing(await ask(true), 'Now.');
    }, 30_000);

    describe('a message', () => {
      test('that had no words of an answer yet is told so', async () => {
        const hand = premises.model.handwritten();
        const asked = write();
        await hand.next();
        await kill(bot, database);
        await serve();
        expect(buttonsOf(await interruptedAt(asked))).toEqual(['Try again']);
        while ((await store.leases()).length > 0) await sleep(20);
        expect(repliesTo(asked)).toHaveLength(1);
      }, 30_000);

      test('whose answer the killed process had begun, and did not know of, has one answer', async () => {
        const hand = premises.model.handwritten();
        const asked = write();
        const sent = { method: 'POST', route: /channels\/\d+\/messages/ };
        premises.discord.faults.add({ ...sent, status: 503, applied: true });
        (await hand.next()).write('Half of it');
        await premises.discord.until(() => repliesTo(asked).length > 0);
        await kill(bot, database);
        premises.discord.faults.clear();
        await serve();
        expect(buttonsOf(await interruptedAt(asked))).toContain('Try again');
        expect(repliesTo(asked)).toHaveLength(1);
      }, 30_000);
    });

    test('an answer of several messages is whole in all of them', async () => {
      const text = Array.from({ length: 90 }, (_, n) => `Sentence ${n} of a long answer.`).join(
        ' ',
      );
      const hand = premises.model.handwritten();
      const asked = await ask(true);
      (await hand.next()).write(text);
      await showing(asked, 'Sentence 89 of a long answer.');
      await stored(asked, ({ answer, reply }) => answer === text && reply?.messageIds.length === 2);
      await kill(bot, database);
      await serve();
      const [first, second] = asked.messages();
      if (!first || !second) throw new Error('There are not two messages');
      await interrupted(second);
      const shown = first.sentContent + second.sentContent.replace(/\n\n-#[^]*/, '');
      expect(shown).toBe(text);
      expect(first.components).toEqual([]);
      expect(asked.messages()).toHaveLength(2);
    }, 30_000);

    test('an answer whose second message has just begun ends in both', async () => {
      const first = 'Some words of a long answer. '.repeat(68);
      const hand = premises.model.handwritten();
      const asked = await ask(true);
      const answer = await hand.next();
      answer.write(first);
      await stored(asked, (turn) => turn.answer === first);
      answer.write('And these are in the second message.');
      await showing(asked, 'second message.');
      await stored(asked, ({ reply }) => reply?.messageIds.length === 2);
      await kill(bot, database);
      await serve();
      const [, second] = asked.messages();
      if (!second) throw new Error('There are not two messages');
      await interrupted(second);
      expect(second.content).not.toContain('▍');
      expect(buttonsOf(second)).toEqual(['Continue', 'Try again']);
    }, 30_000);

    test('a public answer is finished when its interaction has had its time, too', async () => {
      const hand = premises.model.handwritten();
      const asked = await ask(false);
      (await hand.next()).write('Half of it');
      const reply = await showing(asked, 'Half of it');
      const isKnown = ({ answer, reply: place }: Turn) =>
        answer === 'Half of it' && place?.messageIds[0] === reply.id;
      await stored(asked, isKnown);
      await kill(bot, database);
      premises.discord.expireToken(asked);
      await serve();
      await interrupted(reply);
      expect(JSON.stringify(reply.components)).toMatch(/Try again/);
    }, 30_000);

    test('an answer that was stored whole is shown whole', async () => {
      const hand = premises.model.handwritten();
      const asked = await ask(true);
      const answer = await hand.next();
      answer.write('First, ');
      const reply = await showing(asked, 'First,');
      // The end is stored, and cannot be shown.
      premises.discord.faults.add({ method: 'PATCH', route: /webhooks/, status: 503 });
      answer.write('listen.');
      answer.end();
      await stored(asked, ({ status }) => status === 'complete');
      await kill(bot, database);
      premises.discord.faults.clear();
      await serve();
      await premises.discord.until(() => reply.content === 'First, listen.');
      expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
      expect(await store.findTurn(premises.ada.id, asked.id)).toMatchObject({ status: 'complete' });
    }, 30_000);
  });
}
