import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/emulator/**', 'test/browser/**'],
    environment: 'node',
    pool: 'threads',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // It imports folders, which Node refuses and vitest does not.
    server: { deps: { inline: ['dt-sql-parser'] } },
    reporters: [['default', { summary: false }], './test/support/closing-line-reporter.ts'],
  },
})
