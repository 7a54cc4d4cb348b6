import { expect, test } from 'vitest';
import { backoffMs } from '../../../src/services/reply/backoff.ts';

test('waits grow with the time that passes, from half a second to a quarter of an hour', () => {
  let passedMs = 0;
  for (let failures = 1; failures <= 100; failures += 1) {
    const wait = backoffMs(failures);
    expect(wait).toBeGreaterThanOrEqual(backoffMs(failures - 1));
    expect(wait).toBeLessThanOrEqual(Math.max(5_000, 0.3 * passedMs));
    passedMs += wait;
  }
  expect(backoffMs(1)).toBe(500);
  expect(backoffMs(10_000)).toBe(15 * 60_000);
});
