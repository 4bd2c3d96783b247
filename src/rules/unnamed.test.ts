import { describe, expect, it } from 'vitest'
import { act, compiled, counted, factsOf, packOf, run, status } from './testing/build.ts'

const halves = compiled(
  packOf({
    caps: [{ id: 'online', when: { field: 'mode', is: 'distance' }, atMost: '3' }],
    require: {
      allOf: [
        { id: 'total', atLeast: '10' },
        { id: 'some', atLeast: '4', counts: ['a'] },
      ],
    },
  }),
)
const day = '2021-12-31'
const on = (...activities: Parameters<typeof factsOf>[0]) => run(halves, factsOf(activities), day)

describe('a category that the rules do not declare', () => {
  const slip = act('x', 6, '2021-03-01', { category: 'aa', mode: 'distance' })

  it('is as good as none: what hangs on it is undetermined, and the answer names the word and its place', () => {
    const result = on(act('y', 9, '2021-04-01', { mode: 'distance' }), { ...slip, mode: 'room' })
    expect([counted(result, 'total'), counted(result, 'some')]).toEqual(['9', '3..9'])
    expect([result.standing, status(result, 'x')]).toEqual(['unmet', 'counted ok'])
    expect(result.missing).toEqual([
      {
        fact: 'activities.x.category',
        pointer: '/activities/x/category',
        at: '2021-03-01',
        stated: 'aa',
        neededBy: [],
        couldChange: ['some'],
      },
    ])
  })

  it('never turns met into unmet, and settles nothing that it could change', () => {
    const rest = act('y', 7, '2021-04-01', { category: 'b', mode: 'room' })
    const [right, wrong] = [
      { ...slip, category: 'a', mode: 'room' },
      { ...slip, mode: 'room' },
    ]
    expect(on(rest, right).standing).toBe('met')
    expect(on(rest, wrong).standing).toBe('undetermined')
    expect(on(rest, act('z', 4, '2021-05-01', { mode: 'room' }), wrong)).toMatchObject({
      standing: 'met',
      activities: [{ unnamed: { category: 'aa' } }, {}, {}],
    })
  })

  it('is nothing strange where the rules declare none at all', () => {
    const open = compiled(packOf({}, { categories: {} }))
    const [activity] = run(open, factsOf([slip]), day).activities
    expect(activity).not.toHaveProperty('unnamed')
    expect(activity?.credited).toMatchObject([{ category: 'aa', amount: '6' }])
  })
})

describe('a kind or mode that no rule names', () => {
  it('is told beside the activity, and counts by the rules that ask for neither', () => {
    const result = on(act('x', 6, '2021-03-01', { mode: 'distnce', kind: 'clas' }))
    expect(result.activities).toMatchObject([{ status: 'counted', unnamed: { mode: 'distnce' } }])
    expect(result.activities[0]?.unnamed).toEqual({ mode: 'distnce' })
    expect(counted(result, 'total')).toBe('6')
  })

  it('knows what conditions, declarations and their choices name', () => {
    const asks = [
      {
        field: 'mode',
        form: 'choice',
        zh: '方式',
        en: 'how',
        choices: [{ value: 'room', zh: '面授', en: 'in a room' }],
      },
    ]
    const { named } = compiled(
      packOf(
        { population: { not: { field: 'kind', in: ['paper'] } } },
        {},
        { declare: { kinds: [{ id: 'talk', zh: '讲座', en: 'talk', categories: ['a'], asks }] } },
      ),
    )
    expect([[...named.kind].toSorted(), [...named.mode]]).toEqual([['paper', 'talk'], ['room']])
  })
})

describe('where nothing applies, the answer says why', () => {
  const bounded = packOf(
    { population: { fact: 'status', is: 'in-post' } },
    {},
    { inForce: { from: '2010-01-01', to: '2015-12-31' } },
  )
  const why = (pack: object, period: string, value = 'in-post') => {
    const facts = factsOf([], {
      ask: { period },
      person: { id: 'p', facts: { status: [{ value }] } },
    })
    const { applies, standing, because, pack: by } = run(compiled(pack), facts, '2030-01-01')
    return [applies, standing, because, by.version]
  }

  it('no version of the rules is in force when the period ends', () => {
    expect(why(bounded, '2016')).toEqual([false, 'met', 'version.none', null])
    expect(why(bounded, '2009')).toEqual([false, 'met', 'version.none', null])
    expect(why(bounded, '2015')).toEqual([true, 'unmet', undefined, 'v1'])
    const onDay = run(compiled(bounded), factsOf([]), '2016-06-30')
    expect([onDay.applies, onDay.because]).toEqual([false, 'version.none'])
  })

  it('the person is not among those reached, the period is none of the rules, nothing is held', () => {
    expect(why(bounded, '2015', 'retired').slice(0, 3)).toEqual([false, 'met', 'population.outside'])
    const cycles = packOf({ period: { kind: 'cycle', years: 3, anchor: '2010-01-01' } })
    expect(why(cycles, '2011').slice(0, 3)).toEqual([false, 'met', 'period.unknown'])
    const held = packOf({ per: 'holding', holding: { kind: 'licence' } })
    expect(why(held, '2011').slice(0, 3)).toEqual([false, 'met', 'holding.none'])
  })
})
