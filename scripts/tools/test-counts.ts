/** Tests by outcome, summed over several runs. */
export interface TestCounts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** A line for each test that failed, and each that passed on its second try only. */
  readonly trouble: readonly string[]
}

interface JsonReport {
  readonly testResults: readonly {
    readonly name?: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly TestResult[]
  }[]
}

interface TestResult {
  readonly status: string
  readonly fullName?: string
  /** Of every try: a test that passed in the end has some when an earlier try failed. */
  readonly failureMessages?: readonly string[]
}

/**
 * Counts a vitest JSON report. A file that does not load has no tests in the report and a run can die before
 * it writes one: both count as one failure, so that nothing broken can pass as "0 failed".
 */
export const countTests = (reportText: string, exitCode: number): TestCounts => {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const trouble: string[] = []
  for (const file of parseReport(reportText).testResults) {
    const name = file.name?.replace(/^.*\/(?=(?:src|test|scripts|rulepacks)\/)/, '') ?? 'the run'
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counts.passed += 1
      else if (test.status === 'failed') counts.failed += 1
      else counts.skipped += 1
      if (test.status === 'failed') trouble.push(`FAILED: ${name}: ${told(test)}`)
      else if (test.failureMessages?.length) trouble.push(`SECOND TRY: ${name}: ${told(test)}`)
    }
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')) {
      counts.failed += 1
      trouble.push(`FAILED: ${name}: ${oneLine(file.message || 'not loaded, or broken off')}`)
    }
  }
  if (exitCode !== 0 && counts.failed === 0) {
    counts.failed = 1
    trouble.push(`FAILED: ended with ${exitCode} though no test failed`)
  }
  return { ...counts, trouble }
}

const told = (test: TestResult): string =>
  `${test.fullName?.trim()}: ${oneLine(test.failureMessages?.[0] ?? '')}`

const longestLine = 300
const oneLine = (text: string): string =>
  text
    .split(/\n\s+at /, 1)
    .join('')
    .replace(/\s+/g, ' ')
    .slice(0, longestLine)

const parseReport = (text: string): JsonReport => {
  try {
    return JSON.parse(text) as JsonReport
  } catch {
    return { testResults: [{ status: 'failed', message: 'no report', assertionResults: [] }] }
  }
}

export const addCounts = (all: readonly TestCounts[]): TestCounts => ({
  passed: all.reduce((sum, one) => sum + one.passed, 0),
  failed: all.reduce((sum, one) => sum + one.failed, 0),
  skipped: all.reduce((sum, one) => sum + one.skipped, 0),
  trouble: all.flatMap((one) => one.trouble),
})

/**
 * What a run ends with: its troubles, then alone on the last line, for scripts and CI, `N passed, N failed`, with
 * `, N skipped` only when there are some.
 */
export const describeCounts = (counts: TestCounts): string =>
  [
    ...counts.trouble,
    `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
  ].join('\n')
