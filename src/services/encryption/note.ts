import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Keyring } from './keyring.ts';

const MARK_BYTES = 12;
/** That of marks from when notes had no checks: a later one proves that its note had some. */
const UNCHECKED_MARK_LENGTH = 12;
/** What the keys of the checks are derived for. */
const PURPOSE = 'confidant encryption note';

const encryptionNote = z.object({
  version: z.number(),
  mark: z.string(),
  keys: z.array(z.string()),
  plain: z.boolean(),
  checks: z.array(z.string()).default([]),
});

/**
 * What a database says of its own encryption. Notes are numbered, and the last one counts: of two processes that
 * write the same number, one does.
 */
export interface EncryptionNote {
  version: number;
  /**
   * Every encrypted text of the database begins with it, and nobody's words do: it is made by chance, later than what
   * is plain, and shown to nobody. Empty while nothing is encrypted.
   */
  mark: string;
  /** The ids of the keys that may be in use. */
  keys: readonly string[];
  /** Whether there may be words that are not encrypted. */
  plain: boolean;
  /** By each of the keys, what only somebody who has it can say of all this. */
  checks: readonly string[];
}

/** What is found in a database before it is opened. */
export interface Found {
  note: EncryptionNote | undefined;
  /** Whether nothing was written into it before. */
  isNew: boolean;
  /** Whether it was last opened by a version whose notes had no checks. */
  isOlder: boolean;
  /** The marks of encrypted words in it, which are looked for unless the note is checked. */
  marks: readonly string[];
}

/**
 * What a database should say of its encryption, given what is found in it: the same note, or the next one.
 * @throws {EncryptionRefused} when it is not to be opened with these keys
 */
export type Agreement = (found: Found) => EncryptionNote;

/** Why a database is not opened, in words for whoever hosts the bot. Waiting does not mend it. */
export class EncryptionRefused extends Error {
  override name = 'EncryptionRefused';
}

const TO_RESTORE =
  'restore the table or collection “encryption”, from the same backup as everything else';

/**
 * Reads what a database has as its note.
 * @throws {EncryptionRefused} when that is none
 */
export function readNote(stored: unknown): EncryptionNote {
  const { data } = encryptionNote.safeParse(stored);
  return data ?? refuseAltered();
}

/** Whether a note has checks. One that has none, since nothing is encrypted, proves nothing. */
export function isChecked(note: EncryptionNote | undefined): boolean {
  return note !== undefined && note.keys.length > 0 && note.checks.length > 0;
}

/**
 * Sees to it that there is the note that belongs to the words in the database, whatever the keys.
 * @throws {EncryptionRefused}
 */
export function mustHaveNote({ note, marks }: Found): void {
  if (isChecked(note) || marks.every((mark) => mark === note?.mark)) return;
  throw new EncryptionRefused(
    `the database holds encrypted words, and what it says of its encryption is missing or belongs to others: ${TO_RESTORE}`,
  );
}

/** The database is used with these keys from now on: every key that is in use must be one of them. */
export function agreeOn(keyring: Keyring | undefined): Agreement {
  return (found) => {
    mustHaveNote(found);
    const { note, isNew, isOlder } = found;
    const inUse = note?.keys ?? [];
    if (!keyring) {
      if (inUse.length === 0) {
        return note ?? { version: 1, mark: '', keys: [], plain: true, checks: [] };
      }
      throw new EncryptionRefused(
        'the database is encrypted, and ENCRYPTION_KEY is not set: set it to the key that the database was encrypted with',
      );
    }
    // What says that nothing is encrypted is not believed in anything else.
    const before = note && inUse.length > 0 ? note : undefined;
    if (before && !isGenuine(keyring, before, isOlder)) refuseAltered();
    if (inUse.some((id) => !keyring.has(id))) {
      throw new EncryptionRefused(
        'the database is encrypted with a key that is not in ENCRYPTION_KEY: put that key into the list, at its end if another one is to follow it',
      );
    }
    if (before && isChecked(before) && inUse.includes(keyring.current)) return before;
    return checked(keyring, {
      version: (note?.version ?? 0) + 1,
      mark: before?.mark ?? randomBytes(MARK_BYTES).toString('base64url'),
      keys: [...new Set([...inUse, keyring.current])],
      plain: before?.plain ?? (note !== undefined || !isNew),
    });
  };
}

/**
 * Only a database that a bot has been started on with these keys: what a running one does not know of, it would take
 * for words.
 */
export function agreeAsBefore(keyring: Keyring): Agreement {
  return (found) => {
    const note = agreeOn(keyring)(found);
    if (note === found.note) return note;
    throw new EncryptionRefused(
      'The bot was not yet started with this ENCRYPTION_KEY: (re)start it first, all of its processes, then run this again.',
    );
  };
}

/** The next note, once everything is encrypted with the key that encrypts now. */
export function whollyEncrypted(
  keyring: Keyring,
  { version, mark }: EncryptionNote,
): EncryptionNote {
  return checked(keyring, { version: version + 1, mark, keys: [keyring.current], plain: false });
}

type Unchecked = Omit<EncryptionNote, 'checks'>;

function checked(keyring: Keyring, note: Unchecked): EncryptionNote {
  return { ...note, checks: note.keys.map((id) => checkBy(keyring, id, note)) };
}

/** Whether every key that is here vouches for the note, or none could when it was written. */
function isGenuine(keyring: Keyring, note: EncryptionNote, isOlder: boolean): boolean {
  if (!isChecked(note)) return isOlder && note.mark.length === UNCHECKED_MARK_LENGTH;
  return note.keys.every(
    (id, index) => !keyring.has(id) || checkBy(keyring, id, note) === note.checks[index],
  );
}

function checkBy(keyring: Keyring, id: string, note: Unchecked): string {
  const key = keyring.derive(id, note.mark, PURPOSE);
  if (!key) throw new Error('A key of the note is not in the list');
  const { version, mark, keys, plain } = note;
  const said = JSON.stringify([version, mark, keys, plain]);
  return createHmac('sha256', key).update(said).digest('base64url');
}

function refuseAltered(): never {
  throw new EncryptionRefused(
    `what the database says of its encryption was altered: ${TO_RESTORE}`,
  );
}
