import { describe, expect, it } from 'vitest'
import { act, compiled, counted, factsOf, line, packOf, run, status } from '../testing/build.ts'

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
