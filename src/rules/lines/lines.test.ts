import { describe, expect, it } from 'vitest'
import { act, compiled, counted, factsOf, line, packOf, run, status } from '../testing/build.ts'
import type { RuleResult } from '../result.ts'

const lines = (...allOf: readonly object[]) => compiled(packOf({ require: { allOf } }))
const on = '2021-12-31'
const day = '2021-05-05'

describe('kinds of requirement', () => {
  it('a share is of what is required: more of another kind never hurts', () => {
    const ruleset = lines(
      { id: 'total', atLeast: '90' },
      { id: 'share', share: '2/3', counts: ['a'], ofLine: 'total' },
    )
    const facts = (more: number) => factsOf([act('x', 60, day), act('y', 60 + more, day, { category: 'b' })])
    expect([0, 100].map((more) => run(ruleset, facts(more), on).standing)).toEqual(['met', 'met'])
  })

  it('a share of what is counted can be lost by more of another kind, and the pack is told so', () => {
    const ruleset = lines(
      { id: 'total', atLeast: '90' },
      { id: 'share', share: '2/3', counts: ['a'], ofLine: 'total', of: 'counted' },
    )
    const facts = (more: number) => factsOf([act('x', 60, day), act('y', 30 + more, day, { category: 'b' })])
    expect([0, 1].map((more) => run(ruleset, facts(more), on).standing)).toEqual(['met', 'unmet'])
    expect(ruleset.notes.map(({ code }) => code)).toEqual(['law.share-of-counted'])
    const open = run(
      ruleset,
      factsOf([act('x', 60, day), { ...act('y', 30, day, { category: 'b' }), quantity: {} }]),
      on,
    )
    expect(open.standing).toBe('undetermined')
  })

  it('a share that falls between two minutes is judged exactly', () => {
    const ruleset = compiled(
      packOf({
        require: {
          allOf: [
            { id: 'total', atLeast: '1' },
            { id: 'share', share: '1/7', counts: ['a'], ofLine: 'total' },
          ],
        },
      }),
    )
    const result = (minutes: number) =>
      line(run(ruleset, factsOf([act('x', `${minutes}/60`, day)]), on), 'share')
    expect([result(8).standing, result(9).standing]).toEqual(['unmet', 'met'])
    expect(result(8)).toMatchObject({ required: '1/7', remaining: '1/105' })
  })

  it('a floor in each year of a cycle shows the poorest year and all that is lacking', () => {
    const ruleset = compiled(
      packOf({
        period: { kind: 'cycle', years: 3, anchor: '2020-01-01' },
        require: { allOf: [{ id: 'floor', floor: '20' }] },
      }),
    )
    const result = run(
      ruleset,
      factsOf([act('x', 50, '2020-02-02'), act('y', 15, '2021-02-02')]),
      '2022-12-31',
    )
    expect(line(result, 'floor')).toMatchObject({
      counted: '0',
      required: '20',
      remaining: '25',
      standing: 'unmet',
    })
    expect(line(result, 'floor').lines?.map(({ id, counted: sum }) => [id, sum])).toEqual([
      ['floor:2020', '50'],
      ['floor:2021', '15'],
      ['floor:2022', '0'],
    ])
  })

  const member = [
    { value: 'no', to: '2020-06-30' },
    { value: 'yes', from: '2020-07-01' },
  ]
  const cycleOf = (obligation: object) =>
    compiled(packOf({ period: { kind: 'cycle', years: 3, anchor: '2020-01-01' }, ...obligation }))
  const floors = (result: RuleResult) =>
    line(result, 'floor').lines?.map(({ required, standing }) => `${required} ${standing}`)

  it('a floor is asked of each inner year in proportion to that year, and of a part of the total likewise', () => {
    const prorated = (floor: unknown, more: object = {}) =>
      cycleOf({
        population: { fact: 'member', is: 'yes' },
        prorate: { by: 'months', round: { increment: '1', mode: 'up' }, ...more },
        require: {
          allOf: [
            { id: 'total', atLeast: '120' },
            { id: 'floor', floor },
          ],
        },
      })
    const facts = factsOf(
      [act('x', 10, '2020-08-01'), act('y', 70, '2021-02-02'), act('z', 20, '2022-02-02')],
      { person: { id: 'p', facts: { member } } },
    )
    for (const floor of ['20', { ofLine: 'total', times: '1/6' }]) {
      const result = run(prorated(floor), facts, '2022-12-31')
      expect(floors(result)).toEqual(['10 met', '20 met', '20 met'])
      expect(line(result, 'total').required).toBe('100')
    }
    expect(floors(run(prorated('20', { firstPeriod: 'none' }), facts, '2022-12-31'))).toEqual([
      '0 met',
      '0 met',
      '0 met',
    ])
    const last = factsOf([act('z', 19, '2022-02-02')], {
      person: {
        id: 'p',
        facts: {
          member: [
            { value: 'no', to: '2021-12-31' },
            { value: 'yes', from: '2022-01-01' },
          ],
        },
      },
    })
    const short = run(prorated('20'), last, '2022-12-31')
    expect(floors(short)).toEqual(['0 met', '0 met', '20 unmet'])
    expect(line(short, 'floor')).toMatchObject({ required: '20', counted: '19', remaining: '1' })
  })

  it('an exemption takes off the floors of the inner years that it covers', () => {
    const ruleset = cycleOf({
      exempt: { partial: 'days' },
      require: { allOf: [{ id: 'floor', floor: '20' }] },
    })
    const exempted = (exemption: object) =>
      run(
        ruleset,
        factsOf([act('x', 20, '2020-08-01'), act('z', 20, '2022-02-02')], {
          exemptions: [
            {
              id: 'e',
              reason: 'leave',
              grantedBy: 'hr',
              grantedOn: '2021-01-04',
              extent: 'full' as const,
              ...exemption,
            },
          ],
        }),
        '2022-12-31',
      )
    expect(floors(exempted({ from: '2021-01-01', to: '2021-12-31' }))).toEqual(['20 met', '0 met', '20 met'])
    expect(floors(exempted({ from: '2021-01-01', to: '2021-12-30' }))?.[1]).toBe('1/15 unmet')
    expect(
      floors(exempted({ from: '2021-03-01', to: '2021-03-31', extent: { lines: { floor: '5' } } })),
    ).toEqual(['20 met', '15 unmet', '20 met'])
  })

  it('what would satisfy it earns the floor of the running year as a part of the total, and hints at nothing for one that is over', () => {
    const ruleset = cycleOf({
      require: {
        allOf: [
          { id: 'total', atLeast: '60' },
          { id: 'floor', floor: '20' },
          { id: 'narrow', floor: '8', counts: ['b'] },
        ],
      },
    })
    const earn = (result: RuleResult) => result.hints.filter(({ kind }) => kind === 'earn')
    const years = [act('x', 20, '2020-08-01'), act('y', 20, '2021-02-02')].map((each) => ({
      ...each,
      category: 'b',
    }))
    expect(earn(run(ruleset, factsOf(years), '2022-05-05'))).toMatchObject([
      {
        need: [
          { category: null, amount: '12', line: 'floor:2022', from: '2022-01-01', before: '2022-12-31' },
          { category: 'b', amount: '8', line: 'narrow:2022', from: '2022-01-01', before: '2022-12-31' },
        ],
        total: '20',
      },
    ])
    expect(earn(run(ruleset, factsOf(years.slice(1)), '2022-05-05'))).toEqual([])
  })

  it('a stated thing done, so many times, or not at all', () => {
    const ruleset = lines(
      { id: 'ethics', specific: { field: 'topic', is: 'ethics' } },
      { id: 'papers', specific: { field: 'kind', is: 'paper' }, times: 2 },
      { id: 'clean', none: { field: 'tags', has: 'misconduct' } },
    )
    const good = run(
      ruleset,
      factsOf([
        act('x', 1, day, { topic: 'ethics' }),
        act('y', 1, day, { kind: 'paper' }),
        act('z', 1, day, { kind: 'paper' }),
      ]),
      on,
    )
    expect(['ethics', 'papers', 'clean'].map((id) => line(good, id).standing)).toEqual(['met', 'met', 'met'])
    const bad = run(ruleset, factsOf([act('y', 1, day, { kind: 'paper', tags: ['misconduct'] })]), on)
    expect(['ethics', 'papers', 'clean'].map((id) => line(bad, id).standing)).toEqual([
      'unmet',
      'unmet',
      'unmet',
    ])
    expect(line(bad, 'papers')).toMatchObject({ measure: 'done', counted: '1', remaining: '1' })
  })

  it('what must not occur stays open while it may have', () => {
    const ruleset = lines({ id: 'clean', none: { field: 'evidence.breach', is: true } })
    const facts = (evidence?: { breach: boolean }) =>
      factsOf([act('x', 1, day, evidence ? { evidence } : {})])
    expect(
      [undefined, { breach: true }, { breach: false }].map(
        (evidence) => run(ruleset, facts(evidence), on).standing,
      ),
    ).toEqual(['undetermined', 'unmet', 'met'])
  })

  it('facts of the person can be a requirement: an outcome without hours', () => {
    const ruleset = compiled(
      packOf({
        convert: {},
        require: {
          id: 'two',
          kOf: 2,
          of: [
            { id: 'portfolio', condition: { fact: 'portfolio', is: 'declared' } },
            { id: 'audit', condition: { fact: 'audited', is: true } },
            { id: 'reflect', specific: { field: 'kind', is: 'reflection' } },
          ],
        },
      }),
    )
    const facts = factsOf([{ id: 'x', kind: 'reflection', from: day, to: day }], {
      person: { id: 'p', facts: { portfolio: [{ value: 'declared' }], audited: [{ value: false }] } },
    })
    expect([
      run(ruleset, facts, on).standing,
      run(ruleset, factsOf([], { person: { id: 'p', facts: { portfolio: [{ value: 'declared' }] } } }), on)
        .standing,
    ]).toEqual(['met', 'undetermined'])
  })

  it('either-or keeps its scales apart and shows the nearest way', () => {
    const ruleset = compiled(
      packOf({
        convert: {
          hours: [{ id: 'h', steps: [{ days: { perDay: '6' } }] }],
          days: [{ id: 'd', steps: [{ days: { perDay: '1' } }] }],
        },
        require: {
          id: 'either',
          anyOf: [
            { id: 'days', measure: 'days', atLeast: '12' },
            { id: 'hours', atLeast: '60' },
          ],
        },
      }),
    )
    const result = run(ruleset, factsOf([act('x', 0, day, { quantity: { days: '19/2' } })]), on)
    expect(line(result, 'either')).toMatchObject({ standing: 'unmet', measure: 'hours', remaining: '3' })
    expect(line(result, 'days')).toMatchObject({ counted: '19/2', remaining: '5/2' })
  })

  it('groups nest', () => {
    const ruleset = compiled(
      packOf({
        require: {
          id: 'way',
          anyOf: [
            {
              id: 'both',
              allOf: [
                { id: 'a', atLeast: '5', counts: ['a'] },
                { id: 'b', atLeast: '5', counts: ['b'] },
              ],
            },
            { id: 'much', atLeast: '30' },
          ],
        },
      }),
    )
    expect(run(ruleset, factsOf([act('x', 5, day), act('y', 5, day, { category: 'b' })]), on).standing).toBe(
      'met',
    )
    const short = run(ruleset, factsOf([act('x', 9, day)]), on)
    expect([short.standing, line(short, 'way').remaining, line(short, 'b').remaining]).toEqual([
      'unmet',
      '5',
      '5',
    ])
  })

  it('an activity may settle named lines or all of them', () => {
    const settle = (rule: object) =>
      compiled(
        packOf({
          require: {
            allOf: [
              { id: 'total', atLeast: '90' },
              { id: 'b', atLeast: '5', counts: ['b'] },
            ],
          },
          satisfiedBy: [{ id: 'exam', when: { field: 'kind', is: 'exam' }, ...rule }],
        }),
      )
    const exam = factsOf([act('x', 0, day, { kind: 'exam' })])
    expect(run(settle({ lines: 'all' }), exam, on).standing).toBe('met')
    const named = run(settle({ lines: ['total'] }), exam, on)
    expect([line(named, 'total').standing, line(named, 'b').standing]).toEqual(['met', 'unmet'])
    const before = factsOf([act('x', 0, '2020-05-05', { kind: 'exam' })])
    expect([
      run(settle({ lines: 'all' }), before, on).standing,
      run(settle({ lines: 'all', anyPeriod: true }), before, on).standing,
    ]).toEqual(['unmet', 'met'])
  })

  it('amounts may go by a fact or by another line', () => {
    const pack = packOf(
      {
        require: {
          allOf: [
            {
              id: 'total',
              atLeast: {
                case: [{ when: { fact: 'titleLevel', atLeast: 'vice-senior' }, gives: '90' }],
                else: '60',
              },
            },
            { id: 'half', atLeast: { ofLine: 'total', times: '1/2' }, counts: ['a'] },
          ],
        },
      },
      { orders: { titleLevel: ['junior', 'intermediate', 'vice-senior', 'senior'] } },
    )
    const ruleset = compiled(pack)
    const of = (level?: string) =>
      run(
        ruleset,
        factsOf([act('x', 60, day)], {
          person: { id: 'p', facts: level === undefined ? {} : { titleLevel: [{ value: level }] } },
        }),
        on,
      )
    expect([
      line(of('senior'), 'total').required,
      line(of('senior'), 'half').required,
      line(of('junior'), 'half').required,
    ]).toEqual(['90', '45', '30'])
    expect(of()).toMatchObject({ standing: 'undetermined' })
    expect(line(of(), 'half')).toMatchObject({ required: '30', requiredHigh: '45', standing: 'met' })
  })

  it('a category that is not on record counts for the total and opens its parts', () => {
    const ruleset = lines({ id: 'total', atLeast: '10' }, { id: 'a', atLeast: '5', counts: ['a'] })
    const { category: _gone, ...x } = act('x', 12, day)
    const result = run(ruleset, factsOf([x]), on)
    expect([counted(result, 'total'), counted(result, 'a'), result.standing]).toEqual([
      '12',
      '0..12',
      'undetermined',
    ])
  })
})

