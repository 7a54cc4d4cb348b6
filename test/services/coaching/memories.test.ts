import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MEMORY_LENGTH } from '../../../src/models/memory.ts';
import type { Turn } from '../../../src/models/turn.ts';
import { createTranslator } from '../../../src/locales/index.ts';
import { Coach } from '../../../src/services/coaching/coach.ts';
import { Limits } from '../../../src/services/coaching/limits.ts';
import { Memories, type RefreshedMemory } from '../../../src/services/coaching/memories.ts';
import { Model } from '../../../src/services/coaching/model.ts';
import { Pictures } from '../../../src/services/coaching/pictures.ts';
import type { Answer } from '../../../src/services/coaching/writer.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { databaseKinds, sqlite, type TestDatabase, withMethods } from '../../support/databases.ts';
import { type ChatMessage, TestModel } from '../../support/model.ts';
import { ALICE, NOON, alice, end, place, question } from '../store/contract/context.ts';

/** Whether the model is asked to sum up. */
const isSummary = (messages: readonly ChatMessage[]): boolean =>
  messages[0]?.content.startsWith('You keep the memory') ?? false;

/** What a request for a summary holds. */
interface Sources {
  memory: string;
  said: { date: string; person: string; coach: string; insteadOf?: string }[];
}

const sourcesOf = (messages: readonly ChatMessage[]): Sources =>
  JSON.parse(messages[1]?.content ?? '{}') as Sources;

const ask = async (coach: Coach, id: string): Promise<void> => {
  const asked = { id, userId: ALICE, text: `question ${id}`, reply: place, isPublic: false };
  for await (const _ of ((await coach.ask(asked)) as Answer).text);
};

const askAll = async (coach: Coach, ...ids: string[]) => {
  for (const id of ids) await ask(coach, id);
};

const translate = await createTranslator();

const coachOn = (
  store: Store,
  model: TestModel,
  over: Partial<ConstructorParameters<typeof Coach>[0]> = {},
) =>
  new Coach({
    store,
    model: new Model({ apiKey: 'k', baseUrl: model.baseUrl, name: 'm', maxRetries: 0 }),
    limits: new Limits(store, { cooldownSeconds: 0, dailyLimit: 0 }),
    pictures: new Pictures([]),
    historyMessages: 6,
    translate,
    log: pino({ enabled: false }),
    ...over,
  });

