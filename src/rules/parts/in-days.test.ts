import { describe, expect, test } from 'vitest'
import type { Activity, Exemption } from '../facts.ts'
import { act, compiled, counted, factsOf, faultsOf, line, packOf, period, run } from '../testing/build.ts'

/** Twelve days a year, counted in half-days; hours are asked for beside them and are another matter. */
const inDays = (obligation: object = {}): unknown =>
  packOf({
    convert: {
      hours: [{ id: 'h', steps: [{ flat: '0' }] }],
      days: [{ id: 'd', steps: [{ days: { perDay: '1', perHalfDay: '1/2' } }] }],
    },
    require: { allOf: [{ id: 'days', measure: 'days', atLeast: '12' }] },
    ...obligation,
  })
const days = (id: string, amount: string, on: string, more: Partial<Activity> = {}): Activity =>
  act(id, 0, on, { quantity: { days: amount }, ...more })

describe('extra time for days costs days', () => {
  const rules = compiled(
    inDays({
      extension: {
        tiers: [{ until: { monthDay: '03-31', yearsAfter: 1 }, measure: 'days', adds: '3/2', clause: 'c2' }],
      },
    }),
  )
  const of2020 = (activities: readonly Activity[], on = '2021-12-31') =>
    run(rules, factsOf([days('a', '10', '2020-05-04'), ...activities], { ask: { period: '2020' } }), on)

  test('who was in time owes nothing: 10 + 2 = 12', () => {
    const result = of2020([days('b', '2', '2020-12-30')])
    expect(line(result, 'days')).toMatchObject({ required: '12', counted: '12', standing: 'met' })
    expect(period(result).extension).toBeUndefined()
  })

  test('who was late owes a day and a half: 10 + 3 = 13 of 13½', () => {
    const result = of2020([days('b', '3', '2021-02-10')])
    expect(line(result, 'days')).toMatchObject({ required: '27/2', counted: '13', remaining: '1/2' })
    expect(period(result).extension).toEqual({ to: '2021-03-31', adds: '3/2', measure: 'days', clause: 'c2' })
  })

  test('the half-day that is lacking is taken of the next day, and its other half serves the new year', () => {
    const late = [days('b', '3', '2021-02-10'), days('c', '1', '2021-03-20')]
    expect(line(of2020(late), 'days')).toMatchObject({ required: '27/2', counted: '27/2', standing: 'met' })
    const facts = factsOf([days('a', '10', '2020-05-04'), ...late], { ask: { period: '2021' } })
    expect(counted(run(rules, facts, '2021-12-31'), 'days')).toBe('1/2')
  })

  test('and what comes after its last day serves the new year alone', () => {
    const result = of2020([days('b', '4', '2021-04-01')])
    expect(line(result, 'days')).toMatchObject({ required: '27/2', counted: '10', remaining: '7/2' })
  })
})

describe('what is owed on return from exemption is owed in days', () => {
  const rules = compiled(
    inDays({ exempt: { debt: { perPeriod: '5/2', most: '4', measure: 'days', clause: 'c3' } } }),
  )
  const exempt = (year: string): Exemption => ({
    id: `e${year}`,
    period: year,
    reason: 'abroad',
    grantedBy: 'hr',
    grantedOn: `${year}-01-01`,
    extent: 'full',
  })
  const required = (years: readonly string[]): string =>
    line(
      run(rules, factsOf([], { exemptions: years.map(exempt), ask: { period: '2021' } }), '2021-12-31'),
      'days',
    ).required

  test('one year: 12 + 2½; two: 12 + 4, for 5 is more than the most', () => {
    expect(required([])).toBe('12')
    expect(required(['2020'])).toBe('29/2')
    expect(required(['2019', '2020'])).toBe('16')
    expect(required(['2019'])).toBe('12')
  })
})

describe('what spills from days to days has its limit in days', () => {
  const rules = compiled(
    inDays({
      require: {
        allOf: [
          { id: 'practice', measure: 'days', atLeast: '3', counts: ['a'] },
          { id: 'theory', measure: 'days', atLeast: '4', counts: ['b'] },
        ],
      },
      spill: [{ id: 's', from: 'practice', to: 'theory', atMost: '3/2', measure: 'days' }],
    }),
  )
  const theory = (practised: string, learnt: string) =>
    line(
      run(
        rules,
        factsOf([days('a', practised, '2021-03-01'), days('b', learnt, '2021-04-01', { category: 'b' })]),
        '2021-12-31',
      ),
      'theory',
    )

  test('6 − 3 = 3 beyond, of which 1½ count: 2½ + 1½ = 4, 2 + 1½ = 3½; ½ beyond counts whole', () => {
    expect(theory('6', '5/2')).toMatchObject({ counted: '4', standing: 'met' })
    expect(theory('6', '2')).toMatchObject({ counted: '7/2', remaining: '1/2', standing: 'unmet' })
    expect(theory('7/2', '2')).toMatchObject({ counted: '5/2', remaining: '3/2' })
    expect(theory('3', '2')).toMatchObject({ counted: '2' })
  })
})

describe('measures stay apart', () => {
  const at = '/versions/0/obligations/0'
  const until = { monthDay: '03-31', yearsAfter: 1 }
  const both = {
    allOf: [
      { id: 'total', atLeast: '10' },
      { id: 'days', measure: 'days', atLeast: '12' },
    ],
  }

  test('what is added in one measure is added to no line of another, and where none asks for it, to nothing', () => {
    const tier = (more: object, require: object = both) =>
      faultsOf(inDays({ require, extension: { tiers: [{ until, adds: '2', ...more }] } }))
    expect(tier({ measure: 'days' })).toEqual([])
    expect(tier({ measure: 'days', lines: ['days'] })).toEqual([])
    expect(tier({ measure: 'days', lines: ['total'] })).toEqual([
      `line.measure ${at}/extension/tiers/0/lines/0`,
    ])
    expect(tier({ lines: ['days'] })).toEqual([`line.measure ${at}/extension/tiers/0/lines/0`])
    expect(tier({ measure: 'weeks' })).toEqual([`measure.unknown ${at}/extension/tiers/0/measure`])
    expect(tier({ measure: 'days' }, { allOf: [{ id: 'total', atLeast: '10' }] })).toEqual([
      `measure.no-line ${at}/extension/tiers/0/measure`,
    ])
    // Thirds of a day do not end on half-days.
    expect(tier({ measure: 'days', adds: '1/3' })).toEqual([`amount.grain ${at}/extension/tiers/0/adds`])
  })

  test('nor is what is owed', () => {
    const debt = (more: object, require: object = both) =>
      faultsOf(inDays({ require, exempt: { debt: { perPeriod: '2', ...more } } }))
    expect(debt({ measure: 'days' })).toEqual([])
    expect(debt({ measure: 'days', line: 'total' })).toEqual([`line.measure ${at}/exempt/debt/line`])
    expect(debt({ measure: 'days', most: { ofLine: 'days', times: '1/2' } })).toEqual([])
    expect(debt({ measure: 'days' }, { allOf: [{ id: 'total', atLeast: '10' }] })).toEqual([
      `measure.no-line ${at}/exempt/debt/measure`,
    ])
  })
})
