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

const asked = (key: string) => ({ ask: { period: key } })

describe('what random packs and facts have taught', () => {
  it('claims keep their order under a cap beside credit that was carried in', () => {
    const pack = packOf({
      carryOver: { as: 'total-only' },
      caps: [{ id: 'online', when: { field: 'mode', is: 'online' }, atMost: '6' }],
      allocate: [{ id: 'p', when: 'always', by: 'shortageFirst', lookback: 1 }],
    })
    const online = { mode: 'online', recognitions: undefined }
    const facts = factsOf(
      [
        act('before', 15, '2020-05-01', { mode: 'room' }),
        act('late', 4, '2021-03-01', online),
        // Claimed before the other, though studied after it.
        act('early', 6, '2021-09-01', {
          ...online,
          recognitions: [{ act: 'recognised', by: 'system', on: '2021-01-05' }],
        }),
      ],
      asked('2021'),
    )
    const result = run(compiled(pack), JSON.parse(JSON.stringify(facts)), '2021-12-31')
    expect(period(result).carryIn.map(({ amount }) => amount)).toEqual(['5'])
    expect([credited(result, 'early'), credited(result, 'late')]).toEqual([{ 2021: '6' }, { 2021: '0' }])
  })

  it('what is studied in another year of a cycle takes the room of a cap from this one', () => {
    const pack = packOf({
      period: { kind: 'cycle', years: 2, anchor: '2020-01-01' },
      caps: [{ id: 'all', atMost: '5' }],
      require: {
        allOf: [
          { id: 'total', atLeast: '10' },
          { id: 'each', floor: '2' },
        ],
      },
    })
    const open = factsOf([act('first', 1, '2020-05-01', { quantity: {} }), act('second', 4, '2021-05-01')])
    const result = run(compiled(pack), open, '2021-12-31')
    expect([counted(result, 'each:2020'), counted(result, 'each:2021')]).toEqual(['0..5', '0..4'])
  })

  it('one topic in a period that is in doubt may be in the way', () => {
    const pack = packOf({
      conflicts: [{ id: 't', topicOnce: 'period' }],
      makeUp: { when: ['a'], until: { monthDay: '06-30', yearsAfter: 1 } },
    })
    const facts = factsOf(
      [
        act('one', 3, '2021-03-01', { topic: 't' }),
        {
          id: 'two',
          kind: 'class',
          from: '2021-02-01',
          to: '2021-02-01',
          quantity: { units: 2 },
          topic: 't',
          chosenPeriod: '2020',
        },
      ],
      asked('2021'),
    )
    expect(counted(run(compiled(pack), facts, '2021-12-31'), 'total')).toBe('0..5')
    expect(status(run(compiled(pack), facts, '2021-12-31'), 'one')).toBe('undetermined conflict.topic')
  })

  it('a credit that may be split reaches every period that a part may serve', () => {
    const pack = packOf({
      makeUp: { when: ['a'], until: { monthDay: '06-30', yearsAfter: 1 } },
      allocate: [{ id: 'p', when: 'always', by: 'equalParts', over: 3 }],
    })
    const { category: _unknown, ...bare } = act('x', 9, '2020-03-01', { chosenPeriod: '2020' })
    expect(counted(run(compiled(pack), factsOf([bare], asked('2021')), '2021-12-31'), 'total')).toBe('0..9')
  })

  it('a period that takes an activity for what it is, not for its hours, names it', () => {
    const pack = packOf({
      allocate: [
        { id: 'first', when: { field: 'kind', is: 'talk' }, by: 'shortageFirst', lookback: 2 },
        { id: 'done', when: 'always', by: 'completion' },
      ],
      require: {
        allOf: [
          { id: 'total', atLeast: '2' },
          { id: 'talk', specific: { field: 'kind', is: 'talk' } },
        ],
      },
    })
    const talk = act('talk', 1, '2021-01-10', { kind: 'talk' })
    const facts = factsOf(
      [
        act('a', 1, '2019-05-01'),
        act('own', 0, '2019-06-01', { kind: 'talk' }),
        act('b', 2, '2020-05-01'),
        talk,
      ],
      asked('2020'),
    )
    const result = run(compiled(pack), facts, '2021-12-31')
    expect([credited(result, 'talk'), line(result, 'talk').standing]).toEqual([
      { 2019: '1', 2020: '0' },
      'met',
    ])
  })

  it('registered after the day asked about is not registered yet', () => {
    const pack = packOf({ allocate: [{ id: 'p', when: 'always', by: 'registration' }] })
    const facts = factsOf([act('x', 4, '2021-12-20', { registeredOn: '2022-01-15' })], asked('2021'))
    expect(counted(run(compiled(pack), facts, '2021-12-31'), 'total')).toBe('0..4')
    expect(counted(run(compiled(pack), facts, '2022-02-01'), 'total')).toBe('0')
  })

  it('of k alternatives those that are met leave less to do', () => {
    const pack = packOf({
      require: {
        id: 'two',
        kOf: 2,
        of: [
          { id: 'a', atLeast: '3', counts: ['a'] },
          { id: 'b', atLeast: '5', counts: ['b'] },
          { id: 'talk', specific: { field: 'kind', is: 'talk' } },
        ],
      },
    })
    const facts = factsOf([act('t', 2, '2021-05-01', { kind: 'talk' })], asked('2021'))
    expect(line(run(compiled(pack), facts, '2021-12-31'), 'two')).toMatchObject({
      remaining: '1',
      standing: 'unmet',
    })
  })

  it('a period whose anchor is not on record is undetermined, also where it is asked for by name', () => {
    const pack = packOf({ period: { kind: 'birth-month', years: 2 } })
    const result = run(
      compiled(pack),
      factsOf([act('x', 20, '2021-05-01')], asked('2020-09-01/2022-08-31')),
      '2021-12-31',
    )
    expect([result.standing, result.missing.map(({ pointer }) => pointer)]).toEqual([
      'undetermined',
      ['/person/facts/birth'],
    ])
  })

  it('but it matters to nobody whom the obligation does not reach in any case', () => {
    const of = (population: unknown) => packOf({ population, period: { kind: 'birth-month', years: 2 } })
    const facts = factsOf([], { person: { id: 'p', facts: { status: [{ value: 'retired' }] } } })
    const result = run(compiled(of({ fact: 'status', is: 'in-post' })), facts, '2021-12-31')
    expect([result.standing, result.applies, result.missing]).toEqual(['met', false, []])
    const hired = { fact: 'status', is: 'in-post', at: 'period.to' }
    expect(run(compiled(of(hired)), facts, '2021-12-31').standing).toBe('undetermined')
  })

  it('what may be carried over or spilled, and what is owed, may be a part of a requirement', () => {
    const pack = packOf({
      carryOver: { as: 'total-only', cap: { ofLine: 'total', times: '1/5' } },
      exempt: { debt: { perPeriod: { ofLine: 'total', times: '1/2' }, most: { ofLine: 'total' } } },
      require: { allOf: [{ id: 'total', atLeast: '10' }] },
    })
    const exemptions = ['2019', '2020'].map((year) => ({
      id: `e${year}`,
      period: year,
      reason: 'ill',
      grantedBy: 'hr',
      grantedOn: '2018-12-01',
      extent: 'full' as const,
    }))
    const facts = factsOf([act('x', 25, '2021-05-01')], { ...asked('2021'), exemptions })
    const result = run(compiled(pack), facts, '2021-12-31')
    // 10 + 2 × 5 = 20 owed, 5 beyond, of which a fifth of the 20 goes on.
    expect([line(result, 'total').required, period(result).carryOut[0]?.amount]).toEqual(['20', '4'])
  })
})

