import { defineConfig } from 'vitest/config';

/** Measurements through the real binary in a real browser. */
export default defineConfig({
  test: { environment: 'node', include: ['e2e/**/*.bench.ts'], fileParallelism: false, testTimeout: 90_000, hookTimeout: 240_000 },
});
