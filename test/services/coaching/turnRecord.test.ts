import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Persistence } from '../../../src/services/coaching/persistence.ts';
import { TurnRecord } from '../../../src/services/coaching/turnRecord.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { sqlite, type TestDatabase, withMethods } from '../../support/databases.ts';
import { ALICE, end, question } from '../store/contract/context.ts';

const log = pino({ enabled: false });

let database: TestDatabase;
let store: Store;
/** What of the answer was to be kept, one after the other. */
let kept: string[];

beforeEach(async () => {
  database = await sqlite.create();
  store = await database.open();
  await store.beginTurn(question('1'));
  kept = [];
});
afterEach(() => database.drop());

/** A record in a store that keeps an answer as `keep` does it. */
const recordIn = (keep: Store['saveProgress']) => {
  const watched = withMethods(store, {
    saveProgress: (userId, turnId, answer) => {
      kept.push(answer);
      return keep(userId, turnId, answer);
    },
  });
  return new TurnRecord({ userId: ALICE, id: '1' }, watched, new Persistence(log), log);
};
const stored = () => store.findTurn(ALICE, '1');
const show = (record: TurnRecord, answer: string) => {
  record.progress(answer);
  record.keep();
};

test('what is shown is kept before, each time', async () => {
  const record = recordIn((...args) => store.saveProgress(...args));
  for (const answer of ['One,', 'One, two,', 'One, two, three.']) {
    show(record, answer);
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ answer }));
  }
});

test('what is shown once more is kept once', async () => {
  const record = recordIn((...args) => store.saveProgress(...args));
  show(record, 'One,');
  await vi.waitFor(async () => expect(await stored()).toMatchObject({ answer: 'One,' }));
  record.keep();
  await record.end({ ...end(), answer: 'One,' });
  expect(kept).toEqual(['One,']);
});

test('a slow store is asked once at a time, with all that is written by then', async () => {
  const slow = Promise.withResolvers<void>();
  const record = recordIn(async (...args) => {
    await slow.promise;
    await store.saveProgress(...args);
  });
  show(record, 'One,');
  await vi.waitFor(() => expect(kept).toEqual(['One,']));
  for (const answer of ['One, two,', 'One, two, three,', 'All.']) show(record, answer);
  slow.resolve();
  await vi.waitFor(async () => expect(await stored()).toMatchObject({ answer: 'All.' }));
  expect(kept).toEqual(['One,', 'All.']);
});

test('the end waits for nothing that is still to be kept', async () => {
  const slow = Promise.withResolvers<void>();
  const record = recordIn(() => slow.promise);
  show(record, 'One,');
  await vi.waitFor(() => expect(kept).toEqual(['One,']));
  show(record, 'One, two,');
  const ended = record.end({ ...end(), answer: 'All.' });
  show(record, 'All.');
  slow.resolve();
  expect(await ended).toBe('stored');
  expect(kept).toEqual(['One,']);
  expect(await stored()).toMatchObject({ status: 'complete', answer: 'All.' });
});

test('what the store did not keep is kept later, also if nothing more is written', async () => {
  let failures = 1;
  const record = recordIn(async (...args) => {
    failures -= 1;
    if (failures === 0) throw new Error('away');
    await store.saveProgress(...args);
  });
  show(record, 'One,');
  await vi.waitFor(() => expect(stored()).resolves.toMatchObject({ answer: 'One,' }), {
    timeout: 5_000,
  });
  expect(kept).toEqual(['One,', 'One,']);
});
