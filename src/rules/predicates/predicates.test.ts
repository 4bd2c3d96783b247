import { describe, expect, it } from 'vitest'
import type { Activity, Approval, Facts } from '../facts.ts'
import { act, compiled, counted, factsOf, packOf, run } from '../testing/build.ts'

/** `yes`, `no` or `?`: whether a condition lets an activity of ten hours count. */
const holds = (when: unknown, activity: Partial<Activity> = {}, more: Partial<Facts> = {}): string => {
  const pack = packOf(
    { recognise: [{ id: 'r', path: 'automatic', require: [when] }] },
    { orders: { titleLevel: ['junior', 'intermediate', 'senior'] } },
  )
  const result = run(compiled(pack), factsOf([act('x', 10, '2021-06-15', activity)], more), '2021-12-31')
  return { '10': 'yes', '0': 'no', '0..10': '?' }[counted(result, 'total')] ?? 'odd'
}
const person = (facts: Facts['person']['facts']): Partial<Facts> => ({ person: { id: 'p', facts } })

describe('conditions', () => {
  it('a missing fact is neither true nor false, whichever way it is asked', () => {
    const tests = [
      { is: 'a' },
      { in: ['a'] },
      { has: 'a' },
      { exists: true },
      { exists: false },
      { before: '2021-01-01' },
    ]
    expect(tests.map((test) => holds({ fact: 'gone', ...test }))).toEqual(['?', '?', '?', '?', '?', '?'])
    expect(tests.map((test) => holds({ not: { field: 'evidence.gone', ...test } }))).toEqual([
      '?',
      '?',
      '?',
      '?',
      '?',
      '?',
    ])
  })

  it('a day of registration that is not told is not known: a time limit by it is neither kept nor missed', () => {
    const limit = { day: 'activity.to', plus: { days: 30 } }
    const by = [
      { field: 'registeredOn', notAfter: limit },
      { field: 'registeredOn', exists: true },
      { field: 'completedOn', notBefore: { day: 'activity.registeredOn', minus: { days: 30 } } },
    ]
    expect(by.map((test) => holds(test))).toEqual(['?', '?', '?'])
    expect(by.map((test) => holds(test, { registeredOn: '2021-07-15' }))).toEqual(['yes', 'yes', 'yes'])
    // Not registered yet on the day asked about: that day it may still be in time.
    expect(holds({ field: 'registeredOn', notAfter: '2022-06-30' }, { registeredOn: '2022-02-01' })).toBe('?')
  })

  it('"known to have none" is an answer', () => {
    const none = { evidence: { grade: null } }
    expect(
      [{ is: 'a' }, { is: null }, { exists: false }, { exists: true }, { atLeast: '1' }].map((test) =>
        holds({ field: 'evidence.grade', ...test }, none),
      ),
    ).toEqual(['no', 'yes', 'yes', 'no', 'no'])
  })

  it('false wins in all, true wins in any', () => {
    const [gone, yes, no] = [
      { fact: 'gone', is: 'a' },
      { field: 'kind', is: 'class' },
      { field: 'kind', is: 'paper' },
    ]
    expect(
      [
        { all: [gone, no] },
        { all: [gone, yes] },
        { any: [gone, yes] },
        { any: [gone, no] },
        { not: { any: [gone, yes] } },
        'always',
        'never',
      ].map((when) => holds(when)),
    ).toEqual(['no', '?', 'yes', '?', 'no', 'yes', 'no'])
  })

  it('dated facts are read when the activity was completed, or when the pack says', () => {
    const facts = person({
      sector: [
        { value: 'industry', to: '2021-06-14' },
        { value: 'education', from: '2021-06-15' },
      ],
    })
    const sector = (at?: string) => ({ fact: 'sector', is: 'education', ...(at && { at }) })
    expect([
      holds(sector(), {}, facts),
      holds(sector('activity.from'), { from: '2021-06-01' }, facts),
      holds(sector('period.to'), {}, facts),
      holds(sector('2021-01-01'), {}, facts),
    ]).toEqual(['yes', 'no', 'yes', 'no'])
  })

  it('lists, orders and numbers', () => {
    expect(holds({ field: 'tags', has: ['x', 'y'] }, { tags: ['y', 'z', 'x'] })).toBe('yes')
    expect(holds({ field: 'tags', has: ['x', 'y'] }, { tags: ['x'] })).toBe('no')
    const level = (value: string) =>
      holds({ fact: 'titleLevel', atLeast: 'intermediate' }, {}, person({ titleLevel: [{ value }] }))
    expect(['junior', 'intermediate', 'senior', 'unheard-of'].map(level)).toEqual(['no', 'yes', 'yes', '?'])
    const score = (value: number | string) =>
      holds({ field: 'evidence.score', atLeast: '59.5', atMost: 100 }, { evidence: { score: value } })
    expect(['59.5', '119/2', 59, 101].map(score)).toEqual(['yes', 'yes', 'no', 'no'])
    expect(holds({ field: 'evidence.score', is: 2 }, { evidence: { score: '4/2' } })).toBe('yes')
  })

  it('days before and after others, with spans between', () => {
    const done = { registeredOn: '2021-07-15' }
    const within = (days: number) =>
      holds({ field: 'registeredOn', notAfter: { day: 'activity.to', plus: { days } } }, done)
    expect([29, 30].map(within)).toEqual(['no', 'yes'])
    expect(holds({ field: 'registeredOn', before: { day: 'activity.to', plus: { months: 1 } } }, done)).toBe(
      'no',
    )
    expect(holds({ field: 'completedOn', notAfter: { of: 'period.to', monthDay: '06-15' } })).toBe('yes')
    expect(
      holds(
        { field: 'completedOn', after: { day: 'fact.licensed', plus: { years: 1 } } },
        {},
        person({ licensed: [{ value: '2020-06-14' }] }),
      ),
    ).toBe('yes')
    expect(holds({ field: 'completedOn', after: 'fact.licensed' })).toBe('?')
  })

  it('approvals of the activity: given, by whom, and asked for in time', () => {
    const filed = (approval: Partial<Approval>): Partial<Activity> => ({
      from: '2021-06-10',
      approvals: [{ kind: 'filing', by: 'd-3', ...approval }],
    })
    const inTime = {
      approval: 'filing',
      date: 'appliedOn',
      notAfter: { day: 'activity.from', minus: { days: 30 } },
    }
    expect([
      holds(inTime, filed({ appliedOn: '2021-05-11', on: '2021-06-01' })),
      holds(inTime, filed({ appliedOn: '2021-05-12', on: '2021-06-01' })),
      holds(inTime, filed({ on: '2021-05-20' })),
      holds(inTime),
    ]).toEqual(['yes', 'no', '?', 'no'])
    expect([
      holds({ approval: 'filing' }, filed({})),
      holds({ approval: 'filing', by: ['d-1'] }, filed({})),
      holds({ approval: 'filing', exists: false }),
      holds({ approval: 'filing' }, filed({ appliedOn: '2021-05-01' })),
    ]).toEqual(['yes', 'no', 'yes', 'no'])
    const never = { approval: 'filing', notAfter: 'activity.from' }
    expect([holds(never, filed({ on: '2021-06-10' })), holds(never, filed({ on: '2021-06-11' }))]).toEqual([
      'yes',
      'no',
    ])
  })

  it('holdings of the person, live on the day', () => {
    const title = (from: string, to?: string): Partial<Facts> => ({
      holdings: [
        { id: 'h', kind: 'title', from, ...(to && { to }), facts: { series: [{ value: 'engineering' }] } },
      ],
    })
    const engineer = { holds: { kind: 'title', when: { holding: 'series', is: 'engineering' } } }
    expect([
      holds(engineer, {}, title('2020-01-01')),
      holds(engineer, {}, title('2020-01-01', '2021-06-14')),
      holds(engineer),
      holds({ holds: { kind: 'title', when: { holding: 'rank', is: 'x' } } }, {}, title('2020-01-01')),
    ]).toEqual(['yes', 'no', 'no', '?'])
  })

  it('providers and their dated standing', () => {
    const provider = {
      id: 'i-1',
      facts: {
        approved: [
          { value: true, to: '2021-06-14' },
          { value: false, from: '2021-06-15' },
        ],
      },
    }
    const approved = { field: 'provider.facts.approved', is: true }
    expect([
      holds(approved, { provider }),
      holds({ ...approved, at: 'activity.from' }, { provider, from: '2021-06-01' }),
      holds(approved),
      holds({ field: 'provider.id', is: 'i-1' }, { provider }),
    ]).toEqual(['no', 'yes', '?', 'yes'])
  })

  it('identity is not taken for a fact that might be missing', () => {
    expect([
      holds({ field: 'topic', exists: false }),
      holds({ field: 'work', is: 'x' }),
      holds({ field: 'sessions', exists: true }),
    ]).toEqual(['yes', 'no', 'no'])
    expect([holds({ field: 'mode', is: 'online' }), holds({ field: 'role', is: 'teacher' })]).toEqual([
      '?',
      '?',
    ])
  })
})

