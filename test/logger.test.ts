import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { createLogger, describeError } from '../src/logger.ts';
import { ADA, Confidant } from './support/confidant.ts';
import { sqlite, withMethods } from './support/databases.ts';

describe('the log', () => {
  test('of a whole conversation with all its failures holds nobody’s words and no secrets', async () => {
    let isFailing = false;
    const failing = async <T>(work: () => Promise<T>, words: string): Promise<T> => {
      if (isFailing) throw new Error(`E11000 duplicate key: ${words}\n    at ${words}`);
      return work();
    };
    const bot = await Confidant.start(sqlite, {
      model: { apiKey: 'sk-secret-key' },
      wrapStore: (store) =>
        withMethods(store, {
          beginTurn: (turn) => failing(() => store.beginTurn(turn), turn.question),
          endTurn: (userId, id, end) => failing(() => store.endTurn(userId, id, end), end.answer),
          saveProfile: (id, profile) =>
            failing(() => store.saveProfile(id, profile), JSON.stringify(profile)),
        }),
    });
    const { ada, channel, discord, model } = bot;
    const profile = { name: 'Wilhelmina', age: '47', gender: 'nonbinary', interests: 'falconry' };
    await bot.setUp(ada, { ...ADA, age: 'thirty-two', name: 'Wilhelmina' });
    await bot.setUp(ada, profile);

    model.answers('Answering in cinnamon words.');
    await bot.answered(ada, 'A question of saffron?', 'Answering in cinnamon words.');

    model.refuses(401, { message: 'Incorrect API key provided: sk-secret-key. saffron' });
    await bot.shows(await bot.ask(ada, 'A question of saffron?'), /does not accept/);
    model.refuses(400, { message: 'Your prompt "saffron" was refused', code: 'content_filter' });
    const filtered = await bot.shows(await bot.ask(ada, 'saffron'), /content filter/);
    await bot.shows(await ada.click(filtered, 'Try again'), /content filter/);

    model.answers('More cinnamon.');
    discord.faults.add({ method: 'PATCH', route: /messages/, status: 400, code: 50_035, times: 1 });
    const unseen = await bot.ask(ada, 'saffron once more');
    await bot.turnEnded(ada, unseen.id);
    discord.faults.add({ method: 'POST', route: /callback/, status: 400, code: 50_035, times: 2 });
    await ada.runCommand('profile view', {}, channel);
    await discord.until(() => bot.logs.some((line) => line.includes('nor could that be said')));

    isFailing = true;
    await bot.shows(await bot.ask(ada, 'saffron in vain'), /went wrong/);
    isFailing = false;
    const hand = model.handwritten();
    const asked = await bot.ask(ada, 'saffron at last');
    const answer = await hand.next();
    isFailing = true;
    answer.write('cinnamon at last');
    answer.end();
    await bot.shows(asked, 'cinnamon at last');
    await (await (await ada.runCommand('profile setup', {}, channel)).modal()).submit(profile);
    await discord.until(() =>
      bot.logs.some((line) => line.includes('a profile could not be saved')),
    );
    await ada.runCommand('history', {}, channel);
    isFailing = false;
    await bot.stop();

    const log = bot.logs.join('');
    expect(log).toContain('DiscordAPIError');
    expect(log).toContain('"failure":"badKey"');
    expect(log).toContain('"what":"the end of a turn"');
    const tokens = [...discord.interactions.values()].map(({ token }) => token);
    const words = ['saffron', 'cinnamon', 'Wilhelmina', 'nonbinary', 'falconry', 'thirty-two'];
    for (const secret of [...words, ...tokens, discord.token, 'sk-secret-key']) {
      expect(log.includes(secret), `the log contains ${secret.slice(0, 20)}`).toBe(false);
    }
  });

  test('has one line of JSON for each entry, with ids, durations and counts', async () => {
    const bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
    bot.model.answers('Yes.');
    const asked = await bot.ask(bot.ada, 'Well?');
    await bot.turnEnded(bot.ada, asked.id);
    await bot.stop();
    const entries = bot.logs.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries.find(({ msg }) => msg === 'turn ended')).toMatchObject({
      level: 30,
      turnId: asked.id,
      userId: bot.ada.id,
      status: 'complete',
      firstWordsMs: expect.any(Number),
      durationMs: expect.any(Number),
      promptTokens: expect.any(Number),
      completionTokens: expect.any(Number),
    });
  });

  test('is silent below its level', () => {
    const lines: string[] = [];
    const log = createLogger('warn', { write: (line) => void lines.push(line) });
    log.info('not this');
    log.warn('but this');
    expect(lines).toHaveLength(1);
  });
});

/** How a model's server that refuses a request is described. */
const refused = (error: object, id: string) =>
  describeError(OpenAI.APIError.generate(400, { error }, '', new Headers({ 'x-request-id': id })));

describe('an error in the log', () => {
  test('is its name, its code and where it happened, down to its cause', () => {
    const cause = Object.assign(new Error('connect to secret'), { code: 'ECONNREFUSED' });
    const described = describeError(new TypeError('secret\n    at secret (secret)', { cause }));
    expect(described).toMatchObject({ name: 'TypeError', cause: { code: 'ECONNREFUSED' } });
    expect(described['at']).toEqual(
      expect.arrayContaining([expect.stringContaining('logger.test')]),
    );
    expect(JSON.stringify(described)).not.toContain('secret');
  });

  test('of a model’s server is what it was, without what that says besides', () => {
    const known = { code: 'context_length_exceeded', type: 'invalid_request_error' };
    expect(refused(known, 'req_0a1b')).toMatchObject({
      status: 400,
      ...known,
      requestId: 'req_0a1b',
    });
    const echoing = { code: 'saffron sk-key', type: 'your prompt "saffron"', message: 'saffron' };
    expect(JSON.stringify(refused(echoing, 'of saffron'))).not.toMatch(/saffron|sk-key/);
    expect(JSON.stringify(refused({ code: 'saffron' }, 'saffron'))).not.toMatch(/saffron/);
  });

  test('that is its own cause is told, too', () => {
    const own = new TypeError('secret');
    own.cause = own;
    expect(describeError(own)).toMatchObject({ name: 'TypeError', cause: { name: 'TypeError' } });
  });

  test.each(['a text', null, undefined, 7, { message: 'secret' }])(
    '%s is only its type',
    (thrown) => {
      expect(describeError(thrown)).toEqual({ name: typeof thrown });
    },
  );
});
