import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { en } from '../../../src/locales/en.ts';
import type { ModelFailure } from '../../../src/services/coaching/modelError.ts';
import { Confidant } from '../../support/confidant.ts';
import { sqlite } from '../../support/databases.ts';
import type { HandwrittenAnswer } from '../../support/handwriting.ts';

type Refusal = [
  what: string,
  status: number,
  error: { code?: string; type?: string },
  ModelFailure,
];

const REFUSALS: Refusal[] = [
  ['a key that is not accepted', 401, { code: 'invalid_api_key' }, 'badKey'],
  ['a key without access', 403, {}, 'badKey'],
  ['a model that does not exist', 404, { code: 'model_not_found' }, 'modelNotFound'],
  ['too many requests', 429, { code: 'rate_limit_exceeded' }, 'rateLimited'],
  ['an account without credit', 429, { code: 'insufficient_quota' }, 'outOfQuota'],
  ['a fault of the model’s server', 500, {}, 'overloaded'],
  ['an overloaded server', 503, {}, 'overloaded'],
  ['a prompt that the content filter stops', 400, { code: 'content_filter' }, 'contentFilter'],
  ['too long a prompt', 400, { code: 'context_length_exceeded' }, 'tooLong'],
  ['any other refusal', 400, {}, 'rejected'],
];

type Break = [what: string, how: (answer: HandwrittenAnswer) => void, ModelFailure];

const MALFORMED = [
  '{bad',
  'null',
  '7',
  '[]',
  '{"choices":null}',
  '{"choices":[{"delta":null}]}',
  '{"choices":[{"delta":{"content":',
];

const malformed = (why: ModelFailure): Break[] =>
  MALFORMED.map((data) => [`the event ${data}`, (answer) => answer.garble(data), why]);

const BREAKS_AFTER_WORDS: Break[] = [
  ['the content filter in the middle', (answer) => answer.end('content_filter'), 'contentFilter'],
  ['the model’s limit of length', (answer) => answer.end('length'), 'length'],
  ['a cut connection', (answer) => answer.cut(), 'cutOff'],
  ['a stream that just ends', (answer) => answer.leave(), 'cutOff'],
  ['an error in the middle', (answer) => answer.fail({ message: 'overloaded' }), 'cutOff'],
  ...malformed('cutOff'),
];

const BREAKS_BEFORE_WORDS: Break[] = [
  ['an empty answer', (answer) => answer.end(), 'empty'],
  ['the content filter at once', (answer) => answer.end('content_filter'), 'contentFilter'],
  ['a connection that is cut at once', (answer) => answer.cut(), 'unreachable'],
  ['a stream without anything', (answer) => answer.leave(), 'unreachable'],
  ['an error at once', (answer) => answer.fail({ message: 'overloaded' }), 'overloaded'],
  ...malformed('unreachable'),
];

describe('when the model fails, the person is told what happened', () => {
  let bot: Confidant;

  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
  });
  afterEach(() => bot.stop());

  test('in a sentence of its own for each failure', () => {
    const sentences = Object.values(en.failure);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  test.each(REFUSALS)('of %s', async (_, status, error, failure) => {
    bot.model.refuses(status, error);
    const asked = await bot.ask(bot.ada, 'Well?');
    await bot.shows(asked, `-# ${en.failure[failure]}`);
    expect(await bot.turnEnded(bot.ada, asked.id)).toMatchObject({ status: 'failed', answer: '' });
  });

  test.each(BREAKS_BEFORE_WORDS)('of %s', async (_, breakIt, failure) => {
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?');
    breakIt(await hand.next());
    await bot.shows(asked, `-# ${en.failure[failure]}`);
    expect(await bot.turnEnded(bot.ada, asked.id)).toMatchObject({ status: 'failed', answer: '' });
  });

  test.each(BREAKS_AFTER_WORDS)('of %s, under the words that had come', async (_, breakIt, why) => {
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?');
    const answer = await hand.next();
    answer.write('Some words');
    await bot.shows(asked, 'Some words');
    breakIt(answer);
    await bot.shows(asked, `Some words\n\n-# ${en.failure[why]}`);
    expect(await bot.turnEnded(bot.ada, asked.id)).toMatchObject({
      status: 'failed',
      answer: 'Some words',
    });
  });

  test('of a note that finds no room under a full message', async () => {
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?');
    const answer = await hand.next();
    const words = 'word '.repeat(399).trimEnd();
    answer.write(words);
    answer.end('length');
    const note = await bot.shows(asked, `-# ${en.failure.length}`);
    expect(asked.messages().map(({ content }) => content)).toEqual([words, note.content]);
    expect(asked.messages()[0]?.components).toEqual([]);
    expect(note.ephemeral).toBe(true);
  });
});

