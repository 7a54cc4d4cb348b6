import type { Stored } from '../../models/stored.ts';
import { type Cipher, Unreadable, type UnreadableCode } from './cipher.ts';

/**
 * Where the database holds words, by collection: where they are in a record (`*`: each of a list), and what of the
 * record they are bound to.
 */
export const SUBJECTS = {
  profiles: {
    boundTo: ['userId'],
    words: ['name', 'gender', 'interests.*', 'pronouns', 'seeking'],
  },
  memories: { boundTo: ['userId', 'version'], words: ['text'] },
  practices: { boundTo: ['userId', 'id'], words: ['who', 'moment'] },
  checkIns: { boundTo: ['userId', 'id'], words: ['plan'] },
  turns: {
    boundTo: ['userId', 'id'],
    words: [
      'question',
      'pictures.*.url',
      'pictures.*.name',
      'answer',
      'reply.interactionToken',
      'reply.after.reopening',
    ],
  },
} as const;
export type Subject = keyof typeof SUBJECTS;

/** What tells a record from all others. */
type Bond<S extends Subject> = Readonly<
  Record<(typeof SUBJECTS)[S]['boundTo'][number], string | number>
>;
type Change = (text: string, record: string, field: string) => string;

/** What of a record cannot be decrypted: ids, and codes by field. */
export interface UnreadableRecord {
  collection: Subject;
  record: Readonly<Record<string, string | number>>;
  fields: Readonly<Record<string, UnreadableCode>>;
}

/**
 * Encrypts and decrypts the words of records. An empty text says nothing, and stays empty. A text that cannot be
 * decrypted, since it was not encrypted for its place, takes no other one with it.
 */
export class Words {
  readonly #cipher: Cipher;
  readonly #onUnreadable: (found: UnreadableRecord) => void;

  /** @param onUnreadable called for each record that is read and has such a text */
  constructor(cipher: Cipher, onUnreadable: (found: UnreadableRecord) => void = () => {}) {
    this.#cipher = cipher;
    this.#onUnreadable = onUnreadable;
  }

  /** The part of a record, its words encrypted. */
  seal<S extends Subject, Part>(subject: S, bond: Bond<S>, part: Part): Part {
    return changed(subject, bond, part, (...text) => this.#cipher.seal(...text));
  }

  /** The part of a record, its words decrypted; empty where they cannot be, and then it says so. */
  open<S extends Subject, Part>(subject: S, bond: Bond<S>, part: Part): Stored<Part> {
    const decrypt: Change = (...text) => this.#cipher.open(...text);
    return this.#changed(subject, bond, part, decrypt, () => '');
  }

  /**
   * The part of a record, its words encrypted with the key that encrypts now. Those that are stay as they are, and so
   * do those that cannot be decrypted: then it says so.
   */
  renew<S extends Subject, Part>(subject: S, bond: Bond<S>, part: Part): Stored<Part> {
    const renewed: Change = (text, ...where) => {
      const isCurrent = this.#cipher.isCurrent(text);
      const plain = this.#cipher.open(text, ...where);
      return isCurrent ? text : this.#cipher.seal(plain, ...where);
    };
    return this.#changed(subject, bond, part, renewed, (text) => text);
  }

  #changed<S extends Subject, Part>(
    collection: S,
    bond: Bond<S>,
    part: Part,
    change: Change,
    otherwise: (text: string) => string,
  ): Stored<Part> {
    const fields: Record<string, UnreadableCode> = {};
    const result = changed(collection, bond, part, (text, record, field) => {
      try {
        return change(text, record, field);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        fields[field.split('/')[1] ?? field] = error.code;
        return otherwise(text);
      }
    });
    const unreadable = Object.keys(fields);
    if (unreadable.length === 0) return result as Stored<Part>;
    this.#onUnreadable({ collection, record: idsOf(collection, bond), fields });
    return { ...result, unreadable };
  }
}

function changed<S extends Subject, Part>(
  subject: S,
  bond: Bond<S>,
  part: Part,
  change: Change,
): Part {
  const { words } = SUBJECTS[subject];
  const ids = Object.values(idsOf(subject, bond)).map(String);
  const record = JSON.stringify([subject, ...ids]);
  const changeAt = (text: string, field: string) => change(text, record, field);
  return words.reduce<unknown>(
    (result, path) => changedAt(result, path.split('.'), '', changeAt),
    part,
  ) as Part;
}

function idsOf<S extends Subject>(subject: S, bond: Bond<S>): UnreadableRecord['record'] {
  const keys: readonly string[] = SUBJECTS[subject].boundTo;
  return Object.fromEntries(keys.map((key) => [key, bond[key as keyof Bond<S>]]));
}

/** The texts that a record has at a path, such as `pictures.*.url`. */
export function textsAt(record: unknown, path: string): string[] {
  const texts: string[] = [];
  changedAt(record, path.split('.'), '', (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

/** @param field where the value is in the record, such as `/pictures/0/url` */
function changedAt(
  value: unknown,
  [step, ...rest]: readonly string[],
  field: string,
  change: (text: string, field: string) => string,
): unknown {
  if (step === undefined) return typeof value === 'string' && value ? change(value, field) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => changedAt(item, rest, `${field}/${index}`, change));
  }
  const record = value as Readonly<Record<string, unknown>>;
  if (!Object.hasOwn(record, step)) return value;
  return { ...record, [step]: changedAt(record[step], rest, `${field}/${step}`, change) };
}
