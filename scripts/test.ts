import { globSync, readFileSync } from 'node:fs'
import { findChromium, installChromium } from './tools/find-chromium.ts'
import { addCounts, describeCounts, type TestCounts } from './tools/test-counts.ts'
import { projectRoot, runVitest } from './tools/vitest-run.ts'

/**
 * `npm test`: everything. `--database`: only the tests that use a database, for a second run against DATABASE_URL.
 * Ends with the counts alone on a line.
 */
const main = async (): Promise<number> => {
  const runs = process.argv.includes('--database') ? [await databaseTests()] : await everything()
  const counts = addCounts(runs)
  process.stdout.write(`\n${describeCounts(counts)}\n`)
  return counts.failed === 0 && counts.passed > 0 ? 0 : 1
}

const everything = async (): Promise<TestCounts[]> => [
  await runVitest('all', [], { TZ: 'UTC' }),
  // A date that is right in UTC may be yesterday further west: the calendar must not care where the server stands.
  await runVitest('new-york', ['src/kernel', 'calendar'], { TZ: 'America/New_York' }),
  await browserJourneys(),
]

/** A database of its own, or a whole house on one. */
const usesDatabase = /\b(?:testDatabase|testHouse)\(/

const databaseTests = (): Promise<TestCounts> => {
  const files = globSync('{src,test}/**/*.test.ts', { cwd: projectRoot }).filter((file) =>
    usesDatabase.test(readFileSync(`${projectRoot}${file}`, 'utf8')),
  )
  return runVitest('database', files, { TZ: 'UTC' })
}

const browserJourneys = async (): Promise<TestCounts> => {
  const specs = globSync('test/browser/**/*.spec.ts', { cwd: projectRoot })
  if (specs.length === 0) return addCounts([])
  const chromium = findChromium() ?? installChromium()
  if (chromium === undefined) {
    process.stdout.write(howToGetChromium)
    return { ...addCounts([]), skipped: specs.length }
  }
  return runVitest('browser', ['--config', 'vitest.browser.config.ts'], {
    TZ: 'UTC',
    CHROMIUM_PATH: chromium,
  })
}

const howToGetChromium = `
browser journeys: SKIPPED, no Chromium
  Debian, Ubuntu: sudo apt-get install chromium
  macOS:          brew install --cask chromium
  elsewhere:      npx playwright-core install chromium-headless-shell
  or name one you have: CHROMIUM_PATH=/path/to/chrome npm test
`

process.exitCode = await main()
