import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTranslator } from '../../../src/locales/index.ts';
import { ANEW } from '../../../src/services/reply/piece.ts';
import { Coach } from '../../../src/services/coaching/coach.ts';
import { Limits } from '../../../src/services/coaching/limits.ts';
import { Model } from '../../../src/services/coaching/model.ts';
import { Pictures } from '../../../src/services/coaching/pictures.ts';
import type { Answer } from '../../../src/services/coaching/writer.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { sqlite, type TestDatabase, withMethods } from '../../support/databases.ts';
import { TestModel } from '../../support/model.ts';

const ADA = '100';
const REPLY = {
  channelId: '1',
  messageIds: [],
  interactionToken: null,
  ephemeral: true,
  locale: 'en-US',
  after: null,
};
const PROFILE = { name: 'Ada Lovelace', age: 29, gender: 'woman', interests: ['chess'] };

const translate = await createTranslator();

const question = (id: string) => ({
  id,
  userId: ADA,
  text: `question ${id}`,
  reply: REPLY,
  isPublic: false,
});

const read = async (asked: Promise<Awaited<ReturnType<Coach['ask']>>>): Promise<string> => {
  const answer = (await asked) as Answer;
  expect(answer.kind).toBe('answer');
  let text = '';
  for await (const piece of answer.text) text = piece === ANEW ? '' : text + piece;
  return text;
};

describe('a coach', () => {
  let database: TestDatabase;
  let store: Store;
  let model: TestModel;

  beforeEach(async () => {
    database = await sqlite.create();
    store = await database.open();
    model = await TestModel.start();
    await store.saveProfile(ADA, PROFILE);
  });
  afterEach(async () => {
    await model.stop();
    await database.drop();
  });

  const coachWith = (options: { historyMessages?: number; store?: Store } = {}) =>
    new Coach({
      store: options.store ?? store,
      model: new Model({ apiKey: 'k', baseUrl: model.baseUrl, name: 'm', maxRetries: 0 }),
      limits: new Limits(store, { cooldownSeconds: 0, dailyLimit: 0 }),
      pictures: new Pictures([]),
      historyMessages: options.historyMessages ?? 6,
      remembers: false,
      translate,
      log: pino({ enabled: false }),
    });

  test.each([
    [0, ['question 4']],
    [1, ['Re: question 3', 'question 4']],
    [3, ['Re: question 2', 'question 3', 'Re: question 3', 'question 4']],
    [4, ['question 2', 'Re: question 2', 'question 3', 'Re: question 3', 'question 4']],
  ])('shows the model the last %i messages', async (historyMessages, expected) => {
    model.answers((messages) => `Re: ${messages.at(-1)?.content}`);
    const coach = coachWith({ historyMessages });
    for (const id of ['1', '2', '3', '4']) await read(coach.ask(question(id)));
    expect(model.lastShown()).toEqual(expected);
  });

  test('keeps the first words at once, which may be all that somebody in need is told', async () => {
    const hand = model.handwritten();
    const answer = (await coachWith().ask(question('1'))) as Answer;
    const text = answer.text[Symbol.asyncIterator]();
    const first = text.next();
    const writing = await hand.next();
    writing.write('\n\n');
    expect((await first).value).toBe('\n\n');
    await setImmediate();
    expect(await store.findTurn(ADA, '1')).toMatchObject({ answer: '' });
    writing.write('You are not alone.');
    expect((await text.next()).value).toBe('You are not alone.');
    await setImmediate();
    expect(await store.findTurn(ADA, '1')).toMatchObject({ answer: '\n\nYou are not alone.' });
    writing.end();
    expect((await text.next()).done).toBe(true);
  });

  test('never shows the model a question that got no answer', async () => {
    const coach = coachWith();
    model.refuses(500);
    await expect(read(coach.ask(question('1')))).rejects.toThrow(/overloaded/);
    await store.beginTurn({
      id: '2',
      userId: ADA,
      question: 'waits',
      pictures: [],
      practiceId: null,
      follows: null,
      status: 'waiting',
      reply: REPLY,
      askedAt: new Date(),
    });
    model.answers('Re');
    await read(coach.ask(question('3')));
    expect(model.lastShown()).toEqual(['question 3']);
    await read(coach.ask(question('4')));
    expect(model.lastShown()).toEqual(['question 3', 'Re', 'question 4']);
  });

  test('shows the model what it wrote of an answer that broke', async () => {
    const coach = coachWith();
    const hand = model.handwritten();
    const broken = read(coach.ask(question('1')));
    const answer = await hand.next();
    answer.write('Half an answer');
    answer.leave();
    await expect(broken).rejects.toThrow(/cutOff/);
    model.answers('Re');
    await read(coach.ask(question('2')));
    expect(model.lastShown()).toEqual(['question 1', 'Half an answer', 'question 2']);
  });

  test('counts an answer of nothing but space as none', async () => {
    const coach = coachWith();
    model.answers(' \n ');
    await expect(read(coach.ask(question('1')))).rejects.toThrow(/empty/);
    expect(await store.findTurn(ADA, '1')).toMatchObject({ answer: '', status: 'failed' });
  });

  test('that is stopped for someone has stored it all when that is done, also what was still being taken', async () => {
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const slow = withMethods(store, {
      beginTurn: async (turn) => {
        reached.resolve();
        await gate.promise;
        return store.beginTurn(turn);
      },
    });
    const coach = coachWith({ store: slow });
    const asked = read(coach.ask(question('1')));
    await reached.promise;
    let isStopped = false;
    const stopped = coach.discard(ADA).then(() => (isStopped = true));
    await setImmediate();
    expect(isStopped).toBe(false);
    gate.resolve();
    await stopped;
    expect(await store.findTurn(ADA, '1')).toMatchObject({ status: 'stopped', answer: '' });
    expect(await asked).toBe('');
    expect(model.requests()).toEqual([]);
  });

  test('that has stopped altogether keeps a question that comes too late, without an answer', async () => {
    const coach = coachWith();
    coach.stopAll();
    expect(await read(coach.ask(question('1')))).toBe('');
    expect(await store.findTurn(ADA, '1')).toMatchObject({ status: 'stopped' });
    expect(model.requests()).toEqual([]);
  });

  test('that is not answering anybody is stopped at once', async () => {
    await expect(coachWith().stop(ADA, '1')).resolves.toBeUndefined();
  });

  test('asks nobody’s question again for somebody else', async () => {
    model.answers('Re');
    const coach = coachWith();
    await read(coach.ask(question('1')));
    expect(await coach.newest('200', '1')).toBeNull();
    await store.saveProfile('200', PROFILE);
    expect(await coach.resume('200', '1', { reply: REPLY, isPublic: false })).toEqual({
      kind: 'notFound',
    });
  });

  test('frees someone’s place after every failure', async () => {
    const failing = withMethods(store, {
      answeredTurns: () => Promise.reject(new Error('gone')),
    });
    const coach = coachWith({ store: failing });
    await expect(read(coach.ask(question('1')))).rejects.toThrow('gone');
    await expect(read(coach.ask(question('2')))).rejects.toThrow('gone');
    expect(await store.findTurn(ADA, '2')).toMatchObject({ status: 'failed' });
  });
});
