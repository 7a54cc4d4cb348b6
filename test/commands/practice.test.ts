import { ButtonStyle, InteractionType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Interaction, Message } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import { ANSWER_BUTTONS, buttonsIn, buttonsOf } from '../support/buttons.ts';
import { ADA, Confidant } from '../support/confidant.ts';
import { databaseKinds } from '../support/databases.ts';
import { rehearse, SCENE, SCENE_BUTTONS } from '../support/rehearsal.ts';

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`a rehearsal, on ${kind.name}`, () => {
    let bot: Confidant;
    let dm: Channel;

    beforeEach(async () => {
      bot = await Confidant.start(kind);
      await bot.setUp(bot.ada);
      dm = bot.dm(bot.ada);
    });
    afterEach(() => bot.stop());

    const begin = async (where: Channel, scene = SCENE): Promise<Message> => {
      const begun = await bot.shown(await rehearse(bot.ada, where, scene));
      const place = bot.channel.guild?.threads.at(-1);
      return where === dm || !place ? begun : (bot.ada.sees(place).at(-1) as Message);
    };
    /** Says something in the direct messages, and has the other's answer. */
    const says = async (
      content: string,
      answer: string,
      to: { replyTo?: Message } = {},
    ): Promise<Message> => {
      bot.model.answers(answer);
      return bot.answers(bot.ada.send(dm, { content, ...to }), answer);
    };
    const sayByButton = async (under: Message, line: string): Promise<Interaction> =>
      (await (await bot.ada.click(under, 'Say something')).modal()).submit({ line });
    const review = async (under: Message, notes = '1. One\n2. Two\n3. Three') => {
      bot.model.answers(notes);
      return bot.ended(await bot.ada.click(under, 'End and review'), notes);
    };
    const prompt = () => bot.model.requests().at(-1) ?? [];
    const rulesOf = (messages = prompt()) => messages[0]?.content ?? '';
    const answersInHistory = async () =>
      (await bot.store.recentTurns(bot.ada.id, 9)).map(({ answer }) => answer);

    test('is played by the rules, in the scene that the person has set', async () => {
      await begin(dm);
      await says('Hi Sam!', 'Oh, hi.');
      expect(rulesOf()).toMatch(/You play the other person/);
      expect(rulesOf()).toMatch(/never turns sexual/);
      expect(rulesOf()).toMatch(/in distress/);
      expect(rulesOf()).toMatch(/adult/);
      expect(prompt()[1]?.content).toContain(JSON.stringify(SCENE.who));
      expect(prompt()[1]?.content).toContain(JSON.stringify(SCENE.moment));
      expect(bot.model.lastShown()).toEqual(['Hi Sam!']);
    });

    test('goes on by just writing in direct messages, with what was said in it alone', async () => {
      await says('A question before.', 'An answer before.');
      await begin(dm);
      await says('Hi Sam!', 'Oh, hi.');
      const reply = await says('Coffee?', 'Sure.');
      expect(bot.model.lastShown()).toEqual(['Hi Sam!', 'Oh, hi.', 'Coffee?']);
      expect(buttonsOf(reply)).toEqual(SCENE_BUTTONS);
    });

    test('waits while its person asks about an answer of their coach by replying to it', async () => {
      const replyTo = await says('A question before.', 'An answer before.');
      const opening = await begin(dm);
      await says('Hi Sam!', 'Oh, hi.', { replyTo: opening });
      const aside = await says('Why?', 'Because.', { replyTo });
      expect(rulesOf()).not.toMatch(/rehearsal/);
      expect(bot.model.lastShown()).toEqual(['A question before.', 'An answer before.', 'Why?']);
      expect(buttonsOf(aside)).toEqual(ANSWER_BUTTONS);
      const line = await says('Coffee?', 'Sure.');
      expect(bot.model.lastShown()).toEqual(['Hi Sam!', 'Oh, hi.', 'Coffee?']);
      const reply = await says('When?', 'Now.', { replyTo: line });
      expect(bot.model.lastShown()).toEqual(['Hi Sam!', 'Oh, hi.', 'Coffee?', 'Sure.', 'When?']);
      expect(buttonsOf(reply)).toEqual(SCENE_BUTTONS);
      await review(reply);
      expect(bot.model.lastShown()?.slice(0, -1)).not.toContain('Why?');
    });

    test('takes lines apart from what is asked about an answer of their coach, all written at once', async () => {
      const replyTo = await says('A question before.', 'An answer before.');
      const opening = await begin(dm);
      const hand = bot.model.handwritten();
      bot.ada.send(dm, { content: 'Hi Sam!' });
      const first = await hand.next();
      const aside = bot.ada.send(dm, { content: 'Why?', replyTo });
      const lines = ['Coffee?', 'Or tea?'].map((content) =>
        bot.ada.send(dm, { content, replyTo: opening }),
      );
      first.write('Oh, hi.');
      first.end();
      const [because, sure] = [await hand.next(), hand.next()];
      expect(because.messages.at(-1)?.content).toBe('Why?');
      because.write('Because.');
      because.end();
      await bot.answers(aside, 'Because.');
      const line = await sure;
      const said = line.messages.slice(2).map(({ content }) => content);
      expect(said).toEqual(['Hi Sam!', 'Oh, hi.', 'Coffee?\nOr tea?']);
      line.write('Sure.');
      line.end();
      expect(buttonsOf(await bot.answers(lines[1]!, 'Sure.'))).toEqual(SCENE_BUTTONS);
    });

    test('goes on in a thread by the button, where the line is shown as the person’s', async () => {
      const opening = await begin(bot.channel);
      bot.model.answers('Oh, hi.');
      const line = `Hi Sam!\n${'a\n'.repeat(700)}`.trim();
      const said = await sayByButton(opening, line);
      const reply = await bot.ended(said, 'Oh, hi.');
      expect(said.messages()[0]?.content).toBe(`**Ada L.**\n>>> ${line}`);
      expect(reply.ephemeral).toBe(false);
      expect(buttonsOf(reply)).toEqual(SCENE_BUTTONS);
      expect(bot.model.lastShown()).toEqual([line]);
    });

    test('goes on in a thread by replies to the bot and mentions of it', async () => {
      const opening = await begin(bot.channel);
      const thread = opening.channel;
      bot.model.answers('Oh, hi.');
      const first = bot.ada.send(thread, { content: 'Hi Sam!', replyTo: opening });
      await bot.answers(first, 'Oh, hi.');
      const mention = `<@${bot.discord.applicationId}>`;
      const second = bot.ada.send(thread, { content: `${mention} coffee?` });
      await bot.answers(second, 'Oh, hi.');
      expect(bot.model.lastShown()).toEqual(['Hi Sam!', 'Oh, hi.', 'coffee?']);
    });

    test('is somewhere: elsewhere the person talks to their coach', async () => {
      await begin(bot.channel);
      await says('A question.', 'An answer.');
      expect(rulesOf()).not.toMatch(/rehearsal/);
      expect(await answersInHistory()).toEqual(['An answer.']);
    });

    test('is no part of the history, and the coach does not know of it', async () => {
      await begin(dm);
      await says('Hi Sam!', 'Oh, hi.');
      const page = await bot.shown(await bot.ada.runCommand('history', {}, bot.channel));
      expect(page.content).toBe(en.history.empty);
      bot.model.answers('An answer.');
      await bot.answered(bot.ada, 'What now?', 'An answer.');
      expect(bot.model.lastShown()).toEqual(['What now?']);
    });

    test('goes on after a restart', async () => {
      await begin(dm);
      await says('Hi Sam!', 'Oh, hi.');
      await bot.stopBot();
      await bot.startBot();
      await says('Coffee?', 'Sure.');
      expect(bot.model.lastShown()).toEqual(['Hi Sam!', 'Oh, hi.', 'Coffee?']);
    });

    test('ends with one review, and then the person talks to their coach again', async () => {
      const opening = await begin(dm);
      const reply = await says('Hi Sam!', 'Oh, hi.');
      const notes = await review(reply);
      expect(buttonsOf(notes)).toEqual(ANSWER_BUTTONS);
      expect(rulesOf()).toMatch(/exactly three notes/);
      expect(bot.model.lastShown()).toEqual(['Hi Sam!', 'Oh, hi.', en.practice.request]);
      for (const message of [opening, reply]) {
        await bot.shows(await bot.ada.click(message, 'End and review'), en.practice.over);
        const over = await bot.shown(await sayByButton(message, 'And?'));
        expect(over.content).toContain(en.practice.over);
      }
      await says('So?', 'An answer.');
      expect(rulesOf()).not.toMatch(/rehearsal/);
      expect(bot.model.lastShown()).toEqual([
        expect.any(String),
        '1. One\n2. Two\n3. Three',
        'So?',
      ]);
    });

    test('has a review that everybody in the thread reads', async () => {
      const opening = await begin(bot.channel);
      bot.model.answers('Oh, hi.');
      await bot.ended(await sayByButton(opening, 'Hi Sam!'), 'Oh, hi.');
      expect((await review(opening)).ephemeral).toBe(false);
    });

    test('without a word has nothing to review, and is over', async () => {
      const opening = await begin(dm);
      const asked = await bot.ada.click(opening, 'End and review');
      await bot.shows(asked, en.practice.nothingSaid);
      expect(bot.model.requests()).toEqual([]);
      await says('So?', 'An answer.');
      expect(rulesOf()).not.toMatch(/rehearsal/);
    });

    test('goes on when a review is asked for while its first line is answered', async () => {
      const opening = await begin(dm);
      const hand = bot.model.handwritten();
      const line = bot.ada.send(dm, { content: 'Hi Sam!' });
      const answer = await hand.next();
      await bot.shows(await bot.ada.click(opening, 'End and review'), en.advice.busy);
      answer.write('Oh, hi.');
      answer.end();
      expect(buttonsOf(await bot.answers(line, 'Oh, hi.'))).toEqual(SCENE_BUTTONS);
      await review(opening);
    });

    test('can be gone on with where a line of it was stopped', async () => {
      await begin(dm);
      const hand = bot.model.handwritten();
      const line = bot.ada.send(dm, { content: 'Hi Sam!' });
      (await hand.next()).write('Oh, ');
      await bot.ada.click(await bot.repliesTo(line, 'Oh,'), 'Stop');
      expect(buttonsOf(await bot.answers(line, 'Oh,'))).toEqual(SCENE_BUTTONS);
    });

    test('that cannot be reviewed at the moment goes on, and is reviewed later', async () => {
      await begin(dm);
      const reply = await says('Hi Sam!', 'Oh, hi.');
      const hand = bot.model.handwritten();
      const more = bot.ada.send(dm, { content: 'Coffee?' });
      const answer = await hand.next();
      await bot.shows(await bot.ada.click(reply, 'End and review'), en.advice.busy);
      answer.write('Sure.');
      answer.end();
      expect(buttonsOf(await bot.answers(more, 'Sure.'))).toEqual(SCENE_BUTTONS);
      await review(reply);
      expect(bot.model.lastShown()).toContain('Coffee?');
    });

    test('whose review fails can have it again', async () => {
      await begin(dm);
      const reply = await says('Hi Sam!', 'Oh, hi.');
      bot.model.refuses(500);
      const failed = await bot.shows(await bot.ada.click(reply, 'End and review'), /trouble/);
      bot.model.answers('1. One');
      const notes = await bot.ended(await bot.ada.click(failed, 'Try again'), '1. One');
      expect(rulesOf()).toMatch(/exactly three notes/);
      expect(buttonsOf(notes)).toEqual(ANSWER_BUTTONS);
    });

    test('whose review is there can have another one in its place, also after a restart, until the next begins', async () => {
      await begin(dm);
      const reply = await says('Hi Sam!', 'Oh, hi.');
      const notes = await review(reply);
      await bot.stopBot();
      await bot.startBot();
      bot.model.answers('1. Other');
      const other = await bot.ended(await bot.ada.click(notes, 'Try again'), '1. Other');
      expect(buttonsOf(other)).toEqual(ANSWER_BUTTONS);
      expect(rulesOf()).toMatch(/exactly three notes/);
      expect(bot.model.lastShown()).toEqual(['Hi Sam!', 'Oh, hi.', en.practice.request]);
      bot.model.answers('1. Third');
      await bot.ended(await bot.ada.click(other, 'Try again'), '1. Third');
      expect(await answersInHistory()).toEqual(['1. Third']);
      await begin(dm);
      const next = await says('Hi!', 'Hey!');
      await bot.shows(await bot.ada.click(other, 'Try again'), en.practice.over);
      expect((await bot.store.findPractice(bot.ada.id))?.endedAt).toBeNull();
      await review(next);
      await bot.shows(await bot.ada.click(other, 'Try again'), en.practice.over);
    });

    test('keeps its whole review when another one breaks off', async () => {
      await begin(dm);
      const notes = await review(await says('Hi Sam!', 'Oh, hi.'));
      const hand = bot.model.handwritten();
      const again = await bot.ada.click(notes, 'Try again');
      const answer = await hand.next();
      answer.write('1. Ot');
      await bot.shows(again, '1. Ot');
      answer.cut();
      expect(buttonsOf(await bot.ended(again, /^1\. Ot\s+-#/))).toEqual(['Try again']);
      expect(await answersInHistory()).toEqual(['1. One\n2. Two\n3. Three']);
    });

    test('has a review that can be rated, and gone on from by the button, in its thread, after a restart, too', async () => {
      const opening = await begin(bot.channel);
      bot.model.answers('Oh, hi.');
      await bot.ended(await sayByButton(opening, 'Hi Sam!'), 'Oh, hi.');
      const notes = await review(opening);
      await bot.stopBot();
      await bot.startBot();
      const isUp = () =>
        buttonsIn(notes).some(
          ({ emoji, style }) => emoji?.name === '👍' && style === ButtonStyle.Success,
        );
      await bot.ada.click(notes, '👍');
      await bot.discord.until(isUp);
      expect(await bot.store.recentTurns(bot.ada.id, 1)).toMatchObject([
        { isReview: true, answer: notes.content, feedback: 'up' },
      ]);
      bot.model.answers('Because.');
      const form = await (await bot.ada.click(notes, 'Follow up')).modal();
      const reply = await bot.ended(await form.submit({ question: 'Why?' }), 'Because.');
      expect(reply.channel).toBe(opening.channel);
      expect(reply.ephemeral).toBe(false);
      expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
      expect(rulesOf()).not.toMatch(/rehearsal/);
      expect(bot.model.lastShown()).toEqual([en.practice.request, notes.content, 'Why?']);
    });

    test('whose line fails can have it again, until it is over', async () => {
      await begin(dm);
      bot.model.refuses(500);
      const written = bot.ada.send(dm, { content: 'Hi Sam!' });
      const failed = await bot.answers(written, `-# ${en.failure.overloaded}`);
      bot.model.answers('Oh, hi.');
      const reply = await bot.ended(await bot.ada.click(failed, 'Try again'), 'Oh, hi.');
      expect(rulesOf()).toMatch(/You play the other person/);
      expect(buttonsOf(reply)).toEqual(SCENE_BUTTONS);
      await review(reply);
      await bot.shows(await bot.ada.click(failed, 'Try again'), en.practice.over);
    });

    test('ends when the role is left: no mark of it is seen, and the coach knows what was said', async () => {
      const opening = await begin(dm);
      await says('Hi Sam!', 'Oh, hi.');
      bot.model.answers('[out of role]\nAre you safe, Ada?', { chunkSize: 3 });
      const reply = await bot.answers(
        bot.ada.send(dm, { content: 'I do not want to live any more' }),
        'Are you safe, Ada?',
      );
      expect(reply.history.map(({ content }) => content).join('')).not.toContain('[');
      expect(buttonsOf(reply)).toContain('Follow up');
      expect(buttonsOf(reply)).not.toContain('End and review');
      await says('No', 'I am here.');
      expect(rulesOf()).not.toMatch(/rehearsal/);
      expect(bot.model.lastShown()).toEqual([
        'I do not want to live any more',
        'Are you safe, Ada?',
        'No',
      ]);
      await bot.shows(await bot.ada.click(opening, 'End and review'), en.practice.over);
      expect(await answersInHistory()).toEqual(['Are you safe, Ada?', 'I am here.']);
    });

    test('ends when the role is left in the midst of an answer: what was played before is gone, and no mark of it is seen', async () => {
      const opening = await begin(dm);
      await says('Hi Sam!', 'Oh, hi.');
      const hand = bot.model.handwritten();
      const said = bot.ada.send(dm, { content: 'I feel like nothing matters' });
      const answer = await hand.next();
      for (const piece of ['Oh. Wait.\n\n', '**(out']) answer.write(piece);
      const reply = await bot.repliesTo(said, 'Oh. Wait.');
      const kept = () => bot.store.findTurn(bot.ada.id, said.id);
      await expect.poll(kept).toMatchObject({ answer: 'Oh. Wait.\n\n' });
      for (const piece of [' of ro', 'le)**']) answer.write(piece);
      await expect.poll(kept).toMatchObject({ answer: '', practiceId: null });
      answer.write('\nAda, are');
      await bot.repliesTo(said, 'Ada, are');
      expect((await bot.store.findPractice(bot.ada.id))?.endedAt).not.toBeNull();
      answer.write(' you safe right now?');
      answer.end();
      expect(buttonsOf(await bot.answers(said, 'Ada, are you safe right now?'))).toEqual(
        ANSWER_BUTTONS,
      );
      const ever = reply.history.map(({ content }) => content).join('');
      expect(ever).not.toMatch(/\(|out|role/);
      await says('No', 'I am here.');
      expect(rulesOf()).not.toMatch(/rehearsal/);
      expect(bot.model.lastShown()).toEqual([
        'I feel like nothing matters',
        'Ada, are you safe right now?',
        'No',
      ]);
      await bot.shows(await bot.ada.click(opening, 'End and review'), en.practice.over);
    });

    test('keeps nothing that was played when the role is left and no word follows', async () => {
      await begin(dm);
      bot.model.answers('Oh. Wait.\n[out of role]');
      const said = bot.ada.send(dm, { content: 'I am afraid of him' });
      const reply = await bot.answers(said, `-# ${en.failure.empty}`);
      expect(buttonsOf(reply)).toEqual(['Try again']);
      expect(await bot.store.findTurn(bot.ada.id, said.id)).toMatchObject({
        answer: '',
        practiceId: null,
      });
    });

    test('has its coach to go on with when they break off after the role was left', async () => {
      await begin(dm);
      const hand = bot.model.handwritten();
      const said = bot.ada.send(dm, { content: 'I am afraid of him' });
      const answer = await hand.next();
      answer.write('[out of role]\nAre you ');
      await bot.repliesTo(said, /^Are you/);
      answer.cut();
      const reply = await bot.answers(said, /^Are you\s+-#/);
      expect(buttonsOf(reply)).toEqual(['Continue', 'Try again']);
    });

    test('has these words in place of a whole line that was played, too', async () => {
      await begin(dm);
      const hand = bot.model.handwritten();
      const said = bot.ada.send(dm, { content: 'I am afraid of him' });
      const line = await hand.next();
      line.write('Of whom?');
      line.end();
      const again = bot.discord.forge({
        type: InteractionType.MessageComponent,
        person: bot.ada,
        channel: dm,
        message: await bot.answers(said, 'Of whom?'),
        data: { component_type: 2, custom_id: `advice:retry:${said.id}`, id: 1 },
      });
      const answer = await hand.next();
      answer.write('[out of role]\nAre you ');
      await bot.shows(again, /^Are you/);
      answer.cut();
      expect(buttonsOf(await bot.ended(again, /^Are you\s+-#/))).toEqual(['Continue', 'Try again']);
      expect(await answersInHistory()).toEqual(['Are you ']);
    });

    test('is not played on with what was written before the role was left', async () => {
      await begin(dm);
      const hand = bot.model.handwritten();
      const first = bot.ada.send(dm, { content: 'I am afraid of him' });
      const answer = await hand.next();
      const second = bot.ada.send(dm, { content: 'He hits me' });
      answer.write('[out of role]\nAre you safe?');
      answer.end();
      const next = await hand.next();
      expect(next.messages[0]?.content).not.toMatch(/rehearsal/);
      expect(next.messages.slice(2).map(({ content }) => content)).toEqual([
        'I am afraid of him',
        'Are you safe?',
        'He hits me',
      ]);
      next.write('I am here.');
      next.end();
      await bot.answers(first, 'Are you safe?');
      expect(buttonsOf(await bot.answers(second, 'I am here.'))).toContain('Follow up');
    });

    test('ends when another one begins', async () => {
      const first = await begin(dm);
      await says('Hi Sam!', 'Oh, hi.');
      await begin(dm, { ...SCENE, who: 'Kim' });
      await says('Hi Kim!', 'Hey!');
      expect(bot.model.lastShown()).toEqual(['Hi Kim!']);
      expect(prompt()[1]?.content).toContain('"Kim"');
      await bot.shows(await bot.ada.click(first, 'End and review'), en.practice.over);
    });

    test('is forgotten after a day: messages are questions again', async () => {
      await begin(dm);
      const begun = await bot.store.findPractice(bot.ada.id);
      const startedAt = new Date(Date.now() - 25 * 3_600_000);
      await bot.store.savePractice({ ...begun!, startedAt });
      await says('What now?', 'An answer.');
      expect(rulesOf()).not.toMatch(/rehearsal/);
      expect(await answersInHistory()).toEqual(['An answer.']);
    });

    test('is its person’s alone', async () => {
      await bot.setUp(bot.ben, { ...ADA, name: 'Ben' });
      const opening = await begin(dm);
      await says('Hi Sam!', 'Oh, hi.');
      const { id } = (await bot.store.findPractice(bot.ada.id))!;
      const own = await bot.shown(await bot.ben.runCommand('help', {}, bot.channel));
      const forged = bot.discord.forge({
        type: InteractionType.MessageComponent,
        person: bot.ben,
        channel: bot.channel,
        message: own,
        data: { component_type: 2, custom_id: `practice:end:${id}`, id: 1 },
      });
      await bot.shows(forged, en.practice.over);
      expect(buttonsOf(opening)).toEqual(SCENE_BUTTONS);
      expect((await bot.store.findPractice(bot.ada.id))?.endedAt).toBeNull();
    });

    test('leaves nothing behind when everything is deleted', async () => {
      await begin(dm);
      await says('Hi Sam!', 'Oh, hi.');
      await bot.store.deleteUser(bot.ada.id);
      const written = bot.ada.send(dm, { content: 'Still there?' });
      await bot.answers(written, en.advice.noProfile);
      expect(await bot.store.findPractice(bot.ada.id)).toBeNull();
    });
  });
}
