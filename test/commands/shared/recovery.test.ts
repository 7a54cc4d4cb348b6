import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Message } from '../../../playground/discord/index.ts';
import { en } from '../../../src/locales/en.ts';
import type { Turn } from '../../../src/models/turn.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { ANSWER_BUTTONS, buttonsOf } from '../../support/buttons.ts';
import { Confidant } from '../../support/confidant.ts';
import { type DatabaseKind, databaseKinds, sqlite, withMethods } from '../../support/databases.ts';
import { repliesTo } from '../../support/repliesTo.ts';
import { MeasuredTime } from '../../support/measuredTime.ts';

describe('what a killed process left behind', () => {
  let bot: Confidant;
  afterEach(() => bot.stop());

  /** A question in a direct message whose answer is being written by a process that is gone. */
  const leave = async (
    person = bot.ada,
    {
      practiceId = null,
      isReview = false,
      answer = 'Half of it',
    }: Partial<Pick<Turn, 'practiceId' | 'isReview' | 'answer'>> = {},
  ): Promise<Message> => {
    const asked = person.send(bot.dm(person), { content: 'Well?' });
    const { id: turnId, channel } = asked;
    await bot.store.takeLease({ turnId, userId: person.id, owner: 'gone', seenAt: new Date(0) });
    await bot.store.beginTurn({
      id: turnId,
      userId: person.id,
      question: 'Well?',
      pictures: [],
      practiceId,
      isReview,
      follows: null,
      status: 'streaming',
      askedAt: new Date(),
      reply: {
        channelId: channel.id,
        messageIds: [],
        interactionToken: null,
        ephemeral: false,
        locale: 'en-US',
        after: null,
      },
    });
    if (answer !== '') await bot.store.saveProgress(person.id, turnId, answer);
    return asked;
  };

  /** A line or a review, left behind in a rehearsal that goes on until this many milliseconds after it was asked. */
  const leaveIn = async (
    kind: DatabaseKind,
    endedAfterMs: number | null,
    isReview: boolean,
  ): Promise<Message> => {
    bot = await Confidant.start(kind);
    await bot.setUp(bot.ada);
    await bot.stopBot();
    const asked = await leave(bot.ada, { practiceId: 'rehearsal', isReview });
    const endedAt = endedAfterMs === null ? null : new Date(Date.now() + endedAfterMs);
    const scene = { kind: 'hardTalk', who: 'Sam', moment: 'Now' } as const;
    const place = { id: 'rehearsal', userId: bot.ada.id, channelId: asked.channel.id };
    await bot.store.savePractice({ ...place, ...scene, startedAt: new Date(), endedAt });
    return asked;
  };

  /** Resolves with the buttons under a reply once it is finished. */
  const finished = async (asked: Message): Promise<string[]> =>
    buttonsOf(await bot.answers(asked, /^Half of it\n\n-# I had to stop here/));

  const logged = (words: string) =>
    bot.discord.until(() => bot.logs.some((line) => line.includes(words)), { what: words });

  test('is finished although the SQLite file was locked when the bot looked for it', async () => {
    bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
    await bot.stopBot();
    const asked = await leave();
    const other = new DatabaseSync(join(bot.location.dataDir, 'confidant.db'));
    other.exec('BEGIN IMMEDIATE');
    await bot.startBot();
    await logged('could not be looked for');
    other.exec('COMMIT');
    other.close();
    expect(await finished(asked)).toEqual(['Continue', 'Try again']);
  }, 30_000);

  for (const kind of databaseKinds) {
    test.skipIf(!kind.available)(
      `before a word was said to somebody in need is met with help lines first, on ${kind.name}`,
      async () => {
        bot = await Confidant.start(kind, { examinesWithinMs: 20_000 });
        await bot.setUp(bot.ada);
        bot.forgetExamined();
        await bot.stopBot();
        bot.model.examiner.finds('self-harm');
        const asked = await leave(bot.ada, { answer: '' });
        await bot.startBot();
        const note = await bot.answers(asked, /I had to stop here/);
        expect(note.content.indexOf(en.safety.selfHarm)).toBe(0);
        expect(note.content.indexOf('988')).toBeLessThan(note.content.indexOf('I had to stop'));
        expect(bot.model.examiner.inputs).toEqual(['Well?']);
      },
      30_000,
    );
  }

  for (const kind of databaseKinds) {
    describe.skipIf(!kind.available)(`of a rehearsal on ${kind.name}`, () => {
      test.each([
        ['a line has the buttons of what goes on', null, false, [en.practice.say, en.practice.end]],
        ['a line has none once it is over', 1_000, false, []],
        [
          'its review has those of an answer, and belongs to the conversation',
          -1_000,
          true,
          ANSWER_BUTTONS,
        ],
        ['its review has them, also if it was not known to be over', null, true, ANSWER_BUTTONS],
      ] as const)(
        '%s',
        async (_, endedAfterMs, isReview, buttons) => {
          const asked = await leaveIn(kind, endedAfterMs, isReview);
          const { id: userId } = bot.ada;
          const end = { answer: 'All of it.', status: 'complete', endedAt: new Date() } as const;
          await bot.store.endTurn(userId, asked.id, { ...end, isRefused: false });
          await bot.startBot();
          expect(buttonsOf(await bot.answers(asked, 'All of it.'))).toEqual(buttons);
          expect(await bot.store.findTurn(userId, asked.id)).toMatchObject({
            practiceId: isReview ? null : 'rehearsal',
          });
        },
        30_000,
      );

      test('a review that was asked for, while the rehearsal had not ended yet, is one when it is tried again', async () => {
        const asked = await leaveIn(kind, null, true);
        await bot.startBot();
        expect(await finished(asked)).toEqual(['Try again']);
        const hand = bot.model.handwritten();
        const reply = await bot.answers(asked, /^Half of it/);
        const again = await bot.ada.click(reply, 'Try again');
        const notes = await hand.next();
        expect(notes.messages[0]?.content).toMatch(/Review what the practising person wrote/);
        notes.write('1. One');
        notes.end();
        expect(buttonsOf(await bot.ended(again, '1. One'))).toEqual(ANSWER_BUTTONS);
        expect((await bot.store.findPractice(bot.ada.id))?.endedAt).not.toBeNull();
        expect((await bot.store.recentTurns(bot.ada.id, 9)).map(({ id }) => id)).toEqual([
          again.id,
        ]);
      }, 30_000);
    });
  }

  test.each(['refuses the half', 'shows the half'] as const)(
    'is shown as a whole, if its process comes back and stores the rest while Discord %s',
    async (how) => {
      bot = await Confidant.start(sqlite);
      await bot.setUp(bot.ada);
      await bot.stopBot();
      const asked = await leave();
      const { id: userId } = bot.ada;
      const storeRest = async () => {
        const closedAt = (await bot.store.findTurn(userId, asked.id))?.endedAt ?? new Date(0);
        const end = { answer: 'Half of it, and the rest.', status: 'complete' } as const;
        const whole = { ...end, endedAt: new Date(), isRefused: false };
        return bot.store.amendTurn(userId, asked.id, closedAt, whole);
      };
      const { promise: stored, resolve } = Promise.withResolvers<boolean>();
      if (how === 'refuses the half') {
        bot.discord.faults.add({ method: 'POST', route: /messages/, status: 503 });
        bot.discord.on('request', ({ byFault }) => {
          if (!byFault) return;
          bot.discord.faults.clear();
          resolve(storeRest());
        });
      } else {
        bot.discord.on('change', (change) => {
          const isHalf = change.kind === 'message' && change.message.content.startsWith('Half');
          if (isHalf) resolve(storeRest());
        });
      }
      await bot.startBot();
      expect(await stored).toBe(true);
      expect(buttonsOf(await bot.answers(asked, 'Half of it, and the rest.'))).toEqual(
        ANSWER_BUTTONS,
      );
      await vi.waitFor(async () => expect(await bot.store.leases()).toEqual([]));
      expect(
        [...asked.channel.messages.values()].filter((message) => message.repliesTo),
      ).toHaveLength(1);
    },
    30_000,
  );

  for (const kind of databaseKinds) {
    test.skipIf(!kind.available)(
      `is finished on ${kind.name} although the store fails once with each step, and nobody stays locked out`,
      async () => {
        let isShaky = false;
        const failed = new Set<string>();
        /** Fails once for each turn. */
        const once = async <Result>(step: string, work: () => Promise<Result>): Promise<Result> => {
          if (!isShaky || failed.has(step)) return work();
          failed.add(step);
          throw new Error('a hiccup');
        };
        const wrapStore = (store: Store) =>
          withMethods(store, {
            leases: () => once('leases', () => store.leases()),
            claimLease: (lease, by, at) =>
              once(`claim ${lease.turnId}`, () => store.claimLease(lease, by, at)),
            closeTurn: (id, end) => once(`close ${id}`, () => store.closeTurn(id, end)),
            freePlace: (id) => once(`free ${id}`, () => store.freePlace(id)),
            findTurn: (userId, id) => once(`find ${id}`, () => store.findTurn(userId, id)),
          });
        bot = await Confidant.start(kind, { wrapStore });
        await bot.setUp(bot.ada);
        await bot.setUp(bot.ben);
        await bot.stopBot();
        const left = [await leave(bot.ada), await leave(bot.ben)];
        isShaky = true;
        await bot.startBot();
        await Promise.all(left.map(finished));
        expect(failed.size).toBeGreaterThanOrEqual(9);
        isShaky = false;
        bot.model.answers('Now.');
        await bot.answered(bot.ada, 'And now?', 'Now.');
        const leases = async () => expect(await bot.store.leases()).toEqual([]);
        await vi.waitFor(leases, { timeout: 15_000 });
      },
      30_000,
    );

    test.skipIf(!kind.available)(
      `is not said anew on ${kind.name} when it is deleted before it is finished, where no message of it is known`,
      async () => {
        bot = await Confidant.start(kind);
        await bot.setUp(bot.ada);
        await bot.setUp(bot.ben);
        await bot.stopBot();
        const [deleted, other] = [await leave(bot.ada), await leave(bot.ben)];
        await bot.startBot();
        await logged('finishing what was left behind');
        await bot.store.deleteUser(bot.ada.id);
        await finished(other);
        await bot.stopBot();
        expect(repliesTo(deleted)).toEqual([]);
        expect(await bot.store.turnIds(bot.ada.id)).toEqual([]);
      },
      30_000,
    );

    test.skipIf(!kind.available)(
      `keeps nobody waiting on ${kind.name} for what cannot be finished now`,
      async () => {
        let stuck = '';
        const wrapStore = (store: Store) =>
          withMethods(store, {
            closeTurn: (id, end) =>
              id === stuck ? Promise.reject(new Error('not now')) : store.closeTurn(id, end),
          });
        bot = await Confidant.start(kind, { wrapStore });
        await bot.setUp(bot.ada);
        await bot.setUp(bot.ben);
        await bot.stopBot();
        const [first, second] = [await leave(bot.ada), await leave(bot.ben)];
        stuck = first.id;
        await bot.startBot();
        await finished(second);
        stuck = '';
        expect(await finished(first)).toEqual(['Continue', 'Try again']);
      },
      30_000,
    );
  }
});

describe('the end of a reply that Discord does not take for long', () => {
  let bot: Confidant;
  const time = new MeasuredTime();

  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
  });
  afterEach(() => bot.stop());

  const MINUTE_MS = 60_000;
  const refused = async (count: number): Promise<void> => {
    const before = bot.discord.stats.requests;
    await bot.discord.until(() => bot.discord.stats.requests >= before + count);
  };
  const settled = () =>
    vi.waitFor(async () => expect(await bot.store.leases()).toEqual([]), { timeout: 15_000 });

  /** An answer whose end Discord refuses, in a public reply to a command. */
  const refuseEnd = async () => {
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?', bot.channel, { private: false });
    const answer = await hand.next();
    answer.write('First, ');
    const reply = await bot.shows(asked, 'First,');
    bot.discord.faults.add({ method: 'PATCH', route: /webhooks/, status: 503 });
    answer.write('listen.');
    answer.end();
    await bot.turnEnded(bot.ada, asked.id);
    await refused(2);
    return reply;
  };

  test('is shown when Discord is back after ten minutes', async () => {
    const reply = await refuseEnd();
    time.pass(10 * MINUTE_MS);
    await refused(1);
    bot.discord.faults.clear();
    await bot.discord.until(() => reply.content === 'First, listen.');
    expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
    await settled();
  }, 30_000);

  test('is shown by the running bot although its interaction has had its time', async () => {
    const reply = await refuseEnd();
    time.pass(16 * MINUTE_MS);
    const given = () => bot.logs.some((line) => line.includes('could not be shown to its end'));
    await bot.discord.until(given, { what: 'the end of trying' });
    expect(await bot.store.leases()).toHaveLength(1);
    bot.discord.faults.clear();
    await bot.discord.until(() => reply.content === 'First, listen.', { timeoutMs: 20_000 });
    expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
    await settled();
  }, 50_000);

  test('is shown by the next process, if this one is stopped before', async () => {
    const reply = await refuseEnd();
    time.pass(16 * MINUTE_MS);
    const given = () => bot.logs.some((line) => line.includes('could not be shown to its end'));
    await bot.discord.until(given, { what: 'the end of trying' });
    await bot.stopBot();
    expect(reply.content).toContain('▍');
    bot.discord.faults.clear();
    await bot.startBot();
    await bot.discord.until(() => reply.content === 'First, listen.');
    expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
    await settled();
  }, 50_000);
});
