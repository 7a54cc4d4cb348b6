import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Model, type ModelOptions } from '../../../src/services/coaching/model.ts';
import type { ChatMessage } from '../../../src/services/coaching/prompt.ts';
import { Handwriting } from '../../support/handwriting.ts';

/** Far more than any test takes: a wait that is not cut short is seen. */
const LONG_S = 30;

describe('the model', () => {
  let server: Server;
  let attempts: number;
  let respond: RequestListener;

  beforeEach(async () => {
    attempts = 0;
    server = createServer((request, response) => {
      attempts += 1;
      respond(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    vi.useRealTimers();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  /** What comes of a question: text, how it failed, and after how many milliseconds. */
  const answer = async (options: Partial<ModelOptions> = {}, onKeptWaiting = () => {}) => {
    const { port } = server.address() as AddressInfo;
    const baseUrl = `http://127.0.0.1:${port}/v1`;
    const model = new Model({ apiKey: 'k', baseUrl, name: 'm', ...options });
    const since = performance.now();
    let text = '';
    let failure: unknown;
    try {
      const { signal } = new AbortController();
      const asked: ChatMessage[] = [{ role: 'user', content: 'Well?' }];
      for await (const delta of model.stream(asked, { signal, onKeptWaiting })) {
        text += delta;
      }
    } catch (error) {
      ({ failure } = error as { failure: unknown });
    }
    return { text, failure, ms: performance.now() - since };
  };

  test('that takes the question and says nothing is asked again, and given up after twice the time', async () => {
    respond = () => {};
    const idleTimeoutMs = 1_500;
    const { failure, ms } = await answer({ idleTimeoutMs, maxRetries: 9 });
    expect(failure).toBe('unreachable');
    expect(attempts).toBe(2);
    expect(ms).toBeGreaterThan(1.9 * idleTimeoutMs);
    expect(ms).toBeLessThan(3.5 * idleTimeoutMs);
  });

  test('that never comes to an end is ended, as by its own limit of length', async () => {
    const hand = new Handwriting();
    respond = (request, response) => void hand.handle(request, response);
    const asked = answer();
    const written = await hand.next();
    const pieces = 50;
    for (let piece = 0; piece < pieces; piece += 1) written.write('and again '.repeat(100));
    await written.closed;
    const { text, failure } = await asked;
    expect(failure).toBe('length');
    expect(text).toHaveLength(40_000);
  });

  test('that sends more than that at once is cut there', async () => {
    const hand = new Handwriting();
    respond = (request, response) => void hand.handle(request, response);
    const asked = answer();
    const written = await hand.next();
    written.write('x');
    written.write('😊'.repeat(25_000));
    await written.closed;
    const { text, failure } = await asked;
    expect({ length: text.length, failure }).toEqual({ length: 39_999, failure: 'length' });
    expect(text.isWellFormed()).toBe(true);
  });

  test('that goes in circles in its thoughts is given up after the longest time', async () => {
    respond = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      const thought = { choices: [{ index: 0, delta: { reasoning_content: 'Hm. ' } }] };
      const thinking = setInterval(
        () => response.write(`data: ${JSON.stringify(thought)}\n\n`),
        20,
      );
      response.on('close', () => clearInterval(thinking));
    };
    const { text, failure, ms } = await answer({ idleTimeoutMs: 5_000, longestMs: 400 });
    expect({ text, failure }).toEqual({ text: '', failure: 'unreachable' });
    expect(ms).toBeGreaterThan(390);
    expect(ms).toBeLessThan(4_000);
  });

  test('that says nothing once answers at the second attempt', async () => {
    const hand = new Handwriting();
    respond = (request, response) => {
      if (attempts > 1) void hand.handle(request, response);
    };
    const asked = answer({ idleTimeoutMs: 1_500 });
    const written = await hand.next();
    written.write('Here I am.');
    written.end();
    expect(await asked).toMatchObject({ text: 'Here I am.', failure: undefined });
  });

  test('is given the time that it thinks, as long as it thinks', async () => {
    const hand = new Handwriting();
    respond = (request, response) => void hand.handle(request, response);
    const idleTimeoutMs = 1_000;
    const asked = answer({ idleTimeoutMs });
    const written = await hand.next();
    let thoughts = 0;
    await new Promise<void>((resolve) => {
      const thinking = setInterval(() => {
        written.think('hm');
        thoughts += 1;
        if (thoughts < 15) return;
        clearInterval(thinking);
        resolve();
      }, 100);
    });
    written.write('Yes.');
    written.end();
    const { text, ms } = await asked;
    expect(text).toBe('Yes.');
    expect(ms).toBeGreaterThan(idleTimeoutMs);
  });

  test('says once that somebody waits for its first words', async () => {
    respond = () => {};
    const waits: number[] = [];
    const idleTimeoutMs = 1_500;
    const since = performance.now();
    await answer({ idleTimeoutMs }, () => waits.push(performance.now() - since));
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThan(0.3 * idleTimeoutMs);
    expect(waits[0]).toBeLessThan(0.9 * idleTimeoutMs);
  });

  test('says so after five seconds, however long it may be silent', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const onKeptWaiting = vi.fn<() => void>();
    const came = Promise.withResolvers<void>();
    respond = () => came.resolve();
    const asked = answer({ idleTimeoutMs: 3_600_000, maxRetries: 0 }, onKeptWaiting);
    await came.promise;
    await vi.advanceTimersByTimeAsync(4_999);
    expect(onKeptWaiting).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(onKeptWaiting).toHaveBeenCalledOnce();
    server.closeAllConnections();
    await asked;
  });

  test('says nothing of it once it has refused', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    respond = (_request, response) => void response.writeHead(400).end();
    const onKeptWaiting = vi.fn<() => void>();
    expect((await answer({}, onKeptWaiting)).failure).toBe('rejected');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onKeptWaiting).not.toHaveBeenCalled();
  });

  test.each([
    ['thinks', 'think', 'unreachable'],
    ['writes', 'write', 'cutOff'],
  ] as const)('says nothing of it once it %s, silent though it falls', async (_, begin, how) => {
    const hand = new Handwriting();
    respond = (request, response) => void hand.handle(request, response);
    const onKeptWaiting = vi.fn<() => void>();
    const asked = answer({ idleTimeoutMs: 1_500 }, onKeptWaiting);
    (await hand.next())[begin]('hm');
    expect((await asked).failure).toBe(how);
    expect(onKeptWaiting).not.toHaveBeenCalled();
  });

  test.each([
    ['in seconds', () => ({ 'Retry-After': `${LONG_S}` })],
    ['in milliseconds', () => ({ 'Retry-After-Ms': `${LONG_S * 1000}` })],
    ['until a time', () => ({ 'Retry-After': new Date(Date.now() + LONG_S * 1000).toUTCString() })],
  ])('that wants to be left alone for long %s is taken at its word at once', async (_, headers) => {
    respond = (_request, response) => {
      response.writeHead(429, { ...headers(), 'Content-Type': 'application/json' });
      response.end('{"error":{"message":"later"}}');
    };
    const { failure, ms } = await answer();
    expect(failure).toBe('rateLimited');
    expect(attempts).toBe(1);
    expect(ms).toBeLessThan(LONG_S * 500);
  });

  test.each([
    ['in seconds', () => ({ 'Retry-After': '0.01' })],
    ['in milliseconds', () => ({ 'Retry-After-Ms': '10' })],
    ['until a time', () => ({ 'Retry-After': new Date(Date.now() + 1_000).toUTCString() })],
    ['and does not say how long', () => ({})],
  ])('that wants to be left alone for a moment %s is asked again', async (_, headers) => {
    const hand = new Handwriting();
    respond = (request, response) => {
      if (attempts > 1) return void hand.handle(request, response);
      response.writeHead(429, { ...headers(), 'Content-Type': 'application/json' });
      response.end('{"error":{"message":"later"}}');
    };
    const asked = answer();
    const written = await hand.next();
    written.write('Here I am.');
    written.end();
    expect((await asked).text).toBe('Here I am.');
    expect(attempts).toBe(2);
  });
});
