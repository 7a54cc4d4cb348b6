import { describe, expect, test } from 'vitest';
import type { Profile } from '../../../../src/models/profile.ts';
import { ALICE, alice, bob, end, goingOn, question, type StoreContext } from './context.ts';

const HOSTILE_STRINGS: [string, string][] = [
  ['a query operator', '{"$gt":""}'],
  ['$where', '$where'],
  ['an expression', '$$ROOT.userId'],
  ['a dotted path', 'reply.channelId'],
  ['quotes', `'"\`\\' OR 1=1; --`],
  ['a NUL byte', 'before\0after'],
  ['control characters', '\u0001\t\r\n\u001F\u007F\u0085'],
  ['a character of every plane', everyPlane()],
  ['combining and right-to-left marks', 'e\u0301 \u202Eabc\u202C \u200D\uFEFF'],
  ['100,000 characters', 'x'.repeat(100_000)],
  ['__proto__', '__proto__'],
];

function everyPlane(): string {
  const planes = Array.from({ length: 17 }, (_, plane) => plane * 0x1_0000 + 0xabc);
  return String.fromCodePoint(...planes);
}

/** What a store promises about text from outside, as content and in the place of an id. */
export function textPromises(context: StoreContext): void {
  describe('any text', () => {
    test.each(HOSTILE_STRINGS)('comes back as it was: %s', async (_, text) => {
      const profile: Profile = { name: text, age: 30, gender: text, interests: [text, text] };
      await context.store.saveProfile(ALICE, profile);
      await context.store.beginTurn(question('1', { question: text }));
      await context.store.endTurn(ALICE, '1', end({ answer: text }));
      expect(await context.store.findProfile(ALICE)).toStrictEqual(profile);
      const [turn] = await context.store.answeredTurns(ALICE, 1);
      expect(turn).toMatchObject({ question: text, answer: text });
    });

    test.each(HOSTILE_STRINGS)('may be an id, and is only itself: %s', async (_, text) => {
      await context.store.saveProfile(ALICE, alice);
      await context.answered('1', 1);
      expect(await context.store.findProfile(text)).toBeNull();
      expect(await context.store.recentTurns(text, 9)).toEqual([]);
      await context.store.saveProfile(text, bob);
      await context.answered(text, 2, text);
      expect(await context.store.findTurn(text, text)).toMatchObject({ id: text, userId: text });
      expect(await context.answeredIds(text, 9)).toEqual([text]);
      await context.store.deleteUser(text);
      expect(await context.store.findProfile(text)).toBeNull();
      expect(await context.store.findProfile(ALICE)).toStrictEqual(alice);
      expect(await context.recentIds(ALICE, 9)).toEqual(['1']);
    });

    test('an operator in the place of an id reaches nobody', async () => {
      await context.store.saveProfile(ALICE, alice);
      await context.store.beginTurn(question('1', { status: 'waiting' }));
      const operator: string = JSON.parse('{"$gt":""}');
      const settled = await Promise.allSettled([
        context.store.findProfile(operator),
        context.store.findTurn(operator, '1'),
        context.store.findTurn(ALICE, operator),
        context.store.resumeTurn(operator, '1', goingOn(null)),
        context.store.resumeTurn(ALICE, operator, goingOn(null)),
      ]);
      const reached = settled.filter((one) => one.status === 'fulfilled' && one.value !== null);
      expect(reached).toEqual([]);
      await Promise.allSettled([
        context.store.deleteUser(operator),
        context.store.endTurn(operator, '1', end()),
        context.store.endTurn(ALICE, operator, end()),
      ]);
      expect(await context.store.findProfile(ALICE)).toStrictEqual(alice);
      expect((await context.store.findTurn(ALICE, '1'))?.status).toBe('waiting');
    });
  });
}
