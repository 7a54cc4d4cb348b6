import { channel } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openMongoStore } from '../../../src/services/store/mongoStore.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { OutOfTime } from '../../../src/within.ts';
import { mongodb, type TestDatabase } from '../../support/databases.ts';
import { TcpProxy } from '../../../playground/tcpProxy.ts';
import { ALICE, alice } from './contract/context.ts';

/** What Node tells of each socket that a client opens. */
const OPENED = z.object({ socket: z.custom<Socket>() });

const OPERATION_TIMEOUT_MS = 3_000;

/** How long the driver by itself looks for no server that it has just seen. */
const DRIVERS_REST_MS = 500;

describe.skipIf(!mongodb.available)('a MongoDB whose connections are lost', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let store: Store;
  let sockets: Socket[];

  const collect = (message: unknown) => {
    const { socket } = OPENED.parse(message);
    socket.once('connect', () => {
      if (socket.remotePort === proxy.port) sockets.push(socket);
    });
  };

  beforeEach(async () => {
    database = await mongodb.create();
    sockets = [];
    channel('net.client.socket').subscribe(collect);
    const uri = new URL(database.location.mongodbUri ?? '');
    proxy = await TcpProxy.start(uri.hostname, Number(uri.port));
    uri.host = `127.0.0.1:${proxy.port}`;
    store = await openMongoStore({ uri: uri.href, operationTimeoutMs: OPERATION_TIMEOUT_MS });
    await store.saveProfile(ALICE, alice);
  });
  afterEach(async () => {
    channel('net.client.socket').unsubscribe(collect);
    await store.close();
    await proxy.stop();
    await database.drop();
  });

  test('all in one moment is found again', async () => {
    await setTimeout(DRIVERS_REST_MS);
    proxy.stall();
    const found = store.findProfile(ALICE).catch(() => null);
    await setImmediate();
    // Its end makes the driver look at the server, on a connection that is lost as well and not marked so yet.
    for (const socket of sockets) socket.destroy();
    proxy.restore();
    await found;
    expect(await store.findProfile(ALICE)).toMatchObject({ name: alice.name });
  });

  test('in the moment that something is written ends that, and takes what comes next', async () => {
    for (const socket of sockets.slice(1)) socket.destroy();
    await expect(store.findProfile(ALICE)).rejects.toThrow(OutOfTime);
    expect(await store.findProfile(ALICE)).toMatchObject({ name: alice.name });
  });
});
