import { expect, test } from 'vitest'
import { ProblemError } from '../api/problem-error.ts'
import { listed } from '../i18n/listed.ts'
import { nextStep } from './next-step.ts'

const refusal = (code: string, status: number) =>
  new ProblemError({ type: '', title: '', status, code, requestId: '' } as ConstructorParameters<
    typeof ProblemError
  >[0])

test('whoever brings an altered file is told to have it sent anew, not to correct what is signed', () => {
  expect(nextStep(refusal('rule-file.altered', 422))).toBe('nextFileAnew')
  expect(nextStep(refusal('rule-file.schema', 422))).toBe('nextCorrect')
})

test('things in a row are separated as the language does it', () => {
  expect(listed('en', ['employer', 'HR authority'])).toBe('employer, HR authority')
  expect(listed('zh', ['用人单位', '人事主管部门'])).toBe('用人单位、人事主管部门')
})
