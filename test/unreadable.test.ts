import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../playground/discord/index.ts';
import { en } from '../src/locales/en.ts';
import { alterIn, flipLast } from './support/alter.ts';
import { buttonsOf } from './support/buttons.ts';
import { ADA, type Confidant } from './support/confidant.ts';
import { encryptedKinds } from './support/databases.ts';
import { HOUR_MS, Later } from './support/later.ts';
import { tracesOf } from './support/traces.ts';

/** What stands where words cannot be read. */
const NOTE = en.failure.unreadable;
const SCENE = { who: 'Sam', moment: 'at work' };

for (const kind of encryptedKinds) {
  describe.skipIf(!kind.available)(`when a record is altered in ${kind.name}`, () => {
    let later: Later;
    let bot: Confidant;

    beforeEach(async () => {
      later = await Later.start(kind, { historyMessages: 6, remembers: true });
      ({ bot } = later);
      bot.model.answers((messages) =>
        messages[0]?.content.startsWith('You keep the memory')
          ? '- Sam is a neighbour.'
          : `Re: ${messages.at(-1)?.content}`,
      );
      await bot.setUp(bot.ada);
    });
    afterEach(() => bot.stop());

    const alter = (collection: string, id: string, field: string) =>
      alterIn(bot.location, collection, id, field, flipLast);
    const run = async (command: string, options = {}): Promise<Message> =>
      bot.shown(await bot.ada.runCommand(command, options, bot.channel));
    const ask = async (question: string): Promise<Message> =>
      bot.ended(await bot.ask(bot.ada, question), `Re: ${question}`);
    /** Asks, and alters a field of the turn. */
    const askAltered = async (question: string, field: 'question' | 'answer') => {
      const asked = await bot.ask(bot.ada, question);
      const message = await bot.ended(asked, `Re: ${question}`);
      await alter('turns', asked.id, field);
      return { id: asked.id, message };
    };
    const rehearse = async () => {
      const dm = bot.dm(bot.ada);
      const begun = await bot.ada.runCommand('practice', { kind: 'askingOut' }, dm);
      await bot.shown(await (await begun.modal()).submit(SCENE));
      return dm;
    };
    const summedUp = async () => {
      for (const question of ['One', 'Two', 'Three', 'Four']) await ask(question);
      const isThere = () => bot.logs.some((line) => line.includes('a memory is summed up'));
      await bot.discord.until(isThere, { what: 'a memory' });
    };
    const lastShown = () =>
      bot.model
        .requests()
        .at(-1)
        ?.map(({ content }) => content)
        .slice(2);
    const profileView = () => run('profile view');
    const warnings = () => bot.logs.filter((line) => line.includes('cannot be decrypted'));

    test('my export has everything else, and says what is missing', async () => {
      await summedUp();
      const { id } = await askAltered('Five', 'answer');
      await later.add('my date with Sam', 'in 3 days');
      await later.add('the talk with Kim', 'in 4 days');
      await rehearse();
      const [checkIn] = await bot.store.checkIns(bot.ada.id);
      await alter('checkIns', checkIn?.id ?? '', 'plan');
      await alter('profiles', bot.ada.id, 'gender');
      await alter('memories', bot.ada.id, 'text');
      await alter('practices', bot.ada.id, 'who');

      const message = await run('privacy export');
      expect(message.content).toBe(`${en.privacy.exported}\n${en.privacy.unreadable}`);
      const [file] = message.attachments;
      const exported: unknown = await (await fetch(file?.url ?? '')).json();
      expect(exported).toMatchObject({
        unreadable: 5,
        profile: { name: ADA.name, age: 29, gender: '', unreadable: ['gender'] },
        memory: { summary: '', version: 1, unreadable: ['summary'] },
        rehearsal: { otherPerson: '', moment: SCENE.moment, unreadable: ['otherPerson'] },
        checkIns: [
          { id: checkIn?.id, plan: '', dueAt: checkIn?.dueAt.toJSON(), unreadable: ['plan'] },
          { plan: 'the talk with Kim' },
        ],
        conversation: [
          ...['One', 'Two', 'Three', 'Four'].map((question) => ({ answer: `Re: ${question}` })),
          { id, question: 'Five', answer: '', status: 'complete', unreadable: ['answer'] },
        ],
      });
      expect(JSON.stringify(exported).match(/"unreadable"/g)).toHaveLength(6);
    });

    test('my history says so in its place, and shows everything else', async () => {
      await ask('One');
      await askAltered('Two', 'answer');
      await askAltered('Three', 'question');
      const page = (await run('history')).embeds[0]?.description;
      const said = page?.split('\n').filter((line) => line !== '' && !line.startsWith('**'));
      expect(said).toEqual(['> One', 'Re: One', '> Two', NOTE, `> ${NOTE}`, 'Re: Three']);
    });

    test('somebody else’s that is put under my id tells me nothing of them', async () => {
      await bot.setUp(bot.ben, { ...ADA, name: 'Ben' });
      const asked = await bot.ask(bot.ben, 'A question of Ben’s');
      await bot.ended(asked, 'Re: A question of Ben’s');
      await ask('One');
      await alterIn(bot.location, 'turns', asked.id, 'userId', () => bot.ada.id);
      const page = (await run('history')).embeds[0]?.description;
      expect(page).toContain(`> ${NOTE}`);
      expect(page).toContain('Re: One');
      const [file] = (await run('privacy export')).attachments;
      const exported = await (await fetch(file?.url ?? '')).text();
      expect(exported).toContain(asked.id);
      expect(exported).not.toContain('Ben');
      await ask('Two');
      expect(lastShown()).toEqual(['One', 'Re: One', 'Two']);
    });

    test('the log names it, and none of its words', async () => {
      const { id } = await askAltered('Two', 'answer');
      await run('history');
      const warned = warnings().map((line) => JSON.parse(line) as object);
      expect(warned.length).toBeGreaterThan(0);
      for (const warning of warned) {
        expect(warning).toMatchObject({
          level: 40,
          collection: 'turns',
          record: { userId: bot.ada.id, id },
          fields: { answer: 'altered' },
        });
      }
      expect(bot.logs.join('')).not.toMatch(/Two|Re:/);
    });

    test('the coach goes on without it, and sums up the others', async () => {
      await ask('One');
      await askAltered('Two', 'answer');
      await ask('Three');
      expect(lastShown()).toEqual(['One', 'Re: One', 'Three']);
      for (const question of ['Four', 'Five']) await ask(question);
      await expect.poll(() => bot.store.findMemory(bot.ada.id)).not.toBeNull();
      const summed = bot.model.requests().find(([first]) => first?.content.includes('the memory'));
      const { said } = JSON.parse(summed?.[1]?.content ?? '') as { said: { person: string }[] };
      expect(said.map(({ person }) => person)).toEqual(['One', 'Three', 'Four', 'Five']);
    });

    test('a question can be asked again as long as that can be read', async () => {
      const answer = await askAltered('Two', 'answer');
      bot.model.answers('Once more.');
      await bot.ended(await bot.ada.click(answer.message, en.advice.tryAgain), 'Once more.');
      expect(await bot.store.recentTurns(bot.ada.id, 9)).toMatchObject([{ answer: 'Once more.' }]);
      bot.model.answers('Re: Three');
      const question = await askAltered('Three', 'question');
      await bot.shows(
        await bot.ada.click(question.message, en.advice.tryAgain),
        en.advice.notFound.replace(/`.*`/, '`/advice`'),
      );
    });

    test('questions that wait for a profile do not wait for one that cannot be read', async () => {
      const send = (content: string) => bot.ben.send(bot.dm(bot.ben), { content });
      const lost = send('One');
      await bot.answers(lost, en.advice.noProfile);
      const note = await bot.answers(send('Two'), en.advice.goesAlong);
      await alter('turns', lost.id, 'question');
      const modal = await (await bot.ben.click(note, en.advice.setUp)).modal();
      await bot.ended(await modal.submit(ADA), 'Re: Two');
      expect(lastShown()).toEqual(['Two']);
      const turns = await bot.store.recentTurns(bot.ben.id, 9);
      expect(turns).toMatchObject([
        { id: lost.id, status: 'waiting' },
        { question: 'Two', answer: 'Re: Two' },
      ]);
    });

    test('a reply that was cut off stays as it is where the rest of it cannot be read', async () => {
      const dm = bot.dm(bot.ada);
      const reply = await bot.answers(bot.ada.send(dm, { content: 'One' }), 'Re: One');
      await bot.stopBot();
      const turn = { id: '77', userId: bot.ada.id };
      await bot.store.beginTurn({
        ...turn,
        question: 'Two',
        pictures: [],
        practiceId: null,
        follows: null,
        status: 'streaming',
        askedAt: new Date(),
        reply: {
          channelId: dm.id,
          messageIds: [reply.id],
          interactionToken: null,
          ephemeral: false,
          locale: 'en-US',
          after: null,
        },
      });
      await bot.store.saveProgress(turn.userId, turn.id, 'Re: Tw');
      const lease = { turnId: turn.id, userId: turn.userId, owner: 'gone', seenAt: new Date(0) };
      await bot.store.takeLease(lease);
      await alter('turns', turn.id, 'answer');
      await bot.startBot();
      await expect.poll(() => bot.store.leases()).toEqual([]);
      expect(reply.content).toBe('Re: One');
      await ask('Three');
    });

    test('I am still answered where it is my profile, and can say again what is missing', async () => {
      await alter('profiles', bot.ada.id, 'name');
      await ask('Two');
      const about = bot.model.requests().at(-1)?.[1]?.content;
      expect(about).toContain('- Gender: "woman"');
      expect(about).not.toContain('First name');
      const message = await profileView();
      const shown = () => message.embeds[0]?.fields?.map(({ value }) => value);
      expect(shown()).toEqual([NOTE, '29', 'woman', 'chess, poetry']);
      const modal = await (await bot.ada.click(message, en.profile.change)).modal();
      expect(modal.fields.map(({ value }) => value)).toEqual(['', '29', 'woman', 'chess, poetry']);
      await modal.submit(ADA);
      await expect
        .poll(async () => (await profileView()).embeds[0]?.fields?.[0]?.value)
        .toBe(ADA.name);
    });

    test('I am asked at my time where it is a check-in, and others of mine are as they were', async () => {
      await later.add('my date with Sam', 'in 2 hours');
      await later.add('the talk with Kim', 'in 3 hours');
      const [checkIn] = await bot.store.checkIns(bot.ada.id);
      await alter('checkIns', checkIn?.id ?? '', 'plan');
      const list = (await run('checkin list')).embeds[0]?.description;
      expect(list).toMatch(/\*\*1\.\*\* .*can no longer be read.*\*\*2\.\*\* the talk with Kim/s);
      later.pass(4 * HOUR_MS);
      const question = await later.asked(NOTE);
      expect(question.content).toBe(en.checkin.askGently.replace('{{plan}}', NOTE));
      await later.asked('the talk with Kim');
      await expect.poll(() => bot.store.checkIns(bot.ada.id)).toEqual([]);
    });

    test('a rehearsal is over where it is that: my coach answers, and I can begin another', async () => {
      const dm = await rehearse();
      await bot.answers(bot.ada.send(dm, { content: 'Hi Sam' }), 'Re: Hi Sam');
      await alter('practices', bot.ada.id, 'who');
      const reply = bot.ada.sees(dm).find(({ content }) => content === 'Re: Hi Sam');
      await bot.shows(await bot.ada.click(reply!, en.practice.end), en.practice.over);
      const line = await (await bot.ada.click(reply!, en.practice.say)).modal();
      await bot.shows(await line.submit({ line: 'Tea?' }), /rehearsal is over.*Tea\?/s);
      await bot.answers(bot.ada.send(dm, { content: 'And now?' }), 'Re: And now?');
      expect(bot.model.requests().at(-1)?.[0]?.content).not.toContain('This is a rehearsal');
      await rehearse();
      await bot.answers(bot.ada.send(dm, { content: 'Hi again' }), 'Re: Hi again');
      expect(bot.model.requests().at(-1)?.[0]?.content).toContain('This is a rehearsal');
    });

    test('a rehearsal can be reviewed where it is one of its lines', async () => {
      const dm = await rehearse();
      await bot.answers(bot.ada.send(dm, { content: 'Hi Sam' }), 'Re: Hi Sam');
      const last = bot.ada.send(dm, { content: 'Tea?' });
      const reply = await bot.answers(last, 'Re: Tea?');
      await alter('turns', last.id, 'question');
      await bot.ended(await bot.ada.click(reply, en.practice.end), `Re: ${en.practice.request}`);
      expect(lastShown()).toEqual(['Hi Sam', 'Re: Hi Sam', en.practice.request]);
    });

    test('I am told so where it is what the coach keeps in mind, and can clear it', async () => {
      await summedUp();
      await alter('memories', bot.ada.id, 'text');
      for (const question of ['Five', 'Six', 'Seven', 'Eight']) await ask(question);
      const message = await profileView();
      expect(message.embeds).toMatchObject([
        { title: en.profile.title },
        { title: en.profile.memory.title, description: en.profile.memory.unreadable },
      ]);
      expect(buttonsOf(message)).toEqual([
        en.profile.change,
        en.profile.more.open,
        en.profile.memory.clear,
      ]);
      // Until then it is left as it is.
      expect(await bot.store.findMemory(bot.ada.id)).toMatchObject({ version: 1 });
      const cleared = Date.now();
      await bot.ada.click(message, en.profile.memory.clear);
      await bot.discord.until(() => message.embeds.length === 1);
      const memory = await bot.store.findMemory(bot.ada.id);
      expect(memory).toStrictEqual({
        text: '',
        through: expect.any(Date),
        newestAt: expect.any(Date),
        version: 2,
      });
      expect(memory?.through.getTime()).toBeGreaterThanOrEqual(cleared);
    });

    test('I can delete everything, and begin anew', async () => {
      await askAltered('Two', 'answer');
      await alter('profiles', bot.ada.id, 'name');
      const confirm = await run('privacy delete');
      await bot.ada.click(confirm, en.privacy.deleteAll);
      await bot.discord.until(() => confirm.content === en.privacy.deleted);
      expect(await tracesOf(bot.ada.id, bot.location)).toEqual([]);
      await bot.setUp(bot.ada);
      await ask('Three');
    });
  });
}
