import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/emulator/**', 'test/browser/**'],
    environment: 'node',
    pool: 'threads',
    testTimeout: 30_000,
    reporters: [['default', { summary: false }], './test/support/closing-line-reporter.ts'],
  },
})
