import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { en } from '../../src/locales/en.ts';
import { buttonsOf } from '../support/buttons.ts';
import { ADA, Confidant } from '../support/confidant.ts';
import { databaseKinds, sqlite } from '../support/databases.ts';

const WRONG = {
  name: 'N'.repeat(51),
  age: 'twenty-seven',
  gender: 'g'.repeat(51),
  interests: `${'i'.repeat(51)}, ${Array.from({ length: 10 }, (_, n) => `hobby ${n}`).join(', ')}`,
};

let bot: Confidant;

const openModal = async (person = bot.ada) =>
  (await person.runCommand('profile setup', {}, bot.channel)).modal();

describe('/profile setup', () => {
  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
  });
  afterEach(() => bot.stop());

  test('says everything that is wrong at once, privately, and stores nothing', async () => {
    const note = await bot.shows(await (await openModal()).submit(WRONG), /Nothing is saved/);
    for (const sentence of ['too long', 'not a whole number', 'too many', 'one that is too long'])
      expect(note.content).toContain(sentence);
    expect(note.content.split('\n')).toHaveLength(6);
    expect(note.ephemeral).toBe(true);
    expect(bot.ben.sees(bot.channel)).toEqual([]);
    expect(await bot.store.findProfile(bot.ada.id)).toBeNull();
  });

  test('gives back what was typed, to be corrected, however long ago it was', async () => {
    const note = await bot.shows(await (await openModal()).submit(WRONG), /Nothing is saved/);
    await bot.stopBot();
    await bot.startBot();
    const again = await (await bot.ada.click(note, 'Edit my answers')).modal();
    expect(
      Object.fromEntries(again.fields.map(({ customId, value }) => [customId, value])),
    ).toEqual(WRONG);
    await again.submit({ ...ADA, age: '121' });
    await bot.discord.until(() => note.content.includes('above 120'));
    expect(note.content).not.toContain('too long');
    const third = await (await bot.ada.click(note, 'Edit my answers')).modal();
    await third.submit({ age: '18' });
    await bot.discord.until(() => note.content.includes('Nice to meet you, **Ada**'));
    expect(buttonsOf(note)).toEqual([en.profile.more.open]);
    expect(note.embeds).toEqual([]);
    expect(await bot.store.findProfile(bot.ada.id)).toMatchObject({
      name: 'Ada Lovelace',
      age: 18,
    });
  });

  test.each(['長', '💘'])(
    'gives back the longest text that the form takes, of %s',
    async (letter) => {
      const modal = await openModal();
      const limits = modal.fields.map(({ customId, maxLength }) => [customId, maxLength ?? 4_000]);
      const typed = Object.fromEntries(
        limits.map(([customId, length]) => [customId, letter.repeat(Number(length))]),
      );
      const note = await bot.shows(await modal.submit(typed), /Nothing is saved/);
      const again = await (await bot.ada.click(note, 'Edit my answers')).modal();
      expect(
        Object.fromEntries(again.fields.map(({ customId, value }) => [customId, value])),
      ).toEqual(typed);
    },
  );

  test.each([
    ['the youngest', { age: '18' }, { age: 18 }],
    ['the oldest', { age: '120' }, { age: 120 }],
    ['full-width digits', { age: '２９' }, { age: 29 }],
    ['space around digits', { age: ' 29 ' }, { age: 29 }],
    ['a name of 50 emoji', { name: '💘'.repeat(50) }, { name: '💘'.repeat(50) }],
    ['a gender of 50 emoji', { gender: '🌈'.repeat(50) }, { gender: '🌈'.repeat(50) }],
    ['an interest of 50 emoji', { interests: '🎲'.repeat(50) }, { interests: ['🎲'.repeat(50)] }],
    ['Japanese commas', { interests: '将棋、詩，散歩' }, { interests: ['将棋', '詩', '散歩'] }],
    [
      '10 interests, by commas and lines',
      { interests: '1,2,3\n4,5\n6,7,8,\n9,10' },
      { interests: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] },
    ],
  ])('takes %s', async (_, typed, stored) => {
    await bot.shows(await (await openModal()).submit({ ...ADA, ...typed }), /Nice to meet you/);
    expect(await bot.store.findProfile(bot.ada.id)).toMatchObject(stored);
  });

  test.each([
    ['121 years', { age: '121' }, /above 120/],
    ['half years', { age: '29.5' }, en.profile.problems.ageNotANumber],
    ['a negative age', { age: '-29' }, en.profile.problems.ageNotANumber],
    ['a name of 51 emoji', { name: '💘'.repeat(51) }, /up to 50 characters/],
    ['an invisible name', { name: '\u200B' }, en.profile.problems.nameMissing],
    ['a gender of 51 characters', { gender: 'g'.repeat(51) }, /\*\*Gender\*\* is too long/],
    ['11 interests', { interests: '1,2,3,4,5,6,7,8,9,10,11' }, /too many: up to 10/],
    ['an interest of 51 characters', { interests: 'i'.repeat(51) }, /up to 50 characters each/],
    ['nothing but commas', { interests: ',、,' }, en.profile.problems.interestsMissing],
  ])('refuses %s', async (_, typed, sentence) => {
    const note = await bot.shows(
      await (await openModal()).submit({ ...ADA, ...typed }),
      /Nothing is saved/,
    );
    expect(note.content).toMatch(
      typeof sentence === 'string'
        ? new RegExp(RegExp.escape(sentence.replace('{{minAge}}', '18')))
        : sentence,
    );
    expect(note.content.split('\n')).toHaveLength(2);
  });

  test('thanks someone who changes their profile', async () => {
    await bot.setUp(bot.ada);
    await bot.shows(await (await openModal()).submit({ age: '30' }), /Thank you, \*\*Ada\*\*/);
    expect(await bot.store.findProfile(bot.ada.id)).toMatchObject({ age: 30 });
  });

  test('begins with the name that Discord shows', async () => {
    const emma = bot.discord.createPerson({ username: 'emma_x', displayName: 'Emma 🌷' });
    expect((await openModal(emma)).fields[0]?.value).toBe('Emma 🌷');
  });
});

