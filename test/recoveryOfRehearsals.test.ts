import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Interaction, Message } from '../playground/discord/index.ts';
import type { Turn } from '../src/models/turn.ts';
import type { Store } from '../src/services/store/store.ts';
import { ANSWER_BUTTONS, buttonsOf } from './support/buttons.ts';
import { withoutCursor } from './support/confidant.ts';
import { databaseKinds, type TestDatabase } from './support/databases.ts';
import type { Handwriting, HandwrittenAnswer } from './support/handwriting.ts';
import { kill } from './support/kill.ts';
import { databaseEnv, Premises, type Running } from './support/process.ts';
import { rehearse, SCENE_BUTTONS } from './support/rehearsal.ts';

const NOTE = /\n\n-# I had to stop here/;

/** Whether the model is told what was found. */
const isWithCare = ({ messages }: HandwrittenAnswer): boolean =>
  messages.some(({ content }) => /leave the role now/.test(JSON.stringify(content)));

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`a rehearsal that a kill cuts off, on ${kind.name}`, () => {
    let premises: Premises;
    let database: TestDatabase;
    let store: Store;
    let bot: Running;
    let dm: Channel;
    let opening: Message;
    let hand: Handwriting;

    beforeEach(async () => {
      [premises, database] = await Promise.all([Premises.open(), kind.create()]);
      store = await database.open();
      await serve();
      await premises.setUp();
      dm = premises.discord.dmWithBot(premises.ada);
      opening = await buttonsIn(await rehearse(premises.ada, dm), SCENE_BUTTONS);
      hand = premises.model.handwritten();
      const said = say('Hi Sam!');
      const line = await hand.next();
      line.write('Oh, hi.');
      line.end();
      await replyTo(said, ({ content }) => content === 'Oh, hi.');
    }, 30_000);
    afterEach(async () => {
      await premises.close();
      await database.drop();
    });

    const serve = async () => {
      bot = await premises.serve(databaseEnv(database.location));
    };
    const say = (content: string) => premises.ada.send(dm, { content });

    const replyTo = (asked: Message, holds: (reply: Message) => boolean) =>
      premises.discord.until(() =>
        [...dm.messages.values()].find((one) => one.repliesTo === asked && holds(one)),
      );
    const buttonsIn = (asked: Interaction, buttons: string[]) =>
      premises.discord.until(() =>
        asked.messages().find((one) => buttons.every((label) => buttonsOf(one).includes(label))),
      );

    /** Resolves when the store has so much of the turn. */
    const stored = async ({ id }: { id: string }, holds: (turn: Turn) => boolean) => {
      for (;;) {
        const turn = await store.findTurn(premises.ada.id, id);
        if (turn && holds(turn)) return;
        await sleep(20);
      }
    };

    /** What the person says next, and which rules the model answers it by. */
    const nextRules = async () => {
      const said = say('No');
      const next = await hand.next();
      next.write('I am here.');
      next.end();
      await replyTo(said, ({ content }) => content === 'I am here.');
      return next.messages.map(({ content }) => content);
    };

    test.each([
      ['the model leaves its role', false, /^Are you safe, Ada\?/],
      ['moderation finds danger', true, /988[^]*\n\nAre you safe, Ada\?/],
    ] as const)(
      'does not go on once %s: whoever is in need finds their coach after the restart',
      async (_, isFound, words) => {
        if (isFound) premises.model.examiner.finds('self-harm');
        const said = say('I do not want to live any more');
        let answer = await hand.next();
        // What was asked before the verdict may have been given up before it came.
        if (isFound && !isWithCare(answer)) answer = await hand.next();
        answer.write(`${isFound ? '' : '[out of role]\n'}Are you safe, Ada?`);
        const reply = await replyTo(said, ({ content }) => words.test(content));
        expect((await store.findPractice(premises.ada.id))?.endedAt).not.toBeNull();
        await stored(said, (turn) => words.test(turn.answer));
        await kill(bot, database);

        premises.model.examiner.finds();
        await serve();
        await premises.discord.until(() => NOTE.test(reply.content), { what: 'the note' });
        expect(reply.content).toMatch(words);
        expect(buttonsOf(reply)).toEqual(['Continue', 'Try again']);
        const told = await nextRules();
        expect(told[0]).not.toMatch(/rehearsal/);
        expect(told).toContain('I do not want to live any more');
        expect(told.at(-2)).toMatch(words);
        expect(told).not.toContain('Hi Sam!');
      },
      30_000,
    );

    test('has its review shown as one, if that was stored whole, and it is not to be asked for again', async () => {
      const { ada, discord } = premises;
      const review = await ada.click(opening, 'End and review');
      const notes = await hand.next();
      notes.write('1. One ');
      const reply = await discord.until(() =>
        review.messages().find(({ content }) => withoutCursor(content).endsWith('1. One')),
      );
      discord.faults.add({ method: 'PATCH', route: /webhooks/, status: 503 });
      notes.write('2. Two');
      notes.end();
      await stored(review, (turn) => turn.status === 'complete' && turn.practiceId === null);
      await kill(bot, database);
      discord.faults.clear();
      await serve();
      await discord.until(() => reply.content === '1. One 2. Two');
      expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
    }, 30_000);
  });
}
