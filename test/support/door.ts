import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { endTogether } from './sockets.ts';

/** Stands before a MongoDB and is shut at first: connections are cut at once, as long as nobody opens it. */
export class Door {
  readonly #server = createServer((socket) => this.#knock(socket));
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  #isOpen = false;

  private constructor(uri: string) {
    this.#target = new URL(uri);
  }

  static async start(uri: string): Promise<Door> {
    const door = new Door(uri);
    door.#server.listen(0, '127.0.0.1');
    await once(door.#server, 'listening');
    return door;
  }

  /** The way to the same database, through the door. */
  get uri(): string {
    const uri = new URL(this.#target);
    uri.host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    uri.search = '';
    return uri.href;
  }

  open(): void {
    this.#isOpen = true;
  }

  /** Cuts the connections there are, and those to come. */
  shut(): void {
    this.#isOpen = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.shut();
    await closed;
  }

  #knock(socket: Socket): void {
    if (!this.#isOpen) {
      socket.destroy();
      return;
    }
    const inside = connect(Number(this.#target.port || 27_017), this.#target.hostname);
    endTogether(this.#sockets, socket, inside);
    socket.pipe(inside).pipe(socket);
  }
}
