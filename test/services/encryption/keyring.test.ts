import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Keyring } from '../../../src/services/encryption/keyring.ts';

describe('keys', () => {
  const bytes = randomBytes(32);
  const base64 = bytes.toString('base64');
  const other = randomBytes(32).toString('base64');

  test('are 32 bytes in base64 or in hex, one or more, the first of which encrypts', () => {
    const inBase64 = Keyring.parse(base64);
    const inHex = Keyring.parse(`${bytes.toString('hex')} , ${other}`);
    expect(inBase64?.current).toMatch(/^[\w-]{8}$/);
    expect(inHex?.current).toBe(inBase64?.current);
    expect(inHex?.has(Keyring.parse(other)?.current ?? '')).toBe(true);
    expect(inBase64?.has(Keyring.parse(other)?.current ?? '')).toBe(false);
  });

  test.each([
    '',
    ',',
    'a-pass-phrase',
    `${base64},`,
    base64.slice(0, -1),
    randomBytes(16).toString('hex'),
    randomBytes(31).toString('base64'),
    randomBytes(33).toString('base64'),
    `${base64} ${other}`,
  ])('are nothing else: %s', (text) => {
    expect(Keyring.parse(text)).toBeUndefined();
  });

  test('are not to be seen in what is made of them', () => {
    const keyring = Keyring.parse(base64);
    const seen = inspect(keyring, { depth: 9, showHidden: true }) + JSON.stringify(keyring);
    for (const form of ['base64', 'base64url', 'hex'] as const) {
      expect(seen).not.toContain(bytes.toString(form).slice(0, 12));
    }
  });

  test('that are derived differ by key, salt and purpose', () => {
    const keyring = Keyring.parse(`${base64},${other}`);
    const second = Keyring.parse(other)?.current ?? '';
    const first = keyring?.current ?? '';
    const derived = [
      [first, 'salt', 'purpose'],
      [second, 'salt', 'purpose'],
      [first, 'pepper', 'purpose'],
      [first, 'salt', 'another'],
    ].map(([id = '', salt = '', purpose = '']) =>
      keyring?.derive(id, salt, purpose)?.export().toString('hex'),
    );
    expect(new Set(derived).size).toBe(4);
    expect(keyring?.derive(first, 'salt', 'purpose')?.export().toString('hex')).toBe(derived[0]);
    expect(keyring?.derive('unknown', 'salt', 'purpose')).toBeUndefined();
  });
});