describe('/profile view and delete', () => {
  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
  });
  afterEach(() => bot.stop());

  test('shows someone what is stored, privately, with a way to change it', async () => {
    await bot.setUp(bot.ada);
    const view = await bot.shown(await bot.ada.runCommand('profile view', {}, bot.channel));
    expect(view.ephemeral).toBe(true);
    expect(view.embeds[0]?.fields?.map(({ name, value }) => [name, value])).toEqual([
      ['Name', 'Ada Lovelace'],
      ['Age', '29'],
      ['Gender', 'woman'],
      ['Interests', 'chess, poetry'],
    ]);
    const modal = await (await bot.ada.click(view, 'Change my profile')).modal();
    expect(modal.fields.map(({ value }) => value)).toEqual(Object.values(ADA));
    expect(bot.ben.sees(bot.channel)).toEqual([]);
  });

  test('offers someone without a profile to set it up', async () => {
    const view = await bot.shown(await bot.ada.runCommand('profile view', {}, bot.channel));
    expect(view.content).toBe(en.profile.none);
    const modal = await (await bot.ada.click(view, 'Set up my profile')).modal();
    await modal.submit(ADA);
    await bot.discord.until(() => view.content.includes('Nice to meet you'));
    expect(view.ephemeral).toBe(true);
  });
});

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`/profile delete on ${kind.name}`, () => {
    beforeEach(async () => {
      bot = await Confidant.start(kind);
      await bot.setUp(bot.ada);
      bot.model.answers('Kept.');
      await bot.answered(bot.ada, 'Well?', 'Kept.');
    });
    afterEach(() => bot.stop());

    test('asks first, and keeps everything if that is wanted', async () => {
      const confirm = await bot.shown(await bot.ada.runCommand('profile delete', {}, bot.channel));
      expect(confirm.ephemeral).toBe(true);
      expect(confirm.content).toBe(en.privacy.confirmDelete);
      await bot.ada.click(confirm, 'Keep it');
      await bot.discord.until(() => confirm.content === en.privacy.kept);
      expect(confirm.components).toEqual([]);
      expect(await bot.store.findProfile(bot.ada.id)).not.toBeNull();
      expect(await bot.store.recentTurns(bot.ada.id, 9)).toHaveLength(1);
    });

    test('deletes profile and history of the person alone', async () => {
      await bot.setUp(bot.ben);
      await bot.answered(bot.ben, 'Well?', 'Kept.');
      const confirm = await bot.shown(await bot.ada.runCommand('profile delete', {}, bot.channel));
      await bot.ada.click(confirm, 'Delete everything');
      await bot.discord.until(() => confirm.content === en.privacy.deleted);
      expect(confirm.components).toEqual([]);
      expect(await bot.store.findProfile(bot.ada.id)).toBeNull();
      expect(await bot.store.recentTurns(bot.ada.id, 9)).toEqual([]);
      expect(await bot.store.findProfile(bot.ben.id)).not.toBeNull();
      expect(await bot.store.recentTurns(bot.ben.id, 9)).toHaveLength(1);
      await bot.shows(await bot.ada.runCommand('history', {}, bot.channel), /have not talked/);
    });
  });
}

