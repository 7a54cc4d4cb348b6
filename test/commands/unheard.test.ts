import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel, Message } from '../../playground/discord/index.ts';
import { de } from '../../src/locales/de.ts';
import { en } from '../../src/locales/en.ts';
import type { Store } from '../../src/services/store/store.ts';
import { buttonsOf } from '../support/buttons.ts';
import { Confidant } from '../support/confidant.ts';
import { databaseKinds, withMethods } from '../support/databases.ts';
import { rehearse } from '../support/rehearsal.ts';

const notesIn = (place: Channel) =>
  [...place.messages.values()].filter(({ content }) =>
    [en.practice.unheard, en.practice.unheardAfter].includes(content),
  );

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`what is just typed in a server, on ${kind.name}`, () => {
    let bot: Confidant;
    let findPractice: Store['findPractice'];

    beforeEach(async () => {
      bot = await Confidant.start(kind, {
        wrapStore: (store) => {
          findPractice = (userId) => store.findPractice(userId);
          return withMethods(store, { findPractice: (userId) => findPractice(userId) });
        },
      });
      await bot.setUp(bot.ada);
    });
    afterEach(async () => {
      vi.restoreAllMocks();
      await bot.stop();
    });

    /** Begins a rehearsal in a thread. */
    const begin = async (): Promise<{ thread: Channel; opening: Message }> => {
      await bot.shown(await rehearse(bot.ada, bot.channel));
      const thread = bot.channel.guild?.threads.at(-1) as Channel;
      return { thread, opening: bot.ada.sees(thread).at(-1) as Message };
    };
    const type = (where: Channel, content = 'Hi Sam!', person = bot.ada) =>
      person.send(where, { content });
    /** Lets everything be answered that was written until now. */
    const meanwhile = async () => {
      bot.model.answers('Here.');
      await bot.answers(bot.ada.send(bot.dm(bot.ada), { content: 'Well?' }), 'Here.');
    };
    const review = async (opening: Message) => {
      bot.model.answers('1. One');
      return bot.ended(await bot.ada.click(opening, 'End and review'), '1. One');
    };
    const sayByButton = async (under: Message, answer: string) => {
      bot.model.answers(answer);
      const form = await (await bot.ada.click(under, 'Say something')).modal();
      return bot.ended(await form.submit({ line: 'Hi Sam!' }), answer);
    };

    test('is not heard in the thread of a rehearsal, which its person is told, with the button to say it', async () => {
      const { thread } = await begin();
      const note = await bot.answers(type(thread), en.practice.unheard);
      expect(buttonsOf(note)).toEqual(['Say something']);
      await sayByButton(note, 'Oh, hi.');
      expect(bot.model.lastShown()).toEqual(['Hi Sam!']);
    });

    test('is told of once, also when much is typed at once', async () => {
      const { thread } = await begin();
      const first = type(thread);
      for (const line of ['And?', 'Hello?', 'Anybody?']) type(thread, line);
      await bot.answers(first, en.practice.unheard);
      type(thread, 'Still there?');
      await meanwhile();
      expect(notesIn(thread)).toHaveLength(1);
      const now = performance.now();
      vi.spyOn(performance, 'now').mockReturnValue(now + 11 * 60_000);
      await bot.answers(type(thread), en.practice.unheard);
    });

    test('is told of once more when the rehearsal is over, with how to go on instead, also after a restart', async () => {
      const { thread, opening } = await begin();
      await bot.answers(type(thread), en.practice.unheard);
      await sayByButton(opening, 'Oh, hi.');
      await review(opening);
      const note = await bot.answers(type(thread, 'Thanks!'), en.practice.unheardAfter);
      expect(buttonsOf(note)).toEqual([]);
      type(thread, 'Bye!');
      await meanwhile();
      expect(notesIn(thread)).toHaveLength(2);
      await bot.stopBot();
      await bot.startBot();
      const after = await bot.answers(type(thread, 'Hello?'), en.practice.unheardAfter);
      bot.model.answers('Gladly.');
      const reply = bot.ada.send(thread, { content: 'Why?', replyTo: after });
      await bot.answers(reply, 'Gladly.');
    });

    test('is told of in the language of its person', async () => {
      const { thread } = await begin();
      await bot.store.saveSettings(bot.ada.id, { locale: 'de', timeZone: null });
      const note = await bot.answers(type(thread), de.practice.unheard);
      expect(buttonsOf(note)).toEqual([de.practice.say]);
    });

    test('is nobody else’s business, and not told of elsewhere', async () => {
      const { thread } = await begin();
      await bot.setUp(bot.ben);
      await bot.shown(await rehearse(bot.ben, bot.dm(bot.ben)));
      bot.channel.guild?.threads.at(-1)?.joined.set(bot.ben.id, new Date().toISOString());
      type(thread, 'What is this?', bot.ben);
      type(bot.channel);
      await meanwhile();
      expect([...notesIn(thread), ...notesIn(bot.channel)]).toEqual([]);
    });

    test('is heard where it mentions the bot: nothing is said of it', async () => {
      const { thread } = await begin();
      bot.model.answers('Oh, hi.');
      await bot.answers(type(thread, `<@${bot.discord.applicationId}> Hi!`), 'Oh, hi.');
      expect(notesIn(thread)).toEqual([]);
    });

    test('is told of the next time when the store does not say whose rehearsal it is', async () => {
      const { thread } = await begin();
      const found = findPractice;
      findPractice = () => Promise.reject(new Error('a hiccup'));
      type(thread, 'My secret');
      await bot.discord.until(() => bot.logs.some((line) => line.includes('could not be told')));
      findPractice = found;
      await bot.answers(type(thread), en.practice.unheard);
      expect(bot.logs.join()).not.toContain('My secret');
    });
  });
}
