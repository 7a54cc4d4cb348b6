import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import mongoose from 'mongoose';
import { endTogether } from './sockets.ts';

const { BSON, ObjectId } = mongoose.mongo;

/** Operations of MongoDB's wire protocol. */
const OP_REPLY = 1;
const OP_MSG = 2013;
const HEADER = 16;
/** Where the first document begins in each of them. */
const DOCUMENT_AT: Readonly<Record<number, number>> = { [OP_REPLY]: 36, [OP_MSG]: 21 };
/** What a member says to whoever wants of it what only a primary does. */
const NOT_PRIMARY = {
  ok: 0,
  errmsg: 'not primary',
  code: 10_107,
  codeName: 'NotWritablePrimary',
  errorLabels: ['RetryableWriteError'],
};
const SET_NAME = 'rs';

type Document = Record<string, unknown>;

/**
 * Two members of a replica set before one MongoDB, which need not have any: they tell drivers who is primary, and
 * refuse as a secondary does what only a primary may do.
 */
export class ReplicaSet {
  readonly #members: Server[];
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  #primary: number | undefined = 0;
  #elections = 1;
  #refused = 0;

  private constructor(uri: string) {
    this.#target = new URL(uri);
    this.#members = [0, 1].map((index) => createServer((client) => this.#join(index, client)));
  }

  static async start(uri: string): Promise<ReplicaSet> {
    const set = new ReplicaSet(uri);
    for (const member of set.#members) {
      member.listen(0, '127.0.0.1');
      await once(member, 'listening');
    }
    return set;
  }

  get uri(): string {
    return `mongodb://${this.#hosts.join(',')}${this.#target.pathname}?replicaSet=${SET_NAME}`;
  }

  /** How many commands were refused because there was no primary, or it was another. */
  get refused(): number {
    return this.#refused;
  }

  /** The primary becomes a secondary; there is none until the next election. */
  stepDown(): void {
    this.#primary = undefined;
  }

  /** Makes a member the primary. */
  elect(index: 0 | 1): void {
    this.#primary = index;
    this.#elections += 1;
  }

  async stop(): Promise<void> {
    const closed = this.#members.map((member) => once(member, 'close'));
    for (const member of this.#members) member.close();
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(closed);
  }

  get #hosts(): string[] {
    return this.#members.map((member) => `127.0.0.1:${(member.address() as AddressInfo).port}`);
  }

  #join(index: number, client: Socket): void {
    const server = connect(Number(this.#target.port), this.#target.hostname);
    /** Requests whose answers say what the member is. */
    const greetings = new Set<number>();
    endTogether(this.#sockets, client, server);
    messages(client, (message) => {
      const id = message.readInt32LE(4);
      const command = message.readInt32LE(12) === OP_MSG ? documentOf(message) : { hello: 1 };
      if ('hello' in command || 'ismaster' in command || 'isMaster' in command) {
        greetings.add(id);
        server.write(message);
      } else if (this.#primary === index || 'endSessions' in command || 'ping' in command) {
        // The server behind keeps no transaction numbers: it is one, and loses none of its answers.
        const { txnNumber: _, $clusterTime: __, ...plain } = command;
        server.write(withDocument(message, plain));
      } else {
        this.#refused += 1;
        client.write(reply(id, NOT_PRIMARY));
      }
    });
    messages(server, (message) => {
      const isGreeting = greetings.delete(message.readInt32LE(8));
      client.write(
        isGreeting
          ? withDocument(message, { ...documentOf(message), ...this.#role(index) })
          : message,
      );
    });
  }

  #role(index: number): Document {
    const isPrimary = this.#primary === index;
    const hosts = this.#hosts;
    return {
      setName: SET_NAME,
      setVersion: 1,
      hosts,
      me: hosts[index],
      isWritablePrimary: isPrimary,
      ismaster: isPrimary,
      secondary: !isPrimary,
      logicalSessionTimeoutMinutes: 30,
      ...(this.#primary !== undefined && { primary: hosts[this.#primary] }),
      ...(isPrimary && { electionId: new ObjectId(String(this.#elections).padStart(24, '0')) }),
    };
  }
}

/** Calls back with each whole message that comes over a connection. */
function messages(socket: Socket, onMessage: (message: Buffer) => void): void {
  let received = Buffer.alloc(0);
  socket.on('data', (data: Buffer) => {
    received = Buffer.concat([received, data]);
    for (let length; received.length >= HEADER; received = received.subarray(length)) {
      length = received.readInt32LE(0);
      if (received.length < length) return;
      onMessage(received.subarray(0, length));
    }
  });
}

const startOf = (message: Buffer): number => DOCUMENT_AT[message.readInt32LE(12)] as number;

function documentOf(message: Buffer): Document {
  const start = startOf(message);
  return BSON.deserialize(message.subarray(start, start + message.readInt32LE(start)), {
    promoteValues: false,
    promoteBuffers: false,
  });
}

/** The message with another first document. */
function withDocument(message: Buffer, document: Document): Buffer {
  const start = startOf(message);
  const end = start + message.readInt32LE(start);
  const changed = Buffer.concat([
    message.subarray(0, start),
    BSON.serialize(document),
    message.subarray(end),
  ]);
  changed.writeInt32LE(changed.length, 0);
  return changed;
}

function reply(responseTo: number, document: Document): Buffer {
  const body = BSON.serialize(document);
  const head = Buffer.alloc(HEADER + 5);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(responseTo, 8);
  head.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([head, body]);
}
