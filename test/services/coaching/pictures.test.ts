import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Pictures } from '../../../src/services/coaching/pictures.ts';
import { dataUrl, PICTURES } from '../../support/pictures.ts';

const MEGABYTE = 1024 * 1024;
const png = PICTURES['image/png'];

const load = (origin: string, url: string, signal = new AbortController().signal) =>
  new Pictures([origin]).load({ url, name: 'chat.png', size: 1 }, signal);

describe('a picture', () => {
  let servers: Server[];

  beforeEach(() => {
    servers = [];
  });
  afterEach(() => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  });

  /** A host that answers like this; what it was asked for, and its origin. */
  const host = async (answer: RequestListener) => {
    const fetched: string[] = [];
    const server = createServer((request, response) => {
      fetched.push(request.url ?? '');
      answer(request, response);
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return { fetched, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  };

  test('is what its bytes say, whatever is said of it', async () => {
    const discord = await host((_, response) => {
      response.setHeader('Content-Type', 'text/html').end(png);
    });
    expect(await load(discord.origin, `${discord.origin}/a.jpg?ex=1`)).toBe(dataUrl());
    expect(discord.fetched).toEqual(['/a.jpg?ex=1']);
  });

  test.each([
    (origin: string, port: string) => `http://127.0.0.2:${port}/a.png`,
    (origin: string) => `${origin.replace('http', 'https')}/a.png`,
    (origin: string, port: string) => `http://localhost:${port}/a.png`,
    (origin: string, port: string) => `http://127.0.0.1:${Number(port) + 1}/a.png`,
    (origin: string) => `${origin}@evil.example/a.png`,
    (origin: string) => `${origin}.evil.example/a.png`,
    () => 'file:///etc/passwd',
    () => 'data:image/png;base64,iVBORw0KGgo=',
    () => 'not an address',
  ])('is fetched from Discord alone (%#)', async (address) => {
    const discord = await host((_, response) => response.end(png));
    const url = address(discord.origin, new URL(discord.origin).port);
    await expect(load(discord.origin, url)).rejects.toThrow('a picture could not be loaded');
    expect(discord.fetched).toEqual([]);
  });

  test('is not looked for where Discord’s host sends on to', async () => {
    const other = await host((_, response) => response.end(png));
    const discord = await host((_, response) => {
      response.writeHead(302, { Location: `${other.origin}/a.png` }).end();
    });
    await expect(load(discord.origin, `${discord.origin}/a.png`)).rejects.toThrow('loaded');
    expect(other.fetched).toEqual([]);
  });

  test('that is larger than it says is given up at 10 MB', async () => {
    let sent = 0;
    const endless = function* () {
      yield png;
      for (; sent < 200; sent += 1) yield Buffer.alloc(MEGABYTE);
    };
    const discord = await host((_, response) => {
      Readable.from(endless()).pipe(response);
    });
    await expect(load(discord.origin, `${discord.origin}/a.png`)).rejects.toThrow('loaded');
    expect(sent).toBeLessThan(50);
  });

  test.each([
    ['is gone', (...[, response]: Parameters<RequestListener>) => response.writeHead(404).end(png)],
    ['is empty', (...[, response]: Parameters<RequestListener>) => response.end()],
    ['is something else', (...[, response]: Parameters<RequestListener>) => response.end('<svg/>')],
    [
      'breaks off',
      (...[, response]: Parameters<RequestListener>) => {
        response.setHeader('Content-Length', 99).write(png, () => response.destroy());
      },
    ],
  ])('that %s is an error without its address', async (_, answer) => {
    const discord = await host(answer);
    const error: unknown = await load(discord.origin, `${discord.origin}/secret.png`).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ name: 'PictureError' });
    expect(String(error)).not.toContain('secret');
  });

  test('is not waited for any more once the answer is stopped', async () => {
    const stopped = new AbortController();
    const discord = await host(() => stopped.abort());
    const loading = load(discord.origin, `${discord.origin}/a.png`, stopped.signal);
    await expect(loading).rejects.toMatchObject({ name: 'PictureError' });
  });
});
