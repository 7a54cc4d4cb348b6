import { describe, expect, test } from 'vitest';
import { ALICE, BOB, end, goingOn, place, question, type StoreContext } from './context.ts';

const PICTURES = [
  {
    url: 'https://cdn.discordapp.com/attachments/1/2/chat.png?ex=1&hm=2',
    name: 'chat.png',
    size: 3,
  },
  {
    url: 'https://media.discordapp.net/attachments/1/3/ä.webp',
    name: 'ä "$gt".webp',
    size: 10_485_760,
  },
];

/** What a store promises about what becomes of an answer afterwards. */
export function answerPromises(context: StoreContext): void {
  const shownIn = (messageId: string) => context.store.turnShownIn(ALICE, messageId);
  const feedbackOn = async (id: string) => (await context.store.findTurn(ALICE, id))?.feedback;

  describe('an answer', () => {
    test('is rated, rated otherwise, and the rating taken back; a restart forgets none of it', async () => {
      await context.answered('1', 1);
      expect(await feedbackOn('1')).toBeNull();
      for (const feedback of ['up', 'down', null, 'up'] as const) {
        expect(await context.store.rateTurn(ALICE, '1', feedback)).toBe(true);
        expect(await feedbackOn('1')).toBe(feedback);
      }
      expect(await context.store.rateTurn(ALICE, '1', 'up')).toBe(true);
      await context.reopen();
      expect(await feedbackOn('1')).toBe('up');
    });

    test('is rated by nobody else, and only if it is there', async () => {
      await context.answered('1', 1);
      expect(await context.store.rateTurn(BOB, '1', 'down')).toBe(false);
      expect(await context.store.rateTurn(ALICE, '2', 'down')).toBe(false);
      expect(await feedbackOn('1')).toBeNull();
    });

    test('that another one replaces leaves the history, is kept, and says which one did', async () => {
      await Promise.all([1, 2, 3].map((n) => context.answered(`${n}`, n)));
      await context.store.replaceTurn(ALICE, '2', '9');
      expect(await context.answeredIds(ALICE, 9)).toEqual(['1', '3']);
      expect(await context.recentIds(ALICE, 9)).toEqual(['1', '3']);
      expect(await context.answeredIds(ALICE, 2)).toEqual(['1', '3']);
      expect(await context.store.findTurn(ALICE, '2')).toMatchObject({
        answer: 'Answer 2',
        replacedBy: '9',
      });
    });

    test('that begins as one which another stands for is out of the history until it stands for that', async () => {
      await context.answered('1', 1);
      await context.store.beginTurn(question('2', { replacedBy: '1' }));
      await context.store.endTurn(ALICE, '2', end());
      expect(await context.recentIds(ALICE, 9)).toEqual(['1']);
      await context.store.replaceTurn(ALICE, '1', '2');
      expect(await context.recentIds(ALICE, 9)).toEqual(['2']);
      expect(await context.answeredIds(ALICE, 9)).toEqual(['2']);
    });

    test('is replaced by nobody else', async () => {
      await context.answered('1', 1);
      await context.store.replaceTurn(BOB, '1', '9');
      expect(await context.answeredIds(ALICE, 9)).toEqual(['1']);
    });
  });

  describe('what a turn goes on from', () => {
    test('is kept with it, whatever becomes of it; a restart does not forget it', async () => {
      await context.store.beginTurn(question('1', { follows: '7' }));
      await context.store.endTurn(ALICE, '1', end());
      await context.reopen();
      expect(await context.store.answeredTurn(ALICE, '1')).toMatchObject({ follows: '7' });
      await context.answered('2', 2);
      expect(await context.store.findTurn(ALICE, '2')).toMatchObject({ follows: null });
    });

    test('is what all go on from that waited together', async () => {
      for (const id of ['1', '2'])
        await context.store.beginTurn(question(id, { status: 'waiting', follows: id }));
      for (const [id, follows] of [
        ['1', '7'],
        ['2', null],
      ] as const) {
        const resumed = await context.store.resumeTurn(ALICE, id, goingOn(null, { follows }));
        expect(resumed).toMatchObject({ follows });
      }
    });
  });

  describe('a message of a reply', () => {
    const reply = { ...place, messageIds: ['@original', '501', '502'] };

    test('says whose reply it is, also once that is shown in other ones', async () => {
      await context.store.beginTurn(question('1', { reply: place }));
      await context.store.beginTurn(question('2'));
      await context.answered('3', 3);
      await context.store.saveReply(ALICE, '2', reply);
      expect(await Promise.all(['400', '401', '501', '502'].map(shownIn))).toEqual([
        '1',
        '1',
        '2',
        '2',
      ]);
      await context.store.saveReply(ALICE, '1', { ...place, messageIds: ['600'] });
      expect(await shownIn('400')).toBeNull();
      expect(await shownIn('600')).toBe('1');
    });

    test('is told from what is not there, to somebody else', async () => {
      const { store } = context;
      await store.beginTurn(question('1', { reply: place }));
      expect(await store.isOthersTurn(BOB, '1')).toBe(true);
      expect(await store.isOthersTurn(ALICE, '1')).toBe(false);
      for (const id of ['2', '', '$gt']) expect(await store.isOthersTurn(BOB, id)).toBe(false);
    });

    test('is nobody else’s, and no other id', async () => {
      await context.store.beginTurn(question('1', { reply: place }));
      expect(await context.store.turnShownIn(BOB, '400')).toBeNull();
      for (const id of ['1', '40', place.channelId, '', '$gt', '["400","401"]'])
        expect(await shownIn(id)).toBeNull();
    });
  });

  describe('the pictures of a question', () => {
    test('come back as they were, in order', async () => {
      await context.store.beginTurn(question('1', { pictures: PICTURES }));
      await context.store.endTurn(ALICE, '1', end());
      expect((await context.store.findTurn(ALICE, '1'))?.pictures).toStrictEqual(PICTURES);
      expect((await context.store.answeredTurns(ALICE, 1))[0]?.pictures).toStrictEqual(PICTURES);
    });

    test('are there when a question that waited is resumed', async () => {
      await context.store.beginTurn(question('1', { pictures: PICTURES, status: 'waiting' }));
      const as = goingOn(null, { pictures: PICTURES });
      const resumed = await context.store.resumeTurn(ALICE, '1', as);
      expect(resumed?.pictures).toStrictEqual(PICTURES);
    });
  });
}
