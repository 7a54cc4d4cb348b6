import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeMemory } from '../../src/commands/shared/memory.ts';
import { en } from '../../src/locales/en.ts';
import type { Store } from '../../src/services/store/store.ts';
import { buttonsOf } from '../support/buttons.ts';
import { Confidant } from '../support/confidant.ts';
import { databaseKinds, withMethods } from '../support/databases.ts';

const { change, clear, title } = en.profile.memory;

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`what the coach keeps in mind of me on ${kind.name}`, () => {
    let bot: Confidant;
    /** What becomes of a memory that is looked up. */
    let found: Store['findMemory'] | undefined;

    beforeEach(async () => {
      found = undefined;
      bot = await Confidant.start(kind, {
        remembers: true,
        wrapStore: (store) =>
          withMethods(store, {
            findMemory: (userId) => (found ?? store.findMemory.bind(store))(userId),
          }),
      });
      bot.model.answers(([first]) =>
        first?.content.startsWith('You keep the memory') ? '- Sam is a neighbour.' : 'An answer',
      );
      await bot.setUp(bot.ada);
    });
    afterEach(() => bot.stop());

    const view = async () => bot.shown(await bot.ada.runCommand('profile view', {}, bot.channel));
    const summedUp = async () => {
      for (const question of ['One', 'Two', 'Three', 'Four']) {
        await bot.ended(await bot.ask(bot.ada, question), 'An answer');
      }
      const isThere = () => bot.logs.some((line) => line.includes('a memory is summed up'));
      await bot.discord.until(isThere, { what: 'a memory' });
    };
    const memoryOf = async () => (await bot.store.findMemory(bot.ada.id))?.text;

    test('is shown to me, and only when there is something', async () => {
      expect((await view()).embeds).toHaveLength(1);
      await summedUp();
      const message = await view();
      expect(message.ephemeral).toBe(true);
      expect(message.embeds[1]).toMatchObject({ title, description: '- Sam is a neighbour.' });
      expect(buttonsOf(message)).toEqual([en.profile.change, en.profile.more.open, change, clear]);
    });

    test('is what I make of it, and the coach goes by that', async () => {
      await summedUp();
      const message = await view();
      const modal = await (await bot.ada.click(message, change)).modal();
      expect(modal.fields.map(({ value }) => value)).toEqual(['- Sam is a neighbour.']);
      await modal.submit({ memory: 'Sam moved away.' });
      await bot.discord.until(() => message.embeds[1]?.description === 'Sam moved away.');
      await bot.ended(await bot.ask(bot.ada, 'Five'), 'An answer');
      expect(bot.model.requests().at(-1)?.[1]?.content).toContain('"Sam moved away."');
    });

    test('is nothing once I clear it, and does not come back', async () => {
      await summedUp();
      const message = await view();
      await bot.ada.click(message, clear);
      await bot.discord.until(() => message.embeds.length === 1);
      expect(buttonsOf(message)).toEqual([en.profile.change, en.profile.more.open]);
      expect(await memoryOf()).toBe('');
      const asked = bot.model.requests().length;
      await bot.ended(await bot.ask(bot.ada, 'Five'), 'An answer');
      expect(bot.model.requests()[asked]?.[1]?.content).not.toContain('Sam');
    });

    test('is cleared by an empty form, too', async () => {
      await summedUp();
      const message = await view();
      const modal = await (await bot.ada.click(message, change)).modal();
      await modal.submit({ memory: ' ' });
      await bot.discord.until(() => message.embeds.length === 1);
      expect(await memoryOf()).toBe('');
    });

    test('is what I typed and what was summed up meanwhile, for me to put together', async () => {
      await summedUp();
      const message = await view();
      const modal = await (await bot.ada.click(message, change)).modal();
      const before = await bot.store.findMemory(bot.ada.id);
      const newer = {
        text: '- Sam has a dog.',
        through: new Date(),
        newestAt: new Date(),
        version: 2,
      };
      expect(before?.version).toBe(1);
      expect(await bot.store.saveMemory(bot.ada.id, newer)).toBe(true);
      await modal.submit({ memory: 'Sam moved away.' });
      await bot.discord.until(() => message.content === en.profile.memory.overtaken);
      expect(message.embeds).toMatchObject([
        { title: en.profile.typed, description: 'Sam moved away.' },
        { title, description: '- Sam has a dog.' },
      ]);
      expect(await bot.store.findMemory(bot.ada.id)).toStrictEqual(newer);
      const again = await (await bot.ada.click(message, change)).modal();
      expect(again.fields.map(({ value }) => value)).toEqual(['- Sam has a dog.']);
      const both = 'Sam moved away with the dog.';
      await again.submit({ memory: both });
      await bot.discord.until(() => message.embeds[1]?.description === both);
      // What the newer one sums up is not summed up again, and nothing else is left out.
      const changed = await bot.store.findMemory(bot.ada.id);
      expect(changed).toMatchObject({
        ...newer,
        newestAt: expect.any(Date),
        text: both,
        version: 3,
      });
      // It is kept for as long as what was said now.
      expect(changed?.newestAt.getTime()).toBeGreaterThan(newer.newestAt.getTime());
    });

    test('yields to what is summed up in the very moment in which I change it', async () => {
      await summedUp();
      const newer = {
        text: '- Sam has a dog.',
        through: new Date(),
        newestAt: new Date(),
        version: 2,
      };
      const store = withMethods(bot.store, {
        saveMemory: async (id, memory) => {
          await bot.store.saveMemory(id, newer);
          return bot.store.saveMemory(id, memory);
        },
      });
      const typed = { text: 'Sam moved away.', version: 1 };
      expect(await changeMemory(bot.ada.id, typed, store)).toStrictEqual(newer);
      expect(await memoryOf()).toBe('- Sam has a dog.');
    });

    test('costs me neither answers nor my profile while the store does not tell it', async () => {
      await summedUp();
      found = () => Promise.reject(new Error('damaged'));
      await bot.ended(await bot.ask(bot.ada, 'Five'), 'An answer');
      const message = await view();
      expect(message.embeds).toMatchObject([
        { title: en.profile.title },
        { title, description: en.profile.memory.unreadable },
      ]);
      expect(buttonsOf(message)).toEqual([en.profile.change, en.profile.more.open, clear]);
    });

    test('is gone when I delete everything', async () => {
      await summedUp();
      const asked = await bot.shown(await bot.ada.runCommand('privacy delete', {}, bot.channel));
      await bot.ada.click(asked, en.privacy.deleteAll);
      await bot.discord.until(() => asked.content === en.privacy.deleted);
      expect(await bot.store.findMemory(bot.ada.id)).toBeNull();
    });

    test('does not outlive a deletion in the same moment', async () => {
      const store = withMethods(bot.store, {
        saveMemory: async (id, memory) => {
          await bot.store.deleteUser(id);
          return bot.store.saveMemory(id, memory);
        },
      });
      await changeMemory(bot.ada.id, { text: 'Sam is a neighbour.', version: 0 }, store);
      expect(await memoryOf()).toBeUndefined();
    });

    test('is nothing that a message from before the deletion can bring back', async () => {
      await summedUp();
      const message = await view();
      const form = await (await bot.ada.click(message, change)).modal();
      await bot.store.deleteUser(bot.ada.id);
      const note = await bot.shown(await bot.ada.click(message, change));
      expect(note).toMatchObject({ content: en.profile.none, ephemeral: true });
      expect(buttonsOf(note)).toEqual([en.advice.setUp]);
      await form.submit({ memory: 'Sam moved away.' });
      await bot.discord.until(() => message.content === en.profile.none);
      expect(message.embeds).toEqual([]);
      expect(await bot.store.findMemory(bot.ada.id)).toBeNull();
    });
  });
}
