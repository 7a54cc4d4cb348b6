import type { Cipher } from './cipher.ts';

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

/** Encrypts and decrypts the words of records. An empty text says nothing, and stays empty. */
export class Words {
  readonly #cipher: Cipher;

  constructor(cipher: Cipher) {
    this.#cipher = cipher;
  }

  /** The part of a record, its words encrypted. */
  seal<S extends Subject, Part>(subject: S, bond: Bond<S>, part: Part): Part {
    return changed(subject, bond, part, (...text) => this.#cipher.seal(...text));
  }

  /**
   * The part of a record, its words decrypted.
   * @throws {Unreadable} when one of them was not encrypted for this record
   */
  open<S extends Subject, Part>(subject: S, bond: Bond<S>, part: Part): Part {
    return changed(subject, bond, part, (...text) => this.#cipher.open(...text));
  }

  /**
   * The part of a record, its words encrypted with the key that encrypts now; those that are stay as they are.
   * @throws {Unreadable}
   */
  renew<S extends Subject, Part>(subject: S, bond: Bond<S>, part: Part): Part {
    return changed(subject, bond, part, (text, ...where) =>
      this.#cipher.isCurrent(text)
        ? text
        : this.#cipher.seal(this.#cipher.open(text, ...where), ...where),
    );
  }
}

function changed<S extends Subject, Part>(
  subject: S,
  bond: Bond<S>,
  part: Part,
  change: Change,
): Part {
  const { boundTo, words } = SUBJECTS[subject];
  const ids = boundTo.map((key) => String(bond[key as keyof Bond<S>]));
  const record = JSON.stringify([subject, ...ids]);
  const changeAt = (text: string, field: string) => change(text, record, field);
  return words.reduce<unknown>(
    (result, path) => changedAt(result, path.split('.'), '', changeAt),
    part,
  ) as Part;
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
