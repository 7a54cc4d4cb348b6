import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel, Message } from '../playground/discord/index.ts';
import type { Turn } from '../src/models/turn.ts';
import { de } from '../src/locales/de.ts';
import { en } from '../src/locales/en.ts';
import { es } from '../src/locales/es.ts';
import { fr } from '../src/locales/fr.ts';
import { ja } from '../src/locales/ja.ts';
import { ptBR } from '../src/locales/pt-BR.ts';
import { ANSWER_BUTTONS, buttonsOf } from './support/buttons.ts';
import { ADA, Confidant, withoutCursor } from './support/confidant.ts';
import { databaseKinds, withMethods } from './support/databases.ts';

/** A slow machine is no trouble of the provider's. */
const PATIENT_MS = 20_000;
const DARK = 'I do not want to wake up any more.';
const SCENE = { who: 'Sam, 31, shy', moment: 'after work, at the coffee machine' };

/** Whether a message has these, in this order. */
const inOrder = ({ content }: Message, ...parts: string[]): boolean => {
  const places = parts.map((part) => content.indexOf(part));
  return places.every((place, index) => place >= 0 && place >= (places[index - 1] ?? 0));
};

const away = () => Promise.reject(new Error('away'));

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`what people write, on ${kind.name}`, () => {
    let bot: Confidant;
    let dm: Channel;

    beforeEach(async () => {
      bot = await Confidant.start(kind, { examinesWithinMs: PATIENT_MS });
      await bot.setUp(bot.ada);
      bot.forgetExamined();
      dm = bot.dm(bot.ada);
    });
    afterEach(() => bot.stop());

    /** Everything that anybody was ever shown. */
    const everShown = (): string =>
      [bot.channel, dm, ...(bot.channel.guild?.threads ?? [])]
        .flatMap(({ messages }) => [...messages.values()])
        .flatMap(({ history }) => history.map(({ content }) => content))
        .join('\n');
    /** Lets so much time pass that somebody else has an answer. */
    const meanwhile = async () => bot.shown(await bot.ben.runCommand('history', {}, bot.channel));
    const lastPrompt = () => bot.model.requests().at(-1) ?? [];
    const shownHistory = () =>
      lastPrompt()
        .filter(({ role }) => role !== 'system')
        .map(({ content }) => content);
    /** Has a question refused, to which the model answers “Never.”. */
    const refuse = async () => {
      bot.model.examiner.finds('sexual/minors');
      bot.model.answers('Never.');
      return bot.ended(await bot.ask(bot.ada, 'Something about a child'), /1-800-422-4453/);
    };
    const turnOf = (id: string): Promise<Turn | null> => bot.store.findTurn(bot.ada.id, id);

    test('is examined while the model writes, whose words are shown as soon as nothing is found', async () => {
      const release = bot.model.examiner.waits();
      const hand = bot.model.handwritten();
      const asked = await bot.ask(bot.ada, 'How do I ask her out?');
      const answer = await hand.next();
      answer.write('Simply');
      await bot.model.examiner.asked();
      expect(bot.model.examiner.inputs).toEqual(['How do I ask her out?']);
      await meanwhile();
      expect(everShown()).not.toContain('Simply');
      release();
      await bot.shows(asked, 'Simply');
      answer.write(' ask.');
      answer.end();
      expect(buttonsOf(await bot.ended(asked, 'Simply ask.'))).toEqual(ANSWER_BUTTONS);
      expect(bot.examined).toEqual(['clear']);
    });

    test.each([
      ['has begun', 'Win her back like this:'],
      ['has not begun yet', ''],
    ])(
      'and tells of self-harm is met with care and help lines first, when the model %s: no word of that is seen',
      async (_, words) => {
        const release = bot.model.examiner.waits();
        bot.model.examiner.finds('self-harm', 'self-harm/intent');
        const hand = bot.model.handwritten();
        const asked = await bot.ask(bot.ada, DARK);
        const begun = await hand.next();
        begun.write(words);
        await bot.model.examiner.asked();
        await meanwhile();
        release();
        const answer = await hand.next();
        await begun.closed;
        const opening = await bot.shows(asked, /988/);
        expect(opening.content).not.toContain('I am here');
        answer.write('I am here. Are you safe?');
        answer.end();
        const reply = await bot.ended(asked, /Are you safe\?$/);
        expect(inOrder(reply, en.safety.selfHarm, '911', '988', 'I am here. Are you safe?')).toBe(
          true,
        );
        expect(reply.content.indexOf(en.safety.selfHarm)).toBe(0);
        expect(everShown()).not.toContain('Win her back');
        expect(answer.messages.slice(0, 3).map(({ role }) => role)).toEqual(
          Array(3).fill('system'),
        );
        expect(answer.messages[2]?.content).toMatch(/suicide or self-harm[^]*No coaching/);
        expect(begun.messages).toHaveLength(answer.messages.length - 1);
        expect(await turnOf(asked.id)).toMatchObject({ answer: reply.content, status: 'complete' });
        expect(bot.examined).toEqual(['careful']);
      },
    );

    test.each([['violence'], ['violence/graphic'], ['harassment/threatening']])(
      'and tells of violence (%s) is met with care, and lines for people who are hurt',
      async (category) => {
        bot.model.examiner.finds(category, 'harassment');
        bot.model.answers('Are you safe now?');
        const asked = await bot.ask(bot.ada, 'He hit me. How do I calm him?');
        const reply = await bot.ended(asked, /safe now\?$/);
        expect(inOrder(reply, en.safety.violence, '1-800-799-7233', 'Are you safe now?')).toBe(
          true,
        );
        expect(lastPrompt()[2]?.content).toMatch(/no word on how to calm/);
      },
    );

    test('about desire or anger is what people come for', async () => {
      bot.model.examiner.finds('sexual', 'harassment', 'hate', 'illicit');
      bot.model.answers('Go on.');
      await bot.answered(bot.ada, 'I am furious with him.', 'Go on.');
      expect(bot.examined).toEqual(['clear']);
    });

    test.each([
      ['en-GB', en, '116 123'],
      ['de', de, '0800 111 0 111'],
      ['fr', fr, '3114'],
      ['es-ES', es, '024'],
      ['es-419', es, '800 911 2000'],
      ['pt-BR', ptBR, '188'],
      ['ja', ja, '0120-279-338'],
      ['ko', en, 'findahelpline.com'],
    ] as const)(
      'is met in the words and with the help lines of %s',
      async (locale, texts, line) => {
        bot.ada.locale = locale;
        bot.model.examiner.finds('self-harm');
        bot.model.answers('OK.');
        const asked = await bot.ada.runCommand(
          texts.commands.advice.name,
          {
            [texts.commands.advice.question.name]: DARK,
          },
          bot.channel,
        );
        const reply = await bot.ended(asked, /OK\.$/);
        expect(inOrder(reply, texts.safety.selfHarm, line, 'OK.')).toBe(true);
      },
    );

    test('is met with the help lines of the time zone that they have set, also in messages', async () => {
      bot.ada.locale = 'de';
      const zone = { zone: 'Europe/Vienna' };
      await bot.shown(await bot.ada.runCommand('checkin timezone', zone, dm));
      bot.model.examiner.finds('self-harm');
      bot.model.answers('OK.');
      const reply = await bot.answers(bot.ada.send(dm, { content: DARK }), /OK\.$/);
      expect(inOrder(reply, de.safety.selfHarm, '142', 'OK.')).toBe(true);
      expect(reply.content).not.toContain('0800 111 0 111');
      expect(lastPrompt()[0]?.content).toContain('phone 142');
    });

    test('that is sexual about minors is refused; the model’s words are never seen, and it is never shown that again', async () => {
      bot.model.answers('Earlier answer.');
      await bot.answered(bot.ada, 'Earlier question', 'Earlier answer.');
      const hand = bot.model.handwritten();
      const release = bot.model.examiner.waits();
      bot.model.examiner.finds('sexual', 'sexual/minors');
      const asked = await bot.ask(bot.ada, 'Something about a child');
      (await hand.next()).write('Once upon');
      await bot.model.examiner.asked();
      await meanwhile();
      release();
      const reply = await bot.ended(asked, /1-800-422-4453/);
      expect(reply.content.indexOf(en.safety.minors)).toBe(0);
      expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
      expect(everShown()).not.toContain('Once upon');
      expect(await turnOf(asked.id)).toMatchObject({ answer: reply.content, status: 'complete' });
      expect(bot.examined.at(-1)).toBe('refused');

      bot.model.examiner.finds();
      bot.model.answers('Later answer.');
      await bot.answered(bot.ada, 'Later question', 'Later answer.');
      expect(shownHistory()).toEqual(['Earlier question', 'Earlier answer.', 'Later question']);
      const page = await bot.shown(await bot.ada.runCommand('history', {}, bot.channel));
      expect(page.embeds[0]?.description).toContain('Something about a child');
    });

    test('and was refused is refused again when it is tried again, also after a restart', async () => {
      const refused = await refuse();
      await bot.stopBot();
      await bot.startBot();
      const again = await bot.ada.click(refused, 'Try again');
      await bot.discord.until(() => bot.examined.length === 2);
      await bot.turnEnded(bot.ada, again.id);
      expect(everShown()).not.toContain('Never.');
      expect((await bot.store.recentTurns(bot.ada.id, 9)).map(({ id }) => id)).toEqual([again.id]);
      expect(await bot.store.answeredTurns(bot.ada.id, 9)).toEqual([]);
    });

    test('and was refused is refused for good, also when nothing can be examined any more, or is found', async () => {
      let reply = await refuse();
      const before = bot.model.requests().length;
      for (const trouble of [
        () => bot.model.examiner.refuses(503),
        () => bot.model.examiner.finds(),
      ]) {
        trouble();
        const again = await bot.ada.click(reply, 'Try again');
        reply = await bot.ended(again, /1-800-422-4453/);
        expect(reply.content.indexOf(en.safety.minors)).toBe(0);
        expect(await turnOf(again.id)).toMatchObject({ isRefused: true, status: 'complete' });
      }
      expect(bot.model.requests()).toHaveLength(before);
      expect(await bot.store.answeredTurns(bot.ada.id, 9)).toEqual([]);
    });

    test('and was refused is not gone on with: what follows it is refused as well', async () => {
      const reply = await refuse();
      const before = bot.model.requests().length;
      bot.model.examiner.refuses(503);
      const form = await (await bot.ada.click(reply, 'Follow up')).modal();
      const followed = await bot.ended(await form.submit({ question: 'Go on' }), /1-800-422-4453/);
      expect(followed.content.indexOf(en.safety.minors)).toBe(0);
      expect(bot.model.requests()).toHaveLength(before);
      const again = bot.ada.send(dm, { content: 'Something about a child' });
      bot.model.examiner.finds('sexual/minors');
      const replyTo = await bot.answers(again, /1-800-422-4453/);
      const asked = bot.model.requests().length;
      bot.model.examiner.refuses(503);
      await bot.answers(bot.ada.send(dm, { content: 'Please do', replyTo }), /1-800-422-4453/);
      expect(bot.model.requests()).toHaveLength(asked);
      bot.model.answers('Gladly.');
      await bot.answered(bot.ada, 'How do I ask her out?', 'Gladly.');
      expect(shownHistory()).toEqual(['How do I ask her out?']);
    });

    test('and was refused is met with care, too, if what follows it tells of self-harm', async () => {
      const reply = await refuse();
      bot.model.examiner.finds('self-harm');
      const form = await (await bot.ada.click(reply, 'Follow up')).modal();
      const followed = await bot.ended(await form.submit({ question: DARK }), /1-800-422-4453/);
      expect(inOrder(followed, en.safety.selfHarm, en.safety.minors, '988')).toBe(true);
    });

    test('and was met with care can be tried again, after a restart, too: care and lines come first again', async () => {
      bot.model.examiner.finds('self-harm');
      bot.model.answers('One.');
      const reply = await bot.ended(await bot.ask(bot.ada, DARK), /One\.$/);
      await bot.stopBot();
      await bot.startBot();
      bot.model.answers('Two.');
      const again = await bot.ada.click(reply, 'Try again');
      const { answer } = await bot.turnEnded(bot.ada, again.id);
      expect(answer).toMatch(/988[^]*\n\nTwo\.$/);
      expect(bot.model.examiner.inputs).toEqual([DARK, DARK]);
    });

    test('is met with care first also when the model then fails, or a picture cannot be looked at', async () => {
      bot.model.examiner.finds('self-harm');
      bot.model.refuses(503);
      const failed = await bot.ended(await bot.ask(bot.ada, DARK), /having trouble/);
      expect(inOrder(failed, en.safety.selfHarm, '988', en.failure.overloaded)).toBe(true);
      const screenshot = { name: 'chat.png', data: 'no picture at all' };
      const asked = await bot.ada.runCommand('advice', { question: DARK, screenshot }, bot.channel);
      const blind = await bot.ended(asked, /no PNG, JPEG or WebP picture/);
      expect(inOrder(blind, en.safety.selfHarm, '988', en.failure.notAPicture)).toBe(true);
    });

    test('and is stopped before the verdict, by a bot that ends, is met with help lines all the same', async () => {
      const release = bot.model.examiner.waits();
      bot.model.examiner.finds('self-harm');
      const hand = bot.model.handwritten();
      const asked = bot.ada.send(dm, { content: DARK });
      (await hand.next()).write('Words');
      await bot.model.examiner.asked();
      await meanwhile();
      const stopped = bot.stopBot();
      release();
      await stopped;
      const reply = await bot.repliesTo(asked, /988/);
      const parts = [en.safety.selfHarm, '988', en.advice.interrupted];
      expect(inOrder(reply, ...parts)).toBe(true);
      expect(buttonsOf(reply)).toContain(en.advice.tryAgain);
      expect(everShown()).not.toContain('Words');
      expect(await turnOf(asked.id)).toMatchObject({ status: 'stopped' });
    });

    test('is examined wherever it comes from', async () => {
      bot.model.answers('An answer.');
      const reply = await bot.answered(bot.ada, 'By command', 'An answer.');
      await bot.answers(bot.ada.send(dm, { content: 'By message' }), 'An answer.');
      const mention = `<@${bot.discord.applicationId}> By mention`;
      await bot.answers(bot.ada.send(bot.channel, { content: mention }), 'An answer.');
      const form = await (await bot.ada.click(reply, 'Follow up')).modal();
      await bot.ended(await form.submit({ question: 'By form' }), 'An answer.');
      const got = bot.ben.send(bot.channel, { content: 'By somebody else' });
      await bot.ended(await bot.ada.runMessageCommand('Get advice', got), 'An answer.');
      expect(bot.model.examiner.inputs.map((input) => input.match(/By [a-z ]+/)?.[0])).toEqual([
        'By command',
        'By message',
        'By mention',
        'By form',
        'By somebody else',
      ]);
    });

    test('is in no log, nor what was found in it', async () => {
      bot.model.examiner.finds('self-harm/intent');
      bot.model.answers('OK.');
      await bot.ended(await bot.ask(bot.ada, DARK), /OK\.$/);
      expect(bot.logs.join('\n')).not.toMatch(/wake up|self-?harm|careful/i);
    });
  });

  describe.skipIf(!kind.available)(`a provider in trouble, on ${kind.name}`, () => {
    let bot: Confidant;

    beforeEach(async () => {
      bot = await Confidant.start(kind, { examinesWithinMs: 500 });
      await bot.setUp(bot.ada);
      bot.forgetExamined();
    });
    afterEach(() => bot.stop());

    test.each([
      ['says nothing in time', () => bot.model.examiner.isSilent()],
      ['begins to answer and does not end', () => bot.model.examiner.stalls()],
      ['cuts the connection', () => bot.model.examiner.cuts()],
      ['refuses the key', () => bot.model.examiner.refuses(401)],
      ['is asked too much', () => bot.model.examiner.refuses(429)],
      ['is overloaded', () => bot.model.examiner.refuses(503)],
      ['says something else', () => bot.model.examiner.says({ results: [] })],
      ['answers with no JSON', () => bot.model.examiner.says('<html>')],
    ] as const)(
      'that %s keeps nobody from an answer, and nothing is said of it',
      async (_, trouble) => {
        trouble();
        bot.model.answers('An answer.');
        const asked = await bot.ask(bot.ada, 'A secret question?');
        const reply = await bot.ended(asked, 'An answer.');
        const shown = reply.history.map(({ content }) => withoutCursor(content));
        expect(shown.filter((content) => !'An answer.'.startsWith(content))).toEqual([]);
        expect(bot.examined).toEqual(['failed']);
        expect(bot.model.requests()).toHaveLength(1);
        expect(bot.model.examiner.inputs).toHaveLength(1);
        expect(bot.logs.join('\n')).not.toContain('secret question');
      },
    );

    test.each([404, 405, 501])(
      'that cannot examine anything (%i) is asked once',
      async (status) => {
        bot.model.examiner.refuses(status);
        bot.model.answers('An answer.');
        for (const question of ['One?', 'Two?'])
          await bot.answered(bot.ada, question, 'An answer.');
        expect(bot.model.examiner.inputs).toEqual(['One?']);
        expect(bot.examined).toEqual(['unavailable', 'unavailable']);
        expect(bot.logs.filter((line) => line.includes('no moderation'))).toHaveLength(1);
      },
    );
  });

  describe.skipIf(!kind.available)(`a rehearsal, on ${kind.name}`, () => {
    let bot: Confidant;
    let dm: Channel;

    beforeEach(async () => {
      bot = await Confidant.start(kind, { examinesWithinMs: PATIENT_MS });
      await bot.setUp(bot.ada, ADA);
      bot.forgetExamined();
      dm = bot.dm(bot.ada);
    });
    afterEach(() => bot.stop());

    const turnOf = (id: string): Promise<Turn | null> => bot.store.findTurn(bot.ada.id, id);
    const begin = async (scene = SCENE) => {
      const command = await bot.ada.runCommand('practice', { kind: 'hardTalk' }, dm);
      await bot.shown(await (await command.modal()).submit(scene));
    };

    test.each([
      ['leaves the role', '[out of role]\nI am Confidant. Are you safe?'],
      ['would play on', 'I am Confidant. Are you safe?'],
    ])('ends at once when somebody is in need, also if the model %s', async (_, answer) => {
      await begin();
      bot.model.answers('Oh, hi.');
      await bot.answers(bot.ada.send(dm, { content: 'Hi Sam!' }), 'Oh, hi.');
      bot.model.examiner.finds('self-harm');
      bot.model.answers(answer);
      const reply = await bot.answers(bot.ada.send(dm, { content: DARK }), /Are you safe\?$/);
      expect(reply.content).toMatch(/988[^]*\n\nI am Confidant\./);
      expect(reply.history.map(({ content }) => content).join()).not.toMatch(/out of role/i);
      expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
      expect(bot.model.requests().at(-1)?.[2]?.content).toMatch(/leave the role now/);
      expect((await bot.store.findPractice(bot.ada.id))?.endedAt).not.toBeNull();
      expect((await bot.store.recentTurns(bot.ada.id, 9)).map(({ question }) => question)).toEqual([
        DARK,
      ]);
    });

    test.each([
      ['a reply to their coach', false],
      ['a command', true],
    ])(
      'ends also when somebody says beside it that they are in need: in %s',
      async (_, isCommand) => {
        bot.model.answers('Before.');
        const replyTo = await bot.answers(bot.ada.send(dm, { content: 'Well?' }), 'Before.');
        await begin();
        bot.model.examiner.finds('self-harm');
        bot.model.answers('Are you alone?');
        if (isCommand) await bot.ended(await bot.ask(bot.ada, DARK, dm), /Are you alone\?$/);
        else await bot.answers(bot.ada.send(dm, { content: DARK, replyTo }), /Are you alone\?$/);
        bot.model.examiner.finds();
        bot.model.answers('I am here.');
        const reply = await bot.answers(bot.ada.send(dm, { content: 'Yes.' }), 'I am here.');
        expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
        expect(bot.model.lastShown()?.at(-3)).toBe(DARK);
      },
    );

    test.each([
      ['en-US', en],
      ['en-GB', en],
      ['de', de],
      ['fr', fr],
      ['es-ES', es],
      ['pt-BR', ptBR],
      ['ja', ja],
    ] as const)(
      'is not played where it is sexual: the role is left, and the coach is there, in the words of %s',
      async (locale, texts) => {
        await begin();
        // With that, no language is kept any more of how it began.
        await bot.stopBot();
        await bot.startBot();
        await bot.store.saveSettings(bot.ada.id, { locale, timeZone: null });
        bot.model.answers('Oh, hi.');
        await bot.answers(bot.ada.send(dm, { content: 'Hi Sam!' }), 'Oh, hi.');
        const before = bot.model.requests().length;
        bot.model.examiner.finds('sexual', 'harassment');
        bot.model.answers('Mmm.');
        const said = bot.ada.send(dm, { content: 'Undress' });
        const reply = await bot.answers(said, texts.safety.notPlayed);
        await bot.discord.until(() => buttonsOf(reply).length === ANSWER_BUTTONS.length);
        expect(reply.history.map(({ content }) => content).join()).not.toContain('Mmm');
        expect(bot.model.requests().length - before).toBeLessThanOrEqual(1);
        expect((await bot.store.findPractice(bot.ada.id))?.endedAt).not.toBeNull();
        expect(await turnOf(said.id)).toMatchObject({
          answer: texts.safety.notPlayed,
          practiceId: null,
          isRefused: false,
          status: 'complete',
        });
        // Its coach talks about it, and about whatever else is on their mind.
        bot.model.answers('Gladly.');
        await bot.answers(bot.ada.send(dm, { content: 'Can we talk about it?' }), 'Gladly.');
        expect(bot.model.requests().at(-1)?.[0]?.content).not.toMatch(/rehearsal/);
        expect(bot.logs.join('\n')).not.toMatch(/undress|sexual|careful/i);
      },
    );

    test('that was not played is a question to the coach when it is tried again, after a restart, too', async () => {
      await begin({ ...SCENE, moment: 'in bed' });
      bot.model.examiner.finds('sexual');
      const reply = await bot.answers(
        bot.ada.send(dm, { content: 'Hi Sam!' }),
        en.safety.notPlayed,
      );
      await bot.stopBot();
      await bot.startBot();
      bot.model.answers('What do you wish for?');
      await bot.ended(await bot.ada.click(reply, 'Try again'), 'What do you wish for?');
      expect(bot.model.requests().at(-1)?.[0]?.content).not.toMatch(/rehearsal/);
      expect(bot.examined).toEqual(['careful', 'clear']);
    });

    test('whose line failed is not played when it is tried again, and found then', async () => {
      await begin();
      bot.model.refuses(503);
      const failed = await bot.answers(bot.ada.send(dm, { content: 'Undress' }), /having trouble/);
      bot.model.answers('Mmm.');
      bot.model.examiner.finds('sexual');
      await bot.ended(await bot.ada.click(failed, 'Try again'), en.safety.notPlayed);
      expect((await bot.store.findPractice(bot.ada.id))?.endedAt).not.toBeNull();
    });

    test('is met with care first where it is sexual and somebody is in need', async () => {
      await begin();
      bot.model.examiner.finds('sexual', 'violence');
      bot.model.answers('Are you safe?');
      const reply = await bot.answers(bot.ada.send(dm, { content: 'He makes me' }), /safe\?$/);
      expect(inOrder(reply, en.safety.violence, '1-800-799-7233', 'Are you safe?')).toBe(true);
      expect(reply.content).not.toContain(en.safety.notPlayed);
    });

    test('is examined together with its scene, and refused with it', async () => {
      await begin();
      bot.model.examiner.finds('sexual/minors');
      bot.model.answers('Never.');
      const reply = await bot.answers(bot.ada.send(dm, { content: 'Hi Sam!' }), /1-800-422-4453/);
      expect(bot.model.examiner.inputs).toEqual([`${SCENE.who}\n${SCENE.moment}\nHi Sam!`]);
      expect(reply.history.map(({ content }) => content).join()).not.toContain('Never.');
      expect((await bot.store.findPractice(bot.ada.id))?.endedAt).not.toBeNull();
    });
  });

  describe.skipIf(!kind.available)(`a question that is not answered now, on ${kind.name}`, () => {
    let bot: Confidant;

    beforeEach(async () => {
      bot = await Confidant.start(kind, {
        examinesWithinMs: PATIENT_MS,
        limits: { dailyLimit: 1 },
      });
      bot.model.answers('Here.');
    });
    afterEach(() => bot.stop());

    test('is met with help first, also before there is a profile: with a directory while nothing tells where its author lives', async () => {
      bot.model.examiner.finds('self-harm');
      const lines = await bot.answers(bot.ada.send(bot.dm(bot.ada), { content: DARK }), /112/);
      expect(inOrder(lines, en.safety.selfHarm, 'findahelpline.com')).toBe(true);
      expect(lines.content).not.toContain('988');
      // A message of its own, which stays when the other one changes.
      expect(buttonsOf(lines)).toEqual([]);
      const note = await bot.answers(lines, new RegExp(en.advice.noProfile.slice(0, 20)));
      expect(buttonsOf(note)).toEqual([en.advice.setUp]);
    });

    test.each([
      ['none', undefined, /findahelpline.com/],
      ['German', 'de', /0800 111 0 111/],
    ])(
      'is met with the help lines of the language that its server has chosen, if any: %s',
      async (_, locale, line) => {
        bot.model.examiner.finds('self-harm');
        const guild = bot.discord.createGuild({ name: 'Elsewhere', ...(locale && { locale }) });
        const content = `<@${bot.discord.applicationId}> ${DARK}`;
        const note = await bot.answers(
          bot.ada.send(guild.createTextChannel({ name: 'general' }), { content }),
          line,
        );
        expect(note.content.includes('988')).toBe(false);
      },
    );

    test('is met with help lines first, also when its author may not ask again today, and given back whole', async () => {
      await bot.setUp(bot.ada);
      await bot.answered(bot.ada, 'Well?', 'Here.');
      bot.model.examiner.finds('self-harm');
      const long = `${DARK} ${'Please. '.repeat(180)}`;
      const asked = await bot.ask(bot.ada, long);
      const note = await bot.shows(asked, /^You have asked as often/);
      expect(note.content).toContain(long.trim());
      expect(inOrder(asked.messages()[0] as Message, en.safety.selfHarm, '988')).toBe(true);
      bot.model.examiner.finds();
      const other = await bot.shows(await bot.ask(bot.ada, 'And now?'), /^You have asked as often/);
      expect(other.content).toContain('And now?');
    });
  });

  describe.skipIf(!kind.available)(`a store in trouble, on ${kind.name}`, () => {
    test('keeps nobody in need from care and help lines, which come before what is said of it', async () => {
      let isAway = false;
      const bot = await Confidant.start(kind, {
        examinesWithinMs: PATIENT_MS,
        wrapStore: (store) =>
          withMethods(store, {
            answeredTurns: (...args) => (isAway ? away() : store.answeredTurns(...args)),
            findSettings: (...args) => (isAway ? away() : store.findSettings(...args)),
          }),
      });
      try {
        await bot.setUp(bot.ada);
        bot.model.examiner.finds('violence');
        isAway = true;
        const reply = await bot.ended(await bot.ask(bot.ada, DARK), /Something went wrong/);
        const parts = [en.safety.violence, '1-800-799-7233', en.failure.internal];
        expect(inOrder(reply, ...parts)).toBe(true);
      } finally {
        await bot.stop();
      }
    });
  });

  describe.skipIf(!kind.available)(
    `a rehearsal that the store does not end, on ${kind.name}`,
    () => {
      test('keeps nobody in need from care and help lines, and is over once the store is back', async () => {
        let isAway = false;
        const bot = await Confidant.start(kind, {
          examinesWithinMs: PATIENT_MS,
          wrapStore: (store) =>
            withMethods(store, {
              endPractice: (...args) => (isAway ? away() : store.endPractice(...args)),
            }),
        });
        try {
          await bot.setUp(bot.ada);
          const dm = bot.dm(bot.ada);
          const command = await bot.ada.runCommand('practice', { kind: 'hardTalk' }, dm);
          await bot.shown(await (await command.modal()).submit(SCENE));
          bot.model.examiner.finds('self-harm');
          bot.model.answers('Are you safe?');
          isAway = true;
          const said = bot.ada.send(dm, { content: DARK });
          const reply = await bot.answers(said, /988[^]*\n\nAre you safe\?$/);
          expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
          isAway = false;
          await bot.turnEnded(bot.ada, said.id);
          const over = async () => (await bot.store.findPractice(bot.ada.id))?.endedAt ?? null;
          await vi.waitFor(async () => expect(await over()).not.toBeNull(), { timeout: 15_000 });
          await vi.waitFor(async () => expect(await bot.store.leases()).toEqual([]));
          expect(await bot.store.findTurn(bot.ada.id, said.id)).toMatchObject({
            practiceId: null,
            status: 'complete',
          });
        } finally {
          await bot.stop();
        }
      }, 30_000);
    },
  );

  describe.skipIf(!kind.available)(`a refusal, on ${kind.name}`, () => {
    test('is shown once it is kept: whoever finds it after a kill knows it for one', async () => {
      const kept = Promise.withResolvers<void>();
      const asked = Promise.withResolvers<void>();
      const bot = await Confidant.start(kind, {
        examinesWithinMs: PATIENT_MS,
        wrapStore: (store) =>
          withMethods(store, {
            async refuseTurn(...args) {
              asked.resolve();
              await kept.promise;
              await store.refuseTurn(...args);
            },
          }),
      });
      try {
        await bot.setUp(bot.ada);
        bot.model.examiner.finds('sexual/minors');
        bot.model.answers('Never.');
        const question = await bot.ask(bot.ada, 'Something about a child');
        await asked.promise;
        await bot.shown(await bot.ben.runCommand('history', {}, bot.channel));
        const shown = question.messages().flatMap(({ history }) => history);
        expect(shown.filter(({ content }) => content !== '')).toEqual([]);
        kept.resolve();
        await bot.ended(question, /1-800-422-4453/);
        expect(await bot.store.findTurn(bot.ada.id, question.id)).toMatchObject({
          isRefused: true,
        });
      } finally {
        await bot.stop();
      }
    });
  });

  describe.skipIf(!kind.available)(`a bot that examines nothing, on ${kind.name}`, () => {
    test('refuses what was refused while it did', async () => {
      const options = { examinesWithinMs: PATIENT_MS };
      const bot = await Confidant.start(kind, options);
      try {
        await bot.setUp(bot.ada);
        bot.forgetExamined();
        bot.model.examiner.finds('sexual/minors');
        bot.model.answers('Never.');
        const asked = await bot.ask(bot.ada, 'Something about a child');
        const reply = await bot.ended(asked, /1-800-422-4453/);
        const before = bot.model.requests().length;
        await bot.stopBot();
        options.examinesWithinMs = 0;
        await bot.startBot();
        await bot.ended(await bot.ada.click(reply, 'Try again'), /1-800-422-4453/);
        expect(bot.model.examiner.inputs).toHaveLength(1);
        expect(bot.model.requests()).toHaveLength(before);
      } finally {
        await bot.stop();
      }
    });

    test('asks the provider nothing, and tells the coach the help lines all the same', async () => {
      const bot = await Confidant.start(kind);
      try {
        await bot.setUp(bot.ada);
        bot.model.examiner.finds('self-harm');
        bot.model.answers('An answer.');
        await bot.answered(bot.ada, DARK, 'An answer.');
        expect(bot.model.examiner.inputs).toEqual([]);
        expect(bot.model.requests()[0]?.[0]?.content).toMatch(/suicide[^]*phone 988/);
      } finally {
        await bot.stop();
      }
    });
  });
}
