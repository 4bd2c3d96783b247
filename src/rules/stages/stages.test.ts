import type { Facts } from '../facts.ts'
import { describe, expect, it } from 'vitest'
import {
  act,
  compiled,
  counted,
  credited,
  factsOf,
  line,
  packOf,
  period,
  run,
  status,
} from '../testing/build.ts'

const total = (amount: string, more: object = {}) => ({
  allOf: [{ id: 'total', atLeast: amount, clause: 'c1', ...more }],
})

describe('carry-over', () => {
  const carrying = (more: object) =>
    compiled(
      packOf({
        require: total('100'),
        carryOver: {
          cap: '30',
          carriable: { not: { field: 'category', is: 'c' } },
          as: 'total-only',
          ...more,
        },
      }),
    )
  const year2020 = [act('x', 135, '2020-05-01'), act('y', 10, '2020-06-01', { category: 'c' })]

  it('hands on the least of cap, excess and carriable credit, and the next year counts it', () => {
    const result = run(carrying({}), factsOf([...year2020, act('z', 50, '2021-05-01')]), '2021-12-31')
    expect(period(result, '2020').carryOut).toEqual([
      { category: '*', measure: 'hours', amount: '30', minutes: 1800, from: '2020' },
    ])
    expect(period(result).carryIn.map(({ amount }) => amount)).toEqual(['30'])
    expect(counted(result, 'total')).toBe('80')
    expect(period(result).carryOut).toEqual([])
  })

  it('does not hand on again what was carried in where a pack says so', () => {
    const result = run(
      carrying({ recarry: false }),
      factsOf([...year2020, act('z', 90, '2021-05-01')]),
      '2021-12-31',
    )
    expect(counted(result, 'total')).toBe('120')
    expect(period(result).carryOut.map(({ amount }) => amount)).toEqual(['20'])
    const idle = run(carrying({ recarry: false }), factsOf([act('x', 500, '2020-05-01')]), '2021-12-31')
    expect(period(idle).carryOut).toEqual([])
  })

  it('lets carried credit die after its time, oldest used first', () => {
    const lasting = compiled(packOf({ require: total('10'), carryOver: { as: 'total-only', expires: 2 } }))
    const result = run(lasting, factsOf([act('x', 40, '2020-05-01')]), '2023-12-31')
    expect([2020, 2021, 2022, 2023].map((year) => counted(result, 'total', String(year)))).toEqual([
      '40',
      '30',
      '20',
      '0',
    ])
  })

  it('keeps categories apart where credit is carried in its category', () => {
    const own = compiled(
      packOf({
        require: {
          allOf: [
            { id: 'total', atLeast: '10' },
            { id: 'b', atLeast: '2', counts: ['b'] },
          ],
        },
        carryOver: { as: 'same-category' },
      }),
    )
    const result = run(
      own,
      factsOf([act('x', 10, '2020-03-01'), act('y', 5, '2020-05-01', { category: 'b' })]),
      '2021-12-31',
    )
    expect(period(result, '2020').carryOut).toEqual([
      { category: 'b', measure: 'hours', amount: '5', minutes: 300, from: '2020' },
    ])
    expect([counted(result, 'total'), counted(result, 'b')]).toEqual(['5', '5'])
  })

  it('refuses to count carried hours as carriable beyond what the closed row froze', () => {
    const closed = [
      {
        obligation: 'yearly',
        period: '2020',
        closedOn: '2021-01-31',
        standing: 'met' as const,
        pack: 'test@v1',
        counted: ['x'],
        lines: { total: { required: 100, counted: 145 } },
        carryOut: { '*': 7 },
      },
    ]
    const result = run(
      carrying({}),
      factsOf([...year2020, act('z', 50, '2021-05-01')], { closed }),
      '2021-12-31',
    )
    expect(counted(result, 'total')).toBe('57')
    expect(period(result, '2020').closed).toEqual({ on: '2021-01-31', pack: 'test@v1' })
  })
})

