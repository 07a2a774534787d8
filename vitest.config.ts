import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const rules = ['test/calculators/**/*.test.ts', 'test/staff/**/*.test.ts', 'test/controls/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      // Pure rules: a process for many files saves a third of their time. What starts servers has one for each file.
      { extends: true, test: { name: 'rules', include: rules, isolate: false } },
      { extends: true, test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: rules } },
    ],
    globalSetup: ['test/support/build-once.ts'],
    // One fewer than the cores, as by default, would be one on two cores: browsers and databases wait much of their time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // On CI's small machine a browser may be too slow once; what fails twice is broken. Elsewhere every failure shows at once.
    retry: process.env['CI'] === 'true' ? 1 : 0,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
