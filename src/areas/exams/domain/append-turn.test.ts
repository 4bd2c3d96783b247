import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextTurn } from './append-turn.ts'

const batch = (attemptId: string, size: number) => ({ attemptId, events: Array.from({ length: size }) })
const none = new Set<string>()

describe('the line before the database', () => {
  test('a page at work is in the next turn, however many backlogs came before it', () => {
    const backlogs = Array.from({ length: 300 }, (_, at) => batch(`away-${at}`, 50))
    const waiting = [...backlogs, batch('at-work', 3)]
    expect(nextTurn(waiting, none)).toContain(300)
  })

  test('a turn of backlogs is short, and every turn takes who has waited longest', () => {
    const backlogs = Array.from({ length: 300 }, (_, at) => batch(`away-${at}`, 50))
    const turn = nextTurn(backlogs, none)
    expect(turn[0]).toBe(0)
    expect(turn.length).toBeLessThanOrEqual(6)
    const pages = Array.from({ length: 500 }, (_, at) => batch(`at-work-${at}`, 3))
    expect(nextTurn([batch('away', 50), ...pages], none)[0]).toBe(0)
  })

  test('of an attempt the batches go one at a time and in their order, and signs of life ride alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 60 })), {
          maxLength: 80,
        }),
        fc.array(fc.integer({ min: 0, max: 9 })),
        (asked, working) => {
          const waiting = asked.map(([attempt, size]) => batch(String(attempt), size))
          const busy = new Set(working.map(String))
          const turn = nextTurn(waiting, busy)
          const taken = turn.map((at) => waiting[at]?.attemptId ?? '')
          expect(new Set(taken).size).toBe(taken.length)
          expect(taken.filter((attempt) => busy.has(attempt))).toEqual([])
          for (const at of turn)
            expect(waiting.findIndex(({ attemptId }) => attemptId === waiting[at]?.attemptId)).toBe(at)
          expect(new Set(turn.map((at) => waiting[at]?.events.length === 0)).size).toBeLessThanOrEqual(1)
          expect(turn.length > 0).toBe(waiting.some(({ attemptId }) => !busy.has(attemptId)))
        },
      ),
    )
  })
})
