import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['src/**/*.test.ts', 'test/**/*.test.ts'], globalSetup: ['test/database.ts'], testTimeout: 30_000, hookTimeout: 120_000, pool: 'forks', maxWorkers: 2 },
})