describe('a fact that hides what a cap counts together', () => {
  const capped = (atMost: string, more: object = {}) =>
    packOf({
      caps: [{ id: 'each', per: 'mode', atMost }],
      require: { allOf: [{ id: 'total', atLeast: '8' }] },
      ...more,
    })
  const study = (id: string, units: number, on: string, mode?: string) => act(id, units, on, { mode })

  it('leaves open whether it is cut beside the others, and is named', () => {
    const facts = factsOf([study('told', 5, '2021-01-05', 'room'), study('untold', 5, '2021-02-05')])
    const result = run(compiled(capped('5')), JSON.parse(JSON.stringify(facts)), '2021-12-31')
    expect([result.standing, counted(result, 'total')]).toEqual(['undetermined', '5..10'])
    expect(result.missing.map(({ pointer, couldChange }) => [pointer, couldChange])).toEqual([
      ['/activities/untold/mode', ['total']],
    ])
    expect([status(result, 'told'), status(result, 'untold')]).toEqual([
      'counted ok',
      'undetermined fact.missing',
    ])
  })

  it.each([
    // With the fullest group it adds nothing; claimed first or last is one sum.
    [
      'last',
      [
        study('a', 5, '2021-01-05', 'room'),
        study('b', 2, '2021-02-05', 'online'),
        study('u', 3, '2021-03-05'),
      ],
      '7..10',
    ],
    [
      'first',
      [
        study('u', 3, '2021-01-05'),
        study('a', 5, '2021-02-05', 'room'),
        study('b', 2, '2021-03-05', 'online'),
      ],
      '7..10',
    ],
    // Among themselves they may all be of one group.
    ['alone', [study('u', 4, '2021-01-05'), study('v', 4, '2021-02-05')], '5..8'],
    ['by itself', [study('u', 9, '2021-01-05')], '5'],
  ])('bounds the sum by what may be: %s', (_name, activities, sum) => {
    const facts = JSON.parse(JSON.stringify(factsOf(activities)))
    expect(counted(run(compiled(capped('5')), facts, '2021-12-31'), 'total')).toBe(sum)
  })

  it('is named where it hides how much a cap lets through, or whether credit goes on to the next period', () => {
    const level = { fact: 'level', is: 'mid' }
    const cap = { id: 'm', atMost: { case: [{ when: level, gives: '3' }], else: '8' } }
    const carry = packOf({ carryOver: { as: 'total-only', when: level } })
    const facts = factsOf([study('before', 20, '2020-05-01', 'room'), study('now', 5, '2021-05-01', 'room')])
    for (const pack of [capped('5', { caps: [cap] }), carry]) {
      const result = run(compiled(pack), facts, '2021-12-31')
      expect(result.missing.map(({ pointer }) => pointer)).toEqual(['/person/facts/level'])
    }
  })

  it('leaves open whether two are one, where their mode is part of what makes them the same', () => {
    const pack = packOf({ conflicts: [{ id: 'd', duplicate: ['topic', 'mode'] }] })
    const twice = (mode: string | undefined) =>
      factsOf([
        act('one', 5, '2021-01-05', { topic: 't', mode: 'room' }),
        act('two', 5, '2021-02-05', { topic: 't', mode }),
      ])
    const sums = ['room', 'online', undefined].map((mode) =>
      counted(run(compiled(pack), JSON.parse(JSON.stringify(twice(mode))), '2021-12-31'), 'total'),
    )
    expect(sums).toEqual(['5', '10', '5..10'])
  })
})
