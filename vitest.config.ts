import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Most tests wait for processes, sockets and timers: more of them at once than there are cores.
    maxWorkers: 4,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    globalSetup: ['test/support/mongodb.globalSetup.ts'],
    coverage: { include: ['src/**/*.ts'] },
  },
});
