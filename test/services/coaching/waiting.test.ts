import { describe, expect, test } from 'vitest';
import { withQuote } from '../../../src/models/quoted.ts';
import type { Turn } from '../../../src/models/turn.ts';
import { findWaiting } from '../../../src/services/coaching/waiting.ts';

const HERE = { channelId: '1', ephemeral: false };
const picture = (name: string) => ({ url: `https://x/${name}`, name, size: 1 });

const turn = (id: number, over: Partial<Turn> = {}): Turn => ({
  id: String(id),
  userId: '9',
  question: `${id}?`,
  pictures: [],
  practiceId: null,
  isReview: false,
  follows: null,
  answer: '',
  status: 'waiting',
  askedAt: new Date(id),
  endedAt: null,
  reply: { ...HERE, messageIds: [], interactionToken: null, locale: 'fr', after: null },
  feedback: null,
  replacedBy: null,
  isRefused: false,
  ...over,
});

const at = (where: Partial<typeof HERE>) => ({
  reply: { ...HERE, messageIds: [], interactionToken: null, locale: 'fr', after: null, ...where },
});

const waiting = async (...turns: Turn[]) => {
  const found = await findWaiting('9', HERE, { recentTurns: () => Promise.resolve(turns) });
  return found && { ...found, older: found.older.map(({ id }) => id) };
};

describe('what waits for a profile', () => {
  test('is one question, a line for each, in the place of the newest', async () => {
    expect(await waiting(turn(1), turn(2, { question: '' }), turn(3))).toEqual({
      id: '3',
      question: '1?\n3?',
      pictures: [],
      follows: null,
      older: ['1', '2'],
      where: HERE,
    });
  });

  test('goes on from what somebody pointed at; what points at another answer comes after it', async () => {
    const first = turn(1, { follows: '7' });
    expect(await waiting(first, turn(2))).toMatchObject({ id: '2', follows: '7', older: ['1'] });
    expect(await waiting(turn(0), first, turn(2, { follows: '8' }), turn(3))).toMatchObject({
      id: '1',
      follows: '7',
      older: ['0'],
    });
  });

  test('is no bare mention alone, which goes along with what else is said: that is about what it points at', async () => {
    const bare = turn(1, { question: '', follows: '7' });
    const quoting = turn(1, { question: withQuote('Of an answer:', '> Yes.', '') });
    expect(await waiting(bare)).toBeUndefined();
    expect(await waiting(quoting)).toBeUndefined();
    const other = turn(2, { follows: '8' });
    for (const blank of [bare, quoting])
      expect(await waiting(blank, other)).toMatchObject({
        id: '2',
        question: '2?',
        follows: '8',
        older: ['1'],
      });
    expect(await waiting(turn(0), bare)).toMatchObject({ id: '1', question: '0?', follows: '7' });
    const question = withQuote('Of an answer:', '> Yes.', '2?');
    expect(await waiting(quoting, turn(2))).toMatchObject({ id: '2', question, follows: null });
  });

  test('has a quote of one answer, however often: what quotes another comes after it', async () => {
    const quoting = (id: number, text: string) =>
      turn(id, { question: withQuote('Somebody was told:', `> ${text}`, `${id}?`) });
    const turns = [quoting(1, 'Wait.'), quoting(2, 'Wait.'), turn(3), quoting(4, 'Leave.')];
    expect(await waiting(...turns)).toMatchObject({ id: '3', older: ['1', '2'] });
    expect(await waiting(turn(0, { follows: '7' }), ...turns)).toMatchObject({ id: '0' });
    // The quote comes first: what its asker typed is told from it.
    const question = withQuote('Somebody was told:', '> Wait.', '0?\n1?');
    expect(await waiting(turn(0), quoting(1, 'Wait.'))).toMatchObject({ question });
  });

  test('is nothing where nothing waits', async () => {
    expect(await waiting()).toBeUndefined();
    expect(await waiting(turn(1, { status: 'complete' }))).toBeUndefined();
  });

  test('is not what was answered, nor what was asked elsewhere, or for other readers', async () => {
    const others = [
      turn(1, { status: 'failed' }),
      turn(2, at({ channelId: '2' })),
      turn(3, at({ ephemeral: true })),
      turn(4, { reply: null }),
    ];
    expect(await waiting(...others, turn(5))).toMatchObject({ question: '5?', older: [] });
  });

  test('has 4,000 characters at most, emoji counted once: what is newer comes after it', async () => {
    const half = { question: '💘'.repeat(1_999) };
    const fits = await waiting(turn(1, half), turn(2, { question: '💘'.repeat(2_000) }), turn(3));
    expect(fits).toMatchObject({ id: '2', older: ['1'] });
    const tooLong = await waiting(turn(1, half), turn(2, { question: '💘'.repeat(2_001) }));
    expect(tooLong).toMatchObject({ id: '1', older: [], ...half });
  });

  test('has five pictures at most, in order', async () => {
    const first = turn(1, { pictures: ['a', 'b', 'c'].map(picture) });
    const second = turn(2, { pictures: ['d', 'e'].map(picture) });
    const third = turn(3, { pictures: [picture('f')] });
    expect(await waiting(first, second, third)).toMatchObject({
      id: '2',
      pictures: ['a', 'b', 'c', 'd', 'e'].map(picture),
    });
  });

  test('is a question alone that is longer than one may be by now', async () => {
    const long = { question: 'x'.repeat(9_999) };
    expect(await waiting(turn(1, long), turn(2))).toMatchObject({ id: '1', older: [], ...long });
  });
});
