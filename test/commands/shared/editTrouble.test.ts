import { isDeepStrictEqual } from 'node:util';
import { ButtonStyle } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../../playground/discord/index.ts';
import { ANSWER_BUTTONS, buttonsIn, buttonsOf } from '../../support/buttons.ts';
import { Confidant } from '../../support/confidant.ts';
import { sqlite } from '../../support/databases.ts';
import { repliesTo } from '../../support/repliesTo.ts';

/** How long a request for a reply may take here. */
const REQUEST_MS = 1_000;

const NEVER = Promise.withResolvers<void>().promise;

const TROUBLE = [
  ['is answered with 503', { status: 503 }],
  ['is cut off', { reset: true }],
  ['is carried out, but cut off before Discord’s answer', { reset: true, applied: true }],
  ['gets no answer at all', { until: NEVER }],
] as const;

const PLACES = [
  ['a command', true],
  ['a message', false],
] as const;

const isWhole = (message: Message) => isDeepStrictEqual(buttonsOf(message), ANSWER_BUTTONS);

describe.each(PLACES)('an answer to %s is shown whole, and once,', (_, isCommand) => {
  let bot: Confidant;

  beforeEach(async () => {
    bot = await Confidant.start(sqlite, { replyRequestMs: REQUEST_MS });
    await bot.setUp(bot.ada);
  });
  afterEach(() => bot.stop());

  /** Asks; resolves with what the question is known by, and its messages. */
  const ask = async (): Promise<[id: string, messages: () => Message[]]> => {
    if (isCommand) {
      const asked = await bot.ask(bot.ada, 'Steady?');
      return [asked.id, () => asked.messages()];
    }
    const asked = bot.ada.send(bot.dm(bot.ada), { content: 'Steady?' });
    return [asked.id, () => repliesTo(asked)];
  };

  test.each(TROUBLE)('although an edit in its middle and its last one %s', async (__, trouble) => {
    const { discord, model } = bot;
    const hand = model.handwritten();
    const [id, messages] = await ask();
    const answer = await hand.next();
    const shows = (text: string) =>
      discord.until(() => messages()[0]?.sentContent.startsWith(text), { what: text });
    /** Has the next edit run into trouble; resolves when it has. */
    const edit = (cause: () => void): Promise<void> => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const until = () => {
        resolve();
        return 'until' in trouble ? trouble.until : Promise.resolve();
      };
      discord.faults.add({ method: 'PATCH', route: /messages/, times: 1, ...trouble, until });
      cause();
      return promise;
    };
    answer.write('Slow ');
    await shows('Slow');
    await edit(() => answer.write('and '));
    answer.write('steady.');
    await shows('Slow and steady.');
    await edit(() => answer.end());
    const reply = await discord.until(() => messages().find((message) => isWhole(message)));
    expect(reply.content).toBe('Slow and steady.');
    expect(messages()).toEqual([reply]);
    expect(await bot.turnEnded(bot.ada, id)).toMatchObject({
      status: 'complete',
      answer: 'Slow and steady.',
    });
    expect(hand.asked).toBe(1);
  });

  test('although an edit that got no answer is carried out after its end', async () => {
    const { discord, model } = bot;
    const hand = model.handwritten();
    const [, messages] = await ask();
    const answer = await hand.next();
    const shown = () => messages()[0]?.content ?? '';
    answer.write('Slow ');
    await discord.until(() => shown().startsWith('Slow'));
    const [held, late] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const until = () => {
      held.resolve();
      return late.promise;
    };
    discord.faults.add({ method: 'PATCH', route: /messages/, times: 1, until });
    answer.write('and ');
    await held.promise;
    answer.write('steady.');
    answer.end();
    const reply = await discord.until(() => messages().find((message) => isWhole(message)));
    late.resolve();
    await discord.until(() => shown().startsWith('Slow and') && !shown().includes('steady'), {
      what: 'the late edit',
    });
    await discord.until(() => isWhole(reply), { what: 'the end once more' });
    expect(messages().map(({ content }) => content)).toEqual(['Slow and steady.']);
  });

  test('although an edit got no answer, and a thumb that is clicked then stays', async () => {
    const { discord, model } = bot;
    const hand = model.handwritten();
    const [id, messages] = await ask();
    const answer = await hand.next();
    answer.write('Slow ');
    await discord.until(() => messages()[0]?.content.startsWith('Slow'));
    const [held, looked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const hold = { method: 'PATCH', route: /messages/, times: 1 };
    discord.faults.add({ ...hold, until: () => (held.resolve(), NEVER) });
    answer.write('and ');
    await held.promise;
    answer.write('steady.');
    answer.end();
    const reply = await discord.until(() => messages().find((message) => isWhole(message)));
    discord.faults.add({ ...hold, method: 'GET', until: async () => looked.resolve() });
    await bot.ada.click(reply, '👍');
    const chosen = () => buttonsIn(reply).find(({ style }) => style === ButtonStyle.Success);
    await discord.until(chosen, { what: 'the thumb' });
    await looked.promise;
    await bot.turnEnded(bot.ada, id);
    // It ends when all replies are shown.
    await bot.stopBot();
    expect(chosen()?.emoji?.name).toBe('👍');
  });
});
