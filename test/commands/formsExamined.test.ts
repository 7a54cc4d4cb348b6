import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message, Modal } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import type { Store } from '../../src/services/store/store.ts';
import { buttonsOf } from '../support/buttons.ts';
import { ADA, Confidant } from '../support/confidant.ts';
import { databaseKinds, withMethods } from '../support/databases.ts';
import { rehearse } from '../support/rehearsal.ts';

/** A slow machine is no trouble of the provider's. */
const PATIENT_MS = 20_000;
const DARK = 'I want to kill myself tonight.';
const REFUSAL = /nothing sexual about anybody under 18/;
/** What Discord answers about a message that is not there any more. */
const GONE = { status: 404, code: 10_008 };
const KNOWN = 'Sam is a neighbour.';

type Fault = { status: number; code?: number };

interface Form {
  open: (bot: Confidant) => Promise<Modal>;
  /** What is typed into it, which has DARK in it. */
  typed: Record<string, string>;
  /** The same as it is examined. */
  examined: string;
  /** What is stored where it is kept. */
  stored: (store: Store, userId: string) => Promise<string | undefined>;
  /** What is stored before. */
  before: string | undefined;
  /** What is shown once it is kept. */
  shows: string;
  keptBy: keyof Store;
}

const below = async (bot: Confidant, button: string) => {
  const view = await bot.shown(await bot.ada.runCommand('profile view', {}, bot.channel));
  return (await bot.ada.click(view, button)).modal();
};

const FORMS: Record<string, Form> = {
  'the set-up': {
    open: async (bot) => (await bot.ada.runCommand('profile setup', {}, bot.channel)).modal(),
    typed: { ...ADA, interests: DARK },
    examined: `Ada Lovelace\n29\nwoman\n${DARK}`,
    stored: async (store, userId) => (await store.findProfile(userId))?.interests.join(),
    before: undefined,
    shows: 'Nice to meet you, **Ada**!',
    keptBy: 'saveProfile',
  },
  'the preferences': {
    open: async (bot) => {
      await bot.setUp(bot.ada);
      return below(bot, en.profile.more.open);
    },
    typed: { seeking: DARK },
    examined: DARK,
    stored: async (store, userId) => (await store.findProfile(userId))?.seeking,
    before: undefined,
    shows: en.profile.more.saved,
    keptBy: 'savePreferences',
  },
  'the memory': {
    open: async (bot) => {
      await bot.setUp(bot.ada);
      const times = { through: new Date(), newestAt: new Date() };
      await bot.store.saveMemory(bot.ada.id, { ...times, text: KNOWN, version: 1 });
      return below(bot, en.profile.memory.change);
    },
    typed: { memory: DARK },
    examined: DARK,
    stored: async (store, userId) => (await store.findMemory(userId))?.text,
    before: KNOWN,
    shows: DARK,
    keptBy: 'saveMemory',
  },
};

