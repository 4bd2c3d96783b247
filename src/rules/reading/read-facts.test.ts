import { describe, expect, it } from 'vitest'
import { readFacts } from './read-facts.ts'

const facts = (more: object = {}): unknown => ({
  schema: 'zhixin.facts/1',
  person: { id: 'p', facts: {} },
  ...more,
})
const activity = (more: object = {}) => ({
  id: 'x',
  kind: 'class',
  from: '2021-03-01',
  to: '2021-03-01',
  ...more,
})
const faults = (json: unknown): readonly string[] => {
  const read = readFacts(json)
  return read.ok ? [] : read.errors.map(({ code, pointer }) => `${code} ${pointer}`)
}

describe('a FACTS document is read whole or refused whole', () => {
  it('unknown members, at the top and inside', () => {
    expect(faults(facts({ extra: 1, activities: [activity({ recognition: [] })] }))).toEqual([
      'key.unknown /extra',
      'key.unknown /activities/0/recognition',
    ])
  })

  it('an end before its beginning, wherever it stands', () => {
    const span = { from: '2021-02-02', to: '2021-02-01' }
    expect(
      faults(
        facts({
          person: { id: 'p', facts: { status: [{ value: 'x', ...span }] } },
          holdings: [{ id: 'h', kind: 'title', ...span }],
          activities: [activity({ ...span, approvals: [{ kind: 'filing', by: 'd', ...span }] })],
        }),
      ),
    ).toEqual([
      'dates.order /person/facts/status/0/to',
      'dates.order /holdings/0/to',
      'dates.order /activities/0/to',
      'dates.order /activities/0/approvals/0/to',
    ])
  })

  it('one id twice, and one fact with two values on a day', () => {
    const status = [
      { value: 'in', from: '2021-01-01', to: '2021-12-31' },
      { value: 'in', from: '2021-06-01' },
      { value: 'out', from: '2021-11-01' },
    ]
    expect(faults(facts({ activities: [activity(), activity()] }))).toEqual(['id.twice /activities/1/id'])
    expect(faults(facts({ person: { id: 'p', facts: { status } } }))).toEqual([
      'fact.overlap /person/facts/status/2',
    ])
    expect(faults(facts({ person: { id: 'p', facts: { status: status.slice(0, 2) } } }))).toEqual([])
  })

  it('numbers with a point, negative or absurd quantities, days that do not exist', () => {
    const quantity = (more: object) => faults(facts({ activities: [activity({ quantity: more })] }))
    expect(quantity({ days: 2.5 })).toEqual(['number.inexact /activities/0/quantity/days'])
    expect(quantity({ days: '2.5', units: '7/2', minutes: 45 })).toEqual([])
    expect(quantity({ minutes: -1, units: '-1', days: '1e3' })).toEqual([
      'type.integer /activities/0/quantity/minutes',
      'type.exact /activities/0/quantity/days',
      'number.negative /activities/0/quantity/units',
    ])
    expect(quantity({ units: '99999999999' })).toEqual(['number.range /activities/0/quantity/units'])
    expect(faults(facts({ activities: [activity({ completedOn: '2021-02-29' })] }))).toEqual([
      'type.day /activities/0/completedOn',
    ])
    expect(faults(facts({ activities: [activity({ evidence: { score: 3.5, deep: { x: 1 } } })] }))).toEqual([
      'number.inexact /activities/0/evidence/score',
      'type.value /activities/0/evidence/deep',
    ])
  })

  it('sessions longer than their clock or on other days, and what ends before it begins', () => {
    const taught = (more: object, span: object = {}) =>
      faults(
        facts({
          activities: [activity({ sessions: [{ date: '2021-03-01', minutes: 60, ...more }], ...span })],
        }),
      )
    const clock = { start: '09:00', end: '10:00' }
    expect(taught({ ...clock, minutes: 500 })).toEqual([
      'session.minutes-beyond-clock /activities/0/sessions/0/minutes',
    ])
    expect(taught({ start: '09:00', end: '09:00', minutes: 1 })).toEqual([
      'session.minutes-beyond-clock /activities/0/sessions/0/minutes',
    ])
    expect(taught({ start: '22:00', end: '06:00' })).toEqual(['dates.order /activities/0/sessions/0/end'])
    expect(taught(clock)).toEqual([])
    expect(taught({ ...clock, minutes: 45 })).toEqual([])
    expect(taught({ start: '22:00', end: '24:00', minutes: 120 })).toEqual([])
    const outside = ['session.outside /activities/0/sessions/0/date']
    expect(taught({ date: '2021-02-28' })).toEqual(outside)
    expect(taught({ date: '2021-03-02' })).toEqual(outside)
    expect(taught({ date: '2021-03-02' }, { to: '2021-03-02' })).toEqual([])
    expect(faults(facts({ activities: [activity({ completedOn: '2021-02-28' })] }))).toEqual([
      'dates.order /activities/0/completedOn',
    ])
    expect(faults(facts({ activities: [activity({ completedOn: '2021-05-01' })] }))).toEqual([])
  })

  it('sessions that do not add up to the stated minutes', () => {
    const sessions = [
      { date: '2021-03-01', minutes: 40 },
      { date: '2021-03-01', minutes: 50 },
    ]
    expect(faults(facts({ activities: [activity({ sessions, quantity: { minutes: 91 } })] }))).toEqual([
      'sessions.sum /activities/0/quantity/minutes',
    ])
    expect(faults(facts({ activities: [activity({ sessions, quantity: { minutes: 90 } })] }))).toEqual([])
  })

  it('what is no document at all, however deep or long', () => {
    let deep: unknown = 1
    for (let depth = 0; depth < 10_000; depth += 1) deep = [deep]
    for (const nonsense of [null, 1, 'x', [], {}, { person: {} }])
      expect(faults(nonsense).length).toBeGreaterThan(0)
    expect(faults(facts({ activities: deep }))).toEqual(['document.too-deep '])
    expect(faults(facts({ activities: Array.from({ length: 10_001 }, () => 1) }))).toEqual([
      'document.long-list ',
    ])
  })

  it('what is null is absent, but a value may be known to be none', () => {
    const read = readFacts(
      facts({
        ask: { on: '2021-12-31', period: null },
        person: { id: 'p', facts: { sector: [{ value: null, to: null }] } },
        activities: [
          {
            id: 'a',
            kind: 'class',
            from: '2021-01-01',
            to: '2021-01-01',

            evidence: { level: null },
          },
        ],
      }),
    )
    expect(read.ok ? read.value : read.errors).toMatchObject({
      ask: { on: '2021-12-31' },
      person: { facts: { sector: [{ value: null }] } },
      activities: [{ id: 'a', evidence: { level: null } }],
    })
    expect(JSON.stringify(read).match(/null/g)).toHaveLength(2)
  })

  it('exemptions and closing rows', () => {
    const exemption = {
      id: 'e',
      reason: 'r',
      grantedBy: 'g',
      grantedOn: '2021-01-01',
      extent: { lines: { total: '3' }, share: '1/2' },
    }
    expect(faults(facts({ exemptions: [exemption, { ...exemption, id: 'f', extent: 'half' }] }))).toEqual([
      'exemption.extent /exemptions/0/extent',
      'type.object /exemptions/1/extent',
    ])
    expect(
      faults(
        facts({
          closed: [
            {
              obligation: 'o',
              period: '2020',
              closedOn: '2021-01-01',
              standing: 'fine',
              pack: 'p',
              counted: [],
              lines: { total: { required: 1 } },
            },
          ],
        }),
      ),
    ).toEqual(['type.choice /closed/0/standing', 'key.missing /closed/0/lines/total'])
  })
})
