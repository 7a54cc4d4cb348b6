import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Interaction, Message } from '../playground/discord/index.ts';
import type { Store } from '../src/services/store/store.ts';
import { buttonsOf } from './support/buttons.ts';
import { withoutCursor } from './support/confidant.ts';
import { databaseKinds, type TestDatabase } from './support/databases.ts';
import { kill } from './support/kill.ts';
import { databaseEnv, Premises, type Running } from './support/process.ts';

const NOTE = /\n\n-# I had to stop here/;

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`[Try again] that a kill cuts off, on ${kind.name}`, () => {
    let premises: Premises;
    let database: TestDatabase;
    let store: Store;
    let bot: Running;

    beforeEach(async () => {
      [premises, database] = await Promise.all([Premises.open(), kind.create()]);
      store = await database.open();
      await serve();
      await premises.setUp();
    }, 30_000);
    afterEach(async () => {
      await premises.close();
      await database.drop();
    });

    const serve = async () => {
      bot = await premises.serve(databaseEnv(database.location));
    };
    const ask = (question: string) =>
      premises.ada.runCommand('advice', { question }, premises.channel);
    const showing = (asked: Interaction, holds: (message: Message) => boolean) =>
      premises.discord.until(() => asked.messages().find(holds));
    const history = async () =>
      (await store.recentTurns(premises.ada.id, 9)).map(({ answer }) => answer);

    /** Half of an answer is written and kept; then the process is killed, and the next one ends the reply. */
    const cutOff = async (asks: () => Promise<Interaction>, words: string): Promise<Message> => {
      const hand = premises.model.handwritten();
      const asked = await asks();
      const answer = await hand.next();
      answer.write(words);
      await showing(asked, ({ content }) => withoutCursor(content) === words);
      const { id } = premises.ada;
      while ((await store.findTurn(id, asked.id))?.answer !== words) await sleep(20);
      await kill(bot, database);
      await serve();
      const reply = await showing(asked, ({ content }) => NOTE.test(content));
      while ((await store.leases()).length > 0) await sleep(20);
      return reply;
    };

    /** What the model is told of the past, when it is asked once more. */
    const told = async () => {
      const hand = premises.model.handwritten();
      await ask('Next?');
      const { messages } = await hand.next();
      return messages.filter(({ role }) => role !== 'system').map(({ content }) => content);
    };

    test('keeps the whole answer that was there, and there is nothing to continue', async () => {
      premises.model.answers('The whole first answer.');
      const first = await showing(await ask('Well?'), (reply) =>
        buttonsOf(reply).includes('Try again'),
      );
      const half = await cutOff(() => premises.ada.click(first, 'Try again'), 'Half of the second');
      expect(buttonsOf(half)).toEqual(['Try again']);
      expect(await history()).toEqual(['The whole first answer.']);
      expect(await told()).toEqual(['Well?', 'The whole first answer.', 'Next?']);
    }, 40_000);

    test('gives the new words for such as were not whole either', async () => {
      const first = await cutOff(() => ask('Well?'), 'Half of the first');
      const half = await cutOff(() => premises.ada.click(first, 'Try again'), 'Half of the second');
      expect(buttonsOf(half)).toEqual(['Continue', 'Try again']);
      expect(await history()).toEqual(['Half of the second']);
      expect(await told()).toEqual(['Well?', 'Half of the second', 'Next?']);
    }, 60_000);
  });
}
