import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'],
    exclude: ['src/testing/browser/**', 'node_modules/**', 'dist/**'],
    globalSetup: ['src/testing/database-setup.ts'],
    reporters: ['default', './src/testing/reporter.ts'],
    pool: 'forks',
    // The database server runs beside the tests: more than two workers would only wait for it.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    // A zone that no practice of the tests is in: whoever reads the machine's zone by mistake is seen.
    env: { TZ: 'Pacific/Kiritimati' },
  },
})