describe('when the model cannot be reached', () => {
  test('the person is told so', async () => {
    const bot = await Confidant.start(sqlite, { model: { baseUrl: 'http://127.0.0.1:9/v1' } });
    await bot.setUp(bot.ada);
    const note = await bot.shows(await bot.ask(bot.ada, 'Well?'), /cannot reach/);
    expect(note.ephemeral).toBe(true);
    await bot.stop();
  });

  test('and falls silent in the middle, its words stay', async () => {
    const bot = await Confidant.start(sqlite, { model: { idleTimeoutMs: 50 } });
    await bot.setUp(bot.ada);
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?');
    const answer = await hand.next();
    answer.write('Some words');
    await answer.closed;
    const reply = await bot.shows(asked, `Some words\n\n-# ${en.failure.cutOff}`);
    expect(reply.ephemeral).toBe(true);
    await bot.stop();
  });

  test('and sends nothing but empty pieces, its words stay', async () => {
    const bot = await Confidant.start(sqlite, { model: { idleTimeoutMs: 200 } });
    await bot.setUp(bot.ada);
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?');
    const answer = await hand.next();
    answer.write('Some words');
    const empty = setInterval(() => answer.write(''), 20);
    await answer.closed;
    clearInterval(empty);
    const reply = await bot.shows(asked, `Some words\n\n-# ${en.failure.cutOff}`);
    expect(reply.ephemeral).toBe(true);
    await bot.stop();
  });

  test('one hiccup goes unnoticed: the request is sent again', async () => {
    const bot = await Confidant.start(sqlite, { model: { maxRetries: 1 } });
    await bot.setUp(bot.ada);
    bot.model.answers('Here I am.');
    bot.model.refusesOnce(503);
    await bot.answered(bot.ada, 'Well?', 'Here I am.');
    expect(bot.model.requests()).toHaveLength(2);
    await bot.stop();
  });
});

describe('[Try again]', () => {
  let bot: Confidant;

  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
    bot.model.refuses(500);
  });
  afterEach(() => bot.stop());

  test.each([true, false])('answers for the same readers (private: %s)', async (isPrivate) => {
    const asked = await bot.ask(bot.ada, 'Once more?', bot.channel, { private: isPrivate });
    const failed = await bot.shows(asked, /having trouble/);
    bot.model.answers('Now it works.');
    const again = await bot.shows(await bot.ada.click(failed, 'Try again'), 'Now it works.');
    expect(again.ephemeral).toBe(isPrivate);
    expect(bot.model.lastAsked()).toBe('Once more?');
    // The answer has taken the place of the failure, which is kept.
    const [turn, ...others] = await bot.store.recentTurns(bot.ada.id, 9);
    expect(turn).toMatchObject({ status: 'complete', answer: 'Now it works.' });
    expect(others).toEqual([]);
    const replaced = await bot.store.findTurn(bot.ada.id, asked.id);
    expect(replaced).toMatchObject({ status: 'failed', replacedBy: turn?.id });
  });

  test('does nothing with the question of another person who clicks it', async () => {
    const asked = await bot.ask(bot.ada, 'Mine?', bot.channel, { private: false });
    const failed = await bot.shows(asked, /having trouble/);
    const before = await bot.turnEnded(bot.ada, asked.id);
    bot.model.answers('Not for Ben.');
    const note = await bot.shows(await bot.ben.click(failed, 'Try again'), /Only the person/);
    expect(note.ephemeral).toBe(true);
    const reply = expect.anything();
    expect(await bot.store.recentTurns(bot.ada.id, 9)).toEqual([{ ...before, reply }]);
    expect(await bot.store.recentTurns(bot.ben.id, 9)).toEqual([]);
    expect(
      bot.model
        .requests()
        .flat()
        .filter(({ content }) => content === 'Mine?'),
    ).toHaveLength(1);
  });
});
