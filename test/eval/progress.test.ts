import { describe, expect, test } from 'vitest';
import { Progress } from '../../eval/progress.ts';

function watch(isTTY: boolean) {
  let written = '';
  let now = 0;
  const terminal = { isTTY, columns: 60, write: (text: string) => (written += text) };
  const progress = new Progress(40, terminal, () => now);
  return {
    progress,
    pass: (ms: number) => (now += ms),
    /** What was written since the last time. */
    read: () => {
      const text = written;
      written = '';
      return text;
    },
  };
}

describe('progress', () => {
  test('is a bar with the time that is left in a terminal', () => {
    const { progress, pass, read } = watch(true);
    progress.start();
    expect(read()).toBe(`\r\u001B[K${'░'.repeat(24)} 0/40 requests`);
    pass(10_000);
    progress.advance(10);
    expect(read()).toBe(`\r\u001B[K██████${'░'.repeat(18)} 10/40 requests · about 30 s left`);
    progress.end();
    expect(read()).toBe('\r\u001B[K');
  });

  test('keeps what failed above the bar, and the bar in its line', () => {
    const { progress, pass, read } = watch(true);
    pass(400_000);
    progress.advance(10);
    read();
    progress.problem('some-situation: overloaded');
    const [problem = '', bar = ''] = read().split('\n');
    expect(problem).toBe('\r\u001B[Ksome-situation: overloaded');
    expect(bar).toContain('1 failed');
    expect(bar.replace('\r\u001B[K', '').length).toBeLessThan(60);
  });

  test('is a line now and then elsewhere', () => {
    const { progress, pass, read } = watch(false);
    progress.start();
    pass(1_000);
    for (let count = 0; count < 40; count += 1) progress.advance(1);
    const lines = read().trimEnd().split('\n');
    expect(lines[0]).toBe('40 requests');
    expect(lines.at(-1)).toBe('40/40 requests');
    expect(lines).toHaveLength(11);
    expect(lines.join('')).not.toContain('\u001B');
  });
});