const waits = async (question: string, where = bot.channel, options = {}) =>
  bot.shows(await bot.ask(bot.ada, question, where, options), en.advice.noProfile);

const setUpFrom = async (note: Awaited<ReturnType<typeof waits>>) =>
  (await (await bot.ada.click(note, 'Set up my profile')).modal()).submit(ADA);

describe('a question that waits for its asker’s profile', () => {
  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
    bot.model.answers((messages) => `Re: ${messages.at(-1)?.content}`);
  });
  afterEach(() => bot.stop());

  test('is still answered after mistakes in the form and a restart', async () => {
    const note = await waits('Patient?');
    const modal = await (await bot.ada.click(note, 'Set up my profile')).modal();
    await modal.submit({ ...ADA, age: 'x' });
    await bot.discord.until(() => note.content.includes('not a whole number'));
    await bot.stopBot();
    await bot.startBot();
    const again = await (await bot.ada.click(note, 'Edit my answers')).modal();
    await bot.shows(await again.submit({ age: '29' }), 'Re: Patient?');
    expect(bot.model.requests()).toHaveLength(1);
  });

  test('waits for the end of another one that is being answered, without a word', async () => {
    const hand = bot.model.handwritten();
    const first = await waits('First?');
    const second = await waits('Second?', bot.dm(bot.ada));
    const form = await (await bot.ada.click(first, 'Set up my profile')).modal();
    const answered = await setUpFrom(second);
    const answer = await hand.next();
    const waiting = await form.submit(ADA);
    await bot.discord.until(() => first.content.includes('Now to your question'));
    answer.write('To the second.');
    bot.model.answers('To the first.');
    answer.end();
    await bot.ended(answered, 'To the second.');
    await bot.ended(waiting, 'To the first.');
    expect(await bot.store.recentTurns(bot.ada.id, 9)).toMatchObject([
      { question: 'Second?', status: 'complete' },
      { question: 'First?', status: 'complete' },
    ]);
  });

  test('is answered once, however often the form is sent', async () => {
    const note = await waits('Once?');
    const first = await (await bot.ada.click(note, 'Set up my profile')).modal();
    const second = await (await bot.ada.click(note, 'Set up my profile')).modal();
    await bot.shows(await first.submit(ADA), 'Re: Once?');
    await second.submit(ADA);
    await bot.discord.until(() => note.content.includes('Thank you'));
    expect(bot.model.requests()).toHaveLength(1);
  });

  test('is answered although Discord loses the greeting for a while, or its answers to that', async () => {
    for (const applied of [{}, { applied: true }] as const) {
      const note = await waits('Lost?');
      const greetings = { method: 'PATCH', route: /original/, times: 2 };
      bot.discord.faults.add({ ...greetings, reset: true, ...applied });
      const answer = await bot.shows(await setUpFrom(note), 'Re: Lost?');
      expect(answer.ephemeral).toBe(true);
      await bot.store.deleteUser(bot.ada.id);
    }
  });

  test('that was asked for everyone is answered for everyone where it was asked', async () => {
    const note = await waits('Public?', bot.channel, { private: false });
    expect(note.ephemeral).toBe(true);
    expect(bot.ben.sees(bot.channel)).toEqual([]);
    const answer = await bot.shows(await setUpFrom(note), 'Re: Public?');
    expect(bot.ben.sees(bot.channel)).toEqual([answer]);
  });

  test('that was asked for everyone is answered privately anywhere else', async () => {
    await waits('Public?', bot.channel, { private: false });
    const elsewhere = bot.channel.guild!.createTextChannel({ name: 'elsewhere' });
    const setUp = await bot.ada.runCommand('profile setup', {}, elsewhere);
    const answer = await bot.shows(await (await setUp.modal()).submit(ADA), 'Re: Public?');
    expect(answer.ephemeral).toBe(true);
  });

  test('is answered with an ordinary message in the bot’s direct messages', async () => {
    const note = await waits('Here?', bot.dm(bot.ada));
    const answer = await bot.shows(await setUpFrom(note), 'Re: Here?');
    expect(answer.ephemeral).toBe(false);
  });
});
