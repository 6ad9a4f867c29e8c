import { defineConfig } from 'vitest/config'

/** `unit` runs against a database, each test in a transaction; `e2e` starts the real server and a real browser. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          globalSetup: ['test/database.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
          // Modules are read once for all files of a worker, which is most of what a small test costs.
          isolate: false,
        },
      },
      {
        test: { name: 'e2e', include: ['e2e/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 180_000 },
      },
    ],
  },
})
