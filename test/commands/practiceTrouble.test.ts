import { setTimeout as sleep } from 'node:timers/promises';
import { ChannelType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Message } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import type { Store } from '../../src/services/store/store.ts';
import { buttonsOf } from '../support/buttons.ts';
import { Confidant } from '../support/confidant.ts';
import { databaseKinds, withMethods } from '../support/databases.ts';
import { rehearse, SCENE, THREAD_PERMISSIONS } from '../support/rehearsal.ts';

const LINE = 'Would you like a coffee with me?';

const givesBackTheScene = ({ content }: Message) => {
  for (const words of [en.failure.internal, SCENE.who, SCENE.moment]) {
    expect(content).toContain(words);
  }
};

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`what is typed for a rehearsal, on ${kind.name}`, () => {
    let bot: Confidant;
    /** The methods of the store that fail. */
    let failing: Set<keyof Store>;
    const unless = <Result>(name: keyof Store, work: () => Promise<Result>) =>
      failing.has(name) ? Promise.reject(new Error('a hiccup')) : work();
    const wrapStore = (store: Store) =>
      withMethods(store, {
        findProfile: (userId) => unless('findProfile', () => store.findProfile(userId)),
        findPractice: (userId) => unless('findPractice', () => store.findPractice(userId)),
        savePractice: (practice) => unless('savePractice', () => store.savePractice(practice)),
      });

    beforeEach(async () => {
      failing = new Set();
      bot = await Confidant.start(kind, { wrapStore });
      await bot.setUp(bot.ada);
    });
    afterEach(() => bot.stop());

    /** Begins one in the direct messages, and opens the form for a line. */
    const form = async () => {
      const opening = await bot.shown(await rehearse(bot.ada, bot.dm(bot.ada)));
      return (await bot.ada.click(opening, 'Say something')).modal();
    };
    const inDm = () => bot.ada.sees(bot.dm(bot.ada));

    test.each(['findProfile', 'savePractice'] as const)(
      'is given back when the store fails (%s), wherever it is',
      async (name) => {
        bot.channel.guild?.setBotPermissions(bot.channel, THREAD_PERMISSIONS);
        failing.add(name);
        for (const where of [bot.channel, bot.dm(bot.ada)]) {
          givesBackTheScene(await bot.shown(await rehearse(bot.ada, where)));
        }
        // No place is left in which nothing can be said.
        expect(bot.channel.guild?.threads).toHaveLength(0);
        failing.clear();
        const begun = await bot.shown(await rehearse(bot.ada, bot.channel));
        expect(begun.content).toContain(`<#${bot.channel.guild?.threads.at(-1)?.id}>`);
      },
    );

    test('is given back, and nothing of it stays in a thread that the bot may not delete', async () => {
      failing.add('savePractice');
      givesBackTheScene(await bot.shown(await rehearse(bot.ada, bot.channel)));
      const [thread] = bot.channel.guild?.threads ?? [];
      expect(thread).toMatchObject({ type: ChannelType.PrivateThread, archived: true });
      expect(bot.ada.sees(thread as Channel).flatMap(buttonsOf)).toEqual([]);
    });

    test('is given back, and nothing of it stays in their direct messages', async () => {
      failing.add('savePractice');
      bot.channel.guild?.setBotPermissions(bot.channel, ['ViewChannel', 'SendMessages']);
      givesBackTheScene(await bot.shown(await rehearse(bot.ada, bot.channel)));
      expect(inDm()).toEqual([]);
    });

    test('is given back when it is a line that cannot be taken', async () => {
      const modal = await form();
      failing.add('findPractice');
      const { content } = await bot.shown(await modal.submit({ line: LINE }));
      expect(content).toContain(en.failure.internal);
      expect(content).toContain(LINE);
    });

    test('is given back when it is a line for a rehearsal that is over', async () => {
      const modal = await form();
      await bot.shown(await rehearse(bot.ada, bot.dm(bot.ada)));
      const note = await bot.shown(await modal.submit({ line: LINE }));
      expect(note.content).toContain(en.practice.over);
      expect(note.content).toContain(LINE);
    });

    test('is answered by a message that does not look as if it went on until the bot knows of it', async () => {
      const modal = await form();
      const hand = bot.model.handwritten();
      const said = await modal.submit({ line: LINE });
      const answer = await hand.next();
      answer.write('Oh. ');
      const reply = await bot.shows(said, 'Oh.');
      await bot.discord.until(() => buttonsOf(reply).includes('Stop'), { what: 'the button' });
      expect(reply.history[0]?.content).toBe('Oh.');
      answer.write('Yes!');
      answer.end();
      await bot.ended(said, 'Oh. Yes!');
    });

    test('is said, stored and answered, in this order, although Discord shows nothing for a while', async () => {
      const modal = await form();
      bot.model.answers('Oh. Yes!');
      bot.discord.faults.add({ method: 'PATCH', route: /webhooks/, status: 503 });
      const said = await modal.submit({ line: LINE });
      // It waits for nothing that Discord shows.
      await bot.discord.until(() => bot.model.requests().length === 1, { what: 'the question' });
      await sleep(1_000);
      expect(said.messages()).toMatchObject([{ thinking: true }]);
      bot.discord.faults.clear();
      await bot.ended(said, 'Oh. Yes!');
      expect(said.messages().map(({ content }) => content)).toEqual([
        `**Ada L.**\n>>> ${LINE}`,
        'Oh. Yes!',
      ]);
      expect(await bot.turnEnded(bot.ada, said.id)).toMatchObject({ question: LINE });
    });
  });
}
