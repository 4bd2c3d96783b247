import { expect, test } from 'vitest'
import { readFacts } from '../../../rules/index.ts'
import { classActivity } from './class-activity.ts'

const enrolment = {
  enrolmentId: 'e-1',
  courseTitle: '信息安全',
  className: '信息安全（第1期）',
  courseVersionId: 'c-1',
  mode: 'face-to-face',
  category: 'professional',
  institutionId: 'i-1',
  filingNumber: 'SH653-2026-0001',
  filedOn: '2026-02-01',
  from: '2026-03-02',
  to: '2026-03-03',
  closedOn: '2026-04-01',
  examDate: '2026-03-20',
  passed: true,
  grade: null,
  sessions: [
    { date: '2026-03-02', start: '09:00', end: '17:00', minutes: 360 },
    { date: '2026-03-02', start: '18:00', end: '24:00', minutes: 360 },
    { date: '2026-03-03', start: '09:00', end: '12:00', minutes: 0 },
    { date: '2026-03-03', start: '13:00', end: '16:00', minutes: 45 },
  ],
}
const faultsOf = (activity: object): readonly string[] => {
  const facts = { schema: 'zhixin.facts/1', person: { id: 'p', facts: {} }, activities: [activity] }
  const read = readFacts(facts)
  return read.ok ? [] : read.errors.map(({ code, pointer }) => `${code} ${pointer}`)
}

test('what a closed class proves is FACTS: with breaks, to midnight, left early, examined weeks later', () => {
  expect(faultsOf(classActivity(enrolment))).toEqual([])
  expect(faultsOf(classActivity({ ...enrolment, examDate: '2026-03-02', sessions: [] }))).toEqual([])
  expect(faultsOf(classActivity({ ...enrolment, to: '2026-03-02' }))).toEqual([
    'session.outside /activities/0/sessions/2/date',
  ])
})
