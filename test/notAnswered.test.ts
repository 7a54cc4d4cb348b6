import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel, Message } from '../playground/discord/index.ts';
import { en } from '../src/locales/en.ts';
import type { Store } from '../src/services/store/store.ts';
import { ADA, Confidant } from './support/confidant.ts';
import { databaseKinds, withMethods } from './support/databases.ts';
import { rehearse, SCENE } from './support/rehearsal.ts';

/** A slow machine is no trouble of the provider's. */
const PATIENT_MS = 20_000;
const DARK = 'I do not want to live any more.';
const LONG = `${DARK} ${'Please. '.repeat(206)}`.padEnd(1_681, '!');
const HEIC = { name: 'IMG_1.HEIC', data: 'heic', contentType: 'image/heic' };
const CHECK_IN = { plan: 'dinner with Sam', when: 'in 3 days' };
const PICKY = 'I cannot look at **IMG_1.HEIC**';
const AWAY = en.failure.internal;
const LIMIT = 'You have asked as often';

const memory = { through: new Date(), newestAt: new Date() };

/** How somebody is not answered: what they are told, and what they do. Each may be answered one question before. */
interface Way {
  bot: Confidant;
  dm: Channel;
  /** From here on, the provider finds that somebody may harm themselves. */
  inNeed: () => void;
  /** From here on, this part of the store fails. */
  fails: (...names: (keyof Store)[]) => void;
}

const answered = ({ bot }: Way) => bot.answered(bot.ada, 'Well?', 'Here.');
/** Opens the form under a message. */
const form = async ({ bot }: Way, message: Message, button: string) =>
  (await bot.ada.click(message, button)).modal();
const view = async ({ bot }: Way) =>
  bot.shown(await bot.ada.runCommand('profile view', {}, bot.channel));
/** Forgets the profile that everybody here has. */
const withoutProfile = async ({ bot }: Way) => bot.store.deleteUser(bot.ada.id);
const rehearsal = async (way: Way) =>
  form(way, await way.bot.shown(await rehearse(way.bot.ada, way.dm)), en.practice.say);