describe('earliest shortage first', () => {
  const first = (more: object = {}, obligation: object = {}) =>
    compiled(
      packOf({
        allocate: [{ id: 's', when: 'always', by: 'shortageFirst', lookback: 1, ...more }],
        ...obligation,
      }),
    )

  it('moves only what the older period lacks, and returns it when that period is filled', () => {
    const short = factsOf([act('own', 5, '2020-06-01'), act('late', 12, '2021-03-01')])
    const result = run(first(), short, '2021-12-31')
    expect([counted(result, 'total', '2020'), counted(result, 'total', '2021')]).toEqual(['10', '7'])
    expect(credited(result, 'late')).toEqual({ '2020': '5', '2021': '7' })
    const filled = run(
      first(),
      factsOf([...(short.activities ?? []), act('more', 5, '2020-12-31')]),
      '2021-12-31',
    )
    expect([counted(filled, 'total', '2020'), counted(filled, 'total', '2021')]).toEqual(['10', '12'])
  })

  it('moves the whole entry where a pack says so', () => {
    const result = run(
      first({ whole: true }),
      factsOf([act('own', 5, '2020-06-01'), act('late', 12, '2021-03-01')]),
      '2021-12-31',
    )
    expect([counted(result, 'total', '2020'), counted(result, 'total', '2021')]).toEqual(['17', '0'])
  })

  it('looks back no further than it may', () => {
    const result = run(
      first(),
      factsOf([act('own', 5, '2019-06-01'), act('late', 12, '2021-03-01')]),
      '2021-12-31',
    )
    expect(['2019', '2020', '2021'].map((key) => counted(result, 'total', key))).toEqual(['5', '10', '2'])
  })

  it('fills a period without any study once the person is known to have been under obligation', () => {
    const known = first({}, { population: { fact: 'status', is: 'in' } })
    const idle = (facts: Facts['person']['facts']) =>
      factsOf([act('late', 12, '2021-03-01')], { person: { id: 'p', facts } })
    const left = (facts: Facts['person']['facts']) =>
      counted(run(known, idle(facts), '2021-12-31'), 'total', '2021')
    expect(left({ status: [{ value: 'in' }] })).toBe('12')
    expect(left({ status: [{ value: 'in', from: '2020-01-01' }] })).toBe('2')
    expect(left({})).toBe('2..12')
  })

  it('takes a thing that the older period asks for, and only one', () => {
    const ethics = {
      allOf: [
        { id: 'total', atLeast: '1' },
        { id: 'ethics', specific: { field: 'topic', is: 'ethics' } },
      ],
    }
    const done = (id: string, on: string) => act(id, 1, on, { topic: 'ethics' })
    const facts = factsOf([act('x', 5, '2020-05-01'), done('e1', '2021-02-01'), done('e2', '2021-03-01')])
    const result = run(first({}, { require: ethics }), facts, '2021-12-31')
    expect([counted(result, 'ethics', '2020'), counted(result, 'ethics', '2021')]).toEqual(['1', '1'])
  })

  it('takes in study order, oldest period first', () => {
    const result = run(
      first(),
      factsOf([act('e2', 6, '2021-05-01'), act('e1', 6, '2021-02-01'), act('own', 1, '2020-01-01')]),
      '2021-12-31',
    )
    expect([credited(result, 'e1'), credited(result, 'e2')]).toEqual([
      { '2020': '6', '2021': '0' },
      { '2020': '3', '2021': '3' },
    ])
  })
})

