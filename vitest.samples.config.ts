import { defineConfig } from 'vitest/config'

/** Files made by others, kept beside the project and never in it; see test/samples/samples.ts. */
export default defineConfig({
  test: {
    include: ['test/samples/**/*.samples.ts', 'src/**/*.samples.ts'],
    environment: 'node',
    globalSetup: ['test/postgres-server.ts'],
    env: { TZ: 'UTC' },
    testTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'test-results/samples.json' }]],
  },
})
