import { createSecretKey, hash, hkdfSync, type KeyObject } from 'node:crypto';

/** 32 bytes in base64 or in hex. */
const KEY = /^(?:[A-Za-z0-9+/]{43}=|[0-9A-Fa-f]{64})$/;
const KEY_BYTES = 32;
const ID_BYTES = 6;

/** The keys that words are encrypted with. They cannot be seen from outside: what is logged of it holds none. */
export class Keyring {
  /** The id of the key that encrypts: the first in the list. */
  readonly current: string;
  readonly #keys: ReadonlyMap<string, KeyObject>;

  private constructor(current: string, keys: ReadonlyMap<string, KeyObject>) {
    this.current = current;
    this.#keys = keys;
  }

  /** Reads keys of 32 bytes each, in base64 or hex, separated by commas; undefined when one is none. */
  static parse(text: string): Keyring | undefined {
    const keys = new Map<string, KeyObject>();
    for (const item of text.split(',').map((key) => key.trim())) {
      if (!KEY.test(item)) return undefined;
      const key = createSecretKey(item, item.endsWith('=') ? 'base64' : 'hex');
      keys.set(idOf(key), key);
    }
    const [current] = keys.keys();
    return current === undefined ? undefined : new Keyring(current, keys);
  }

  /** Whether the key with this id is in the list. */
  has(id: string): boolean {
    return this.#keys.has(id);
  }

  /** A key for one purpose, derived from the one with this id; undefined when that is not in the list. */
  derive(id: string, salt: string, purpose: string): KeyObject | undefined {
    const key = this.#keys.get(id);
    if (!key) return undefined;
    // HKDF takes no more than 1,024 bytes of it.
    const info = hash('sha256', purpose, 'buffer');
    return createSecretKey(Buffer.from(hkdfSync('sha256', key, salt, info, KEY_BYTES)));
  }
}

/** Tells keys apart, and says nothing about them. */
function idOf(key: KeyObject): string {
  return Buffer.from(hkdfSync('sha256', key, '', 'confidant key id', ID_BYTES)).toString(
    'base64url',
  );
}
