import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'scripts/**/*.test.ts',
      'test/**/*.test.ts',
      'rulepacks/**/*.test.ts',
    ],
    environment: 'node',
    setupFiles: ['test/property-seed.ts'],
    globalSetup: ['test/postgres-server.ts'],
    env: { TZ: process.env['TZ'] ?? 'UTC' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    // One unlucky moment of a loaded machine must not turn a change away; the run names what needed its second try.
    retry: process.env['CI'] ? 1 : 0,
    maxWorkers: 2,
    isolate: false,
  },
})
