import { channel } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { OutOfTime } from '../../../src/within.ts';
import { type BehindProxy, mongodbBehindProxy } from '../../support/behindProxy.ts';
import { Confidant } from '../../support/confidant.ts';
import { mongodb, withMethods } from '../../support/databases.ts';
import { ALICE, alice } from './contract/context.ts';

/** What Node tells of each socket that a client opens. */
const OPENED = z.object({ socket: z.custom<Socket>() });

const OPERATION_TIMEOUT_MS = 3_000;

/** How long the driver by itself looks for no server that it has just seen. */
const DRIVERS_REST_MS = 500;

describe.skipIf(!mongodb.available)('a MongoDB whose connections are lost', () => {
  let behind: BehindProxy;
  let bot: Confidant | undefined;
  let opened: Socket[];

  const collect = (message: unknown) => opened.push(OPENED.parse(message).socket);
  /** The connections to the proxy; by the first one the driver looks at the server. */
  const sockets = () => opened.filter(({ remotePort }) => remotePort === behind.proxy.port);

  beforeEach(async () => {
    opened = [];
    bot = undefined;
    channel('net.client.socket').subscribe(collect);
    behind = await mongodbBehindProxy({ operationTimeoutMs: OPERATION_TIMEOUT_MS });
    await behind.proxied.saveProfile(ALICE, alice);
  });
  afterEach(async () => {
    channel('net.client.socket').unsubscribe(collect);
    await bot?.stop();
    await behind.drop();
  });

  test('all in one moment is found again', async () => {
    const { proxy, proxied } = behind;
    await setTimeout(DRIVERS_REST_MS);
    proxy.stall();
    const found = proxied.findProfile(ALICE).catch(() => null);
    await setImmediate();
    // Its end makes the driver look at the server, on a connection that is lost as well and not marked so yet.
    for (const socket of sockets()) socket.destroy();
    proxy.restore();
    await found;
    expect(await proxied.findProfile(ALICE)).toMatchObject({ name: alice.name });
  });

  test('in the moment that it is asked something ends that, and takes what comes next', async () => {
    for (const socket of sockets().slice(1)) socket.destroy();
    await expect(behind.proxied.findProfile(ALICE)).rejects.toThrow(OutOfTime);
    expect(await behind.proxied.findProfile(ALICE)).toMatchObject({ name: alice.name });
  });

  test('in the moment that an answer is to be kept has that tried again after a while', async () => {
    let attempts = 0;
    bot = await Confidant.start(behind.kind, {
      wrapStore: (store) =>
        withMethods(store, {
          endTurn: (...turn) => {
            attempts += 1;
            if (attempts === 1) for (const socket of sockets().slice(1)) socket.destroy();
            return store.endTurn(...turn);
          },
        }),
    });
    const { ada, logs, model } = bot;
    await bot.setUp(ada);
    model.answers('First, listen.');
    const asked = await bot.ask(ada, 'Well?');
    await bot.ended(asked, 'First, listen.');
    const stored = () => behind.direct.findTurn(ada.id, asked.id);
    await vi.waitFor(
      async () =>
        expect(await stored()).toMatchObject({ status: 'complete', answer: 'First, listen.' }),
      { timeout: 3 * OPERATION_TIMEOUT_MS, interval: 50 },
    );
    await vi.waitFor(async () => expect(await behind.direct.leases()).toEqual([]), {
      timeout: 10_000,
      interval: 50,
    });
    expect(attempts).toBe(2);
    const line = (words: string) => logs.find((logged) => logged.includes(words));
    expect(line('could not be stored; trying on')).toContain('OutOfTime');
    expect(line('stored after all')).toContain('the end of a turn');
    await bot.answered(ada, 'And then?', 'First, listen.');
  }, 20_000);
});
