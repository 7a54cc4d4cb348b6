import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readStoreConfig } from '../config.ts';
import { Cipher } from '../services/encryption/cipher.ts';
import type { Keyring } from '../services/encryption/keyring.ts';
import {
  type Agreement,
  agreeAsBefore,
  EncryptionRefused,
  type EncryptionNote,
  whollyEncrypted,
} from '../services/encryption/note.ts';
import { Words } from '../services/encryption/words.ts';
import { MongoRecords } from '../services/store/mongoRecords.ts';
import type { Records } from '../services/store/records.ts';
import { reencrypt, type Reencrypted } from '../services/store/reencrypt.ts';
import { DATABASE } from '../services/store/sqliteDatabase.ts';
import { SqliteRecords } from '../services/store/sqliteRecords.ts';
import { runTool } from './runTool.ts';

/** How many of those with words that cannot be decrypted are named. */
const MOST_NAMED = 20;

await runTool(async () => {
  const { keyring, ...location } = readStoreConfig(process.env);
  if (!keyring) throw new EncryptionRefused('ENCRYPTION_KEY is not set (docs/operations.md)');
  let note: EncryptionNote | undefined;
  const agree: Agreement = (...found) => (note = agreeAsBefore(keyring)(...found));
  const records = await openRecords(location, agree);
  try {
    if (!note) throw new Error('The database says nothing of its encryption');
    const result = await reencrypt(records, new Words(new Cipher(keyring, note)));
    return await conclude(records, note, keyring, result);
  } finally {
    await records.close();
  }
});

async function openRecords(
  { mongodbUri, dataDir }: { mongodbUri: string | undefined; dataDir: string },
  agree: Agreement,
): Promise<Records> {
  if (mongodbUri) return MongoRecords.open(mongodbUri, agree);
  const file = join(dataDir, DATABASE);
  if (!existsSync(file)) throw new Error(`There is no file ${file}`);
  return SqliteRecords.open(dataDir, agree);
}

/** Notes in the database which key is left, and says what was done. */
async function conclude(
  records: Records,
  note: EncryptionNote,
  keyring: Keyring,
  { isDone, records: read, changed, unreadable }: Reencrypted,
): Promise<string> {
  const counts = `${read} records hold words; ${changed} were encrypted anew.`;
  if (!isDone || !(await records.append(whollyEncrypted(keyring, note)))) {
    throw new Error(
      `${counts} Another process encrypts with another key: restart all of them with this ENCRYPTION_KEY, then run this again.`,
    );
  }
  const done = 'Everything is encrypted with the first key of ENCRYPTION_KEY';
  if (unreadable.length > 0) {
    process.exitCode = 1;
    const named = unreadable.slice(0, MOST_NAMED).join('\n  ');
    return `${counts}\n${done}, but for words of ${unreadable.length} records, which cannot be decrypted and were left as they are:\n  ${named}`;
  }
  return `${counts}\n${done}: keys after it may be taken out of the list. With the bot’s next start, words that are not encrypted are refused.`;
}
