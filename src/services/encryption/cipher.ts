import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import type { Keyring } from './keyring.ts';
import type { EncryptionNote } from './note.ts';

const ALGORITHM = 'aes-256-gcm';
/** The form of what is encrypted: `enc1.<mark>.<key id>.<nonce, ciphertext and tag in base64url>`. */
const FORM = 'enc1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The least that follows the key id: the nonce, the tag and a byte of text. */
const PACKED_LENGTH = Math.ceil(((NONCE_BYTES + TAG_BYTES + 1) * 4) / 3);
const ENCRYPTED = new RegExp(
  String.raw`^${FORM}\.(?<mark>[\w-]{12}|[\w-]{16})\.[\w-]{8}\.[\w-]{${PACKED_LENGTH},}$`,
);

/** Why a text is not decrypted. `plain`: it is not encrypted; `altered`: it is not as it was written, or not where. */
export type UnreadableCode = 'plain' | 'unknownKey' | 'altered';

/** A stored text that cannot be decrypted. Its message holds nothing of the text. */
export class Unreadable extends Error {
  override name = 'Unreadable';
  readonly code: UnreadableCode;

  constructor(code: UnreadableCode) {
    super(`a stored text cannot be decrypted (${code})`);
    this.code = code;
  }
}

/** Encrypts texts, each for the place where it is kept: anywhere else it is refused. */
export class Cipher {
  readonly #keyring: Keyring;
  readonly #mark: string;
  readonly #allowsPlain: boolean;

  constructor(keyring: Keyring, { mark, plain }: Pick<EncryptionNote, 'mark' | 'plain'>) {
    this.#keyring = keyring;
    this.#mark = mark;
    this.#allowsPlain = plain;
  }

  /** A key that encrypts is the record's own, so that no two records share nonces. */
  seal(text: string, record: string, field: string): string {
    const id = this.#keyring.current;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#keyOf(id, record), nonce);
    cipher.setAAD(aad(record, field));
    const sealed = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
    return this.#prefix(id) + Buffer.concat(sealed).toString('base64url');
  }

  /**
   * The text that was sealed for this place. While the database may hold words that are not encrypted, those are
   * handed out as they are.
   * @throws {Unreadable}
   */
  open(value: string, record: string, field: string): string {
    if (!value.startsWith(`${FORM}.${this.#mark}.`)) {
      if (this.#allowsPlain) return value;
      throw new Unreadable('plain');
    }
    const [, , id = '', packed = ''] = value.split('.', 4);
    const bytes = Buffer.from(packed, 'base64url');
    // Base64 can be written in several ways, of which one is ours.
    if (value !== this.#prefix(id) + bytes.toString('base64url')) throw new Unreadable('altered');
    if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new Unreadable('altered');
    return decrypt(bytes, this.#keyOf(id, record), aad(record, field));
  }

  /** Whether a value is sealed with the key that encrypts now. */
  isCurrent(value: string): boolean {
    return value.startsWith(this.#prefix(this.#keyring.current));
  }

  #prefix(id: string): string {
    return `${FORM}.${this.#mark}.${id}.`;
  }

  #keyOf(id: string, record: string): KeyObject {
    const key = this.#keyring.derive(id, this.#mark, record);
    if (!key) throw new Unreadable('unknownKey');
    return key;
  }
}

/** The mark of what has the form of an encrypted text, which is more than 60 characters long; undefined otherwise. */
export function markOf(value: string): string | undefined {
  return ENCRYPTED.exec(value)?.groups?.['mark'];
}

function decrypt(bytes: Buffer, key: KeyObject, where: Buffer): string {
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(where).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    throw new Unreadable('altered');
  }
}

const aad = (record: string, field: string): Buffer => Buffer.from(JSON.stringify([record, field]));