describe('recognition', () => {
  const by = (rule: object, acts: Activity['recognitions'], on = '2021-12-31') => {
    const result = run(
      compiled(
        packOf({ recognise: [{ id: 'r', path: 'employer', accepts: ['employer', 'authority'], ...rule }] }),
      ),
      factsOf([act('x', 10, '2021-06-15', acts ? { recognitions: acts } : {})]),
      on,
    )
    const found = result.activities[0]
    return found && `${found.status} ${found.because}`
  }
  const yes = (who: 'employer' | 'sector', on: string) => ({ act: 'recognised' as const, by: who, on })
  const back = (who: 'employer' | 'sector', on: string) => ({ act: 'returned' as const, by: who, on })

  it('counts only by an act of somebody entitled, the latest of which holds', () => {
    expect([
      by({}, undefined),
      by({}, [yes('sector', '2021-07-01')]),
      by({}, [yes('employer', '2021-07-01')]),
    ]).toEqual(['pending recognition.none', 'pending recognition.path', 'counted ok'])
    expect([
      by({}, [yes('employer', '2021-07-01'), back('employer', '2021-08-01')]),
      by({}, [back('employer', '2021-08-01'), yes('employer', '2021-09-01')]),
      by({}, [yes('employer', '2021-07-01'), back('sector', '2021-08-01')]),
    ]).toEqual(['refused recognition.returned', 'counted ok', 'counted ok'])
  })

  it('what is dated after the day asked about has not happened', () => {
    expect([
      by({}, [yes('employer', '2021-07-01')], '2021-06-30'),
      by({}, [yes('employer', '2021-07-01'), back('employer', '2021-08-01')], '2021-07-31'),
    ]).toEqual(['pending recognition.none', 'counted ok'])
  })

  it('a condition that is known to fail refuses, with its own reason where it has one', () => {
    const late = {
      require: [{ that: { field: 'completedOn', before: '2021-01-01' }, because: 'recognition.late' }],
    }
    expect([
      by(late, [yes('employer', '2021-07-01')]),
      by({ require: [{ field: 'kind', is: 'paper' }] }, undefined),
    ]).toEqual(['refused recognition.late', 'refused recognition.condition'])
  })

  it('settles the category', () => {
    const ruleset = compiled(
      packOf({
        recognise: [{ id: 'r', path: 'automatic', category: 'b' }],
        require: { allOf: [{ id: 'b', atLeast: '1', counts: ['b'] }] },
      }),
    )
    expect(counted(run(ruleset, factsOf([act('x', 10, '2021-06-15')]), '2021-12-31'), 'b')).toBe('10')
  })
})
