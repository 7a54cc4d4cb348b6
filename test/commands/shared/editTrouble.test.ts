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

  describe('although nobody says what became of an edit', () => {
    /** Asks; resolves with the whole answer, an edit of which has run into trouble. */
    const answered = async (trouble: object): Promise<Message> => {
      const { discord, model } = bot;
      const hand = model.handwritten();
      const [, messages] = await ask();
      const answer = await hand.next();
      answer.write('Slow ');
      await discord.until(() => messages()[0]?.content.startsWith('Slow'));
      const hit = Promise.withResolvers<void>();
      const until = () => {
        hit.resolve();
        return 'until' in trouble ? NEVER : Promise.resolve();
      };
      discord.faults.add({ method: 'PATCH', route: /messages/, times: 1, ...trouble, until });
      answer.write('and ');
      await hit.promise;
      answer.write('steady.');
      answer.end();
      return discord.until(() => messages().find((message) => isWhole(message)));
    };
    const looks = { method: 'GET', route: /messages/, times: 1 };

    test.each([
      ['got no answer at all', { until: NEVER }, { status: 503 }],
      ['was cut off', { reset: true }, { reset: true }],
      ['was answered with 504', { status: 504 }, { status: 403 }],
    ] as const)('that %s, and is carried out after the end', async (__, trouble, refusal) => {
      const reply = await answered(trouble);
      // It is looked at in vain at first, or may not be.
      bot.discord.faults.add({ ...looks, ...refusal });
      reply.edit({ content: 'Slow and ▍' });
      await bot.discord.until(() => reply.content === 'Slow and steady.', { what: 'its end' });
      expect(isWhole(reply)).toBe(true);
    });

    test('and a thumb that is clicked afterwards stays', async () => {
      const reply = await answered({ reset: true });
      const looked = Promise.withResolvers<void>();
      bot.discord.faults.add({ ...looks, until: async () => looked.resolve() });
      await bot.ada.click(reply, '👍');
      const chosen = () => buttonsIn(reply).find(({ style }) => style === ButtonStyle.Success);
      await bot.discord.until(chosen, { what: 'the thumb' });
      await looked.promise;
      // What comes later is shown later.
      await bot.shown(await bot.ada.runCommand('help', {}, bot.channel));
      expect(chosen()?.emoji?.name).toBe('👍');
    });
  });
});