const sizeOf = (messages: readonly ChatMessage[] | undefined): number =>
  JSON.stringify(messages).length;

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`what the coach remembers on ${kind.name}`, () => {
    let database: TestDatabase;
    let store: Store;
    let model: TestModel;
    let refreshed: RefreshedMemory['result'][];
    let onRefreshed: () => void;

    beforeEach(async () => {
      database = await kind.create();
      store = await database.open();
      model = await TestModel.start();
      refreshed = [];
      onRefreshed = () => {};
      await store.saveProfile(ALICE, alice);
      summarizes(() => '- Sam is her neighbour.');
    });
    afterEach(async () => {
      await model.stop();
      await database.drop();
    });

    const summarizes = (summary: (sources: Sources) => string) =>
      model.answers((messages) =>
        isSummary(messages)
          ? summary(sourcesOf(messages))
          : `Re: ${String(messages.at(-1)?.content)}`,
      );

    const coachWith = (
      over: { store?: Store; remembers?: boolean; historyMessages?: number } = {},
    ) =>
      coachOn(store, model, {
        onRemembered: ({ result }) => {
          refreshed.push(result);
          onRefreshed();
        },
        ...over,
      });

    /** Resolves when a memory has been written, or was to be. */
    const refreshing = (count = refreshed.length + 1): Promise<void> =>
      new Promise((resolve) => {
        onRefreshed = () => refreshed.length >= count && resolve();
        onRefreshed();
      });
    const summaries = () => model.requests().filter(isSummary).map(sourcesOf);
    const lastAsked = () => model.requests().findLast((messages) => !isSummary(messages)) ?? [];

    test('is nothing as long as the model is shown every word itself', async () => {
      await askAll(coachWith(), '1', '2', '3');
      expect(await store.findMemory(ALICE)).toBeNull();
      expect(summaries()).toEqual([]);
    });

    test('is summed up when a turn is shown no longer, and shown instead of it', async () => {
      const coach = coachWith();
      await askAll(coach, '1', '2', '3');
      const done = refreshing();
      await ask(coach, '4');
      await done;
      expect(summaries()).toMatchObject([
        { memory: '', said: ['1', '2', '3', '4'].map((id) => ({ person: `question ${id}` })) },
      ]);
      expect(summaries()[0]?.said[0]?.coach).toBe('Re: question 1');
      expect(await store.findMemory(ALICE)).toMatchObject({
        text: '- Sam is her neighbour.',
        version: 1,
        through: (await store.findTurn(ALICE, '4'))?.askedAt,
      });
      await ask(coach, '5');
      expect(lastAsked()[1]?.content).toContain(JSON.stringify('- Sam is her neighbour.'));
      expect(lastAsked().slice(2)).toHaveLength(7);
    });

    test('goes on from what is remembered, each turn once, and not after every turn', async () => {
      summarizes(({ memory, said }) => `${memory}|${said.length}`);
      const coach = coachWith();
      for (const last of [4, 8]) {
        const done = refreshing();
        for (let id = last - 3; id <= last; id += 1) await ask(coach, `${id}`);
        await done;
      }
      expect(summaries().map(({ said }) => said.map(({ person }) => person.at(-1)))).toEqual([
        ['1', '2', '3', '4'],
        ['5', '6', '7', '8'],
      ]);
      expect(await store.findMemory(ALICE)).toMatchObject({ text: '|4|4', version: 2 });
    });

    test('takes few turns at a time, however many the model is shown', async () => {
      for (let turn = 1; turn <= 110; turn += 1) {
        const id = `${1_000 + turn}`;
        await store.beginTurn(question(id, { askedAt: new Date(NOON + turn), question: id }));
        await store.endTurn(ALICE, id, end({ answer: 'word '.repeat(500) }));
      }
      const coach = coachWith({ historyMessages: 200 });
      const done = refreshing();
      await ask(coach, '2001');
      await done;
      for (let turn = 2; turn <= 5; turn += 1) await ask(coach, `200${turn}`);
      const again = refreshing();
      await askAll(coach, '2006', '2007', '2008', '2009', '2010');
      await again;
      const told = summaries().map(({ said }) => said);
      expect(told.map((said) => said.length)).toEqual([15, 15]);
      expect(told.flat().map(({ person }) => Number(person))).toEqual(
        Array.from({ length: 30 }, (_, n) => 1_001 + n),
      );
      // A question and an answer may be long enough to say something.
      expect(told.flat().every(({ coach: answer }) => answer.length >= 700)).toBe(true);
    });

    test('is told when another answer takes the place of one that is in it', async () => {
      const coach = coachWith();
      const done = refreshing();
      await askAll(coach, '1', '2', '3', '4');
      await done;
      const before = await store.findMemory(ALICE);
      // The first attempt fails, and is made up for after a turn.
      model.answers((messages) => (isSummary(messages) ? ' ' : 'Better: wait.'));
      const failed = refreshing();
      const again = { id: '5', reply: place, isPublic: false };
      const earlier = (await coach.newest(ALICE, '4')) as Turn;
      for await (const _ of ((await coach.askAgain(earlier, again)) as Answer).text);
      await failed;
      summarizes(() => '- Advised to wait.');
      await ask(coach, '6');
      const corrected = refreshing();
      await ask(coach, '7');
      await corrected;
      const [said, ...more] = summaries().at(-1)?.said ?? [];
      expect(more).toEqual([]);
      expect(said).toMatchObject({
        person: 'question 4',
        insteadOf: 'Re: question 4',
        coach: 'Better: wait.',
      });
      expect(await store.findMemory(ALICE)).toEqual({
        text: '- Advised to wait.',
        through: before?.through,
        newestAt: (await store.findTurn(ALICE, '5'))?.askedAt,
        version: 2,
      });
    });

    test('is told of no other answer that it does not have to know', async () => {
      const coach = coachWith();
      await askAll(coach, '1', '2');
      const again = { id: '3', reply: place, isPublic: false };
      const earlier = (await coach.newest(ALICE, '2')) as Turn;
      for await (const _ of ((await coach.askAgain(earlier, again)) as Answer).text);
      const done = refreshing();
      await askAll(coach, '4', '5');
      await done;
      expect(summaries()).toHaveLength(1);
      expect(JSON.stringify(summaries())).not.toContain('insteadOf');
    });

    test('costs nothing but itself when it fails, and is made up for', async () => {
      const coach = coachWith();
      await askAll(coach, '1', '2', '3');
      summarizes(() => ' \n ');
      let done = refreshing();
      await ask(coach, '4');
      await done;
      expect(refreshed).toEqual(['failed']);
      expect(await store.findMemory(ALICE)).toBeNull();
      summarizes(({ said }) => `${said.length} turns`);
      done = refreshing();
      await askAll(coach, '5', '6');
      await done;
      expect(await store.findTurn(ALICE, '5')).toMatchObject({ status: 'complete' });
      expect(await store.findMemory(ALICE)).toMatchObject({ text: '6 turns' });
    });

    test('leaves nothing out, however long the model failed: what waits is summed up with the next answers', async () => {
      const coach = coachWith();
      const ids = Array.from({ length: 40 }, (_, n) => `${n + 1}`);
      summarizes(() => ' \n ');
      await askAll(coach, ...ids.slice(0, 20));
      await refreshing(refreshed.length || 1);
      const failed = summaries().length;
      expect(failed).toBe(4);
      summarizes(({ said }) => `${said.length} turns`);
      for (const id of ids.slice(20)) {
        await ask(coach, id);
        await vi.waitFor(() => expect(summaries().length).toBe(refreshed.length));
      }
      const written = summaries().slice(failed);
      const toldOf = written.flatMap(({ said }) => said.map(({ person }) => person));
      expect(toldOf).toEqual(ids.slice(0, toldOf.length).map((id) => `question ${id}`));
      expect(toldOf.length).toBeGreaterThanOrEqual(36);
    });

    test('leaves out one turn alone that the model refuses to sum up', async () => {
      const coach = coachWith();
      const ids = Array.from({ length: 60 }, (_, n) => `${n + 1}`);
      summarizes(({ memory, said }) =>
        said.some(({ person }) => person === 'question 3')
          ? ' '
          : `${memory} ${said.map(({ person }) => person.replace('question ', '')).join(' ')}`,
      );
      for (const id of ids) {
        await ask(coach, id);
        await vi.waitFor(() => expect(summaries().length).toBe(refreshed.length));
      }
      const remembered = (await store.findMemory(ALICE))?.text.trim().split(' ');
      expect(remembered).toEqual(
        ids.slice(0, (remembered?.length ?? 0) + 1).filter((id) => id !== '3'),
      );
      expect(remembered?.length).toBeGreaterThan(50);
    });

    test('is not paid for at each turn while it fails', async () => {
      const coach = coachWith();
      await askAll(coach, '1', '2', '3');
      summarizes(() => ' \n ');
      const asked: number[] = [];
      for (let turn = 4; turn <= 14; turn += 1) {
        const before = summaries().length;
        const isTried = [4, 6, 9, 14].includes(turn);
        const done = isTried ? refreshing() : undefined;
        await ask(coach, `${turn}`);
        await done;
        if (summaries().length > before) asked.push(turn);
      }
      expect(asked).toEqual([4, 6, 9, 14]);
    });

    test('is nothing for now where the store does not tell it in time, or at all', async () => {
      await store.saveMemory(ALICE, {
        text: 'A secret',
        through: new Date(NOON),
        newestAt: new Date(NOON),
        version: 1,
      });
      const finds: Store['findMemory'][] = [
        () => new Promise(() => {}),
        () => Promise.reject(new Error('damaged')),
      ];
      for (const [id, findMemory] of finds.entries()) {
        const coach = coachOn(withMethods(store, { findMemory }), model, { storeBudgetMs: 300 });
        await ask(coach, `${id}`);
        expect(await store.findTurn(ALICE, `${id}`)).toMatchObject({ status: 'complete' });
      }
      expect(JSON.stringify(model.requests())).not.toContain('A secret');
    });

    test('ends the model’s words once they are more than can be kept', async () => {
      let read = 0;
      const endless = Object.assign(Object.create(Model.prototype) as Model, {
        async *stream() {
          for (;;) {
            read += 1;
            yield `- fact ${read}\n`;
          }
        },
      });
      for (const id of ['1', '2', '3', '4']) {
        await store.beginTurn(question(id, { askedAt: new Date(NOON + Number(id)) }));
        await store.endTurn(ALICE, id, end());
      }
      const written = Promise.withResolvers<RefreshedMemory>();
      new Memories({
        store,
        model: endless,
        historyMessages: 6,
        log: pino({ enabled: false }),
        onRemembered: written.resolve,
      }).refresh(ALICE);
      expect(await written.promise).toMatchObject({ result: 'written' });
      expect(read * '- fact 1'.length).toBeLessThan(3 * MEMORY_LENGTH);
    });

    test('is written once, though two processes sum up the same turns', async () => {
      const [one, other] = [coachWith(), coachWith({ store: await database.open() })];
      await askAll(one, '1', '2', '3');
      const hand = model.handwritten();
      const byHand = async (coach: Coach, id: string) => {
        const asked = ask(coach, id);
        const answer = await hand.next();
        answer.write('Re');
        answer.end();
        await asked;
        return hand.next();
      };
      const slow = await byHand(one, '4');
      const fast = await byHand(other, '5');
      const done = refreshing(2);
      for (const summary of [fast, slow]) {
        summary.write('- Sam');
        summary.end();
      }
      await done;
      expect(refreshed.toSorted()).toEqual(['overtaken', 'written']);
      expect(await store.findMemory(ALICE)).toMatchObject({ version: 1 });
    });

    test('yields to what the person wrote meanwhile', async () => {
      const theirs = {
        text: 'My own words',
        through: new Date(NOON),
        newestAt: new Date(NOON),
        version: 1,
      };
      const meanwhile = withMethods(store, {
        saveMemory: async (userId, memory) => {
          await store.saveMemory(ALICE, theirs);
          return store.saveMemory(userId, memory);
        },
      });
      const coach = coachWith({ store: meanwhile });
      const done = refreshing();
      await askAll(coach, '1', '2', '3', '4');
      await done;
      expect(refreshed).toEqual(['overtaken']);
      expect(await store.findMemory(ALICE)).toStrictEqual(theirs);
    });

    test('is not kept with a turn that is refused while it is written, and written without it then', async () => {
      const coach = coachWith();
      summarizes(({ said }) => said.map(({ person }) => person).join());
      await askAll(coach, '1', '2', '3');
      const hand = model.handwritten();
      const asked = ask(coach, '4');
      const answer = await hand.next();
      answer.write('Re');
      answer.end();
      await asked;
      const summary = await hand.next();
      await coach.refuse(ALICE, '2');
      const done = refreshing();
      summary.write('- Of question 2.');
      summary.end();
      await done;
      expect(refreshed).toEqual(['overtaken']);
      expect(await store.findMemory(ALICE)).toBeNull();
      summarizes(({ said }) => said.map(({ person }) => person).join());
      const again = refreshing();
      await ask(coach, '5');
      await again;
      expect((await store.findMemory(ALICE))?.text).toMatch(/1,question 3,question 4/);
    });

    test('is cleared where a turn is refused just as it is kept', async () => {
      const meanwhile = withMethods(store, {
        async saveMemory(userId, memory) {
          if (memory.text !== '') await store.refuseTurn(ALICE, '2');
          return store.saveMemory(userId, memory);
        },
      });
      const done = refreshing();
      await askAll(coachWith({ store: meanwhile }), '1', '2', '3', '4');
      await done;
      expect(await store.findMemory(ALICE)).toMatchObject({
        text: '',
        through: (await store.findTurn(ALICE, '4'))?.askedAt,
      });
    });

    test('is cleared of what is refused also while the host has switched it off', async () => {
      const coach = coachWith();
      const done = refreshing();
      await askAll(coach, '1', '2', '3', '4');
      await done;
      await coachWith({ remembers: false }).refuse(ALICE, '1');
      expect((await store.findMemory(ALICE))?.text).toBe('');
    });

    test('does not come back after everything was deleted while it was being written', async () => {
      const coach = coachWith();
      await askAll(coach, '1', '2', '3');
      const hand = model.handwritten();
      const answer = ask(coach, '4');
      const fourth = await hand.next();
      fourth.write('Re');
      fourth.end();
      await answer;
      const summary = await hand.next();
      summary.write('- Sam');
      // Another process deletes it, which knows nothing of this one's work.
      await store.deleteUser(ALICE);
      const done = refreshing();
      summary.end();
      await done;
      expect(refreshed).toEqual(['overtaken']);
      expect(await store.findMemory(ALICE)).toBeNull();
    });

    test('is nothing of rehearsals, and is not shown to the one who is played', async () => {
      const practice = {
        id: '70',
        userId: ALICE,
        channelId: '300',
        kind: 'askingOut',
        who: 'Sam',
        moment: 'a party',
        startedAt: new Date(NOON),
        endedAt: null,
      } as const;
      await store.savePractice(practice);
      await store.saveMemory(ALICE, {
        text: 'A secret',
        through: new Date(NOON),
        newestAt: new Date(NOON),
        version: 1,
      });
      const coach = coachWith();
      for (const id of ['1', '2', '3', '4', '5']) {
        const line = { id, userId: ALICE, text: 'Hi', reply: place, isPublic: false, practice };
        for await (const _ of ((await coach.ask(line)) as Answer).text);
      }
      expect(JSON.stringify(model.requests())).not.toContain('A secret');
      await ask(coach, '6');
      expect(lastAsked()[1]?.content).toContain('A secret');
      expect(summaries()).toEqual([]);
    });

    test('is neither written nor used when the host has switched it off', async () => {
      await store.saveMemory(ALICE, {
        text: 'A secret',
        through: new Date(NOON),
        newestAt: new Date(NOON),
        version: 1,
      });
      await askAll(coachWith({ remembers: false }), '1', '2', '3', '4', '5');
      expect(JSON.stringify(model.requests())).not.toContain('A secret');
      expect(summaries()).toEqual([]);
    });

    test('is a few whole lines, however much the model writes', async () => {
      const lines = Array.from({ length: 500 }, (_, n) => `- fact ${n}`);
      summarizes(() => lines.join('\n\n'));
      const done = refreshing();
      await askAll(coachWith(), '1', '2', '3', '4');
      await done;
      const kept = (await store.findMemory(ALICE))?.text ?? '';
      expect(kept.length).toBeLessThanOrEqual(MEMORY_LENGTH);
      expect(kept.split('\n')).toEqual(lines.slice(0, kept.split('\n').length));
      expect(kept.length).toBeGreaterThan(MEMORY_LENGTH - 20);
    });
  });
}

