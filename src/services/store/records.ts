import { SUBJECTS } from '../encryption/words.ts';
import type { EncryptionNote } from '../encryption/note.ts';

/** Where words are kept: tables of SQLite, collections of MongoDB. */
export const COLLECTIONS = ['profiles', 'memories', 'practices', 'checkIns', 'turns'] as const;
export type Collection = (typeof COLLECTIONS)[number];

/** How many records at either end of a collection are looked at to see whether its words are encrypted. */
export const SAMPLED = 3;

/** A record as it is in the database, decrypted or not. */
export interface StoredRecord {
  userId: string;
  /** That of the turn, the rehearsal or the check-in; where there is none, the person's. */
  id: string;
  /** The memory's; 0 for others. */
  version: number;
  /** The fields that hold words, each as a whole. */
  fields: Readonly<Record<string, unknown>>;
}

/** What became of some records. */
export interface Batch {
  read: number;
  changed: number;
  /** How many were changed by somebody else in between, and left. */
  overtaken: number;
  /** Where to go on; undefined at the end. */
  next: string | undefined;
}

/** The fields of a record as they are to be; undefined where they are to stay. */
export type Rewrite = (record: StoredRecord) => StoredRecord['fields'] | undefined;

/** The database as a whole, for going over what it holds, while a bot may run on it. */
export interface Records {
  /** Rewrites the next so many records after one. What somebody else writes meanwhile is never lost. */
  rewrite(
    collection: Collection,
    after: string | undefined,
    limit: number,
    how: Rewrite,
  ): Promise<Batch>;
  /** Writes the next note, once nothing is left of what was rewritten. False when another process has written one. */
  append(note: EncryptionNote): Promise<boolean>;
  close(): Promise<void>;
}

/** The fields of a collection that hold words; `nested` where they hold them inside. */
export function fieldsOf(collection: Collection): { name: string; nested: boolean }[] {
  const nested = new Map<string, boolean>();
  for (const path of SUBJECTS[collection].words) {
    const [name = '', ...rest] = path.split('.');
    nested.set(name, rest.length > 0);
  }
  return [...nested].map(([name, isNested]) => ({ name, nested: isNested }));
}