describe('obligations of holdings', () => {
  const two = compiled(
    packOf({
      per: 'holding',
      holding: { kind: 'title' },
      require: {
        allOf: [
          { id: 'public', atLeast: '30', counts: ['a'], shared: true },
          { id: 'own', atLeast: '10', counts: ['b'] },
        ],
      },
    }),
  )
  const holdings = [
    { id: 'h1', kind: 'title', from: '2015-01-01' },
    { id: 'h2', kind: 'title', from: '2015-01-01' },
    { id: 'h3', kind: 'membership', from: '2015-01-01' },
  ]

  it('one public subject counts whole for both titles and once for the person', () => {
    const result = run(
      two,
      factsOf([act('pub', 30, day, { for: ['h1'] }), act('x', 10, day, { category: 'b', for: ['h2'] })], {
        holdings,
      }),
      on,
    )
    const at = (holding: string, id: string) =>
      result.obligations
        .find((each) => each.holding === holding)
        ?.periods[0]?.lines.find((each) => each.id === id)?.counted
    expect([at('h1', 'public'), at('h2', 'public'), at('h1', 'own'), at('h2', 'own')]).toEqual([
      '30',
      '30',
      '0',
      '10',
    ])
    expect(result.obligations.map(({ holding, standing }) => [holding, standing])).toEqual([
      ['h1', 'unmet'],
      ['h2', 'met'],
    ])
    expect(
      result.activities
        .find(({ id }) => id === 'pub')
        ?.credited.map(({ holding, amount }) => [holding, amount]),
    ).toEqual([
      ['h1', '30'],
      ['h2', '30'],
    ])
    expect(status(result, 'pub')).toBe('counted ok')
  })

  it('a holding given up before the period, or taken up after it, is under no obligation', () => {
    const ended = [
      { id: 'h1', kind: 'title', from: '2015-01-01', to: '2020-12-31' },
      { id: 'h2', kind: 'title', from: '2022-01-01' },
    ]
    expect(run(two, factsOf([], { holdings: ended }), on).applies).toBe(false)
  })
})
