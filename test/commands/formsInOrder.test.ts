import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Interaction } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import type { Store } from '../../src/services/store/store.ts';
import { buttonsOf } from '../support/buttons.ts';
import { ADA, Confidant } from '../support/confidant.ts';
import { databaseKinds, withMethods } from '../support/databases.ts';
import { repliesTo } from '../support/repliesTo.ts';
import { tracesOf } from '../support/traces.ts';

/** A slow machine is no trouble of the provider's. */
const PATIENT_MS = 20_000;
const KIND = en.profile.tooYoung.replace('{{minAge}}', '18');
const TOLD = `${KIND}\n\n${en.profile.tooYoungKept}`;
const AGAIN = { ...ADA, interests: 'sailing' };

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`while a form about me is examined, on ${kind.name},`, () => {
    let bot: Confidant;

    const start = async (examinesWithinMs: number, wrapStore = (store: Store) => store) => {
      bot = await Confidant.start(kind, { examinesWithinMs, wrapStore });
    };
    beforeEach(() => start(PATIENT_MS));
    afterEach(() => bot.stop());

    const open = async (person = bot.ada) =>
      (await person.runCommand('profile setup', {}, bot.channel)).modal();
    const view = async () => bot.shown(await bot.ada.runCommand('profile view', {}, bot.channel));
    const below = async (button: string) => (await bot.ada.click(await view(), button)).modal();
    const profile = () => bot.store.findProfile(bot.ada.id);
    const traces = () => tracesOf(bot.ada.id, bot.location);

    /** Sends a form; resolves when it is being examined, which goes on until `release` is called. */
    const held = async (send: () => Promise<Interaction>) => {
      bot.forgetExamined();
      const release = bot.model.examiner.waits();
      const sent = await send();
      await bot.model.examiner.asked();
      return { release, sent };
    };
    /** Whatever comes later is examined at once. */
    const examinesAtOnce = () => bot.model.examiner.waits()();
    /** Resolves when all that is sent so far has had the time to be done, as far as it waits for nothing. */
    const meanwhile = async (sent: Interaction) => {
      await sent.response();
      for (let look = 0; look < 3; look += 1) await view();
    };
    /** Confirms that everything is to be deleted; resolves with the note that says so in the end. */
    const deletes = async (command: string) => {
      const note = await bot.shown(await bot.ada.runCommand(command, {}, bot.channel));
      return { note, clicked: await bot.ada.click(note, en.privacy.deleteAll) };
    };
    const isDeleted = (note: { content: string }) =>
      bot.discord.until(() => note.content === en.privacy.deleted, { what: 'the deletion' });

    describe.each(['privacy delete', 'profile delete'])('and I /%s,', (command) => {
      test.each([
        ['for the first time', false],
        ['as a change', true],
      ])('nothing of me is left once that is said, if I sent it %s', async (_, isChange) => {
        if (isChange) await bot.setUp(bot.ada);
        const modal = await open();
        const { release, sent } = await held(() => modal.submit(AGAIN));
        const { note, clicked } = await deletes(command);
        await meanwhile(clicked);
        expect(note.content).toBe(en.privacy.confirmDelete);
        release();
        await isDeleted(note);
        expect(await traces()).toEqual([]);
        await bot.shown(sent);
        await bot.stopBot();
        expect(await traces()).toEqual([]);
      });

      test('so it is when there is no verdict at all', async () => {
        await bot.stop();
        await start(500);
        const modal = await open();
        bot.model.examiner.isSilent();
        const sent = await modal.submit(ADA);
        await bot.model.examiner.asked();
        await isDeleted((await deletes(command)).note);
        await bot.shown(sent);
        expect(bot.examined).toEqual(['failed']);
        expect(await traces()).toEqual([]);
      });
    });

    test('and I confirm a deletion, what I write from then on waits for it, and is a newcomer’s', async () => {
      await bot.setUp(bot.ada);
      bot.model.answers('An answer.');
      const modal = await open();
      const { release, sent } = await held(() => modal.submit(AGAIN));
      const { note, clicked } = await deletes('privacy delete');
      await meanwhile(clicked);
      examinesAtOnce();
      const written = bot.ada.send(bot.dm(bot.ada), { content: 'Do you know me?' });
      const command = await bot.ask(bot.ada, 'And here?');
      await bot.shows(command, new RegExp(RegExp.escape(en.advice.busy)));
      expect(repliesTo(written)).toEqual([]);
      release();
      await isDeleted(note);
      await bot.answers(written, en.advice.noProfile);
      await bot.shown(sent);
      expect(bot.model.requests()).toEqual([]);
    });

    test.each([
      ['who was never coached', false],
      ['whom it has coached', true],
    ])('a deletion waits for my being turned away, %s', async (_, isCoached) => {
      const [called, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      await bot.stop();
      const hold = async () => {
        called.resolve();
        await goesOn.promise;
      };
      await start(PATIENT_MS, (store) =>
        withMethods(store, {
          removeProfile: (userId) => hold().then(() => store.removeProfile(userId)),
          saveSettings: (...args) => {
            const saving = () => store.saveSettings(...args);
            return isCoached ? saving() : hold().then(saving);
          },
        }),
      );
      if (isCoached) await bot.setUp(bot.ada);
      const modal = await open();
      const young = await modal.submit({ ...ADA, age: '16' });
      await called.promise;
      const { note, clicked } = await deletes('privacy delete');
      await meanwhile(clicked);
      goesOn.resolve();
      await isDeleted(note);
      await bot.shown(young);
      expect(await traces()).toEqual([]);
    });

    test('two deletions are both done, also if Discord is slow to take in the first', async () => {
      await bot.setUp(bot.ada);
      const notes = [];
      for (const command of ['privacy delete', 'profile delete'])
        notes.push(await bot.shown(await bot.ada.runCommand(command, {}, bot.channel)));
      const callback = { method: 'POST', route: /callback/, delayMs: 1_200, times: 1 };
      bot.discord.faults.add(callback);
      for (const note of notes) await bot.ada.click(note, en.privacy.deleteAll);
      for (const note of notes) await isDeleted(note);
      expect(await traces()).toEqual([]);
    });

    test('help lines for another form of mine do not wait for it', async () => {
      const [first, second] = [await open(), await open()];
      const { release, sent } = await held(() => first.submit(ADA));
      examinesAtOnce();
      bot.model.examiner.finds('self-harm');
      const inNeed = await second.submit(AGAIN);
      await bot.shows(inNeed, /988/);
      expect(sent.original?.thinking).toBe(true);
      bot.model.examiner.finds();
      release();
      await bot.shows(sent, /Nice to meet you/);
      await bot.discord.until(() => inNeed.messages().length === 2, { what: 'what became of it' });
      expect((await profile())?.interests).toEqual(['sailing']);
    });

    test('what Discord is slow to take in keeps its place: a form before a deletion is deleted', async () => {
      const modal = await open();
      const callback = { method: 'POST', route: /callback/, delayMs: 1_200, times: 1 };
      const note = await bot.shown(await bot.ada.runCommand('privacy delete', {}, bot.channel));
      bot.discord.faults.add(callback);
      const sent = await modal.submit(AGAIN);
      const clicked = await bot.ada.click(note, en.privacy.deleteAll);
      await clicked.response();
      await bot.shown(sent);
      await isDeleted(note);
      expect(await traces()).toEqual([]);
    });

    test('help lines that Discord does not take keep nothing from being deleted', async () => {
      const modal = await open();
      bot.model.examiner.finds('self-harm');
      const { release, sent } = await held(() => modal.submit(AGAIN));
      const route = new RegExp(RegExp.escape(sent.token));
      bot.discord.faults.add({ method: 'PATCH', route, status: 503 });
      release();
      await isDeleted((await deletes('privacy delete')).note);
      expect(await traces()).toEqual([]);
      expect(sent.original?.thinking).toBe(true);
      bot.discord.faults.clear();
      await bot.shows(sent, /988/);
    });

    test.each([
      ['who was never coached', false],
      ['whom it has coached', true],
    ])('and I say that I am below 18, I have no profile after that, %s', async (_, isCoached) => {
      if (isCoached) await bot.setUp(bot.ada);
      const [first, second] = [await open(), await open()];
      const { release, sent } = await held(() => first.submit(AGAIN));
      const young = await second.submit({ ...ADA, age: '16' });
      await meanwhile(young);
      release();
      await bot.shows(young, TOLD);
      await bot.shown(sent);
      await bot.stopBot();
      expect(await traces()).toEqual(['settings']);
    });

    test('what I send after it counts: the set-up', async () => {
      await bot.setUp(bot.ada);
      const [first, second] = [await open(), await open()];
      const { release, sent } = await held(() => first.submit({ ...ADA, interests: 'first' }));
      examinesAtOnce();
      const later = await second.submit(AGAIN);
      await meanwhile(later);
      release();
      await Promise.all([bot.shown(sent), bot.shown(later)]);
      expect((await profile())?.interests).toEqual(['sailing']);
    });

    test('what I send after it counts: the preferences', async () => {
      await bot.setUp(bot.ada);
      const [first, second] = [
        await below(en.profile.more.open),
        await below(en.profile.more.open),
      ];
      const { release, sent } = await held(() => first.submit({ seeking: 'first' }));
      examinesAtOnce();
      const later = await second.submit({ seeking: 'second' });
      await meanwhile(later);
      release();
      const shown = () => [sent, later].map(({ source }) => source?.content);
      const saved = en.profile.more.saved;
      await bot.discord.until(() => shown().every((says) => says === saved), { what: 'results' });
      expect((await profile())?.seeking).toBe('second');
    });

    test('and I clear the memory, it is cleared after that', async () => {
      await bot.setUp(bot.ada);
      const times = { through: new Date(), newestAt: new Date() };
      await bot.store.saveMemory(bot.ada.id, { ...times, text: 'Sam moved.', version: 1 });
      const shown = await view();
      const modal = await below(en.profile.memory.change);
      const { release } = await held(() => modal.submit({ memory: 'Sam is back.' }));
      await meanwhile(await bot.ada.click(shown, en.profile.memory.clear));
      release();
      const cleared = () => shown.embeds.every(({ title }) => title !== en.profile.memory.title);
      await bot.discord.until(cleared, { what: 'a view without a memory' });
      await bot.stopBot();
      expect((await bot.store.findMemory(bot.ada.id))?.text).toBe('');
      const said = bot.ada.sees(bot.channel).map(({ content }) => content);
      expect(said).not.toContain(en.profile.memory.overtaken);
    });

    test.each([
      ['deletes everything', () => bot.store.deleteUser(bot.ada.id), []],
      ['turns me away', () => bot.store.removeProfile(bot.ada.id), ['settings']],
    ])('and another process %s, it is not kept', async (_, happens, left) => {
      await bot.setUp(bot.ada);
      const modal = await open();
      const { release, sent } = await held(() => modal.submit(AGAIN));
      await meanwhile(sent);
      await happens();
      release();
      await bot.shows(sent, en.profile.none);
      expect(await traces()).toEqual(left);
    });

    test('and another process deletes what was left of me without a profile, it is not kept', async () => {
      await bot.setUp(bot.ada);
      await bot.store.removeProfile(bot.ada.id);
      const modal = await open();
      const { release, sent } = await held(() => modal.submit(AGAIN));
      await meanwhile(sent);
      await bot.store.deleteUser(bot.ada.id);
      release();
      await bot.shows(sent, en.profile.none);
      expect(await traces()).toEqual([]);
    });

    test('and another process deletes everything while it is being kept, nothing of it is left', async () => {
      const [called, deleted] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      await bot.stop();
      await start(PATIENT_MS, (store) =>
        withMethods(store, {
          saveSettings: async (...args) => {
            called.resolve();
            await deleted.promise;
            return store.saveSettings(...args);
          },
        }),
      );
      const sent = await (await open()).submit(ADA);
      await called.promise;
      await bot.store.deleteUser(bot.ada.id);
      deleted.resolve();
      const note = await bot.shows(sent, en.profile.none);
      expect(buttonsOf(note)).toEqual([en.advice.setUp]);
      expect(await traces()).toEqual([]);
    });

    test('nobody else waits for that', async () => {
      const [mine, bens] = [await open(), await open(bot.ben)];
      const { release, sent } = await held(() => mine.submit(ADA));
      examinesAtOnce();
      await bot.shows(await bens.submit({ ...ADA, name: 'Ben' }), /Nice to meet you, \*\*Ben/);
      expect(await profile()).toBeNull();
      release();
      await bot.shows(sent, /Nice to meet you, \*\*Ada/);
    });
  });
}
