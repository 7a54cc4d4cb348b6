import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SoakModel } from '../../bench/soak/model.ts';
import { Random } from '../../bench/soak/random.ts';
import { Trouble } from '../../bench/soak/trouble.ts';
import { BotProcess } from '../../playground/botProcess.ts';
import { LoopbackDiscord } from '../../playground/discord/index.ts';
import { TcpProxy } from '../../playground/tcpProxy.ts';

/** Chance that makes one choice alone, where it is among them, and waits as shortly as it may. */
class Choosing extends Random {
  readonly #name: string;
  /** What there was to choose from. */
  names: string[] = [];

  constructor(name: string) {
    super(1);
    this.#name = name;
  }

  override between(min: number): number {
    return min;
  }

  override pick<T>(choices: readonly (readonly [weight: number, choice: T])[]): T {
    const named = (choice: T) => (Array.isArray(choice) ? String(choice[0]) : '');
    this.names = choices.map(([, choice]) => named(choice));
    const chosen = choices.find(([, choice]) => named(choice) === this.#name) ?? choices[0];
    if (!chosen) throw new Error('There is nothing to pick');
    return chosen[1];
  }
}

describe('the trouble of a soak whose database is a server', () => {
  const server = createServer((socket) => socket.pipe(socket).on('error', () => undefined));
  let discord: LoopbackDiscord;
  let proxy: TcpProxy;

  beforeEach(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    discord = await LoopbackDiscord.start();
    proxy = await TcpProxy.start('127.0.0.1', (server.address() as AddressInfo).port);
  });
  afterEach(async () => {
    await proxy.stop();
    server.close();
    await discord.stop();
  });

  /** Makes one trouble; resolves when it has begun, with what ends once it is over. */
  const begin = async (name: string) => {
    const random = new Choosing(name);
    const model = new SoakModel(random);
    const location = { mongodbUri: 'mongodb://somewhere', dataDir: '' };
    const bot = new BotProcess({});
    const trouble = new Trouble({ discord, model, bot, database: { location, proxy } }, random);
    const over = new AbortController();
    const made = once(trouble, 'made');
    const ended = trouble.make(over.signal, () => false);
    expect(await made).toEqual([name]);
    over.abort();
    return { ended, names: random.names };
  };
  const open = async () => {
    const socket = connect(proxy.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  };

  test('cuts its connections, refuses new ones, and lets them through again', async () => {
    const before = await open();
    const cut = once(before, 'close');
    const { ended, names } = await begin('database: cut');
    await cut;
    await once(await open(), 'close');
    await ended;
    const after = await open();
    after.write('Here?');
    expect(String(await once(after, 'data'))).toBe('Here?');
    after.destroy();
    expect(names).not.toContain('database: locked');
  });

  test('has it say nothing for a while, and then everything', async () => {
    const socket = await open();
    const { ended } = await begin('database: silent');
    let isOver = false;
    socket.write('Here?');
    const heard = once(socket, 'data').then((data) => [String(data), isOver]);
    await ended.then(() => (isOver = true));
    expect(await heard).toEqual(['Here?', true]);
    socket.destroy();
  });
});
