import { describe, expect, it } from 'vitest'
import { addCounts, countTests, describeCounts } from './test-counts.ts'

interface Test {
  readonly status: string
  readonly fullName?: string
  readonly failureMessages?: string[]
}

const report = (files: { status: string; name?: string; tests: (string | Test)[] }[]): string =>
  JSON.stringify({
    testResults: files.map(({ tests, ...file }) => ({
      ...file,
      assertionResults: tests.map((test) => (typeof test === 'string' ? { status: test } : test)),
    })),
  })

describe('countTests', () => {
  it('counts tests by outcome', () => {
    const text = report([{ status: 'failed', tests: ['passed', 'failed', 'skipped', 'passed'] }])
    expect(countTests(text, 1)).toMatchObject({ passed: 2, failed: 1, skipped: 1 })
  })

  it('counts a file that did not load as a failure', () => {
    const text = report([
      { status: 'passed', tests: ['passed'] },
      { status: 'failed', tests: [] },
    ])
    expect(countTests(text, 1)).toMatchObject({ passed: 1, failed: 1, skipped: 0 })
  })

  it('counts a run that died before its report as a failure', () => {
    expect(countTests('', 0)).toMatchObject({ failed: 1, trouble: ['FAILED: the run: no report'] })
  })

  it('counts an error outside any test as a failure', () => {
    expect(countTests(report([{ status: 'passed', tests: ['passed'] }]), 1).failed).toBe(1)
  })

  it('names what failed, and what needed a second try', () => {
    const tests: Test[] = [
      { status: 'failed', fullName: ' a list closes', failureMessages: ['Error: still\n  open'] },
      { status: 'passed', fullName: ' a list opens', failureMessages: ['Error: late'] },
      { status: 'passed', fullName: ' a list is', failureMessages: [] },
    ]
    const name = '/somewhere/test/browser/lists.spec.ts'
    expect(countTests(report([{ status: 'failed', name, tests }]), 1)).toMatchObject({
      passed: 2,
      failed: 1,
      trouble: [
        'FAILED: test/browser/lists.spec.ts: a list closes: Error: still open',
        'SECOND TRY: test/browser/lists.spec.ts: a list opens: Error: late',
      ],
    })
  })
})

describe('describeCounts', () => {
  it('tells the troubles, then skipped tests only when there are some', () => {
    const one = { passed: 3, failed: 0, skipped: 0, trouble: [] }
    expect(describeCounts(addCounts([one, one]))).toBe('6 passed, 0 failed')
    expect(describeCounts({ ...one, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped')
    expect(describeCounts({ ...one, failed: 1, trouble: ['FAILED: a'] })).toBe(
      'FAILED: a\n3 passed, 1 failed',
    )
  })
})
