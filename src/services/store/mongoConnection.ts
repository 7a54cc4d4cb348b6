import mongoose, { type Connection } from 'mongoose';
import { agreeOn, type Agreement, EncryptionRefused } from '../encryption/note.ts';
import { migrate } from './mongoMigrations.ts';

/** A server that says nothing for so long is not waited for any more. */
const SOCKET_TIMEOUT_MS = 20_000;

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
 * @throws {EncryptionRefused} as `agree` does
 */
export async function connectMongo<Result>(
  {
    uri,
    // Options in the URI are the word of whoever hosts the bot.
    serverSelectionTimeoutMs = /serverSelectionTimeoutMS=/i.test(uri) ? undefined : 5_000,
    agree = agreeOn(undefined),
  }: MongoOptions,
  use: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const connection = mongoose.createConnection();
  try {
    await connection.openUri(uri, {
      appName: 'confidant',
      autoCreate: false,
      autoIndex: false,
      bufferCommands: false,
      sanitizeFilter: true,
      ...(serverSelectionTimeoutMs && { serverSelectionTimeoutMS: serverSelectionTimeoutMs }),
      socketTimeoutMS: SOCKET_TIMEOUT_MS,
    });
    await migrate(connection, agree);
    return await use(connection);
  } catch (error) {
    await connection.close();
    throw error instanceof EncryptionRefused ? error : openError(uri, error);
  }
}

/** A driver's error may quote the connection string: neither it nor what it wraps is passed on. */
function openError(uri: string, error: unknown): Error {
  const [, credentials, hosts] = /^mongodb(?:\+srv)?:\/\/(?:(.*)@)?([^/?]*)/s.exec(uri) ?? [];
  if (hosts === undefined) {
    return new Error('MONGODB_URI must start with mongodb:// or mongodb+srv://');
  }
  const reason = error instanceof Error ? error.message : String(error);
  const secrets = [uri, ...(credentials?.split(':') ?? [])].filter((secret) => secret !== '');
  const words = secrets.reduce((text, secret) => text.replaceAll(secret, '***'), reason);
  return new Error(`Cannot open MongoDB at ${hosts}: ${words}`);
}
