import { expect, test } from 'vitest'
import { ProblemError } from '../api/problem-error.ts'
import { faultsLeft, faultsOf, noFaults, pathOfPointer } from './faults.ts'

const problem = (code: string, errors: { pointer: string; code: string }[]) =>
  new ProblemError({ type: '', title: '', status: 422, code, params: {}, errors, requestId: '' })

test('a pointer names the same field the form knows', () => {
  expect(pathOfPointer('/keyAreas/0/name')).toEqual(['keyAreas', 0, 'name'])
  expect(pathOfPointer('/a~1b/c~0d')).toEqual(['a/b', 'c~d'])
  expect(pathOfPointer('')).toEqual([])
})

test('every bad field of a refusal is told, in the language of the reader', () => {
  const refused = faultsOf(problem('request.invalid', [{ pointer: '/name', code: 'request.required' }]), 'en')
  expect(refused.fields).toEqual([{ path: ['name'], text: 'This field is required.' }])
})

test('a refusal with a reason of its own keeps it beside its fields', () => {
  const fields = [{ pointer: '/audience', code: 'request.required' }]
  expect(faultsOf(problem('request.invalid', fields), 'zh').error).toBeNull()
  expect(faultsOf(problem('course.incomplete', fields), 'zh').error).toBeInstanceOf(ProblemError)
})

test('a refusal without fields is kept whole', () => {
  const refused = problem('organisation.name-taken', [])
  expect(faultsOf(refused, 'zh')).toEqual({ fields: [], error: refused })
})

test('a field that is being mended is no longer called wrong, and the others still are', () => {
  const faults = {
    fields: [
      { path: ['title'], text: 'missing' },
      { path: ['syllabus', 1, 'title'], text: 'missing' },
    ],
    error: null,
  }
  expect(faultsLeft(faults, { titleEn: 'x' })).toBe(faults)
  // As the form library tells it: rows nobody touched are not there at all.
  const rows: unknown[] = []
  rows[1] = { title: 'x' }
  expect(faultsLeft(faults, { syllabus: rows }).fields.map(({ path }) => path)).toEqual([['title']])
  expect(faultsLeft(faultsLeft(faults, { title: undefined }), { syllabus: rows })).toBe(noFaults)
  const whole = { ...faults, fields: [{ path: ['syllabus'], text: 'missing' }] }
  expect(faultsLeft(whole, { syllabus: rows })).toBe(noFaults)
})
