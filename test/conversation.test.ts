import { GatewayIntentBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Message } from '../playground/discord/index.ts';
import { en } from '../src/locales/en.ts';
import { fr } from '../src/locales/fr.ts';
import { ANSWER_BUTTONS, buttonsOf } from './support/buttons.ts';
import { ADA, Confidant, withoutCursor } from './support/confidant.ts';
import { databaseKinds } from './support/databases.ts';

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`a conversation, on ${kind.name}`, () => {
    let bot: Confidant;
    let dm: Channel;

    beforeEach(async () => {
      bot = await Confidant.start(kind);
      dm = bot.dm(bot.ada);
      await bot.setUp(bot.ada);
    });
    afterEach(() => bot.stop());

    const mention = () => `<@${bot.discord.applicationId}>`;
    const storedTurns = () => bot.store.recentTurns(bot.ada.id, 9);

    test('in direct messages needs no command: the answer to a message grows while it is written', async () => {
      const hand = bot.model.handwritten();
      const asked = bot.ada.send(dm, { content: 'Does he like me?' });
      const answer = await hand.next();
      answer.write('First, ');
      const reply = await bot.repliesTo(asked, 'First,');
      expect(buttonsOf(reply)).toEqual(['Stop']);
      answer.write('listen.');
      answer.end();
      expect(await bot.answers(asked, 'First, listen.')).toBe(reply);
      expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
      expect(reply.mentions).toEqual([]);
      expect(await bot.turnEnded(bot.ada, asked.id)).toMatchObject({
        question: 'Does he like me?',
        answer: 'First, listen.',
        status: 'complete',
      });
    });

    test('shows that the bot is typing until the first words', async () => {
      const happened: string[] = [];
      bot.discord.on('change', (change) => {
        if (change.kind === 'typing') happened.push('typing');
        if (change.kind === 'message' && !change.message.person) happened.push('words');
      });
      bot.model.answers('Here I am.');
      await bot.answers(bot.ada.send(dm, { content: 'Are you there?' }), 'Here I am.');
      expect(happened[0]).toBe('typing');
      expect(happened.filter((what) => what === 'typing')).toHaveLength(1);
    });

    test('goes on: the model reads what was said before, by whatever way', async () => {
      bot.model.answers('To the first.');
      await bot.answers(bot.ada.send(dm, { content: 'One?' }), 'To the first.');
      await bot.answered(bot.ada, 'Two?', 'To the first.');
      await bot.answers(bot.ada.send(dm, { content: 'Three?' }), 'To the first.');
      const contents = bot.model
        .requests()
        .at(-1)
        ?.map(({ content }) => content);
      expect(contents?.slice(2)).toEqual([
        'One?',
        'To the first.',
        'Two?',
        'To the first.',
        'Three?',
      ]);
    });

    test('with someone who has no profile begins with one, and then their message is answered', async () => {
      bot.model.answers('Now to you.');
      const asked = bot.ben.send(bot.dm(bot.ben), { content: 'Does she like me?' });
      const note = await bot.repliesTo(asked, en.advice.noProfile);
      const modal = await (await bot.ben.click(note, 'Set up my profile')).modal();
      const typed = await modal.submit({ ...ADA, name: 'Ben' });
      await bot.ended(typed, 'Now to you.');
      expect(bot.model.lastAsked()).toBe('Does she like me?');
      expect(note.content).toMatch(/Nice to meet you, \*\*Ben\*\*/);
      expect(await bot.store.findTurn(bot.ben.id, asked.id)).toMatchObject({ status: 'complete' });
    });

    test('in a server keeps what somebody types into their profile from the others', async () => {
      bot.model.answers('Now to you.');
      const asked = bot.ben.send(bot.channel, { content: `${mention()} Does she like me?` });
      const note = await bot.repliesTo(asked, en.advice.noProfile);
      const wrong = await (await bot.ben.click(note, 'Set up my profile')).modal();
      const refused = await bot.shown(await wrong.submit({ ...ADA, name: 'Ben', age: 'secret' }));
      expect(refused.ephemeral).toBe(true);
      const right = await (await bot.ben.click(refused, 'Edit my answers')).modal();
      const answer = await bot.ended(await right.submit({ age: '30' }), 'Now to you.');
      // The question was for everybody to read, and so is the answer.
      const witness = bot.discord.createPerson({ username: 'cleo' });
      const ids = witness.sees(bot.channel).map(({ id }) => id);
      expect(ids).toEqual([asked.id, note.id, answer.id]);
      expect(note.content).toBe(en.advice.noProfile);
      expect(note.embeds).toEqual([]);
    });

    test('takes several messages in a row, written while an answer is being written, as one question', async () => {
      const hand = bot.model.handwritten();
      const first = bot.ada.send(dm, { content: 'One?' });
      const answer = await hand.next();
      answer.write('To the first.');
      await bot.repliesTo(first, 'To the first.');
      bot.ada.send(dm, { content: 'Two?' });
      bot.ada.send(dm, { content: 'Three?' });
      const last = bot.ada.send(dm, { content: 'And four?' });
      answer.end();
      const next = await hand.next();
      expect(next.messages.at(-1)?.content).toBe('Two?\nThree?\nAnd four?');
      next.write('To the others.');
      next.end();
      await bot.answers(last, 'To the others.');
      expect(await storedTurns()).toMatchObject([
        { question: 'One?', answer: 'To the first.' },
        { question: 'Two?\nThree?\nAnd four?', answer: 'To the others.' },
      ]);
    });

    test('lets nobody wait for somebody else’s answer', async () => {
      await bot.setUp(bot.ben);
      const hand = bot.model.handwritten();
      const fromAda = bot.ada.send(dm, { content: 'Ada’s?' });
      const toAda = await hand.next();
      const fromBen = bot.ben.send(bot.dm(bot.ben), { content: 'Ben’s?' });
      const toBen = await hand.next();
      toBen.write('For Ben.');
      toBen.end();
      await bot.answers(fromBen, 'For Ben.');
      toAda.write('For Ada.');
      toAda.end();
      const reply = await bot.answers(fromAda, 'For Ada.');
      expect(bot.ada.sees(dm)).toEqual([fromAda, reply]);
    });

    test('goes on from the answer that a message replies to, also after a restart', async () => {
      const say = async (content: string, answer: string, replyTo?: Message) => {
        bot.model.answers(answer);
        return bot.answers(bot.ada.send(dm, { content, ...(replyTo && { replyTo }) }), answer);
      };
      const first = await say('One?', 'First.');
      for (const n of [2, 3, 4]) await say(`Question ${n}?`, `Answer ${n}.`);
      await bot.stopBot();
      await bot.startBot();
      await say('And then?', 'More.', first);
      const contents = bot.model
        .requests()
        .at(-1)
        ?.map(({ content }) => content);
      const between = ['Question 3?', 'Answer 3.', 'Question 4?', 'Answer 4.'];
      expect(contents?.slice(2)).toEqual([...between, 'One?', 'First.', 'And then?']);
    });

    test('tells nobody more of an answer to somebody else than everybody reads there', async () => {
      await bot.setUp(bot.ben);
      bot.model.answers('An answer.');
      const asked = bot.ada.send(bot.channel, { content: `${mention()} what now?` });
      const reply = await bot.answers(asked, 'An answer.');
      const more = bot.ben.send(bot.channel, { content: 'And I?', replyTo: reply });
      await bot.answers(more, 'An answer.');
      expect(bot.model.requests().at(-1)).toHaveLength(3);
      const quote = `\n${en.conversation.answered}\n> An answer.`;
      expect(bot.model.lastAsked()).toBe(`${quote}\n\nAnd I?`);
    });

    test('in a server begins by a mention, and goes on by a reply to the bot', async () => {
      bot.model.answers('An answer.');
      const asked = bot.ada.send(bot.channel, { content: `${mention()} what now?` });
      const reply = await bot.answers(asked, 'An answer.');
      expect(bot.model.lastAsked()).toBe('what now?');
      expect(bot.ben.sees(bot.channel)).toEqual([asked, reply]);
      const more = bot.ada.send(bot.channel, { content: 'And then?', replyTo: reply });
      await bot.answers(more, 'An answer.');
      expect(bot.model.lastAsked()).toBe('And then?');
    });

    test.each([
      ['a reply without the ping, whose words Discord keeps from bots', false],
      ['a mention without a word', true],
    ])('tells the writer of %s how to be read', async (_, isMention) => {
      bot.model.answers('An answer.');
      const first = bot.ada.send(bot.channel, { content: `${mention()} what now?` });
      const reply = await bot.answers(first, 'An answer.');
      const written = bot.ada.send(
        bot.channel,
        isMention
          ? { content: mention() }
          : { content: 'And then?', replyTo: reply, pingsAuthor: false },
      );
      await bot.answers(written, en.conversation.blank);
      expect(bot.model.requests()).toHaveLength(1);
    });

    test('is none with what people write to each other, nor with other bots', async () => {
      bot.model.answers('An answer.');
      const fromBen = bot.ben.send(bot.channel, { content: 'Nice weather' });
      bot.ada.send(bot.channel, { content: 'Indeed', replyTo: fromBen });
      const other = { ...bot.ben.toAPI(), id: '1', username: 'Another bot', bot: true };
      const mentions = [bot.discord.botUser];
      const content = `${mention()} beep`;
      bot.discord.createMessage({ channel: bot.channel, author: other, content, mentions });
      const asked = bot.ada.send(bot.channel, { content: `${mention()} Hello?` });
      await bot.answers(asked, 'An answer.');
      expect(bot.model.requests()).toHaveLength(1);
      expect(bot.ben.sees(bot.channel)).toHaveLength(5);
    });

    test('needs no privileged intent', async () => {
      const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;
      const intents = bot.discord.gateway.connected.map((session) => session.intents);
      expect(intents).toEqual([Guilds | GuildMessages | DirectMessages]);
    });

    test('that is too long in all is answered one question after the other, and nothing is lost', async () => {
      const hand = bot.model.handwritten();
      bot.ada.send(dm, { content: 'One?' });
      const answer = await hand.next();
      bot.ada.send(dm, { content: 'x'.repeat(2_000) });
      bot.ada.send(dm, { content: 'y'.repeat(2_000) });
      const last = bot.ada.send(dm, { content: 'z' });
      bot.model.answers('Better.');
      answer.write('Well.');
      answer.end();
      await bot.answers(last, 'Better.');
      const questions = (await storedTurns()).map(({ question }) => question);
      expect(questions).toEqual(['One?', 'x'.repeat(2_000), `${'y'.repeat(2_000)}\nz`]);
    });

    test('can be stopped, in a server by its asker alone', async () => {
      const hand = bot.model.handwritten();
      const asked = bot.ada.send(bot.channel, { content: `${mention()} On and on?` });
      const answer = await hand.next();
      answer.write('On and on');
      const reply = await bot.repliesTo(asked, 'On and on');
      await bot.shows(await bot.ben.click(reply, 'Stop'), en.advice.notYours);
      await bot.ada.click(reply, 'Stop');
      await answer.closed;
      const stopped = await bot.answers(asked, `On and on\n\n-# ${en.advice.stopped}`);
      expect(buttonsOf(stopped)).toEqual(['Continue', 'Try again']);
    });

    test('has long answers whole, whose buttons are their asker’s', async () => {
      const text = `${'Look at what they do, not only at what they say. '.repeat(60)}The end.`;
      bot.model.answers(text, { chunkSize: 400 });
      const asked = bot.ada.send(bot.channel, { content: `${mention()} Tell me all` });
      const parts = () => bot.ben.sees(bot.channel).slice(1);
      const shown = () =>
        parts()
          .map(({ sentContent }) => sentContent)
          .join('');
      await bot.discord.until(() => withoutCursor(shown()) === text, { what: 'the whole text' });
      const last = parts().at(-1) as Message;
      await bot.discord.until(() => buttonsOf(last).includes('Try again'));
      expect(parts().length).toBeGreaterThan(1);
      expect(parts().flatMap(buttonsOf)).toEqual(ANSWER_BUTTONS);
      bot.model.answers('In short.');
      await bot.ended(await bot.ada.click(last, 'Try again'), 'In short.');
      expect(await bot.store.findTurn(bot.ada.id, asked.id)).toMatchObject({
        replacedBy: expect.any(String),
      });
    });

    test('speaks the language that its person set up their profile in', async () => {
      bot.ben.locale = 'fr';
      await bot.setUp(bot.ben);
      bot.model.answers('Oui.');
      const reply = await bot.answers(
        bot.ben.send(bot.dm(bot.ben), { content: 'Alors ?' }),
        'Oui.',
      );
      await bot.discord.until(() => buttonsOf(reply).length === ANSWER_BUTTONS.length);
      expect(buttonsOf(reply)[0]).toBe(fr.advice.followUp);
    });
  });
}
