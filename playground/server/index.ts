import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { WebSocketServer } from 'ws';
import type { House } from '../house.ts';
import { loadAssets } from './assets.ts';
import { Guard } from './guard.ts';
import { pageListener } from './http.ts';
import { Traffic } from './traffic.ts';
import { Window } from './window.ts';

/** Room for a message with files of 10 MB in all, which Base64 makes a third larger. */
const MAX_MESSAGE_BYTES = 15 * 1024 * 1024;

export interface PageOptions {
  house: House;
  host: string;
  /** 0 for any free one. */
  port: number;
}

/** Serves the page that shows this house, and what happens in it. */
export async function servePage({
  house,
  host,
  port,
}: PageOptions): Promise<{ url: string; close(): Promise<void> }> {
  const assets = await loadAssets();
  const guard = new Guard(host);
  const traffic = new Traffic(house);
  const server = createServer(pageListener({ assets, guard, discord: house.discord }));
  const sockets = new WebSocketServer({
    server,
    path: '/events',
    maxPayload: MAX_MESSAGE_BYTES,
    verifyClient: ({ req }: { req: IncomingMessage }) => guard.socketRefusal(req) === undefined,
  });
  // The HTTP server tells of its errors itself.
  sockets.on('error', () => undefined);
  sockets.on('connection', (socket) => new Window(socket, house, traffic));
  server.listen(port, host);
  await once(server, 'listening');
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${isIPv6(host) ? `[${host}]` : host}:${actual}`,
    async close() {
      const closed = once(server, 'close');
      for (const socket of sockets.clients) socket.terminate();
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
