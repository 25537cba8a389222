import { defineConfig } from 'vitest/config'

// Whole runs against servers that are started for the test: apart from the others, since they install and start a program.
export default defineConfig({
  test: {
    include: ['test/emulator/**/*.test.ts'],
    globalSetup: ['./test/emulator/install-once.ts'],
    environment: 'node',
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 300_000,
    reporters: [['default', { summary: false }], './test/support/closing-line-reporter.ts'],
  },
})
