import { describe, expect, it } from 'vitest'
import { act, compiled, counted, factsOf, line, packOf, period, run } from '../testing/build.ts'

const keyOn = (kind: object, on: string, more: Parameters<typeof factsOf>[1] = {}): string =>
  period(run(compiled(packOf({ period: kind })), factsOf([], more), on)).key
const person = (facts: Record<string, { value: string; from?: string; to?: string }[]>) => ({
  person: { id: 'p', facts },
})

describe('kinds of period', () => {
  it('calendar years and years that begin in another month', () => {
    expect(keyOn({ kind: 'calendar-year' }, '2021-12-31')).toBe('2021')
    expect([
      keyOn({ kind: 'shifted-year', from: '07-01' }, '2021-06-30'),
      keyOn({ kind: 'shifted-year', from: '07-01' }, '2021-07-01'),
    ]).toEqual(['2020-07-01/2021-06-30', '2021-07-01/2022-06-30'])
  })

  it('cycles are reckoned from their anchor, so that month ends and leap days do not creep', () => {
    const cycle = (anchor: string, months: number) => ({ kind: 'cycle', months, anchor })
    expect(keyOn(cycle('2019-08-31', 6), '2020-02-29')).toBe('2020-02-29/2020-08-30')
    expect(keyOn(cycle('2019-08-31', 6), '2020-08-31')).toBe('2020-08-31/2021-02-27')
    expect(keyOn(cycle('2019-08-31', 6), '2021-02-28')).toBe('2021-02-28/2021-08-30')
    expect(keyOn({ kind: 'cycle', years: 1, anchor: '2020-02-29' }, '2021-02-28')).toBe(
      '2021-02-28/2022-02-27',
    )
    expect(keyOn({ kind: 'cycle', years: 1, anchor: '2020-02-29' }, '2024-02-29')).toBe(
      '2024-02-29/2025-02-27',
    )
    expect(keyOn({ kind: 'cycle', years: 2, anchor: '2020-01-01' }, '2018-05-05')).toBe(
      '2018-01-01/2019-12-31',
    )
  })

  it('a cycle from something that happened to the person does not reach before it', () => {
    const ruleset = compiled(packOf({ period: { kind: 'cycle', years: 3, anchor: 'fact.licensed' } }))
    const facts = factsOf([], person({ licensed: [{ value: '2020-05-01' }] }))
    expect(period(run(ruleset, facts, '2024-01-01')).key).toBe('2023-05-01/2026-04-30')
    expect(run(ruleset, facts, '2020-04-30').applies).toBe(false)
  })

  it('an anchor that is not on record leaves the obligation open and says so', () => {
    const result = run(
      compiled(packOf({ period: { kind: 'cycle', years: 3, anchor: 'fact.licensed' }, clause: 'c2' })),
      factsOf([]),
      '2024-01-01',
    )
    expect([result.standing, result.obligations[0]?.periods]).toEqual(['undetermined', []])
    expect(result.missing).toMatchObject([
      { fact: 'person.facts.licensed', neededBy: ['c2'], couldChange: ['yearly'] },
    ])
  })

  it('birth months, with the years they turn in', () => {
    const born = person({ birth: [{ value: '1980-05-17' }] })
    expect(keyOn({ kind: 'birth-month' }, '2021-05-01', born)).toBe('2021-05-01/2022-04-30')
    expect(keyOn({ kind: 'birth-month', years: 2, edge: 'end' }, '2021-05-31', born)).toBe(
      '2020-06-01/2022-05-31',
    )
    expect(keyOn({ kind: 'birth-month', years: 2, edge: 'end', phase: 2021 }, '2021-05-31', born)).toBe(
      '2019-06-01/2021-05-31',
    )
  })

  it('windows that slide with the day, or end with the last full year', () => {
    expect(keyOn({ kind: 'rolling', years: 3 }, '2021-05-31')).toBe('2018-06-01/2021-05-31')
    expect(keyOn({ kind: 'rolling', years: 5, ends: 'last-full-year' }, '2021-05-31')).toBe(
      '2016-01-01/2020-12-31',
    )
    const ruleset = compiled(packOf({ period: { kind: 'rolling', years: 1 } }))
    const facts = factsOf([act('x', 4, '2020-06-01'), act('y', 5, '2020-05-31')])
    expect(counted(run(ruleset, facts, '2021-05-31'), 'total')).toBe('4')
  })

  it('since the last promotion, across a record that was merely written twice', () => {
    const titles = person({
      titleLevel: [
        { value: 'junior', to: '2015-12-31' },
        { value: 'senior', from: '2016-01-01', to: '2018-12-31' },
        { value: 'senior', from: '2019-01-01' },
      ],
    })
    expect(keyOn({ kind: 'since', fact: 'titleLevel' }, '2021-05-31', titles)).toBe('2016-01-01/2021-05-31')
    const unknown = run(
      compiled(packOf({ period: { kind: 'since', fact: 'titleLevel' } })),
      factsOf([]),
      '2021-05-31',
    )
    expect([unknown.standing, unknown.missing[0]?.pointer]).toEqual([
      'undetermined',
      '/person/facts/titleLevel',
    ])
  })

  it('one span and no other', () => {
    const ruleset = compiled(packOf({ period: { kind: 'once', from: '2020-03-01', to: '2020-09-30' } }))
    expect(period(run(ruleset, factsOf([]), '2020-05-01')).key).toBe('2020-03-01/2020-09-30')
    expect(run(ruleset, factsOf([]), '2020-10-01').applies).toBe(false)
  })

  it('an asked period is answered whatever the day', () => {
    const result = run(
      compiled(packOf()),
      factsOf([act('x', 3, '2019-02-02')], { ask: { period: '2019' } }),
      '2021-05-05',
    )
    expect([period(result).key, counted(result, 'total')]).toEqual(['2019', '3'])
  })
})