describe('splitting a credit over periods', () => {
  const split = (rule: object) => compiled(packOf({ allocate: [{ id: 's', when: 'always', ...rule }] }))
  const over = (
    ruleset: ReturnType<typeof split>,
    id: string,
    facts: ReturnType<typeof factsOf>,
    years: readonly number[],
  ) => years.map((year) => credited(run(ruleset, facts, `${year}-12-31`), id)[String(year)])

  it('parts are equal to the grain and add up to the whole', () => {
    const thirds = split({ by: 'equalParts', over: 3 })
    expect(over(thirds, 'x', factsOf([act('x', 100, '2020-05-01')]), [2020, 2021, 2022])).toEqual([
      '100/3',
      '100/3',
      '100/3',
    ])
    expect(over(thirds, 'x', factsOf([act('x', '1/6', '2020-05-01')]), [2020, 2021, 2022])).toEqual([
      '1/20',
      '1/20',
      '1/15',
    ])
  })

  it('repeats the full amount in each of k periods and in none after', () => {
    const twice = split({ by: 'repeat', over: 2 })
    expect(over(twice, 'x', factsOf([act('x', 8, '2020-05-01')]), [2020, 2021, 2022])).toEqual([
      '8',
      '8',
      undefined,
    ])
  })

  it('spreads forward up to an amount or a line, and what is left over lapses', () => {
    const suqian = split({ by: 'spread', over: 2, upTo: '72' })
    expect(over(suqian, 'x', factsOf([act('x', 100, '2020-05-01')]), [2020, 2021])).toEqual(['72', '28'])
    const line10 = split({ by: 'spread', over: 2, upTo: { line: 'total' } })
    const result = run(line10, factsOf([act('x', 100, '2020-05-01')]), '2021-12-31')
    expect(result.activities[0]).toMatchObject({ status: 'partly', because: 'period.lapsed' })
    expect(result.activities[0]?.credited.at(-1)).toMatchObject({
      period: '2021',
      amount: '10',
      lapsed: '80',
    })
  })

  it('draws, after all other credit, only what each period still lacks', () => {
    const drawn = compiled(
      packOf({
        allocate: [
          { id: 'd', when: { field: 'kind', is: 'degree' }, by: 'draw', over: 3 },
          { id: 'p', when: 'always', by: 'completion' },
        ],
      }),
    )
    const facts = factsOf([
      act('deg', 12, '2020-01-05', { kind: 'degree' }),
      act('x', 8, '2020-11-01'),
      act('y', 4, '2021-11-01'),
    ])
    const result = run(drawn, facts, '2022-12-31')
    expect(credited(result, 'deg')).toEqual({ '2020': '2', '2021': '6', '2022': '4' })
    expect(['2020', '2021', '2022'].map((key) => counted(result, 'total', key))).toEqual(['10', '10', '4'])
  })
})

describe('chosen periods and make-up', () => {
  const makeUp = compiled(packOf({ makeUp: { until: { monthDay: '04-30', yearsAfter: 1 } } }))

  it('a named period takes the study while its window is open, and not a day longer', () => {
    const facts = (done: string) => factsOf([act('x', 4, done, { chosenPeriod: '2020' })])
    expect(counted(run(makeUp, facts('2021-04-30'), '2021-12-31'), 'total')).toBe('0')
    expect(
      credited(run(makeUp, { ...facts('2021-04-30'), ask: { period: '2020' } }, '2021-12-31'), 'x'),
    ).toEqual({ '2020': '4' })
    expect(counted(run(makeUp, facts('2021-05-01'), '2021-12-31'), 'total')).toBe('4')
  })

  it('registration, start and recognition days decide where a pack says so', () => {
    const by = (way: string) => compiled(packOf({ allocate: [{ id: 's', when: 'always', by: way }] }))
    const x = act('x', 4, '2021-01-05', {
      from: '2020-12-28',
      registeredOn: '2022-02-01',
      recognitions: [{ act: 'recognised', by: 'system', on: '2023-01-01' }],
    })
    const years = (way: string) =>
      ['2020', '2021', '2022', '2023'].filter(
        (key) => counted(run(by(way), factsOf([x], { ask: { period: key } }), '2023-12-31'), 'total') === '4',
      )
    expect(['completion', 'start', 'registration', 'recognition'].map(years)).toEqual([
      ['2021'],
      ['2020'],
      ['2022'],
      ['2023'],
    ])
  })

  it('a missing registration day leaves the credit possible in every period and certain in none', () => {
    const ruleset = compiled(packOf({ allocate: [{ id: 's', when: 'always', by: 'registration' }] }))
    const result = run(ruleset, factsOf([act('x', 12, '2021-01-05')]), '2021-12-31')
    expect([counted(result, 'total'), result.standing]).toEqual(['0..12', 'undetermined'])
    expect(result.missing.map(({ fact }) => fact)).toEqual(['activities.x.registeredOn'])
  })
})

