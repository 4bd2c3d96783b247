import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Activity, Recognition } from '../facts.ts'
import { act, compiled, counted, credited, factsOf, packOf, run, status } from '../testing/build.ts'

const on = '2021-12-31'
const recognised = (by: Recognition['by'], day: string): Recognition => ({ act: 'recognised', by, on: day })
const returned = (by: Recognition['by'], day: string): Recognition => ({ act: 'returned', by, on: day })
const of = (id: string, recognitions: readonly Recognition[], more: Partial<Activity> = {}): Activity =>
  act(id, 6, '2021-03-01', { topic: 'the same', recognitions, ...more })

/** The authority recognises; of two of one topic the first claim is kept. */
const once = compiled(
  packOf({
    recognise: [{ id: 'r', path: 'authority', accepts: ['authority'] }],
    conflicts: [{ id: 'x', topicOnce: 'period' }],
  }),
)
const kept = (a: readonly Recognition[], b: readonly Recognition[]): string => {
  const result = run(once, factsOf([of('a', a), of('b', b)]), on)
  expect(counted(result, 'total')).toBe('6')
  return ['a', 'b'].filter((id) => status(result, id).startsWith('counted')).join()
}

describe('a claim is dated by the first act of recognition that the law accepts', () => {
  test('and not by acts of others, before or after it', () => {
    const inMay = [recognised('authority', '2021-05-01')]
    expect(kept([recognised('authority', '2021-04-01')], inMay)).toBe('a')
    expect(kept([recognised('authority', '2021-04-01'), recognised('employer', '2021-06-01')], inMay)).toBe(
      'a',
    )
    expect(kept([recognised('employer', '2021-04-01'), recognised('authority', '2021-06-01')], inMay)).toBe(
      'b',
    )
    // An act of return by somebody who may not recognise takes nothing either.
    expect(kept([recognised('authority', '2021-04-01'), returned('employer', '2021-06-01')], inMay)).toBe('a')
  })

  test('nor is it moved by a second one; a return ends it and it begins anew', () => {
    const inMay = [recognised('authority', '2021-05-01')]
    const first = recognised('authority', '2021-04-01')
    expect(kept([first, recognised('authority', '2021-06-01')], inMay)).toBe('a')
    const anew = [first, returned('authority', '2021-04-10'), recognised('authority', '2021-06-01')]
    expect(kept(anew, inMay)).toBe('b')
    expect(kept(anew.toReversed(), inMay)).toBe('b')
  })

  test('also where it decides which period is served', () => {
    const rules = compiled(
      packOf({
        recognise: [{ id: 'r', path: 'authority', accepts: ['authority'] }],
        allocate: [{ id: 'p', when: 'always', by: 'recognition' }],
      }),
    )
    const acts = [recognised('employer', '2021-03-05'), recognised('authority', '2022-01-10')]
    const result = run(rules, factsOf([of('a', acts)], { ask: { period: '2022' } }), '2022-12-31')
    expect(credited(result, 'a')).toEqual({ 2022: '6' })
  })

  test('a rule sees the claim by its own acts: recognised too late by those it accepts is too late', () => {
    // Completed on 1 March: within sixty days of it.
    const until = { field: 'completedOn', notBefore: { day: 'activity.claimedOn', minus: { days: 60 } } }
    const rules = compiled(
      packOf({ recognise: [{ id: 'r', path: 'authority', accepts: ['authority'], require: [until] }] }),
    )
    const late = [recognised('employer', '2021-04-01'), recognised('authority', '2021-06-01')]
    const soon = [recognised('authority', '2021-04-01'), recognised('employer', '2021-06-01')]
    expect(counted(run(rules, factsOf([of('a', late)]), on), 'total')).toBe('0')
    expect(counted(run(rules, factsOf([of('a', soon)]), on), 'total')).toBe('6')
  })

  test('where a missing fact hides whose acts are accepted, both orders stay open', () => {
    const rules = (accepts: string): unknown => ({
      id: accepts,
      path: accepts,
      accepts: [accepts],
      when: { fact: 'sector', is: accepts },
    })
    const open = compiled(
      packOf({
        recognise: [rules('employer'), { id: 'rest', path: 'authority', accepts: ['authority'] }],
        conflicts: [{ id: 'x', topicOnce: 'period' }],
      }),
    )
    // a is the smaller and came first only where the employer's act counts.
    const a = of('a', [recognised('employer', '2021-04-01'), recognised('authority', '2021-06-01')])
    const b = of('b', [recognised('employer', '2021-05-01'), recognised('authority', '2021-05-01')], {
      quantity: { units: 9 },
    })
    const totalWhere = (sector?: string): string =>
      counted(
        run(
          open,
          factsOf([a, b], { person: { id: 'p', facts: sector ? { sector: [{ value: sector }] } : {} } }),
          on,
        ),
        'total',
      )
    expect(totalWhere('employer')).toBe('6')
    expect(totalWhere('other')).toBe('9')
    const [low, high] = totalWhere().split('..').map(Number)
    expect(low).toBeLessThanOrEqual(6)
    expect(high).toBeGreaterThanOrEqual(9)
  })

  test('whatever the acts: no missing fact makes of them what one of its values does not allow', () => {
    const by = (accepts: string, more: object = {}): unknown => ({
      id: accepts,
      path: accepts,
      accepts: [accepts],
      ...more,
    })
    const rules = compiled(
      packOf({
        recognise: [by('employer', { when: { fact: 'sector', is: 'trade' } }), by('authority')],
        conflicts: [{ id: 'x', topicOnce: 'period' }],
        caps: [{ id: 'c', when: { field: 'mode', is: 'online' }, atMost: '7' }],
        require: {
          allOf: [
            { id: 'total', atLeast: '10' },
            { id: 'b', atLeast: '4', counts: ['b'] },
          ],
        },
      }),
    )
    const day = fc.integer({ min: 1, max: 9 }).map((number) => `2021-05-0${number}`)
    const acts = fc.array(
      fc.record({
        act: fc.constantFrom('recognised', 'recognised', 'returned'),
        by: fc.constantFrom('employer', 'authority'),
        on: day,
      }),
      { maxLength: 4 },
    ) as fc.Arbitrary<Recognition[]>
    const one = fc.record({
      acts,
      units: fc.integer({ min: 1, max: 9 }),
      topic: fc.constantFrom('s', 't'),
      mode: fc.constantFrom('online', 'room'),
      category: fc.constantFrom('a', 'b'),
    })
    let open = 0
    fc.assert(
      fc.property(fc.array(one, { maxLength: 5 }), (all) => {
        const activities = all.map(({ acts: recognitions, units, ...more }, index) =>
          act(`x${index}`, units, '2021-03-01', { ...more, recognitions }),
        )
        const judged = (sector?: string) =>
          run(
            rules,
            factsOf(activities, {
              person: { id: 'p', facts: sector ? { sector: [{ value: sector }] } : {} },
            }),
            on,
          )
        const unknown = judged()
        for (const id of ['total', 'b']) {
          const [low = '', high = low] = counted(unknown, id).split('..')
          if (low !== high) open += 1
          for (const sector of ['trade', 'other']) {
            const known = Number(counted(judged(sector), id))
            expect(known).toBeGreaterThanOrEqual(Number(low))
            expect(known).toBeLessThanOrEqual(Number(high))
          }
        }
      }),
      { numRuns: 600 },
    )
    expect(open).toBeGreaterThan(100)
  })
})
