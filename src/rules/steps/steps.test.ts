import { describe, expect, it } from 'vitest'
import type { Activity } from '../facts.ts'
import { compiled, factsOf, faultsOf, packOf, run, status } from '../testing/build.ts'

const worth = (steps: readonly object[], activity: Partial<Activity>, unit = 60): string => {
  const ruleset = compiled(
    packOf(
      { convert: { hours: [{ id: 'k', steps }] } },
      { unit: { id: 'hour', zh: '时', en: 'hour', minutes: unit } },
    ),
  )
  const result = run(
    ruleset,
    factsOf([{ id: 'x', kind: 'class', category: 'a', from: '2021-03-01', to: '2021-03-03', ...activity }]),
    '2021-12-31',
  )
  const row = result.activities[0]?.credited[0]
  if (!row) return status(result, 'x')
  return row.amountHigh === undefined ? row.amount : `${row.amount}..${row.amountHigh}`
}

const down = { round: { increment: '1', mode: 'down' } }
const sessions = (...minutes: readonly (readonly [string, number])[]) => ({
  sessions: minutes.map(([date, each]) => ({ date, minutes: each })),
})

describe('conversion steps', () => {
  it('minutes become hours of the pack, rounded where and how it says', () => {
    const at = (mode: string, more: object = {}) =>
      worth(
        [{ time: { minutes: 50 } }, { round: { increment: '1/2', mode, ...more } }],
        { quantity: { minutes: 87 } },
        50,
      )
    expect([at('down'), at('nearest'), at('up')]).toEqual(['3/2', '3/2', '2'])
    expect(
      worth([{ time: { minutes: 60 } }, { round: { increment: '1/4', mode: 'nearest' } }], {
        quantity: { minutes: 52 },
      }),
    ).toBe('3/4')
    expect(
      worth([{ time: { minutes: 60 } }, { round: { increment: '1/2', mode: 'nearest' } }], {
        quantity: { minutes: 45 },
      }),
    ).toBe('1')
    expect(
      worth(
        [{ time: { minutes: 50 } }, { round: { increment: '1/5', mode: 'down', afterFirst: true } }],
        { quantity: { minutes: 49 } },
        50,
      ),
    ).toBe('0')
  })

  it('rounds each session, each date, or the whole', () => {
    const three = sessions(['2021-03-01', 40], ['2021-03-01', 40], ['2021-03-02', 40])
    const at = (place: string) =>
      worth([{ time: { minutes: 60 } }, { round: { increment: '1', mode: 'down', at: place } }], three)
    expect([at('session'), at('date'), at('activity')]).toEqual(['0', '1', '2'])
  })

  it('rounds the sum over a topic once, and the parts add up to it', () => {
    const ruleset = compiled(
      packOf({
        convert: {
          hours: [
            {
              id: 'k',
              steps: [
                { time: { minutes: 60 } },
                { round: { increment: '1', mode: 'down', at: 'topic-sum' } },
              ],
            },
          ],
        },
      }),
    )
    const part = (id: string, on: string): Activity => ({
      id,
      kind: 'class',
      category: 'a',
      topic: 't',
      from: on,
      to: on,
      quantity: { minutes: 40 },
    })
    const result = run(
      ruleset,
      factsOf([part('z', '2021-03-01'), part('y', '2021-03-02'), part('x', '2021-03-03')]),
      '2021-12-31',
    )
    expect(result.activities.map(({ id, credited }) => [id, credited[0]?.amount])).toEqual([
      ['x', '1'],
      ['y', '1'],
      ['z', '0'],
    ])
  })

  it('days, half-days and days less an absence', () => {
    const days = { days: { perDay: '6', perHalfDay: '3', less: 'evidence.absent' } }
    expect(worth([{ days: { perDay: '8' } }], { quantity: { days: '2.5' } })).toBe('20')
    expect(worth([days], { quantity: { days: 4, halfDays: 1 }, evidence: { absent: 1 } })).toBe('21')
    expect(worth([days], { quantity: { days: 4 } })).toBe('0..24')
    expect(worth([{ days: { perDay: '8' } }], { quantity: { days: 1, halfDays: 1 } })).toBe(
      'refused convert.half-day',
    )
  })

  it('full dates count only where the dates are known', () => {
    const full = { fullDates: { minutes: 270, each: '1' } }
    expect(worth([full], sessions(['2021-03-01', 200], ['2021-03-01', 70], ['2021-03-02', 269]))).toBe('1')
    expect(worth([full], { quantity: { minutes: 600 } })).toBe('0..2')
    expect(worth([full], { quantity: { minutes: 6000 } })).toBe('0..3')
  })

  it('flat, per item, stepped and tabled amounts', () => {
    expect(worth([{ flat: '40' }], {})).toBe('40')
    expect(worth([{ perItem: { each: '15' } }], { quantity: { count: 3 } })).toBe('45')
    expect(worth([{ perItem: { of: 'evidence.papers', each: '2' } }], { evidence: { papers: 3 } })).toBe('6')
    const app = [{ steps: { of: 'quantity.points', rows: [{ from: '2000', gives: '10' }] } }]
    expect([1999, 2000, 90_000].map((points) => worth(app, { quantity: { points } }))).toEqual([
      '0',
      '10',
      '10',
    ])
    expect(worth(app, {})).toBe('0..10')
    const level = [{ table: { of: 'evidence.level', values: { national: '12', provincial: '8' } } }]
    expect(worth(level, { evidence: { level: 'national' } })).toBe('12')
    expect(worth(level, { evidence: { level: ['provincial', 'national'] } })).toBe('12')
    expect(worth(level, { evidence: { level: 'village' } })).toBe('refused convert.no-value')
    expect(worth(level, {})).toBe('0..12')
    expect(
      worth([{ table: { of: 'evidence.level', many: 'sum', else: '1', values: { national: '12' } } }], {
        evidence: { level: ['village', 'national'] },
      }),
    ).toBe('13')
  })

  it('rank tables end in nothing, or fall by a fixed step down to a floor', () => {
    const rank = (beyond?: object) => [
      { rank: { of: 'evidence.rank', list: ['64', '56', '48'], ...(beyond && { beyond }) } },
    ]
    const at = (steps: readonly object[]) =>
      [1, 3, 4, 9].map((place) => worth(steps, { evidence: { rank: place } }))
    expect(at(rank())).toEqual(['64', '48', '0', '0'])
    expect(at(rank({ less: '8', floor: '32' }))).toEqual(['64', '48', '40', '32'])
    expect(worth(rank({ less: '8', floor: '32' }), {})).toBe('32..64')
    expect(worth(rank(), { evidence: { rank: 0 } })).toBe('refused convert.rank')
  })

  it('factors, additions and limits run from left to right', () => {
    expect(
      worth([{ time: { minutes: 60 } }, { times: '3' }, { plus: '2' }, { minus: '1' }, { atMost: '9' }], {
        quantity: { minutes: 120 },
      }),
    ).toBe('7')
    expect(worth([{ flat: '4' }, { minus: '9' }, { atLeast: '1' }], {})).toBe('1')
    expect(
      worth(
        [{ time: { minutes: 60 } }, { perDate: { atMost: '4' } }],
        sessions(['2021-03-01', 360], ['2021-03-02', 120]),
      ),
    ).toBe('6')
    expect(
      worth([{ time: { minutes: 60 } }, { perDate: { atMost: '4' } }], { quantity: { minutes: 600 } }),
    ).toBe('4..10')
  })

  it('the best or the sum of several ways, and cases', () => {
    const national = [{ table: { of: 'evidence.a', values: { x: '12' }, else: '0' } }]
    const other = [{ table: { of: 'evidence.b', values: { y: '8' }, else: '0' } }]
    const both = { evidence: { a: 'x', b: 'y' } }
    expect([
      worth([{ highestOf: [national, other] }], both),
      worth([{ sumOf: [national, other] }], both),
    ]).toEqual(['12', '20'])
    expect(worth([{ highestOf: [national, other] }], { evidence: { b: 'y' } })).toBe('8..12')
    const cases = [
      {
        case: [
          { when: { field: 'mode', is: 'online' }, steps: [{ time: { minutes: 120 } }] },
          { steps: [{ time: { minutes: 60 } }] },
        ],
      },
      down,
    ]
    expect(worth(cases, { mode: 'online', quantity: { minutes: 240 } })).toBe('2')
    expect(worth(cases, { mode: 'room', quantity: { minutes: 240 } })).toBe('4')
    expect(worth(cases, { quantity: { minutes: 240 } })).toBe('2..4')
  })

  it('no matching rule and no quantity are refusals, never a silent zero', () => {
    expect(worth([{ time: { minutes: 60 } }], { quantity: { units: 4 } })).toBe('refused convert.no-quantity')
    const none = compiled(
      packOf({
        convert: { hours: [{ id: 'k', when: { field: 'kind', is: 'paper' }, steps: [{ flat: '1' }] }] },
      }),
    )
    const result = run(
      none,
      factsOf([{ id: 'x', kind: 'class', category: 'a', from: '2021-03-01', to: '2021-03-01' }]),
      '2021-12-31',
    )
    expect(status(result, 'x')).toBe('refused convert.no-rule')
  })

  it('an untold quantity may be anything', () => {
    expect(worth([{ time: { minutes: 60 } }], {})).toBe('0..unbounded')
    expect(worth([{ units: {} }], {})).toBe('0..unbounded')
  })

  it('a stated amount between two minutes is brought down to the minute in a step of its own', () => {
    const ruleset = compiled(
      packOf(
        { convert: { hours: [{ id: 'k', steps: [{ units: {} }] }] } },
        { unit: { id: 'hour', zh: '时', en: 'hour', minutes: 45 } },
      ),
    )
    const result = run(
      ruleset,
      factsOf([
        {
          id: 'x',
          kind: 'class',
          category: 'a',
          from: '2021-03-01',
          to: '2021-03-01',
          quantity: { units: '3.5' },
        },
      ]),
      '2021-12-31',
    )
    expect(result.activities[0]?.steps.map(({ op, out }) => [op, out])).toEqual([
      ['units', '7/2'],
      ['grain', '157/45'],
    ])
  })
})