test('the model is sent no more after 10,000 turns than after ten, and the same at its beginning', async ({
  onTestFinished,
}) => {
  const database = await sqlite.create();
  onTestFinished(() => database.drop());
  const store = await database.open();
  const model = await TestModel.start();
  onTestFinished(() => model.stop());
  model.answers((messages) => (isSummary(messages) ? '- as ever'.padEnd(60, '.') : 'An answer'));
  await store.saveProfile(ALICE, alice);
  const refreshed: (() => void)[] = [];
  const coach = coachOn(store, model, {
    // While so much is written down, the server may close a connection that nobody uses.
    model: new Model({ apiKey: 'k', baseUrl: model.baseUrl, name: 'm', maxRetries: 2 }),
    onRemembered: () => refreshed.shift()?.(),
  });
  const sizes: { asked: number; summary: number }[] = [];
  let count = 0;
  for (const turns of [10, 100, 10_000]) {
    for (; count < turns; count += 1) {
      const id = `${100_000 + count}`;
      await store.beginTurn(question(id, { askedAt: new Date(), question: 'Well?' }));
      await store.endTurn(ALICE, id, end());
    }
    const done = new Promise<void>((resolve) => refreshed.push(resolve));
    const asked = { id: `9${turns}`, userId: ALICE, text: 'Well?', reply: place, isPublic: false };
    for await (const _ of ((await coach.ask(asked)) as Answer).text);
    await done;
    count += 1;
    const requests = model.requests();
    sizes.push({
      asked: sizeOf(requests.findLast((messages) => !isSummary(messages))),
      summary: sizeOf(requests.findLast(isSummary)),
    });
  }
  const [ten, hundred, many] = sizes;
  // Only that there is a memory makes a difference.
  expect((hundred?.asked ?? 0) - (ten?.asked ?? 0)).toBeLessThan(300);
  expect(many?.asked).toBe(hundred?.asked);
  expect(many?.summary).toBe(hundred?.summary);
  const first = model.requests().filter((messages) => !isSummary(messages));
  expect(new Set(first.map(([persona]) => persona?.content)).size).toBe(1);
});
