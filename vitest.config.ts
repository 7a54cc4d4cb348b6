import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/mongodb.globalSetup.ts'],
    coverage: { include: ['src/**/*.ts'] },
  },
});