describe('a conversion must be shown to end on whole minutes', () => {
  const faults = (steps: readonly object[], unit = 45) =>
    faultsOf(
      packOf(
        { convert: { hours: [{ id: 'k', steps }] } },
        { unit: { id: 'hour', zh: '时', en: 'hour', minutes: unit } },
      ),
    )
  const refused = ['convert.grain /versions/0/obligations/0/convert/hours/0/steps']

  it('refuses factors and divisions that leave it, and accepts them with a round', () => {
    expect(faults([{ time: { minutes: 50 } }])).toEqual(refused)
    expect(faults([{ time: { minutes: 45 } }, { times: '1/2' }])).toEqual(refused)
    expect(faults([{ flat: '1/7' }])).toEqual(refused)
    expect(faults([{ units: {} }, { times: '2/3' }])).toEqual(refused)
    expect(faults([{ time: { minutes: 50 } }, { round: { increment: '1/5', mode: 'down' } }])).toEqual([])
    expect(faults([{ time: { minutes: 50 } }, { round: { increment: '1/7', mode: 'down' } }])).toEqual(
      refused,
    )
    expect(faults([{ time: { minutes: 45 } }, { times: '3' }, { plus: '1/3' }])).toEqual([])
    expect(faults([{ units: {} }, { times: '2' }])).toEqual([])
  })

  it('rounding over a topic comes last', () => {
    expect(
      faults([
        { time: { minutes: 45 } },
        { round: { increment: '1', mode: 'down', at: 'topic-sum' } },
        { times: '2' },
      ]),
    ).toEqual(['round.topic-sum-last /versions/0/obligations/0/convert/hours/0/steps'])
  })
})
