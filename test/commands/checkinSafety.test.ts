import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import { fr } from '../../src/locales/fr.ts';
import type { Store } from '../../src/services/store/store.ts';
import { buttonsOf } from '../support/buttons.ts';
import type { Confidant } from '../support/confidant.ts';
import { databaseKinds, withMethods } from '../support/databases.ts';
import { DAY_MS, HOUR_MS, Later } from '../support/later.ts';
import { rehearse } from '../support/rehearsal.ts';

/** A slow machine is no trouble of the provider's. */
const PATIENT_MS = 20_000;
const DARK = 'end it all on Friday';

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`a plan for later, on ${kind.name}`, () => {
    let later: Later;
    let bot: Confidant;

    const start = async (examinesWithinMs: number, wrapStore = (store: Store) => store) => {
      later = await Later.start(kind, { examinesWithinMs, wrapStore });
      ({ bot } = later);
      await bot.setUp(bot.ada);
      bot.forgetExamined();
    };
    beforeEach(() => start(PATIENT_MS));
    afterEach(() => bot.stop());

    /** What is said to somebody who adds a plan, message by message. */
    const saidTo = async (plan: string, when: string, count: number): Promise<Message[]> => {
      const command = await bot.ada.runCommand('checkin add', { plan, when }, bot.channel);
      await bot.shown(command);
      await bot.discord.until(() => command.messages().length === count, { what: 'messages' });
      return command.messages();
    };
    const plans = async () => (await bot.store.checkIns(bot.ada.id)).map(({ plan }) => plan);

    test('is examined, and set with pleasure when nothing is found', async () => {
      const [said] = await saidTo('my date with Sam', 'in 3 days', 1);
      expect(said?.content).toMatch(/^With pleasure\./);
      expect(bot.model.examiner.inputs).toEqual(['my date with Sam\nin 3 days']);
      expect(bot.examined).toEqual(['clear']);
    });

    test.each([
      ['self-harm', en.safety.selfHarm, '988'],
      ['violence', en.safety.violence, '1-800-799-7233'],
    ])('that tells of %s is met with care and help lines first', async (category, care, line) => {
      bot.model.examiner.finds(category);
      const [opening, confirmation] = await saidTo(DARK, 'in 3 days', 2);
      expect(opening?.content.indexOf(care)).toBe(0);
      expect(opening?.content).toContain(line);
      expect(confirmation?.content).toMatch(/^I will ask after you, too: on <t:/);
      expect(confirmation?.content).not.toContain('pleasure');
      expect([opening, confirmation].map((message) => message?.ephemeral)).toEqual([true, true]);
      expect(await plans()).toEqual([DARK]);
      expect(buttonsOf(confirmation as Message)).toEqual(['Cancel']);
      await bot.ada.click(confirmation as Message, 'Cancel');
      await bot.discord.until(() => confirmation?.content === en.checkin.cancelled);
      expect(await plans()).toEqual([]);
      expect(opening?.content).toContain(line);
    });

    test('that tells of danger ends the rehearsal that its author is in the midst of', async () => {
      await bot.shown(await rehearse(bot.ada, bot.dm(bot.ada)));
      bot.model.examiner.finds('self-harm');
      await saidTo(DARK, 'in 3 days', 2);
      const over = async () => (await bot.store.findPractice(bot.ada.id))?.endedAt ?? null;
      await expect.poll(over).not.toBeNull();
    });

    test('that tells of danger is met with help lines of where its author lives, also when it cannot be set', async () => {
      await later.setZone('Europe/Vienna');
      bot.model.examiner.finds('self-harm');
      const [opening, note] = await saidTo(DARK, 'some day', 2);
      expect(opening?.content).toContain('142');
      expect(note?.content).toContain(en.checkin.problems.notUnderstood);
      expect(await plans()).toEqual([]);
    });

    test('that is sexual about minors is refused: it is kept nowhere, and never asked about', async () => {
      bot.model.examiner.finds('sexual', 'sexual/minors');
      const [opening, note] = await saidTo('something about a child', 'in 1 day', 2);
      expect(opening?.content.indexOf(en.safety.minors)).toBe(0);
      expect(opening?.content).toContain('1-800-422-4453');
      expect(note?.content).toBe(en.checkin.refused);
      expect(await plans()).toEqual([]);
      later.pass(2 * DAY_MS);
      await bot.shown(await bot.ben.runCommand('history', {}, bot.channel));
      expect(later.messagesTo(bot.ada)).toEqual([]);
    });

    test.each([
      ['self-harm', '988'],
      ['violence', '1-800-799-7233'],
    ])('that tells of %s is asked after gently, with help lines', async (category, line) => {
      bot.model.examiner.finds(category);
      await saidTo(DARK, 'in 3 days', 2);
      later.pass(3 * DAY_MS + HOUR_MS);
      const { content } = await later.asked(DARK);
      const asked = en.checkin.askGently.replace('{{plan}}', DARK);
      expect(content.indexOf(`${asked}\n\n${en.checkin.notAlone}\n- `)).toBe(0);
      expect(content).toContain(line);
      expect(content).not.toMatch(/How did it go|curious/);
      await later.logged('a check-in is sent');
      await expect.poll(plans).toEqual([]);
      bot.model.examiner.finds();
      bot.model.answers('I am glad that you write.');
      await bot.answered(bot.ada, 'I am still here', 'I am glad that you write.');
      expect(bot.model.requests().at(-1)).toContainEqual({ role: 'assistant', content });
    });

    test('that tells of danger is asked after in the words and with the help lines of its author, though late', async () => {
      bot.ada.locale = 'fr';
      await later.setZone('Europe/Vienna');
      bot.model.examiner.finds('self-harm');
      await saidTo(DARK, 'dans 3 jours', 2);
      await bot.stopBot();
      later.pass(5 * DAY_MS);
      await bot.startBot();
      const { content } = await later.asked(DARK);
      expect(content.indexOf(fr.checkin.askGentlyLate.replace('{{plan}}', DARK))).toBe(0);
      expect(content).toContain(fr.checkin.notAlone);
      expect(content).toContain('142');
    });

    test('is asked after gently, too, when nobody can say by then what it tells of', async () => {
      await bot.stop();
      await start(500);
      await saidTo('my date with Sam', 'in 3 days', 1);
      bot.model.examiner.refuses(503);
      later.pass(3 * DAY_MS + HOUR_MS);
      const { content } = await later.asked('my date with Sam');
      expect(content).toBe(en.checkin.askGently.replace('{{plan}}', 'my date with Sam'));
      expect(bot.examined).toEqual(['clear', 'failed']);
    });

    test('is asked about with curiosity when the provider examines nothing', async () => {
      bot.model.examiner.refuses(404);
      await saidTo('my date with Sam', 'in 3 days', 1);
      later.pass(3 * DAY_MS + HOUR_MS);
      const { content } = await later.asked('my date with Sam');
      expect(content).toBe(en.checkin.ask.replace('{{plan}}', 'my date with Sam'));
    });

    test('that is found to be sexual about minors by the time it is due is refused then, and kept no longer', async () => {
      await saidTo('something about a child', 'in 3 days', 1);
      const dm = bot.dm(bot.ada);
      const command = await bot.ada.runCommand('practice', { kind: 'askingOut' }, dm);
      await (await command.modal()).submit({ who: 'Kim', moment: 'at work' });
      await bot.discord.until(() => later.messagesTo(bot.ada).length === 1);
      bot.model.examiner.finds('sexual', 'sexual/minors');
      later.pass(3 * DAY_MS + HOUR_MS);
      const { content } = await later.asked(en.checkin.refused);
      expect(content.indexOf(en.safety.minors)).toBe(0);
      expect(content).toContain('1-800-422-4453');
      expect(content).not.toMatch(/a child\n|How|rehearsal/);
      await expect.poll(plans).toEqual([]);
      expect(await bot.store.recentTurns(bot.ada.id, 9)).toEqual([]);
      expect(await bot.store.findPractice(bot.ada.id)).toMatchObject({ endedAt: null });
      expect(bot.logs.join('\n')).not.toContain('about a child');
    });

    test('that is refused when it is due is refused in words once Discord is back, and the store', async () => {
      let failures = 0;
      await bot.stop();
      await start(PATIENT_MS, (store) =>
        withMethods(store, {
          async findProfile(...args) {
            failures -= 1;
            if (failures === 0) throw new Error('away');
            return store.findProfile(...args);
          },
        }),
      );
      await saidTo('something about a child', 'in 3 days', 1);
      bot.model.examiner.finds('sexual/minors');
      const outage = { method: 'POST', route: /users\/@me\/channels/, status: 503, times: 2 };
      bot.discord.faults.add(outage);
      failures = 2;
      later.pass(3 * DAY_MS + HOUR_MS);
      await expect.poll(plans, { timeout: 9_000 }).toEqual([]);
      await later.asked(en.checkin.refused);
      expect(failures).toBeLessThan(0);
      expect(later.messagesTo(bot.ada)).toHaveLength(1);
      expect(await bot.store.recentTurns(bot.ada.id, 9)).toEqual([]);
    });

    test('is remembered in the words in which it was asked, whatever they would be by now', async () => {
      await bot.stop();
      await start(500);
      await saidTo('my date with Sam', 'in 3 days', 1);
      later.losesAnswer();
      later.pass(3 * DAY_MS + HOUR_MS);
      const { content } = await later.asked('Sam');
      await later.logged('a check-in is put off');
      bot.model.examiner.refuses(503);
      later.pass(31_000);
      await later.logged('a check-in is sent');
      await expect.poll(plans).toEqual([]);
      expect(await bot.store.answeredTurns(bot.ada.id, 9)).toMatchObject([{ answer: content }]);
      expect(bot.examined).toEqual(['clear', 'clear', 'failed']);
    });

    test('that is refused when it is due is not kept for somebody who cannot be written to either', async () => {
      await saidTo('something about a child', 'in 3 days', 1);
      bot.ada.acceptsDirectMessages = false;
      bot.model.examiner.finds('sexual/minors');
      later.pass(3 * DAY_MS + HOUR_MS);
      await expect.poll(plans, { timeout: 9_000 }).toEqual([]);
    });

    test.each([
      ['says nothing in time', () => bot.model.examiner.isSilent()],
      ['is overloaded', () => bot.model.examiner.refuses(503)],
    ])(
      'is set all the same when the provider %s, and nothing is said of it',
      async (_, trouble) => {
        await bot.stop();
        await start(500);
        trouble();
        const [said] = await saidTo(DARK, 'in 3 days', 1);
        expect(said?.content).toMatch(/^With pleasure\./);
        expect(bot.examined).toEqual(['failed']);
        expect(bot.logs.join('\n')).not.toContain(DARK);
      },
    );
  });
}
