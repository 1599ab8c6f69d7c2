import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'],
    exclude: ['src/testing/browser/**', 'node_modules/**', 'dist/**'],
    globalSetup: ['src/testing/database-setup.ts'],
    reporters: ['default', './src/testing/reporter.ts'],
    pool: 'forks',
    // Every file reads the same program: reading it once for each worker, not for each file, saves a third of the time.
    // No file may lean on the state of a module; what a file opens, it closes.
    isolate: false,
    // The database server runs beside the tests: more than two workers would only wait for it.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    // A zone that no practice of the tests is in: whoever reads the machine's zone by mistake is seen.
    env: { TZ: 'Pacific/Kiritimati' },
  },
})