describe('who came first', () => {
  it('goes by completion where no registration is told: that is the order itself, and leaves nothing open', () => {
    const ruleset = compiled(
      packOf({ require: total('5'), conflicts: [{ id: 'x', duplicate: ['work'], keep: 'first-claim' }] }),
    )
    const shorter = act('shorter', 4, '2021-05-01', { work: 'w', recognitions: [] })
    const longer = act('longer', 5, '2021-06-01', { work: 'w', recognitions: [] })
    const of = (day: object) => run(ruleset, factsOf([shorter, { ...longer, ...day }]), '2021-12-31')
    const [told, untold] = [of({ registeredOn: '2021-04-01' }), of({})]
    expect([told.standing, untold.standing, untold.missing]).toEqual(['met', 'unmet', []])
  })
})

describe('extension with a penalty', () => {
  const extended = compiled(
    packOf({
      require: total('60'),
      extension: {
        tiers: [
          { until: { monthDay: '03-31', yearsAfter: 1 }, adds: '5', clause: 'c2' },
          { until: { monthDay: '06-30', yearsAfter: 1 }, adds: '10', clause: 'c3' },
        ],
      },
    }),
  )
  const ask = (activities: Parameters<typeof factsOf>[0], on = '2021-12-31') =>
    run(extended, factsOf(activities, { ask: { period: '2020' } }), on)

  it('charges nobody who was in time', () => {
    expect(line(ask([act('x', 60, '2020-12-31'), act('y', 6, '2021-02-01')]), 'total')).toMatchObject({
      required: '60',
      counted: '60',
      standing: 'met',
    })
  })

  it('takes from later study only what the penalised requirement needs; the rest serves its own period', () => {
    const activities = [act('x', 59, '2020-12-31'), act('y', 7, '2021-02-01')]
    expect(line(ask(activities), 'total')).toMatchObject({ required: '65', counted: '65', standing: 'met' })
    expect(period(ask(activities)).extension).toEqual({ to: '2021-03-31', adds: '5', clause: 'c2' })
    expect(counted(run(extended, factsOf(activities), '2021-12-31'), 'total', '2021')).toBe('1')
  })

  it('a thing asked for may be done in the extra time, and is then done for the old period', () => {
    const ethics = compiled(
      packOf({
        require: {
          allOf: [
            { id: 'total', atLeast: '1' },
            { id: 'ethics', specific: { field: 'topic', is: 'ethics' } },
          ],
        },
        extension: { tiers: [{ until: { monthDay: '03-31', yearsAfter: 1 }, adds: '2' }] },
      }),
    )
    const facts = (done: string) =>
      factsOf([act('x', 3, '2020-05-01'), act('e', 1, done, { topic: 'ethics' })])
    const asked = (done: string, year: string) =>
      line(run(ethics, { ...facts(done), ask: { period: year } }, '2021-12-31'), 'ethics').counted
    expect([asked('2021-03-31', '2020'), asked('2021-03-31', '2021')]).toEqual(['1', '0'])
    expect([asked('2021-04-01', '2020'), asked('2021-04-01', '2021')]).toEqual(['0', '1'])
  })

  it('goes to the next tier when the first day has passed', () => {
    expect(line(ask([act('x', 59, '2020-12-31'), act('y', 11, '2021-05-01')]), 'total')).toMatchObject({
      required: '70',
      counted: '70',
      standing: 'met',
    })
  })

  it('stays in the tier of the day asked about while nothing is met yet', () => {
    expect(line(ask([act('x', 59, '2020-12-31')], '2021-02-15'), 'total')).toMatchObject({
      required: '65',
      standing: 'unmet',
    })
    expect(line(ask([act('x', 59, '2020-12-31')], '2020-12-31'), 'total')).toMatchObject({
      required: '60',
      standing: 'unmet',
    })
    expect(line(ask([act('x', 59, '2020-12-31')]), 'total')).toMatchObject({
      required: '70',
      standing: 'unmet',
    })
  })
})

