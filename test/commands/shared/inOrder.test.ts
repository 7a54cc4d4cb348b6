import { describe, expect, test } from 'vitest';
import { InOrder } from '../../../src/commands/shared/inOrder.ts';

describe('what somebody does to what is known of them', () => {
  test('is done one after the other, in the order in which it came, however it goes', async () => {
    const inOrder = new InOrder();
    const done: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = inOrder.run('ada', async () => {
      await gate.promise;
      done.push('first');
      throw new Error('disk');
    });
    const second = inOrder.run('ada', async (before) => {
      await before;
      done.push('second');
      return 2;
    });
    const notReady = Promise.withResolvers<void>();
    const third = inOrder.run('ada', async () => done.push('never'), notReady.promise);
    const fourth = inOrder.run('ada', async (before) => {
      await before;
      return done.push('fourth');
    });
    gate.resolve();
    await expect(first).rejects.toThrow('disk');
    expect(await second).toBe(2);
    notReady.reject(new Error('Unknown interaction'));
    await expect(third).rejects.toThrow('Unknown interaction');
    await fourth;
    expect(done).toEqual(['first', 'second', 'fourth']);
  });

  test('is begun at once, as far as it need not wait', async () => {
    const inOrder = new InOrder();
    const gate = Promise.withResolvers<void>();
    const held = inOrder.run('ada', () => gate.promise);
    const begun = Promise.withResolvers<void>();
    const later = inOrder.run('ada', async (before) => {
      begun.resolve();
      await before;
      return 'done';
    });
    await begun.promise;
    gate.resolve();
    await held;
    expect(await later).toBe('done');
  });

  test('waits for nobody else', async () => {
    const inOrder = new InOrder();
    const gate = Promise.withResolvers<void>();
    const held = inOrder.run('ada', () => gate.promise);
    expect(await inOrder.run('ben', (before) => before.then(() => 'done'))).toBe('done');
    gate.resolve();
    await held;
  });
});
