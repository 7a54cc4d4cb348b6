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
    const second = inOrder.run('ada', async () => {
      await Promise.resolve();
      done.push('second');
      return 2;
    });
    const third = inOrder.run('ada', async () => done.push('third'));
    gate.resolve();
    await expect(first).rejects.toThrow('disk');
    expect(await second).toBe(2);
    await third;
    expect(await inOrder.run('ada', async () => done.push('fourth'))).toBe(4);
    expect(done).toEqual(['first', 'second', 'third', 'fourth']);
  });

  test('waits for nobody else', async () => {
    const inOrder = new InOrder();
    const gate = Promise.withResolvers<void>();
    const held = inOrder.run('ada', () => gate.promise);
    expect(await inOrder.run('ben', async () => 'done')).toBe('done');
    gate.resolve();
    await held;
  });
});
