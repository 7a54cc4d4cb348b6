import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTranslator } from '../../../src/locales/index.ts';
import { Coach } from '../../../src/services/coaching/coach.ts';
import { Limits } from '../../../src/services/coaching/limits.ts';
import type { RefreshedMemory } from '../../../src/services/coaching/memories.ts';
import { Model } from '../../../src/services/coaching/model.ts';
import { Pictures } from '../../../src/services/coaching/pictures.ts';
import type { Answer } from '../../../src/services/coaching/writer.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { sqlite, type TestDatabase } from '../../support/databases.ts';
import { type HandwrittenAnswer, Handwriting } from '../../support/handwriting.ts';
import { ALICE, BOB, NOON, alice, bob, end, place, question } from '../store/contract/context.ts';

/** How long the model may be silent. Whoever waits behind a memory for as long hears nothing but that it failed. */
const STALL_MS = 4_500;

/** A model's server that serves one request after the other, as on a machine of one's own; the test writes for it. */
class OneSlot {
  readonly #hand = new Handwriting();
  #free: Promise<unknown> = Promise.resolve();

  take(request: IncomingMessage, response: ServerResponse): void {
    this.#free = this.#serve(this.#free, request, response);
  }

  /** What it writes next. */
  next(): Promise<HandwrittenAnswer> {
    return this.#hand.next();
  }

  async #serve(
    free: Promise<unknown>,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const closed = once(response, 'close');
    await free;
    if (response.destroyed) return;
    await this.#hand.handle(request, response);
    await closed;
  }
}

const write = (answer: HandwrittenAnswer, text: string): void => {
  answer.write(text);
  answer.end();
};
const isSummary = ({ messages }: HandwrittenAnswer): boolean =>
  messages[0]?.content.startsWith('You keep the memory') ?? false;
const askedIn = ({ messages }: HandwrittenAnswer) => messages.at(-1)?.content;

const translate = await createTranslator();

describe('a memory on a server that serves one after the other', () => {
  let database: TestDatabase;
  let store: Store;
  let slot: OneSlot;
  let server: Server;
  let coach: Coach;
  let results: RefreshedMemory['result'][];
  let written: PromiseWithResolvers<void>;

  beforeEach(async () => {
    database = await sqlite.create();
    store = await database.open();
    slot = new OneSlot();
    server = createServer((request, response) => slot.take(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const baseUrl = `http://127.0.0.1:${port}/v1`;
    results = [];
    written = Promise.withResolvers();
    coach = new Coach({
      store,
      model: new Model({ apiKey: 'k', baseUrl, name: 'm', idleTimeoutMs: STALL_MS, maxRetries: 0 }),
      limits: new Limits(store, { cooldownSeconds: 0, dailyLimit: 0 }),
      pictures: new Pictures([]),
      historyMessages: 6,
      translate,
      log: pino({ enabled: false }),
      onRemembered: ({ result }) => {
        results.push(result);
        written.resolve();
      },
    });
    await store.saveProfile(ALICE, alice);
    await store.saveProfile(BOB, bob);
    for (const n of [1, 2, 3]) {
      await store.beginTurn(question(`${n}`, { askedAt: new Date(NOON + n) }));
      await store.endTurn(ALICE, `${n}`, end());
    }
  });
  afterEach(async () => {
    coach.stopAll();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    await database.drop();
  });

  /** Resolves to the answer that somebody gets. */
  const ask = async (userId: string, id: string): Promise<string> => {
    const asked = { id, userId, text: `question ${id}`, reply: place, isPublic: false };
    let text = '';
    for await (const piece of ((await coach.ask(asked)) as Answer).text) text += String(piece);
    return text;
  };
  /** Has Alice ask what has a memory of her begun, which the test may write. */
  const begunMemory = async (): Promise<HandwrittenAnswer> => {
    const asked = ask(ALICE, '4');
    write(await slot.next(), 'Answer 4.');
    await asked;
    const memory = await slot.next();
    expect(isSummary(memory)).toBe(true);
    return memory;
  };
  const remembered = async () => (await store.findMemory(ALICE))?.text;

  test('gives way to a question, and is written when that is answered, no turn later', async () => {
    const memory = await begunMemory();
    memory.write('- Half of a');
    const asked = ask(ALICE, '5');
    await memory.closed;
    const answer = await slot.next();
    expect(askedIn(answer)).toBe('question 5');
    write(answer, 'Answer 5.');
    expect(await asked).toBe('Answer 5.');
    const again = await slot.next();
    expect(askedIn(again)).toContain('Question 1');
    expect(askedIn(again)).toContain('question 5');
    write(again, '- A whole fact.');
    await written.promise;
    expect(await remembered()).toBe('- A whole fact.');
    // It was no failure.
    expect(results).toEqual(['written']);
  });

  test('gives way to all who wait', async () => {
    const memory = await begunMemory();
    const asked = [ask(ALICE, '5'), ask(BOB, '6')];
    await memory.closed;
    for (const text of ['One answer.', 'Another.']) {
      const answer = await slot.next();
      expect(isSummary(answer)).toBe(false);
      write(answer, text);
    }
    expect((await Promise.all(asked)).toSorted()).toEqual(['Another.', 'One answer.']);
    write(await slot.next(), '- A whole fact.');
    await written.promise;
    expect(await remembered()).toBe('- A whole fact.');
  });

  test('gives way each time, and is written once nobody asks any more', async () => {
    let memory = await begunMemory();
    for (const id of ['5', '6']) {
      const asked = ask(BOB, id);
      await memory.closed;
      write(await slot.next(), `Answer ${id}.`);
      expect(await asked).toBe(`Answer ${id}.`);
      memory = await slot.next();
      expect(isSummary(memory)).toBe(true);
    }
    write(memory, '- A whole fact.');
    await written.promise;
    expect(await remembered()).toBe('- A whole fact.');
    expect(results).toEqual(['written']);
  });

  test.each([
    ['is stopped before it has a word', async () => coach.stop(BOB, '5')],
    ['fails', async (answer: HandwrittenAnswer) => answer.cut()],
  ])('is written after a question that it gave way to and that %s', async (_, stop) => {
    const memory = await begunMemory();
    const asked = ask(BOB, '5').catch(() => 'failed');
    await memory.closed;
    const answer = await slot.next();
    await stop(answer);
    await asked;
    write(await slot.next(), '- A whole fact.');
    await written.promise;
    expect(await remembered()).toBe('- A whole fact.');
  });

  test('does not give way to whoever is answered at once', async () => {
    const memory = await begunMemory();
    memory.write('- A whole');
    // Another machine has it by now: here nobody waits for it.
    slot = new OneSlot();
    const asked = ask(BOB, '5');
    write(await slot.next(), 'Answer 5.');
    expect(await asked).toBe('Answer 5.');
    write(memory, ' fact.');
    await written.promise;
    expect(await remembered()).toBe('- A whole fact.');
  });
});
