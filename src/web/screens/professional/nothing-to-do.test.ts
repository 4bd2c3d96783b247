import { expect, it } from 'vitest'
import { nothingToDo } from './nothing-to-do.ts'

const short = { remaining: '7' }
const unmet = { exempt: null, standing: 'unmet', linesJoined: 'any' } as const

it('who is wholly exempt, or met the other line, is not told that hours are lacking', () => {
  expect(nothingToDo({ ...unmet, standing: 'met', exempt: 'full' }, short)).toBe('exempt.full')
  expect(nothingToDo({ ...unmet, standing: 'met' }, short)).toBe('notNeeded')
})

it('everybody else is, and nobody of a line that is filled', () => {
  for (const found of [
    unmet,
    { ...unmet, exempt: 'part' as const },
    { ...unmet, linesJoined: 'all' as const },
  ])
    expect(nothingToDo(found, short)).toBe(null)
  expect(nothingToDo(unmet, { remaining: '0' })).toBe('nothingRemaining')
})