describe('caps and spill', () => {
  const online = { field: 'mode', is: 'online' }
  const capped = (caps: readonly object[], more: object = {}) => compiled(packOf({ caps, ...more }))
  const o = (id: string, units: number, on: string, more: object = {}) =>
    act(id, units, on, { mode: 'online', ...more })

  it('counts the sum up to the cap and lets the earlier claim keep its room', () => {
    const result = run(
      capped([{ id: 'online', when: online, atMost: '30' }]),
      factsOf([o('x', 20, '2021-02-01'), o('y', 20, '2021-03-01')]),
      '2021-12-31',
    )
    expect([credited(result, 'x'), credited(result, 'y'), counted(result, 'total')]).toEqual([
      { '2021': '20' },
      { '2021': '10' },
      '30',
    ])
    expect(status(result, 'y')).toBe('partly cap.exceeded')
  })

  it('a reversal gives its room back', () => {
    const taken = { ...o('r', 0, '2021-04-01'), reverses: 'x' }
    const result = run(
      capped([{ id: 'online', when: online, atMost: '30' }]),
      factsOf([o('x', 20, '2021-02-01'), o('y', 20, '2021-03-01'), taken]),
      '2021-12-31',
    )
    expect(counted(result, 'total')).toBe('20')
    expect([status(result, 'x'), status(result, 'r')]).toEqual(['none reversed', 'none reversal'])
  })

  it('nests: an inner cap first, then the outer one on what is left', () => {
    const caps = [
      { id: 'all', atMost: '12' },
      { id: 'online', when: online, atMost: '5' },
    ]
    const result = run(
      capped(caps),
      factsOf([o('x', 9, '2021-02-01'), act('y', 9, '2021-03-01', { mode: 'room' })]),
      '2021-12-31',
    )
    expect([credited(result, 'x'), credited(result, 'y')]).toEqual([{ '2021': '5' }, { '2021': '7' }])
  })

  it('may cap each provider apart, and a share of a requirement', () => {
    const caps = [{ id: 'each', per: 'provider.id', atMost: { ofLine: 'total', times: '1/2' } }]
    const from = (id: string, provider: string) => act(id, 8, '2021-02-01', { provider: { id: provider } })
    const result = run(capped(caps), factsOf([from('x', 'p'), from('y', 'p'), from('z', 'q')]), '2021-12-31')
    expect([credited(result, 'x'), credited(result, 'y'), credited(result, 'z')]).toEqual([
      { '2021': '5' },
      { '2021': '0' },
      { '2021': '5' },
    ])
  })

  it('in doubt about the mode, counts the cap in the cautious end only', () => {
    const result = run(
      capped([{ id: 'online', when: online, atMost: '5' }]),
      factsOf([act('x', 12, '2021-02-01')]),
      '2021-12-31',
    )
    expect([counted(result, 'total'), result.standing]).toEqual(['5..12', 'undetermined'])
  })

  it('a doubtful rival under one cap opens the other category instead of raising it', () => {
    const ruleset = compiled(
      packOf({
        caps: [{ id: 'all', atMost: '10' }],
        recognise: [{ id: 'r', path: 'automatic', require: [{ field: 'evidence.passed', is: true }] }],
        require: { allOf: [{ id: 'b', atLeast: '10', counts: ['b'] }] },
      }),
    )
    const facts = (evidence: object) =>
      factsOf([
        { ...act('x', 10, '2021-02-01'), ...evidence },
        act('y', 10, '2021-03-01', { category: 'b', evidence: { passed: true } }),
      ])
    expect(counted(run(ruleset, facts({}), '2021-12-31'), 'b')).toBe('0..10')
    expect(counted(run(ruleset, facts({ evidence: { passed: true } }), '2021-12-31'), 'b')).toBe('0')
    expect(counted(run(ruleset, facts({ evidence: { passed: false } }), '2021-12-31'), 'b')).toBe('10')
  })

  it('crossing caps bound each activity by itself where something is in doubt', () => {
    const caps = [
      { id: 'online', when: online, atMost: '10' },
      { id: 'p', when: { field: 'provider.id', is: 'p' }, atMost: '10', crossing: 'claim-order' },
    ]
    const ruleset = capped(caps, {
      recognise: [{ id: 'r', path: 'automatic', require: [{ field: 'evidence.passed', is: true }] }],
    })
    const passed = { evidence: { passed: true } }
    const both = o('both', 10, '2021-01-01', { provider: { id: 'p' } })
    const rest = [
      o('o', 10, '2021-02-01', { provider: { id: 'q' }, ...passed }),
      act('p', 10, '2021-03-01', { mode: 'room', provider: { id: 'p' }, ...passed }),
    ]
    expect(counted(run(ruleset, factsOf([both, ...rest]), '2021-12-31'), 'total')).toBe('0..30')
    expect(counted(run(ruleset, factsOf([{ ...both, ...passed }, ...rest]), '2021-12-31'), 'total')).toBe(
      '10',
    )
  })

  it('spills what a line has beyond its own into another, once and up to a limit', () => {
    const ruleset = compiled(
      packOf({
        require: {
          allOf: [
            { id: 'a', atLeast: '5', counts: ['a'] },
            { id: 'b', atLeast: '6', counts: ['b'] },
            { id: 'c', atLeast: '6', counts: ['c'] },
          ],
        },
        spill: [
          { id: 's1', from: 'a', to: 'b', atMost: '4' },
          { id: 's2', from: 'a', to: 'c' },
        ],
      }),
    )
    const result = run(ruleset, factsOf([act('x', 11, '2021-02-01')]), '2021-12-31')
    expect(['a', 'b', 'c'].map((id) => counted(result, id))).toEqual(['11', '4', '2'])
  })
})