/** What a message says. */
const said = ({ content, embeds }: Message) =>
  [content, ...embeds.map(({ description }) => description ?? '')].join('\n');

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`what I type into a form about me, on ${kind.name}`, () => {
    let bot: Confidant;
    /** What the store does not do. */
    let failing: keyof Store | undefined;

    const start = async (examinesWithinMs: number) => {
      failing = undefined;
      const wrapStore = (store: Store) =>
        new Proxy(store, {
          get: (target, name) =>
            name === failing
              ? () => Promise.reject(new Error('disk'))
              : (Reflect.get(withMethods(target, {}), name) as unknown),
        });
      bot = await Confidant.start(kind, { examinesWithinMs, wrapStore });
      bot.model.answers((messages) => `Re: ${messages.at(-1)?.content}`);
    };
    beforeEach(() => start(PATIENT_MS));
    afterEach(() => bot.stop());

    const open = async (form: Form) => {
      const modal = await form.open(bot);
      bot.forgetExamined();
      return modal;
    };
    const storedOf = (form: Form) => form.stored(bot.store, bot.ada.id);
    /** All that is there in a place, in its order. */
    const seen = (where = bot.channel) =>
      bot.ada
        .sees(where)
        .filter(({ person, deleted }) => !person && !deleted)
        .toSorted((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
    const isShown = (text: string | RegExp, where = bot.channel) =>
      bot.discord.until(
        () =>
          seen(where).find((one) =>
            typeof text === 'string' ? said(one).includes(text) : text.test(said(one)),
          ),
        { what: `a message with ${String(text)}` },
      );
    /** Resolves with the message with help lines, which says nothing else, and the one right below it. */
    const met = async (text: string, where = bot.channel) => {
      const next = await isShown(text, where);
      const all = seen(where);
      const lines = all[all.indexOf(next) - 1];
      expect(lines?.content).toContain(en.safety.selfHarm);
      expect(lines?.content).toContain('988');
      expect(lines?.embeds).toEqual([]);
      expect(next.content).not.toContain('null');
      expect(buttonsOf(lines!)).toEqual([]);
      return { lines: lines!, next };
    };
    /** Asks what waits; resolves with the form under the note that says so, and with that note. */
    const ask = async () => {
      const dm = bot.dm(bot.ada);
      const note = await bot.answers(bot.ada.send(dm, { content: 'Well?' }), en.advice.noProfile);
      const modal = await (await bot.ada.click(note, en.advice.setUp)).modal();
      return { dm, note, modal };
    };
    const waiting = async () => {
      const turns = await bot.store.recentTurns(bot.ada.id, 9);
      return turns.filter(({ status }) => status === 'waiting').map(({ question }) => question);
    };

    describe.each(Object.entries(FORMS))('%s:', (_, form) => {
      test('when it sounds as if I were in danger, help lines come first and stay, and it is kept', async () => {
        const modal = await open(form);
        bot.model.examiner.finds('self-harm');
        const release = bot.model.examiner.waits();
        await modal.submit(form.typed);
        await bot.model.examiner.asked();
        expect(await storedOf(form)).toBe(form.before);
        release();
        const { lines, next } = await met(form.shows);
        expect(await storedOf(form)).toBe(DARK);
        expect(bot.model.examiner.inputs).toEqual([form.examined]);
        bot.model.examiner.finds();
        const more = await (await bot.ada.click(next, en.profile.more.open)).modal();
        await more.submit({ pronouns: 'she' });
        await bot.discord.until(() => next.content === en.profile.more.saved);
        expect(lines.content).toContain('988');
        expect(lines.deleted).toBe(false);
        for (const message of [lines, next]) expect(message.ephemeral).toBe(true);
      });

      test('help lines come first also when it cannot be kept, and it is examined once', async () => {
        const modal = await open(form);
        failing = form.keptBy;
        bot.model.examiner.finds('violence', 'self-harm');
        await modal.submit(form.typed);
        const { next } = await met(en.failure.internal);
        expect(JSON.stringify(next.embeds)).toContain(DARK);
        expect(await storedOf(form)).toBe(form.before);
        expect(bot.model.examiner.inputs).toEqual([form.examined]);
      });

      /** Sends it, with what makes help lines come, while Discord does something to its reply. */
      const sendWhile = async (fault: Fault) => {
        const modal = await open(form);
        bot.model.examiner.finds('self-harm');
        const release = bot.model.examiner.waits();
        const { token } = await modal.submit(form.typed);
        await bot.model.examiner.asked();
        const route = new RegExp(RegExp.escape(token));
        bot.discord.faults.add({ method: 'PATCH', route, ...fault });
        return { release, route };
      };

      test('help lines come below, and it is kept, when I have dismissed what is to show them', async () => {
        const { release } = await sendWhile(GONE);
        release();
        await met(form.shows);
        expect(await storedOf(form)).toBe(DARK);
      });

      test('it is kept at once when Discord is in trouble, and help lines come as soon as it is not', async () => {
        const { release } = await sendWhile({ status: 503 });
        release();
        await expect.poll(() => storedOf(form)).toBe(DARK);
        expect(seen().map(said).join()).not.toContain('988');
        bot.discord.faults.clear();
        await met(form.shows);
      });

      test('it is kept, and that is shown, when help lines cannot be', async () => {
        const { release, route } = await sendWhile(GONE);
        bot.discord.faults.add({ method: 'POST', route, ...GONE, times: 1 });
        release();
        await isShown(form.shows);
        expect(await storedOf(form)).toBe(DARK);
        expect(bot.logs.join()).toContain('help lines were not shown');
      });

      test('when it is sexual about a child, that is all that is said, and nothing of it is kept', async () => {
        const modal = await open(form);
        const before = seen().map(said);
        bot.model.examiner.finds('sexual/minors', 'self-harm');
        await modal.submit(form.typed);
        await isShown(REFUSAL);
        bot.model.examiner.finds();
        const view = await bot.ada.runCommand('profile view', {}, bot.channel);
        await bot.shown(view);
        const after = seen().map(said);
        expect(after.slice(0, before.length)).toEqual(before);
        expect(after).toHaveLength(before.length + 2);
        expect(await storedOf(form)).toBe(form.before);
        expect(bot.model.examiner.inputs).toEqual([form.examined]);
      });

      test.each([
        ['refuses', PATIENT_MS, () => bot.model.examiner.refuses(503)],
        ['is silent', 300, () => bot.model.examiner.isSilent()],
      ])('it is kept as ever when the provider %s', async (__, patienceMs, happens) => {
        await bot.stop();
        await start(patienceMs);
        const modal = await open(form);
        const before = seen().length;
        happens();
        await modal.submit(form.typed);
        await isShown(form.shows);
        expect(await storedOf(form)).toBe(DARK);
        expect(bot.examined).toEqual(['failed']);
        // What it was opened below shows it.
        expect(seen()).toHaveLength(before || 1);
      });
    });

    describe('while a question waits for it,', () => {
      test('that is answered below help lines, and below the greeting', async () => {
        const { dm, modal } = await ask();
        bot.model.examiner.finds('self-harm');
        await modal.submit({ ...ADA, interests: DARK });
        const { next } = await met('Now to your question.', dm);
        const answer = await isShown(/Re: Well\?$/, dm);
        expect(seen(dm).indexOf(answer)).toBeGreaterThan(seen(dm).indexOf(next));
        expect(await waiting()).toEqual([]);
      });

      test('that goes on waiting when the form is refused, and so does its button', async () => {
        const { dm, note, modal } = await ask();
        bot.model.examiner.finds('sexual/minors');
        await modal.submit({ ...ADA, interests: 'Something about a child' });
        await isShown(REFUSAL, dm);
        expect(await waiting()).toEqual(['Well?']);
        expect(await bot.store.findSettings(bot.ada.id)).toBeNull();
        bot.model.examiner.finds();
        await (await (await bot.ada.click(note, en.advice.setUp)).modal()).submit(ADA);
        await isShown('Re: Well?', dm);
        expect(JSON.stringify(bot.model.requests())).not.toContain('Something about a child');
      });
    });

    test('when I have deleted everything meanwhile, or it is newer elsewhere, it is examined once', async () => {
      const overtaken = await open(FORMS['the memory']!);
      const times = { through: new Date(), newestAt: new Date() };
      await bot.store.saveMemory(bot.ada.id, { ...times, text: 'Sam moved away.', version: 2 });
      bot.model.examiner.finds('self-harm');
      await overtaken.submit({ memory: DARK });
      const { next } = await met(en.profile.memory.overtaken);
      const again = await (await bot.ada.click(next, en.profile.memory.change)).modal();
      await bot.store.deleteUser(bot.ada.id);
      await again.submit({ memory: DARK });
      await met(en.profile.none);
      expect(bot.model.examiner.inputs).toEqual([DARK, DARK]);
    });

    test('and tells that I am in danger ends a rehearsal', async () => {
      const modal = await open(FORMS['the preferences']!);
      await bot.shown(await rehearse(bot.ada, bot.dm(bot.ada)));
      bot.model.examiner.finds('self-harm');
      await modal.submit({ seeking: DARK });
      await met(en.profile.more.saved);
      const endedAt = async () => (await bot.store.findPractice(bot.ada.id))?.endedAt ?? null;
      await expect.poll(endedAt).not.toBeNull();
    });
  });
}
