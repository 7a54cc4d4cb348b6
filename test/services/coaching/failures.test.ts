import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Interaction } from '../../../playground/discord/index.ts';
import { en } from '../../../src/locales/en.ts';
import type { ModelOptions } from '../../../src/services/coaching/model.ts';
import type { ModelFailure } from '../../../src/services/coaching/modelError.ts';
import { ANSWER_BUTTONS, buttonsOf } from '../../support/buttons.ts';
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

/** What comes of a question: what its asker reads once there is a sentence for the failure, and what is kept. */
async function endOf(bot: Confidant, asked: Interaction) {
  const reply = await bot.ended(asked, /(^|\n)-# /);
  const { question, status, answer } = await bot.turnEnded(bot.ada, asked.id);
  const contents = asked.messages().map(({ content }) => content);
  const isPrivate = reply.ephemeral;
  return { contents, isPrivate, buttons: buttonsOf(reply), question, status, answer };
}

/** That of a failure after these words. */
const failureOf = (why: ModelFailure, words = '') => ({
  contents: [`${words && `${words}\n\n`}-# ${en.failure[why]}`],
  isPrivate: true,
  buttons: words ? ['Continue', 'Try again'] : ['Try again'],
  question: 'Well?',
  status: 'failed',
  answer: words,
});

/** A bot, which would retry, and an answer of which the first words are read. */
async function firstWords(model: Partial<ModelOptions> = {}) {
  const bot = await Confidant.start(sqlite, { model: { maxRetries: 2, ...model } });
  onTestFinished(() => bot.stop());
  await bot.setUp(bot.ada);
  const hand = bot.model.handwritten();
  const asked = await bot.ask(bot.ada, 'Well?');
  const answer = await hand.next();
  answer.write('Some words');
  await bot.shows(asked, 'Some words');
  return { bot, hand, asked, answer };
}

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
    expect(await endOf(bot, asked)).toEqual(failureOf(failure));
  });

  test.each(BREAKS_BEFORE_WORDS)('of %s', async (_, breakIt, failure) => {
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?');
    breakIt(await hand.next());
    expect(await endOf(bot, asked)).toEqual(failureOf(failure));
  });

  test('of a note that finds no room under a full message', async () => {
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?');
    const answer = await hand.next();
    const words = 'word '.repeat(399).trimEnd();
    answer.write(words);
    answer.end('length');
    const contents = [words, `-# ${en.failure.length}`];
    expect(await endOf(bot, asked)).toEqual({ ...failureOf('length', words), contents });
    expect(asked.messages()[0]?.components).toEqual([]);
  });
});

describe('when the model fails after its first words, they stay, and it is not asked again', () => {
  test.each(BREAKS_AFTER_WORDS)('of %s', async (_, breakIt, why) => {
    const { bot, hand, asked, answer } = await firstWords();
    breakIt(answer);
    expect(await endOf(bot, asked)).toEqual(failureOf(why, 'Some words'));
    expect(hand.asked).toBe(1);
  });

  test('of silence', async () => {
    const { bot, hand, asked, answer } = await firstWords({ idleTimeoutMs: 1_000 });
    await answer.closed;
    expect(await endOf(bot, asked)).toEqual(failureOf('cutOff', 'Some words'));
    expect(hand.asked).toBe(1);
  });

  test('of nothing but empty pieces', async () => {
    const { bot, hand, asked, answer } = await firstWords({ idleTimeoutMs: 1_000 });
    const empty = setInterval(() => answer.write(''), 20);
    await answer.closed;
    clearInterval(empty);
    expect(await endOf(bot, asked)).toEqual(failureOf('cutOff', 'Some words'));
    expect(hand.asked).toBe(1);
  });
});

describe('when the model cannot be reached', () => {
  test('the person is told so', async () => {
    const bot = await Confidant.start(sqlite, { model: { baseUrl: 'http://127.0.0.1:9/v1' } });
    await bot.setUp(bot.ada);
    const asked = await bot.ask(bot.ada, 'Well?');
    expect(await endOf(bot, asked)).toEqual(failureOf('unreachable'));
    await bot.stop();
  });

  test('one hiccup goes unnoticed: the request is sent again', async () => {
    const bot = await Confidant.start(sqlite, { model: { maxRetries: 1 } });
    await bot.setUp(bot.ada);
    bot.model.answers('Here I am.');
    bot.model.refusesOnce(503);
    const asked = await bot.ask(bot.ada, 'Well?');
    const reply = await bot.ended(asked, 'Here I am.');
    expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
    expect(asked.messages()).toEqual([reply]);
    const kept = { question: 'Well?', status: 'complete', answer: 'Here I am.' };
    expect(await bot.turnEnded(bot.ada, asked.id)).toMatchObject(kept);
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
