import { randomBytes } from 'node:crypto';
import type { Keyring } from './keyring.ts';

const MARK_BYTES = 9;

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
}

/**
 * What a database should say of its encryption, given what it says: the same note, or the next one.
 * @throws {EncryptionRefused} when it is not to be opened with these keys
 */
export type Agreement = (found: EncryptionNote | undefined, isNew: boolean) => EncryptionNote;

/** Why a database is not opened, in words for whoever hosts the bot. Waiting does not mend it. */
export class EncryptionRefused extends Error {
  override name = 'EncryptionRefused';
}

/** The database is used with these keys from now on: every key that is in use must be one of them. */
export function agreeOn(keyring: Keyring | undefined): Agreement {
  return (found, isNew) => {
    const inUse = found?.keys ?? [];
    if (!keyring) {
      if (inUse.length === 0) return found ?? { version: 1, mark: '', keys: [], plain: true };
      throw new EncryptionRefused(
        'the database is encrypted, and ENCRYPTION_KEY is not set: set it to the key that the database was encrypted with',
      );
    }
    if (inUse.some((id) => !keyring.has(id))) {
      throw new EncryptionRefused(
        'the database is encrypted with a key that is not in ENCRYPTION_KEY: put that key into the list, at its end if another one is to follow it',
      );
    }
    if (found && inUse.includes(keyring.current)) return found;
    return {
      version: (found?.version ?? 0) + 1,
      mark: found?.mark || randomBytes(MARK_BYTES).toString('base64url'),
      keys: [...inUse, keyring.current],
      plain: found?.plain ?? !isNew,
    };
  };
}

/**
 * Only a database that a bot has been started on with these keys: what a running one does not know of, it would take
 * for words.
 */
export function agreeAsBefore(keyring: Keyring): Agreement {
  return (found, isNew) => {
    const note = agreeOn(keyring)(found, isNew);
    if (note === found) return note;
    throw new EncryptionRefused(
      'The bot was not yet started with this ENCRYPTION_KEY: (re)start it first, all of its processes, then run this again.',
    );
  };
}
