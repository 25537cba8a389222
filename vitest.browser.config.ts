import { defineConfig } from 'vitest/config'

// The report page in Chromium: apart from the others, since it installs and starts a browser.
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['./test/browser/install-once.ts'],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
    reporters: [['default', { summary: false }], './test/support/closing-line-reporter.ts'],
  },
})
