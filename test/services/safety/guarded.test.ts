import { describe, expect, test } from 'vitest';
import { ANEW, type Piece } from '../../../src/services/reply/piece.ts';
import { guarded } from '../../../src/services/safety/guarded.ts';
import type { Concern } from '../../../src/services/safety/moderation.ts';

/** A model whose streams say when they have been let go, and that begins one with care as it is told. */
function staged(found: readonly Concern[], careful: readonly Piece[]) {
  const ended = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const signals: AbortSignal[] = [];
  const controller = new AbortController();
  const text = guarded({
    examined: Promise.resolve(new Set(found)),
    signal: controller.signal,
    async *write(signal, concerns) {
      const n = signals.push(signal) - 1;
      try {
        yield* concerns ? careful : ['one'];
        yield ' two';
      } finally {
        ended[n]?.resolve();
      }
    },
    opening: async (concerns) => `opening for ${[...concerns].join()}`,
    onFound: () => Promise.resolve(),
  });
  const read = async () => {
    let shown = '';
    for await (const piece of text) shown = piece === ANEW ? '' : shown + piece;
    return shown;
  };
  return { text, read, signals, ended: ended.map(({ promise }) => promise), controller };
}

const stage = (...found: Concern[]) => staged(found, ['careful']);

describe('a guarded answer', () => {
  test('is what the model writes when nothing is found, asked for once', async () => {
    const { read, signals } = stage();
    expect(await read()).toBe('one two');
    expect(signals).toHaveLength(1);
  });

  test('lets the model go when its reader leaves', async () => {
    const { text, ended } = stage();
    await text.next();
    await text.return();
    await expect(ended[0]).resolves.toBeUndefined();
  });

  test('begins with the opening, and lets go of what the model had begun', async () => {
    const { read, signals, ended } = stage('selfHarm', 'violence');
    expect(await read()).toBe('opening for selfHarm,violence\n\ncareful two');
    await expect(ended[0]).resolves.toBeUndefined();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  test('lets the model that writes with care go when its reader leaves', async () => {
    const { text, ended } = stage('violence');
    await text.next();
    await text.next();
    await text.return();
    await expect(ended[1]).resolves.toBeUndefined();
  });

  test('begins with the opening also when the model’s words begin anew', async () => {
    const { read } = staged(['selfHarm'], ['played', ANEW, 'care', 'ful']);
    expect(await read()).toBe('opening for selfHarm\n\ncareful two');
  });

  test('is the opening alone when it is not played, unless somebody is in need besides', async () => {
    const { read, signals } = stage('sexual');
    expect(await read()).toBe('opening for sexual');
    expect(signals).toHaveLength(1);
    expect(await stage('sexual', 'selfHarm').read()).toMatch(/\n\ncareful two$/);
  });

  test('is the opening alone when it is refused', async () => {
    const { read, signals, ended } = stage('minors');
    expect(await read()).toBe('opening for minors');
    await expect(ended[0]).resolves.toBeUndefined();
    expect(signals).toHaveLength(1);
  });
});
