import { expect, test } from 'vitest';
import { backoffMs, reached } from '../../../src/services/reply/backoff.ts';
import { TryLater } from '../../../src/services/reply/surface.ts';

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

const answer = (status: number) => Promise.resolve(new Response(null, { status }));

test('a lost connection and a fault of Discord’s are a passing trouble, and any other answer is one', async () => {
  const lost = await reached(Promise.reject(new Error('reset')), 250).catch((error) => error);
  expect(lost).toBeInstanceOf(TryLater);
  expect(lost).toMatchObject({ retryAfterMs: 250, cause: { message: 'reset' } });
  const fault = await reached(answer(500)).catch((error) => error);
  expect(fault).toBeInstanceOf(TryLater);
  expect(fault).toMatchObject({ retryAfterMs: undefined });
  for (const status of [204, 404, 429]) {
    expect(await reached(answer(status))).toMatchObject({ status });
  }
});
