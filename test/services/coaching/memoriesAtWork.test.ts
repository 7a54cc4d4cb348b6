import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Memories, type RefreshedMemory } from '../../../src/services/coaching/memories.ts';
import { Model, type StreamOptions } from '../../../src/services/coaching/model.ts';
import type { ChatMessage } from '../../../src/services/coaching/prompt.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { sqlite, type TestDatabase } from '../../support/databases.ts';
import { ALICE, NOON, alice, end, question } from '../store/contract/context.ts';

/** A summary that the model is asked for, which it writes when the test says so. */
interface Asked {
  /** What it is to be made of. */
  sources: string;
  signal: AbortSignal;
  write: (text: string) => void;
}

/** A model whose summaries a test writes, one after the other or at the same time. */
class Desk {
  readonly asked: Asked[] = [];
  #onAsked: () => void = () => {};

  readonly model = Object.assign(Object.create(Model.prototype) as Model, {
    stream: (messages: readonly ChatMessage[], options: StreamOptions) =>
      this.#stream(messages, options),
  });

  /** Resolves when so many have been asked for. */
  async holds(count: number): Promise<void> {
    while (this.asked.length < count) {
      await new Promise<void>((resolve) => (this.#onAsked = resolve));
    }
  }

  async *#stream(messages: readonly ChatMessage[], { signal }: StreamOptions) {
    const text = Promise.withResolvers<string>();
    signal.addEventListener('abort', () => text.resolve(''));
    this.asked.push({
      sources: JSON.stringify(messages.at(-1)?.content),
      signal,
      write: text.resolve,
    });
    this.#onAsked();
    yield await text.promise;
  }
}

describe('the one who writes memories', () => {
  let database: TestDatabase;
  let store: Store;
  let desk: Desk;
  let memories: Memories;
  let results: RefreshedMemory['result'][];
  let onResult: () => void;

  beforeEach(async () => {
    database = await sqlite.create();
    store = await database.open();
    desk = new Desk();
    results = [];
    onResult = () => {};
    memories = new Memories({
      store,
      model: desk.model,
      historyMessages: 6,
      log: pino({ enabled: false }),
      onRemembered: ({ result }) => {
        results.push(result);
        onResult();
      },
    });
  });
  afterEach(() => database.drop());

  /** Resolves when so many memories have been written, or were to be. */
  const done = async (count: number): Promise<void> => {
    while (results.length < count) await new Promise<void>((resolve) => (onResult = resolve));
  };
  /** Records a turn of somebody that has an answer. */
  const record = async (userId: string, id: string, askedAt: Date): Promise<void> => {
    await store.beginTurn(question(id, { userId, question: `${id} asks`, askedAt }));
    await store.endTurn(userId, id, end({ answer: `${id} hears` }));
  };
  /** Has somebody ask so many questions, one after the other. */
  const say = async (userId: string, ...numbers: number[]): Promise<void> => {
    await store.saveProfile(userId, alice);
    for (const number of numbers) {
      await record(userId, `${userId}${number}`, new Date(NOON + number));
    }
  };
  /** Has another answer take the place of one, as [Try again] does. */
  const replace = async (old: number, by: number): Promise<void> => {
    await record(ALICE, `${ALICE}${by}`, new Date(NOON + old));
    await store.replaceTurn(ALICE, `${ALICE}${old}`, `${ALICE}${by}`);
    memories.refresh(ALICE, `${ALICE}${old}`);
  };
  /** People with more turns than the model is shown. */
  const crowd = async (count: number): Promise<string[]> => {
    const people = Array.from({ length: count }, (_, n) => `5000${n}`);
    for (const userId of people) await say(userId, 1, 2, 3, 4);
    return people;
  };
  /** Resolves when all that could be begun has read the store. */
  const couldBegin = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await store.findMemory(ALICE);
  };
  const asksOf = (index: number) => desk.asked[index]?.sources;

  test('writes those of four people at a time, and then of whoever has waited longest', async () => {
    const people = await crowd(6);
    for (const userId of people) memories.refresh(userId);
    await desk.holds(4);
    desk.asked[2]?.write('- Likes tea.');
    await desk.holds(5);
    expect(await store.findMemory('50002')).toMatchObject({ text: '- Likes tea.' });
    expect(await store.findMemory('50000')).toBeNull();
    // Had it not waited, the sixth would be here.
    expect(desk.asked).toHaveLength(5);
    expect(people.map((_, n) => asksOf(n)?.includes(`${people[n]}1 asks`))).toEqual([
      ...Array.from({ length: 5 }, () => true),
      undefined,
    ]);
    desk.asked[0]?.write('- Likes tea.');
    await desk.holds(6);
    expect(asksOf(5)).toContain('500051 asks');
  });

  test('writes one of a person at a time, and then goes on with what was said meanwhile', async () => {
    await say(ALICE, 1, 2, 3, 4);
    memories.refresh(ALICE);
    await desk.holds(1);
    await say(ALICE, 5, 6, 7, 8);
    memories.refresh(ALICE);
    // Of somebody who came later it is known by now whether another was begun before.
    await say('50000', 1, 2, 3, 4);
    memories.refresh('50000');
    await desk.holds(2);
    expect(asksOf(1)).toContain('500001 asks');
    desk.asked[0]?.write('- First.');
    await desk.holds(3);
    expect(asksOf(2)).toContain('- First.');
    expect(asksOf(2)).toContain(`${ALICE}5 asks`);
    expect(asksOf(2)).not.toContain(`${ALICE}4 asks`);
    desk.asked[2]?.write('- Both.');
    await done(2);
    expect(await store.findMemory(ALICE)).toMatchObject({ text: '- Both.', version: 2 });
  });

  test('begins none for somebody who is forgotten while they wait', async () => {
    const people = await crowd(6);
    for (const userId of people) memories.refresh(userId);
    await desk.holds(4);
    memories.forget('50004');
    desk.asked[0]?.write('- Likes tea.');
    await desk.holds(5);
    expect(asksOf(4)).toContain('500051 asks');
  });

  test('ends the one of somebody who is forgotten, and begins anew when they do', async () => {
    await say(ALICE, 1, 2, 3, 4);
    memories.refresh(ALICE);
    await desk.holds(1);
    memories.forget(ALICE);
    expect(desk.asked[0]?.signal.aborted).toBe(true);
    memories.refresh(ALICE);
    await desk.holds(2);
    desk.asked[1]?.write('- Anew.');
    await done(1);
    expect(await store.findMemory(ALICE)).toMatchObject({ text: '- Anew.', version: 1 });
    expect(results).toEqual(['written']);
  });

  test('lets no turn pass for somebody who is forgotten after it failed', async () => {
    await say(ALICE, 1, 2, 3, 4);
    memories.refresh(ALICE);
    await desk.holds(1);
    desk.asked[0]?.write('  ');
    await done(1);
    memories.forget(ALICE);
    memories.refresh(ALICE);
    await desk.holds(2);
    expect(results).toEqual(['failed']);
  });

  test('corrects at once all answers that others took the place of while it was away', async () => {
    await say(ALICE, 1, 2, 3, 4);
    memories.refresh(ALICE);
    await desk.holds(1);
    desk.asked[0]?.write('- Old.');
    await done(1);
    const people = await crowd(4);
    for (const userId of people) memories.refresh(userId);
    await desk.holds(5);
    await replace(2, 21);
    await replace(4, 22);
    desk.asked[1]?.write('- Likes tea.');
    await desk.holds(6);
    for (const [old, by] of [
      [2, 21],
      [4, 22],
    ]) {
      expect(asksOf(5)).toContain(`${ALICE}${old} hears`);
      expect(asksOf(5)).toContain(`${ALICE}${by} hears`);
    }
    desk.asked[5]?.write('- New.');
    await done(3);
    expect(await store.findMemory(ALICE)).toMatchObject({ text: '- New.', version: 2 });
    // They are corrected once.
    await say(ALICE, 5, 6, 7, 8);
    memories.refresh(ALICE);
    await desk.holds(7);
    expect(asksOf(6)).not.toContain('insteadOf');
  });

  test('corrects nothing of what somebody said before they were forgotten', async () => {
    await say(ALICE, 1, 2, 3, 4);
    await store.saveMemory(ALICE, {
      text: '- Hers.',
      through: new Date(NOON + 4),
      newestAt: new Date(NOON + 4),
      version: 1,
    });
    const people = await crowd(4);
    for (const userId of people) memories.refresh(userId);
    await desk.holds(4);
    await replace(4, 5);
    memories.forget(ALICE);
    await say(ALICE, 6, 7, 8, 9);
    memories.refresh(ALICE);
    desk.asked[0]?.write('- Likes tea.');
    await desk.holds(5);
    expect(asksOf(4)).toContain(`${ALICE}8 hears`);
    expect(asksOf(4)).not.toContain('insteadOf');
  });

  test('goes on with what is new after it has corrected', async () => {
    await say(ALICE, 1, 2, 3, 4);
    await store.saveMemory(ALICE, {
      text: '- Old.',
      through: new Date(NOON + 4),
      newestAt: new Date(NOON + 4),
      version: 1,
    });
    await say(ALICE, 6, 7, 8, 9);
    await replace(4, 10);
    await desk.holds(1);
    expect(asksOf(0)).not.toContain(`${ALICE}9 asks`);
    desk.asked[0]?.write('- Corrected.');
    await desk.holds(2);
    expect(asksOf(1)).toContain('- Corrected.');
    expect(asksOf(1)).toContain(`${ALICE}9 asks`);
    expect(asksOf(1)).not.toContain('insteadOf');
    desk.asked[1]?.write('- All.');
    await done(2);
    const through = new Date(NOON + 9);
    expect(await store.findMemory(ALICE)).toEqual({
      text: '- All.',
      through,
      newestAt: through,
      version: 3,
    });
  });

  test('corrects no memory that the person has cleared', async () => {
    await say(ALICE, 1, 2, 3, 4);
    await store.saveMemory(ALICE, {
      text: '',
      through: new Date(NOON + 4),
      newestAt: new Date(NOON + 4),
      version: 1,
    });
    await say(ALICE, 6, 7, 8, 9);
    await replace(4, 10);
    await desk.holds(1);
    expect(asksOf(0)).not.toContain('insteadOf');
  });

  test('gives way to whoever waits for an answer, and begins anew after the last of them', async () => {
    const people = await crowd(6);
    for (const userId of people) memories.refresh(userId);
    await desk.holds(4);
    const [one, other] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    memories.giveWay(one.promise);
    memories.giveWay(other.promise);
    expect(desk.asked.map(({ signal }) => signal.aborted)).toEqual([true, true, true, true]);
    one.resolve();
    memories.refresh('50005');
    await couldBegin();
    expect(desk.asked).toHaveLength(4);
    other.resolve();
    for (let n = 4; n < 10; n += 1) {
      await desk.holds(n + 1);
      desk.asked[n]?.write('- Likes tea.');
    }
    await done(6);
    for (const userId of people) {
      expect(await store.findMemory(userId)).toMatchObject({ text: '- Likes tea.', version: 1 });
    }
    // It was no failure.
    expect(results).toEqual(people.map(() => 'written'));
  });

  test('begins none while somebody waits for an answer, also if none had to give way', async () => {
    await say(ALICE, 1, 2, 3, 4);
    const answered = Promise.withResolvers<void>();
    memories.giveWay(answered.promise);
    memories.refresh(ALICE);
    await couldBegin();
    expect(desk.asked).toEqual([]);
    answered.resolve();
    await desk.holds(1);
  });

  test('begins none of whoever is forgotten after theirs gave way', async () => {
    const people = await crowd(2);
    for (const userId of people) memories.refresh(userId);
    await desk.holds(2);
    const answered = Promise.withResolvers<void>();
    memories.giveWay(answered.promise);
    memories.forget('50000');
    memories.giveWay(answered.promise);
    answered.resolve();
    await desk.holds(3);
    await couldBegin();
    expect(asksOf(2)).toContain('500011 asks');
    expect(desk.asked).toHaveLength(3);
  });

  test('begins none that gave way once it is stopped', async () => {
    await say(ALICE, 1, 2, 3, 4);
    memories.refresh(ALICE);
    await desk.holds(1);
    const answered = Promise.withResolvers<void>();
    memories.giveWay(answered.promise);
    memories.stop();
    answered.resolve();
    await couldBegin();
    expect(desk.asked).toHaveLength(1);
  });

  test('that is stopped ends what it writes, and begins nothing more', async () => {
    const people = await crowd(5);
    for (const userId of people) memories.refresh(userId);
    await desk.holds(4);
    memories.stop();
    expect(desk.asked.map(({ signal }) => signal.aborted)).toEqual([true, true, true, true]);
    memories.refresh('50000');
    await couldBegin();
    expect(desk.asked).toHaveLength(4);
    expect(results).toEqual([]);
    for (const userId of people) expect(await store.findMemory(userId)).toBeNull();
  });
});
