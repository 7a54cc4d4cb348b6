import type { Words } from '../encryption/words.ts';
import { COLLECTIONS, type Records, type StoredRecord } from './records.ts';

/** Records at a time: few, since a bot on SQLite waits meanwhile. */
const BATCH = 50;
/** How often to go over everything while others write what is not as it should be. */
const MOST_PASSES = 10;

/** What was found in a database. */
export interface Reencrypted {
  /** All records that hold words, in the last pass. */
  records: number;
  /** Those that were encrypted anew, in all passes. */
  changed: number;
  /** Those with words that cannot be decrypted, which were left as they are, each as `collection id`. */
  unreadable: string[];
  /** Whether everything else is encrypted with the key that encrypts now. */
  isDone: boolean;
}

/**
 * Encrypts everything with the key that encrypts now. It may be ended at any moment and begun again. A bot may run
 * meanwhile: everything is gone over until nothing is left to be done.
 */
export async function reencrypt(records: Records, words: Words): Promise<Reencrypted> {
  const result: Reencrypted = { records: 0, changed: 0, unreadable: [], isDone: false };
  for (let pass = 0; pass < MOST_PASSES && !result.isDone; pass += 1) {
    const { records: read, unreadable, open, changed } = await goOver(records, words);
    result.records = read;
    result.unreadable = unreadable;
    result.changed += changed;
    result.isDone = open === 0;
  }
  return result;
}

async function goOver(records: Records, words: Words) {
  const pass = { records: 0, changed: 0, open: 0, unreadable: [] as string[] };
  for (const collection of COLLECTIONS) {
    const how = (record: StoredRecord) => {
      const { unreadable, ...fields } = words.renew(collection, record, record.fields);
      if (unreadable) pass.unreadable.push(`${collection} ${record.id}`);
      return JSON.stringify(fields) === JSON.stringify(record.fields) ? undefined : fields;
    };
    let after: string | undefined;
    do {
      const batch = await records.rewrite(collection, after, BATCH, how);
      pass.records += batch.read;
      pass.changed += batch.changed;
      pass.open += batch.changed + batch.overtaken;
      after = batch.next;
    } while (after !== undefined);
  }
  return pass;
}