describe('versions in force', () => {
  const versions = (governs: string) => [
    {
      id: 'old',
      inForce: { from: '2010-01-01', to: '2020-12-31' },
      governs,
      obligations: [obligation('10', '6')],
    },
    { id: 'new', inForce: { from: '2021-01-01', to: null }, governs, obligations: [obligation('20', '8')] },
  ]
  const obligation = (atLeast: string, perDay: string) => ({
    id: 'yearly',
    period: { kind: 'calendar-year' },
    recognise: [{ id: 'r', path: 'automatic' }],
    convert: { hours: [{ id: 'k', steps: [{ days: { perDay } }] }] },
    require: { id: 'total', atLeast },
  })
  const class3 = (to: string) => act('x', 0, to, { from: '2020-12-29', quantity: { days: 3 } })

  it('the version of the period judges and converts, even years later', () => {
    const ruleset = compiled(packOf({}, { versions: versions('period') }))
    const old = run(ruleset, factsOf([class3('2020-12-31')], { ask: { period: '2020' } }), '2030-01-01')
    expect([old.pack.version, line(old, 'total').required, counted(old, 'total')]).toEqual([
      'old',
      '10',
      '18',
    ])
    const later = run(ruleset, factsOf([class3('2021-01-01')], { ask: { period: '2021' } }), '2030-01-01')
    expect([later.pack.version, line(later, 'total').required, counted(later, 'total')]).toEqual([
      'new',
      '20',
      '24',
    ])
  })

  it('conversion may follow the day the activity began or was completed; lines always follow the period', () => {
    const start = compiled(packOf({}, { versions: versions('activity-start') }))
    const result = run(start, factsOf([class3('2021-01-01')]), '2021-12-31')
    expect([line(result, 'total').required, counted(result, 'total')]).toEqual(['20', '18'])
    const done = compiled(packOf({}, { versions: versions('activity-completion') }))
    expect(counted(run(done, factsOf([class3('2021-01-01')]), '2021-12-31'), 'total')).toBe('24')
  })

  it('a gap between versions is no obligation', () => {
    const [old, later] = versions('period')
    const gap = compiled(
      packOf({}, { versions: [old, { ...later, inForce: { from: '2022-01-01', to: null } }] }),
    )
    expect(run(gap, factsOf([]), '2021-06-01').applies).toBe(false)
    expect(run(gap, factsOf([]), '2022-06-01').applies).toBe(true)
  })
})