describe('proration, exemption and debt', () => {
  const prorated = (more: object = {}) =>
    compiled(
      packOf({
        require: total('90'),
        population: { fact: 'status', is: 'in' },
        prorate: { by: 'months', round: { increment: '1', mode: 'up' }, clause: 'c2', ...more },
      }),
    )

  it('asks in proportion to the months begun or full', () => {
    const facts = factsOf([], {
      person: {
        id: 'p',
        facts: {
          status: [
            { value: 'out', to: '2021-07-14' },
            { value: 'in', from: '2021-07-15' },
          ],
        },
      },
    })
    expect(line(run(prorated(), facts, '2021-12-31'), 'total').required).toBe('45')
    expect(line(run(prorated({ months: 'full' }), facts, '2021-12-31'), 'total').required).toBe('38')
    expect(line(run(prorated({ by: 'days' }), facts, '2021-12-31'), 'total').required).toBe('42')
    expect(line(run(prorated({ firstPeriod: 'none' }), facts, '2021-12-31'), 'total')).toMatchObject({
      required: '0',
      standing: 'met',
    })
    expect(line(run(prorated({ firstPeriod: 'full' }), facts, '2021-12-31'), 'total').required).toBe('90')
  })

  it('takes the dates of the obligation from a fact where a pack says so', () => {
    const facts = factsOf([], {
      person: { id: 'p', facts: { status: [{ value: 'in' }], joined: [{ value: '2021-10-01' }] } },
    })
    expect(line(run(prorated({ since: 'fact.joined' }), facts, '2021-12-31'), 'total').required).toBe('23')
  })

  it('does not know how much to ask where membership is not on record', () => {
    const facts = factsOf([act('x', 50, '2021-10-01')], {
      person: { id: 'p', facts: { status: [{ value: 'in', from: '2021-07-01' }] } },
    })
    const result = run(prorated(), facts, '2021-12-31')
    expect(line(result, 'total')).toMatchObject({
      required: '45',
      requiredHigh: '90',
      standing: 'undetermined',
    })
  })

  it('a full exemption is met, a part lowers the line and never below nothing', () => {
    const ruleset = compiled(packOf({ require: total('90') }))
    const granted = (extent: object | string, more: object = {}) =>
      factsOf([act('x', 30, '2021-03-01')], {
        exemptions: [
          {
            id: 'e1',
            reason: 'sick',
            grantedBy: 'hr',
            grantedOn: '2021-05-01',
            extent: extent as 'full',
            period: '2021',
            ...more,
          },
        ],
      })
    const full = run(ruleset, granted('full'), '2021-12-31')
    expect([full.standing, period(full).exempt]).toEqual(['met', { ids: ['e1'], extent: 'full' }])
    expect(line(run(ruleset, granted({ lines: { total: '60' } }), '2021-12-31'), 'total')).toMatchObject({
      required: '30',
      standing: 'met',
    })
    expect(line(run(ruleset, granted({ lines: { total: '600' } }), '2021-12-31'), 'total').required).toBe('0')
    expect(line(run(ruleset, granted({ share: '1/3' }), '2021-12-31'), 'total').required).toBe('60')
    expect(run(ruleset, granted('full', { grantedOn: '2022-01-01' }), '2021-12-31').standing).toBe('unmet')
    expect(run(ruleset, granted('full', { obligation: 'other' }), '2021-12-31').standing).toBe('unmet')
  })

  it('a full exemption of part of a period counts as the pack says', () => {
    const leave = factsOf([], {
      exemptions: [
        {
          id: 'e1',
          reason: 'leave',
          grantedBy: 'hr',
          grantedOn: '2021-01-01',
          extent: 'full',
          from: '2021-01-01',
          to: '2021-03-14',
        },
      ],
    })
    const rule = (partial: string) => compiled(packOf({ require: total('365'), exempt: { partial } }))
    expect(line(run(rule('nothing'), leave, '2021-12-31'), 'total').required).toBe('365')
    expect(line(run(rule('days'), leave, '2021-12-31'), 'total').required).toBe('292')
    expect(run(rule('whole'), leave, '2021-12-31').standing).toBe('met')
  })

  it('asks back on return for each exempt year up to a most', () => {
    const ruleset = compiled(
      packOf({ require: total('40'), exempt: { debt: { perPeriod: '40', most: '120', clause: 'c2' } } }),
    )
    const away = (from: string) =>
      factsOf([], {
        exemptions: [
          {
            id: 'e1',
            reason: 'inactive',
            grantedBy: 'board',
            grantedOn: '2015-01-01',
            extent: 'full',
            from,
            to: '2020-12-31',
          },
        ],
      })
    expect(line(run(ruleset, away('2019-01-01'), '2021-12-31'), 'total').required).toBe('120')
    expect(line(run(ruleset, away('2016-01-01'), '2021-12-31'), 'total').required).toBe('160')
    expect(line(run(ruleset, away('2019-01-01'), '2022-12-31'), 'total').required).toBe('40')
  })
})

