import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as requestHttp } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { House } from '../../../playground/house.ts';
import { servePage } from '../../../playground/server/index.ts';

type Headers = Record<string, string>;

describe("the page's server", () => {
  let house: House;
  let page: Awaited<ReturnType<typeof servePage>>;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'confidant-page-'));
    house = await House.open({ folder, env: {} });
    page = await servePage({ house, host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await page.close();
    await house.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('serves the page under the names of this machine', async () => {
    const { port } = new URL(page.url);
    expect(await status('/')).toBe(200);
    expect(await status('/', { Host: `localhost:${port}` })).toBe(200);
    expect(await status('/page.js', { 'Sec-Fetch-Site': 'same-origin' })).toBe(200);
  });

  test('refuses a foreign name that resolves to this machine', async () => {
    expect(await status('/', { Host: 'evil.example' })).toBe(403);
    expect(await status('/', { Host: '127.0.0.1.evil.example' })).toBe(403);
  });

  test.each([
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { Origin: 'http://localhost:1' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
  ])('refuses requests of other sites: %o', async (headers) => {
    expect(await status('/page.js', headers)).toBe(403);
    expect(await status('/', headers, 'POST')).toBe(403);
  });

  test('lets people follow a link to it', async () => {
    const visit = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'document' };
    expect(await status('/', visit)).toBe(200);
    expect(await status('/', { ...visit, 'Sec-Fetch-Dest': 'iframe' })).toBe(403);
  });

  test('takes no other methods', async () => {
    expect(await status('/', {}, 'POST')).toBe(405);
    expect(await status('/', {}, 'DELETE')).toBe(405);
  });

  test.each(['/../package.json', '/%2e%2e/package.json', '/styles/../../package.json', '/main.ts'])(
    'serves nothing else from the disk: %s',
    async (path) => {
      expect(await status(path)).toBe(404);
    },
  );

  test('never lets the browser run a file that somebody sent', async () => {
    const [ada] = house.cast.people;
    const [general] = house.cast.channels;
    if (!ada || !general) throw new Error('Nobody is there');
    const file = { name: 'x.html', data: '<script>alert(1)</script>', contentType: 'text/html' };
    const message = ada.send(general, { attachments: [file] });
    const path = new URL(message.attachments[0]?.url ?? '').pathname;
    const response = await fetch(page.url + path);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toBe('attachment');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([{}, { Origin: 'https://evil.example' }])(
    'refuses a WebSocket from elsewhere: %o',
    async (headers) => {
      const socket = new WebSocket(`${page.url.replace('http', 'ws')}/events`, { headers });
      const [error] = await once(socket, 'error');
      expect(String(error)).toContain('401');
    },
  );

  test('answers a malformed message with what is wrong, and goes on', async () => {
    const socket = await connected();
    expect(await answerTo(socket, 'no JSON')).toMatchObject({ ok: false, id: null });
    expect(await answerTo(socket, '{"id":7,"type":"explode"}')).toMatchObject({ ok: false, id: 7 });
    const early = { id: 8, type: 'deleteMessage', channelId: '1', messageId: '1' };
    expect(await answerTo(socket, JSON.stringify(early))).toMatchObject({ ok: false, id: 8 });
    socket.send('{"id":9,"type":"view","person":"ada"}');
    const [scene] = await once(socket, 'message');
    expect(JSON.parse(String(scene))).toMatchObject({ type: 'scene', person: { username: 'ada' } });
    socket.close();
  });

  test('cuts off who sends more than a message may hold', async () => {
    const socket = await connected();
    socket.on('error', () => undefined);
    socket.send('x'.repeat(16 * 1024 * 1024));
    const [code] = await once(socket, 'close');
    expect([1006, 1009]).toContain(code);
  });

  async function connected(): Promise<WebSocket> {
    const socket = new WebSocket(`${page.url.replace('http', 'ws')}/events`, { origin: page.url });
    await once(socket, 'open');
    return socket;
  }

  /** Sends a request as it is, with headers that `fetch` would not let through. */
  async function status(path: string, headers: Headers = {}, method = 'GET'): Promise<number> {
    const { hostname, port } = new URL(page.url);
    const request = requestHttp({ hostname, port, path, method, headers });
    request.end();
    const [response] = await once(request, 'response');
    response.resume();
    return response.statusCode;
  }
});

async function answerTo(socket: WebSocket, text: string): Promise<unknown> {
  socket.send(text);
  const [data] = await once(socket, 'message');
  return JSON.parse(String(data));
}
