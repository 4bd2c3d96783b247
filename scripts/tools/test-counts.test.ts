import { describe, expect, it } from 'vitest'
import { addCounts, countTests, describeCounts } from './test-counts.ts'

const report = (files: { status: string; tests: string[] }[]): string =>
  JSON.stringify({
    testResults: files.map((file) => ({
      status: file.status,
      assertionResults: file.tests.map((status) => ({ status })),
    })),
  })

describe('countTests', () => {
  it('counts tests by outcome', () => {
    const text = report([{ status: 'failed', tests: ['passed', 'failed', 'skipped', 'passed'] }])
    expect(countTests(text, 1)).toEqual({ passed: 2, failed: 1, skipped: 1 })
  })

  it('counts a file that did not load as a failure', () => {
    const text = report([
      { status: 'passed', tests: ['passed'] },
      { status: 'failed', tests: [] },
    ])
    expect(countTests(text, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })

  it('counts a run that died before its report as a failure', () => {
    expect(countTests('', 0).failed).toBe(1)
  })

  it('counts an error outside any test as a failure', () => {
    expect(countTests(report([{ status: 'passed', tests: ['passed'] }]), 1).failed).toBe(1)
  })
})

describe('describeCounts', () => {
  it('names skipped tests only when there are some', () => {
    const one = { passed: 3, failed: 0, skipped: 0 }
    expect(describeCounts(addCounts([one, one]))).toBe('6 passed, 0 failed')
    expect(describeCounts({ ...one, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped')
  })
})
