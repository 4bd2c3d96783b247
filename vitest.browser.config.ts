import { defineConfig } from 'vitest/config'

/** Journeys through a real Chromium against a started app; `npm test` finds the browser and sets CHROMIUM_PATH. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.spec.ts'],
    environment: 'node',
    globalSetup: ['test/browser/started-app.ts'],
    env: { TZ: process.env['TZ'] ?? 'UTC' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A second, as set by default, is short for a list to close in a browser that shares two cores with its server.
    expect: { poll: { timeout: 20_000 } },
    // One unlucky moment of a loaded machine must not turn a change away; the run names what needed its second try.
    retry: process.env['CI'] ? 1 : 0,
    // One browser at a time: two compete for two cores and both become slow enough to time out.
    fileParallelism: false,
    passWithNoTests: true,
  },
})
