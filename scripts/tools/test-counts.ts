/** Tests by outcome, summed over several runs. */
export interface TestCounts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

interface JsonReport {
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

/**
 * Counts a vitest JSON report. A file that does not load has no tests in the report and a run can die before
 * it writes one: both count as one failure, so that nothing broken can pass as "0 failed".
 */
export const countTests = (reportText: string, exitCode: number): TestCounts => {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const file of parseReport(reportText).testResults) {
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counts.passed += 1
      else if (test.status === 'failed') counts.failed += 1
      else counts.skipped += 1
    }
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'))
      counts.failed += 1
  }
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}

const parseReport = (text: string): JsonReport => {
  try {
    return JSON.parse(text) as JsonReport
  } catch {
    return { testResults: [{ status: 'failed', assertionResults: [] }] }
  }
}

export const addCounts = (all: readonly TestCounts[]): TestCounts => ({
  passed: all.reduce((sum, one) => sum + one.passed, 0),
  failed: all.reduce((sum, one) => sum + one.failed, 0),
  skipped: all.reduce((sum, one) => sum + one.skipped, 0),
})

/** The closing line scripts and CI read: `N passed, N failed`, with `, N skipped` only when there are some. */
export const describeCounts = (counts: TestCounts): string =>
  `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`