const WAYS: Record<string, [sentence: string, act: (way: Way) => Promise<unknown>]> = {
  '/advice with more than a question may have': [
    'Your question has 1681 characters',
    async ({ bot, inNeed }) => {
      inNeed();
      await bot.ask(bot.ada, LONG);
    },
  ],
  '/advice with a file that cannot be looked at': [
    PICKY,
    async ({ bot, inNeed }) => {
      inNeed();
      await bot.ada.runCommand('advice', { question: DARK, screenshot: HEIC }, bot.channel);
    },
  ],
  '/advice without a profile': [
    en.advice.noProfile,
    async (way) => {
      await withoutProfile(way);
      way.inNeed();
      await way.bot.ask(way.bot.ada, DARK);
    },
  ],
  '/advice once more than one may ask': [
    LIMIT,
    async (way) => {
      await answered(way);
      way.inNeed();
      await way.bot.ask(way.bot.ada, DARK, way.bot.channel, { private: false });
    },
  ],
  '/advice while an answer is written': [
    en.advice.busy,
    async ({ bot, inNeed }) => {
      const hand = bot.model.handwritten();
      await bot.ask(bot.ada, 'Well?');
      const first = await hand.next();
      first.write('Here');
      inNeed();
      await bot.shows(await bot.ask(bot.ada, DARK), /988/);
      first.end();
    },
  ],
  '/advice while the store fails': [
    AWAY,
    async ({ bot, inNeed, fails }) => {
      fails('findTurn', 'findSettings');
      inNeed();
      await bot.ask(bot.ada, DARK);
    },
  ],
  '[Follow up] with more than a question may have': [
    'Your question has 1681 characters',
    async (way) => {
      const modal = await form(way, await answered(way), 'Follow up');
      way.inNeed();
      await modal.submit({ question: LONG });
    },
  ],
  '[Follow up] once more than one may ask': [
    LIMIT,
    async (way) => {
      const modal = await form(way, await answered(way), 'Follow up');
      way.inNeed();
      await modal.submit({ question: DARK });
    },
  ],
  '[Try again] once more than one may ask': [
    LIMIT,
    async ({ bot, inNeed }) => {
      const answer = await bot.answered(bot.ada, DARK, 'Here.');
      inNeed();
      await bot.ada.click(answer, 'Try again');
    },
  ],
  'a message without a profile': [
    en.advice.noProfile,
    async (way) => {
      await withoutProfile(way);
      way.inNeed();
      way.bot.ada.send(way.dm, { content: DARK });
    },
  ],
  'a message with a file that cannot be looked at': [
    PICKY,
    async ({ bot, dm, inNeed }) => {
      inNeed();
      bot.ada.send(dm, { content: DARK, attachments: [HEIC] });
    },
  ],
  'a mention with a file that cannot be looked at': [
    PICKY,
    async ({ bot, inNeed }) => {
      inNeed();
      const content = `<@${bot.discord.applicationId}> ${DARK}`;
      bot.ada.send(bot.channel, { content, attachments: [HEIC] });
    },
  ],
  'a message with such a file among others, while an answer is written': [
    PICKY,
    async ({ bot, dm, inNeed }) => {
      const hand = bot.model.handwritten();
      bot.ada.send(dm, { content: 'Hi' });
      const first = await hand.next();
      bot.ada.send(dm, { content: 'She said no' });
      bot.ada.send(dm, { content: DARK, attachments: [HEIC] });
      first.write('Hello.');
      inNeed();
      first.end();
    },
  ],
  'a message while the store fails': [
    AWAY,
    async ({ bot, dm, inNeed, fails }) => {
      fails('findSettings');
      inNeed();
      bot.ada.send(dm, { content: DARK });
    },
  ],
  'a message that would have to wait, and cannot be kept': [
    AWAY,
    async ({ bot, dm, inNeed, fails }) => {
      const hand = bot.model.handwritten();
      bot.ada.send(dm, { content: 'Hi' });
      const first = await hand.next();
      fails('takeLease');
      inNeed();
      await bot.repliesTo(bot.ada.send(dm, { content: DARK }), /988|findahelpline/);
      first.end();
    },
  ],
  'a message that is longer than a question may be': [
    'That is more than I can take in at once',
    async ({ bot, dm, inNeed }) => {
      inNeed();
      const content = DARK.padEnd(4_001, '!');
      bot.discord.createMessage({
        channel: dm,
        author: bot.ada.toAPI(),
        person: bot.ada,
        content,
      });
    },
  ],
  'a message once more than one may ask': [
    LIMIT,
    async (way) => {
      await answered(way);
      way.inNeed();
      way.bot.ada.send(way.dm, { content: DARK });
    },
  ],
  '“Get advice” on a message with a file that cannot be looked at': [
    PICKY,
    async ({ bot, inNeed }) => {
      inNeed();
      const message = bot.ada.send(bot.channel, { content: DARK, attachments: [HEIC] });
      await bot.ada.runMessageCommand('Get advice', message);
    },
  ],
  '“Get advice” once more than one may ask': [
    LIMIT,
    async (way) => {
      await answered(way);
      way.inNeed();
      const message = way.bot.ada.send(way.bot.channel, { content: DARK });
      await way.bot.ada.runMessageCommand('Get advice', message);
    },
  ],
  'a scene of which half is missing': [
    en.practice.blank,
    async ({ bot, inNeed }) => {
      inNeed();
      await rehearse(bot.ada, bot.channel, { who: '\u2800', moment: DARK });
    },
  ],
  'a scene without a profile': [
    en.practice.noProfile,
    async (way) => {
      await withoutProfile(way);
      way.inNeed();
      await rehearse(way.bot.ada, way.dm, { ...SCENE, moment: DARK });
    },
  ],
  'a scene without a place for it': [
    en.practice.noPlace,
    async ({ bot, inNeed }) => {
      bot.channel.guild?.setBotPermissions(bot.channel, []);
      bot.ada.acceptsDirectMessages = false;
      inNeed();
      await rehearse(bot.ada, bot.channel, { ...SCENE, moment: DARK });
    },
  ],
  'a scene while the store fails': [
    AWAY,
    async ({ bot, dm, inNeed, fails }) => {
      fails('savePractice');
      inNeed();
      await rehearse(bot.ada, dm, { ...SCENE, moment: DARK });
    },
  ],
  '[Say something] in a rehearsal that is over': [
    en.practice.over,
    async (way) => {
      const { bot, dm } = way;
      const modal = await rehearsal(way);
      await bot.shown(await rehearse(bot.ada, dm));
      way.inNeed();
      await modal.submit({ line: DARK });
    },
  ],
  '[Say something] while the store fails': [
    AWAY,
    async (way) => {
      const modal = await rehearsal(way);
      way.fails('findPractice');
      way.inNeed();
      await modal.submit({ line: DARK });
    },
  ],
  '[Say something] once more than one may ask': [
    LIMIT,
    async (way) => {
      const modal = await rehearsal(way);
      await answered(way);
      way.inNeed();
      await modal.submit({ line: DARK });
    },
  ],
  'a plan for which there is no profile': [
    en.checkin.noProfile,
    async (way) => {
      await withoutProfile(way);
      way.inNeed();
      await way.bot.ada.runCommand('checkin add', { ...CHECK_IN, plan: DARK }, way.bot.channel);
    },
  ],
  'a plan that is too long': [
    'Your plan has',
    async ({ bot, inNeed }) => {
      inNeed();
      await bot.ada.runCommand('checkin add', { ...CHECK_IN, plan: LONG }, bot.channel);
    },
  ],
  'a time that is none': [
    en.checkin.problems.notUnderstood,
    async ({ bot, inNeed }) => {
      inNeed();
      await bot.ada.runCommand('checkin add', { ...CHECK_IN, when: DARK }, bot.channel);
    },
  ],
  'a time zone that is none': [
    'I do not know a time zone',
    async ({ bot, inNeed }) => {
      inNeed();
      await bot.ada.runCommand('checkin timezone', { zone: DARK }, bot.channel);
    },
  ],
  'a plan while the store fails': [
    AWAY,
    async ({ bot, inNeed, fails }) => {
      fails('addCheckIn');
      inNeed();
      await bot.ada.runCommand('checkin add', { ...CHECK_IN, plan: DARK }, bot.channel);
    },
  ],
  'a plan whose confirmation Discord does not take': [
    AWAY,
    async ({ bot, inNeed }) => {
      inNeed();
      bot.discord.faults.add({ method: 'PATCH', route: /webhooks/, status: 400, times: 1 });
      await bot.ada.runCommand('checkin add', { ...CHECK_IN, plan: DARK }, bot.channel);
    },
  ],
  'a profile with a problem': [
    en.profile.problems.ageNotANumber,
    async ({ bot, inNeed }) => {
      inNeed();
      await bot.setUp(bot.ada, { ...ADA, age: 'old', interests: DARK });
    },
  ],
  'a profile that cannot be saved': [
    AWAY,
    async ({ bot, inNeed, fails }) => {
      fails('saveProfile');
      inNeed();
      await bot.setUp(bot.ada, { ...ADA, interests: DARK });
    },
  ],
  'more about oneself with a problem': [
    'is too long: up to',
    async (way) => {
      const modal = await form(way, await view(way), en.profile.more.open);
      way.inNeed();
      await modal.submit({ pronouns: DARK, seeking: LONG.slice(0, 1_000), tone: [] });
    },
  ],
  'more about oneself that cannot be saved': [
    AWAY,
    async (way) => {
      const modal = await form(way, await view(way), en.profile.more.open);
      way.fails('savePreferences');
      way.inNeed();
      await modal.submit({ pronouns: '', seeking: DARK, tone: [] });
    },
  ],
  'a memory that cannot be saved': [
    AWAY,
    async (way) => {
      const { bot } = way;
      await bot.store.saveMemory(bot.ada.id, { ...memory, text: 'Chess', version: 1 });
      const modal = await form(way, await view(way), en.profile.memory.change);
      way.fails('saveMemory');
      way.inNeed();
      await modal.submit({ memory: DARK });
    },
  ],
  'a memory that others have changed meanwhile': [
    en.profile.memory.overtaken,
    async (way) => {
      const { bot } = way;
      await bot.store.saveMemory(bot.ada.id, { ...memory, text: 'Chess', version: 1 });
      const modal = await form(way, await view(way), en.profile.memory.change);
      await bot.store.saveMemory(bot.ada.id, { ...memory, text: 'Go', version: 2 });
      way.inNeed();
      await modal.submit({ memory: DARK });
    },
  ],
};

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`nobody in need is passed by, on ${kind.name}`, () => {
    let bot: Confidant;
    let failing: Set<PropertyKey>;

    beforeEach(async () => {
      failing = new Set();
      bot = await Confidant.start(kind, {
        examinesWithinMs: PATIENT_MS,
        limits: { dailyLimit: 1 },
        wrapStore: (store) =>
          new Proxy(store, {
            get(target, name) {
              if (failing.has(name)) return () => Promise.reject(new Error('away'));
              return Reflect.get(withMethods(target, {}), name) as unknown;
            },
          }),
      });
      await bot.setUp(bot.ada);
      bot.forgetExamined();
      bot.model.answers('Here.');
    });
    afterEach(() => bot.stop());

    /** What the bot has shown and shows, in the order of its messages, each as it was at first and changed. */
    const shown = (): string[] =>
      [bot.channel, bot.dm(bot.ada), ...(bot.channel.guild?.threads ?? [])]
        .flatMap(({ messages }) => [...messages.values()])
        .filter(({ author }) => author.id === bot.discord.applicationId)
        .flatMap(({ history }) => history.map(({ content }) => content));

    test.each(Object.entries(WAYS))('by %s: help lines come first', async (_, [sentence, act]) => {
      const inNeed = () => bot.model.examiner.finds('self-harm');
      const fails = (...names: PropertyKey[]) => names.forEach((name) => failing.add(name));
      await act({ bot, dm: bot.dm(bot.ada), inNeed, fails });
      await bot.discord.until(() => shown().some((content) => content.includes(sentence)), {
        what: sentence,
      });
      const all = shown().join('\n');
      const places = [en.safety.selfHarm, /- .*(988|findahelpline)/, sentence].map((part) =>
        typeof part === 'string' ? all.indexOf(part) : all.search(part),
      );
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(bot.model.examiner.inputs.some((input) => input.includes(DARK))).toBe(true);
      failing.clear();
    });

    test('and who is not, or cannot be examined in time, is told why they are not answered, and waits for nothing', async () => {
      bot.model.examiner.refuses(503);
      for (const ask of [
        () => bot.ada.runCommand('advice', { question: LONG }, bot.channel),
        () => bot.ada.runCommand('advice', { question: DARK, screenshot: HEIC }, bot.channel),
        () => bot.setUp(bot.ada, { ...ADA, age: 'old' }),
      ]) {
        const asked = await ask();
        await bot.shows(asked, /^(Your question has|I cannot look at|Nothing is saved yet)/);
        expect(asked.acknowledgedAfterMs).toBeLessThan(3_000);
      }
      expect(bot.model.examiner.inputs).toHaveLength(3);
    });

    test('and who says it in a rehearsal, in words that are not answered, is spoken to by their coach from then on', async () => {
      await bot.shown(await rehearse(bot.ada, bot.dm(bot.ada)));
      bot.model.examiner.finds('self-harm');
      const written = bot.ada.send(bot.dm(bot.ada), { content: DARK, attachments: [HEIC] });
      await bot.repliesTo(written, /988/);
      const ended = async () => (await bot.store.findPractice(bot.ada.id))?.endedAt;
      await vi.waitFor(async () => expect(await ended()).toBeInstanceOf(Date));
    });
  });

  describe.skipIf(!kind.available)(`a provider that says nothing, on ${kind.name}`, () => {
    test('keeps nobody waiting for why they are not answered, and no interaction unacknowledged', async () => {
      const bot = await Confidant.start(kind, { examinesWithinMs: 500 });
      try {
        bot.model.examiner.isSilent();
        const asked = await bot.ada.runCommand('advice', { question: LONG }, bot.channel);
        await bot.shows(asked, /^Your question has/);
        expect(asked.acknowledgedAfterMs).toBeLessThan(3_000);
        const submitted = await bot.setUp(bot.ada, { ...ADA, age: 'old' });
        await bot.shows(submitted, /^Nothing is saved yet/);
        expect(submitted.acknowledgedAfterMs).toBeLessThan(3_000);
      } finally {
        await bot.stop();
      }
    });
  });
}
