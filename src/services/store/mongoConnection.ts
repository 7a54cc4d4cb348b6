import mongoose, { type Connection, type mongo } from 'mongoose';
import { agreeOn, type Agreement, EncryptionRefused } from '../encryption/note.ts';
import { migrate } from './mongoMigrations.ts';
import { DatabaseRefused } from './refused.ts';

/** A server that says nothing for so long is not waited for any more. */
const SOCKET_TIMEOUT_MS = 20_000;

/**
 * How often the driver looks whether the server is there, and how soon at the earliest after it looked last: always
 * by a timer then. At once, as it would like to when a connection is lost, it may write to another that is lost as
 * well and not marked so yet; it waits for that for ever, and looks for no server any more.
 */
const HEARTBEAT_MS = 1_000;

export interface MongoOptions {
  /** `mongodb://…` or `mongodb+srv://…`, with the name of the database. */
  uri: string;
  /** How long an operation looks for a server that answers before it rejects. */
  serverSelectionTimeoutMs?: number | undefined;
  /** What the database is to say of its encryption; that there is none, without. */
  agree?: Agreement | undefined;
}

/**
 * Connects to MongoDB, brings the database to this version, and resolves with what is made of the connection.
 * Rejects, without the credentials in the words, when it cannot.
 * @throws {DatabaseRefused} when it never will: for its connection string, its password, or a newer version's data
 * @throws {EncryptionRefused} as `agree` does
 */
export async function connectMongo<Result>(
  { uri, serverSelectionTimeoutMs = 5_000, agree = agreeOn(undefined) }: MongoOptions,
  use: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const connection = mongoose.createConnection();
  let isOpen = false;
  try {
    await connection.openUri(uri, {
      appName: 'confidant',
      autoCreate: false,
      autoIndex: false,
      bufferCommands: false,
      sanitizeFilter: true,
      ...unlessIn(uri, {
        serverSelectionTimeoutMS: serverSelectionTimeoutMs,
        socketTimeoutMS: SOCKET_TIMEOUT_MS,
        heartbeatFrequencyMS: HEARTBEAT_MS,
        minHeartbeatFrequencyMS: HEARTBEAT_MS,
      }),
    });
    isOpen = true;
    await migrate(connection, agree);
    return await use(connection);
  } catch (error) {
    await connection.close();
    throw error instanceof EncryptionRefused ? error : openError(uri, error, isOpen);
  }
}

/** Options in the URI are the word of whoever hosts the bot. */
function unlessIn(uri: string, options: mongo.MongoClientOptions): mongo.MongoClientOptions {
  const given = uri.toLowerCase();
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => !given.includes(`${name.toLowerCase()}=`)),
  );
}

/** A driver's error may quote the connection string: neither it nor what it wraps is passed on. */
function openError(uri: string, error: unknown, isOpen: boolean): Error {
  if (!/^mongodb(?:\+srv)?:\/\//.test(uri)) {
    return new DatabaseRefused('MONGODB_URI must start with mongodb:// or mongodb+srv://');
  }
  const { hosts, secrets } = readUri(uri);
  const isTheServers = isOpen || (hosts !== undefined && isOfServer(error));
  const where = hosts === undefined ? '' : ` at ${hosts}`;
  const words = secrets.reduce(
    (text, secret) => text.replaceAll(secret, '***'),
    isTheServers ? messageOf(error) : NOT_ACCEPTED,
  );
  const isFinal = !isTheServers || error instanceof DatabaseRefused || isUnauthorized(error);
  return new (isFinal ? DatabaseRefused : Error)(`Cannot open MongoDB${where}: ${words}`);
}

/** Instead of what the driver says of a connection string: that quotes pieces of it. */
const NOT_ACCEPTED =
  'there is no server for this connection string (mongodb://USER:PASSWORD@HOST/DATABASE, special characters of the password as %XX)';

const HOST = String.raw`(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?`;
const URI = new RegExp(
  String.raw`^[^/]+//(?:(?<credentials>[^@/?#]*)@)?(?<hosts>${HOST}(?:,${HOST})*)(?:[/?][^@]*)?$`,
  'i',
);

/** What of a connection string must be a host and may be said, and what may not. */
function readUri(uri: string): { hosts?: string; secrets: string[] } {
  const { credentials, hosts } = URI.exec(uri)?.groups ?? {};
  const parts = [uri, ...(credentials?.split(':') ?? [])].flatMap((part) => [part, decoded(part)]);
  const secrets = parts.filter((part) => part !== '');
  if (hosts === undefined) return { secrets };
  // Without credentials a port may be a password of digits, whose host somebody forgot.
  return { hosts: credentials ? hosts : hosts.replaceAll(/:\d+(?=,|$)/g, ''), secrets };
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What MongoDB calls a name or a password that it does not accept; the second is Atlas's. */
const NOT_AUTHENTICATED = new Set<unknown>([18, 8000]);

const isUnauthorized = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && NOT_AUTHENTICATED.has(error.code);

/** Whether a server was looked for, so that the error is not about the connection string. */
function isOfServer(error: unknown): boolean {
  const { MongoServerError, MongoNetworkError, MongoServerSelectionError } = mongoose.mongo;
  const { MongooseServerSelectionError } = mongoose.Error;
  return (
    error instanceof MongoServerError ||
    error instanceof MongoNetworkError ||
    error instanceof MongoServerSelectionError ||
    error instanceof MongooseServerSelectionError ||
    // A name that does not resolve is an error of the system.
    (error instanceof Error && 'syscall' in error)
  );
}
