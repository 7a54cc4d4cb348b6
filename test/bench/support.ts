import type { Measurement } from '../../bench/scenario.ts';

const usage = { cpuMs: 100, busiestPercent: 10, loopDelayP99Ms: 1, peakRssBytes: 1e8 };

/** A measurement in which everything holds, but for what a test changes. */
export const measurement = (changes: Partial<Measurement> = {}): Measurement => ({
  place: 'interaction',
  strategy: 'component',
  replies: 20,
  tokens: 200,
  firstP50Ms: 5,
  firstP99Ms: 10,
  meanAgeMs: 500,
  finalP50Ms: 5,
  finalP99Ms: 10,
  lostTokens: 0,
  bestAgeMs: 487.5,
  edits: 120,
  rateLimited: 0,
  failures: [],
  bot: usage,
  discord: usage,
  ...changes,
});
