import { Cipher } from '../encryption/cipher.ts';
import type { Logger } from 'pino';
import type { Keyring } from '../encryption/keyring.ts';
import { type Agreement, agreeOn, type EncryptionNote } from '../encryption/note.ts';
import { Words } from '../encryption/words.ts';
import { encrypted } from './encryptedStore.ts';
import type { Store } from './store.ts';

/** Where the store is: MongoDB where there is a URI, else SQLite in the folder `dataDir`. */
export interface StoreLocation {
  mongodbUri: string | undefined;
  dataDir: string;
  /** What words are encrypted with; without, they are stored as they are. */
  keyring?: Keyring | undefined;
}

/**
 * Opens the store. Rejects, in words for the person who hosts the bot, when the database cannot be opened.
 * @param log is told when older words may not be encrypted, and what is read that cannot be decrypted
 * @throws {EncryptionRefused} when it is encrypted with another key; nothing is changed then
 */
export async function openStore(
  { mongodbUri, dataDir, keyring }: StoreLocation,
  log?: Pick<Logger, 'warn'>,
): Promise<Store> {
  let note: EncryptionNote | undefined;
  const agree: Agreement = (...found) => (note = agreeOn(keyring)(...found));
  const store = await openPlain(mongodbUri, dataDir, agree);
  if (!keyring || !note) return store;
  if (note.plain) log?.warn('older words are not encrypted yet: npm run reencrypt');
  const words = new Words(new Cipher(keyring, note), (found) =>
    log?.warn(found, 'stored words cannot be decrypted'),
  );
  return encrypted(store, words);
}

async function openPlain(
  mongodbUri: string | undefined,
  dataDir: string,
  agree: Agreement,
): Promise<Store> {
  // Loading Mongoose takes half a second, which a bot on SQLite need not wait for.
  if (mongodbUri) {
    const { openMongoStore } = await import('./mongoStore.ts');
    return openMongoStore({ uri: mongodbUri, agree });
  }
  const { openSqliteStore } = await import('./sqliteStore.ts');
  return openSqliteStore({ folder: dataDir, agree });
}
