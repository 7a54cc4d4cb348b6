import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server, such as a database, on which the connections can be broken. */
export class TcpProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #state: 'open' | 'cut' | 'stalled' = 'open';

  private constructor(host: string, port: number) {
    this.#server = createServer((client) => {
      if (this.#state === 'cut') {
        client.destroy();
        return;
      }
      const server = connect(port, host);
      this.#join(client, server);
      this.#join(server, client);
      if (this.#state === 'stalled') for (const socket of [client, server]) socket.pause();
    });
  }

  static async start(host: string, port: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(host, port);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Ends every connection, and refuses new ones. */
  cut(): void {
    this.#state = 'cut';
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Lets nothing through, and ends nothing. */
  stall(): void {
    this.#state = 'stalled';
    for (const socket of this.#sockets) socket.pause();
  }

  /** Lets everything through again, what was held back as well. */
  restore(): void {
    this.#state = 'open';
    for (const socket of this.#sockets) socket.resume();
  }

  async stop(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.on('data', (data) => to.write(data));
    from.on('error', () => from.destroy());
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}