describe('conflicts', () => {
  const at = (id: string, from: string, to: string, more: object = {}) => ({
    ...act(id, 0, '2021-05-03', more),
    quantity: {},
    sessions: [
      {
        date: '2021-05-03',
        start: from,
        end: to,
        minutes:
          (Number(to.slice(0, 2)) - Number(from.slice(0, 2))) * 60 +
          Number(to.slice(3)) -
          Number(from.slice(3)),
      },
    ],
  })
  const claimed = (day: string) => ({
    recognitions: [{ act: 'recognised' as const, by: 'system' as const, on: day }],
  })
  const three = [
    at('p', '09:00', '10:00', claimed('2021-05-04')),
    at('q', '10:00', '11:00', claimed('2021-05-05')),
    at('r', '09:15', '10:45', claimed('2021-05-06')),
  ]

  it('the earlier claim keeps its hour, and a longer class does not push two shorter ones out', () => {
    const result = run(
      compiled(packOf({ conflicts: [{ id: 'x', overlap: 'first-claim' }] })),
      factsOf(three),
      '2021-12-31',
    )
    expect([counted(result, 'total'), status(result, 'r')]).toEqual(['2', 'none conflict.overlap'])
  })

  it('clip takes only the shared minutes away, before conversion', () => {
    const result = run(
      compiled(packOf({ conflicts: [{ id: 'x', overlap: 'clip' }] })),
      factsOf([...three, at('s', '10:30', '12:00', claimed('2021-05-07'))]),
      '2021-12-31',
    )
    expect([credited(result, 'r'), credited(result, 's'), counted(result, 'total')]).toEqual([
      { '2021': '0' },
      { '2021': '1' },
      '3',
    ])
  })

  it('of one paper under two indexings the better counts; of two equals the earlier claim', () => {
    const ruleset = compiled(packOf({ conflicts: [{ id: 'x', duplicate: ['work'], keep: 'highest' }] }))
    const paper = (id: string, units: number, on: string) => act(id, units, on, { work: 'doi' })
    expect(
      counted(
        run(ruleset, factsOf([paper('x', 8, '2021-02-01'), paper('y', 12, '2021-03-01')]), '2021-12-31'),
        'total',
      ),
    ).toBe('12')
    const equal = run(
      ruleset,
      factsOf([paper('y', 12, '2021-02-01'), paper('x', 12, '2021-03-01')]),
      '2021-12-31',
    )
    expect([status(equal, 'y'), status(equal, 'x')]).toEqual(['counted ok', 'none conflict.duplicate'])
  })

  it('a presentation given again counts a stated fraction', () => {
    const ruleset = compiled(
      packOf({ conflicts: [{ id: 'x', repeat: ['work'], later: '1/2', clause: 'c2' }] }),
    )
    const talk = (id: string, on: string) => act(id, 3, on, { work: 'talk' })
    const result = run(
      ruleset,
      factsOf([talk('x', '2021-02-01'), talk('y', '2021-03-01'), talk('z', '2021-04-01')]),
      '2021-12-31',
    )
    expect(counted(result, 'total')).toBe('6')
    expect(result.activities.find(({ id }) => id === 'y')).toMatchObject({
      status: 'partly',
      because: 'conflict.repeat',
      winner: 'x',
      steps: [{ op: 'units' }, { op: 'repeat', in: '3', out: '3/2', clause: 'c2' }],
    })
  })

  it('one topic counts once in a period, ever, or within a span', () => {
    const topic = (once: unknown) => compiled(packOf({ conflicts: [{ id: 'x', topicOnce: once }] }))
    const facts = factsOf([
      act('x', 3, '2020-12-01', { topic: 't' }),
      act('y', 3, '2021-02-01', { topic: 't' }),
      act('z', 3, '2021-03-01', { topic: 't' }),
    ])
    const gone = (once: unknown) =>
      run(topic(once), facts, '2021-12-31')
        .activities.filter(({ status: is }) => is === 'none')
        .map(({ id }) => id)
    expect([gone('period'), gone('ever'), gone({ months: 3 })]).toEqual([['z'], ['y', 'z'], ['y']])
  })

  it('teacher or learner of one session, not both', () => {
    const ruleset = compiled(
      packOf({ conflicts: [{ id: 'x', eitherRole: ['topic', 'from'], keep: 'highest' }] }),
    )
    const facts = factsOf([
      act('x', 3, '2021-02-01', { topic: 't', role: 'learner' }),
      act('y', 6, '2021-02-01', { topic: 't', role: 'teacher' }),
      act('z', 6, '2021-02-01', { topic: 'u', role: 'teacher' }),
    ])
    expect(counted(run(ruleset, facts, '2021-12-31'), 'total')).toBe('12')
  })

  it('a rival that may not count leaves the loser in doubt', () => {
    const ruleset = compiled(
      packOf({
        conflicts: [{ id: 'x', duplicate: ['work'], keep: 'first-claim' }],
        recognise: [{ id: 'r', path: 'automatic', require: [{ field: 'evidence.passed', is: true }] }],
      }),
    )
    const facts = factsOf([
      act('x', 3, '2021-02-01', { work: 'w' }),
      act('y', 5, '2021-03-01', { work: 'w', evidence: { passed: true } }),
    ])
    expect(counted(run(ruleset, facts, '2021-12-31'), 'total')).toBe('0..8')
  })
})
