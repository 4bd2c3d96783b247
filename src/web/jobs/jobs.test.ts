import { expect, test } from 'vitest'
import { minutesLeft, type Job } from './jobs.ts'

const job: Job = {
  id: 'a',
  kind: 'roster',
  title: '',
  href: '/',
  startedAt: '2026-11-22T00:00:00Z',
  state: 'running',
  finished: 250,
  total: 1000,
}

test('tells the time left from the pace so far, and never less than a minute', () => {
  expect(minutesLeft(job, new Date('2026-11-22T00:05:00Z'))).toBe(15)
  expect(minutesLeft({ ...job, finished: 999 }, new Date('2026-11-22T00:05:00Z'))).toBe(1)
})

test('tells nothing where there is nothing to go by', () => {
  expect(minutesLeft({ ...job, finished: 0 }, new Date('2026-11-22T00:05:00Z'))).toBeNull()
  expect(minutesLeft({ ...job, state: 'done' }, new Date('2026-11-22T00:05:00Z'))).toBeNull()
})
