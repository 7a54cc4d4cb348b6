import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { House } from '../../playground/house.ts';
import type { ModelRecord } from '../../playground/model/index.ts';
import { answered, ask, leave, openHouse, SAMPLE_NOTE, scene, setUp } from '../support/house.ts';

const servers: { close: () => unknown; closeAllConnections: () => void }[] = [];

afterEach(leave);
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** What the panel is told of the requests for answers. */
const recordsOf = (house: House): ModelRecord[] => {
  const records: ModelRecord[] = [];
  house.model.on('request', (record) => {
    if (record.route === 'POST /v1/chat/completions') records.push(record);
  });
  return records;
};

/** A model that answers as the handler says, and examines nothing; resolves with its address. */
async function realModel(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/moderations')) response.writeHead(404).end();
    else handle(request, response);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
}

describe('the model behind its gateway', { timeout: 20_000 }, () => {
  test('is followed from the question over the first words to the end', async () => {
    const house = await openHouse();
    await setUp(house);
    const records = recordsOf(house);
    await answered(house, await ask(house, 'How?'), SAMPLE_NOTE);
    await expect
      .poll(() => [...new Set(records.map(({ state }) => state))])
      .toEqual(['waiting', 'streaming', 'done']);
    const waiting = records.at(0);
    const done = records.at(-1);
    expect(waiting).toMatchObject({ status: 0 });
    expect(done?.status).toBe(200);
    expect(done?.chunks).toBeGreaterThan(20);
    expect(done?.firstWordsMs).toBeLessThan(done?.durationMs ?? 0);
  });

  test('breaks off in the middle, once: the bot keeps what it has and says so', async () => {
    const house = await openHouse();
    await setUp(house);
    const records = recordsOf(house);
    house.model.failNext('cutOff');
    const broken = await answered(house, await ask(house, 'How?'), /connection broke/);
    expect(broken.content.length).toBeGreaterThan(100);
    expect(records.at(-1)).toMatchObject({ state: 'cut', status: 200 });
    await answered(house, await ask(house, 'And now?'), SAMPLE_NOTE);
  });

  test.each([
    ['rateLimited', 429, /Too many people/],
    ['overloaded', 503, /having trouble/],
  ] as const)(
    'is %s, and goes on being so while the bot tries again',
    async (fault, status, words) => {
      const house = await openHouse();
      await setUp(house);
      const records = recordsOf(house);
      house.model.failNext(fault);
      await answered(house, await ask(house, 'How?'), words);
      const failed = records.filter(({ state }) => state === 'failed');
      expect(failed.map((record) => record.status)).toEqual([status, status, status]);
      await answered(house, await ask(house, 'And now?'), SAMPLE_NOTE);
    },
  );

  test('examines what people write, so that everybody can see what follows', async () => {
    const house = await openHouse();
    await setUp(house);
    await answered(house, await ask(house, 'How?'), SAMPLE_NOTE);
    const met = await answered(house, await ask(house, 'I want to die.'), SAMPLE_NOTE);
    expect(met.content).toMatch(/^Thank you for telling me\.[^]*988[^]*no model is connected/);
    const refused = await answered(house, await ask(house, '[sexual/minors]'), /1-800-422-4453/);
    expect(refused.content).not.toMatch(SAMPLE_NOTE);
    house.model.failNext('overloaded');
    await answered(house, await ask(house, 'And now?'), /having trouble/);
  });

  test('is asked no more when the bot wants no more of the answer', async () => {
    const aborted = Promise.withResolvers<string>();
    const url = await realModel((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('data: {"choices":[{"index":0,"delta":{"content":"Wait for "}}]}\n\n');
      response.on('close', () => aborted.resolve('aborted'));
    });
    const house = await openHouse({ modelUrl: url });
    await setUp(house);
    const records = recordsOf(house);
    const reply = await answered(house, await ask(house, 'How?'), /Wait for/);
    await scene(house).ada.click(reply, 'Stop');
    expect(await aborted.promise).toBe('aborted');
    expect(records.at(-1)).toMatchObject({ state: 'cut', chunks: 1 });
  });

  test('is the one that was asked for, with its own path, the key and the model of the environment', async () => {
    const asked = Promise.withResolvers<IncomingMessage>();
    const url = await realModel((request, response) => {
      asked.resolve(request);
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.end(
        'data: {"choices":[{"index":0,"delta":{"content":"Really."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
      );
    });
    const house = await openHouse({ env: { OPENAI_BASE_URL: url, OPENAI_API_KEY: 'a key' } });
    expect(house.model.isSample).toBe(false);
    expect(() => (house.model.speed = { firstWordsMs: 1, tokensPerSecond: 1 })).toThrow(
      /real model/,
    );
    await setUp(house);
    await answered(house, await ask(house, 'How?'), /Really\./);
    const request = await asked.promise;
    expect(request.url).toBe('/api/v1/chat/completions');
    expect(request.headers.authorization).toBe('Bearer a key');
  });

  test('that cannot be reached is a connection that fails', async () => {
    const house = await openHouse({ modelUrl: 'http://127.0.0.1:9/v1' });
    await setUp(house);
    const records = recordsOf(house);
    await answered(house, await ask(house, 'How?'), /reach|trouble/);
    expect(records.at(-1)).toMatchObject({ state: 'failed', status: 0 });
  });
});
