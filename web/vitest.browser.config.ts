import { defineConfig } from 'vitest/config';

/** Tests through the real binary in a real browser: one after the other. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['e2e/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 240_000,
  },
});
