import { expect, test } from 'vitest'
import { evaluate, type Facts, type TraceNode } from '../../../rules/index.ts'
import { act, compiled, factsOf, packOf } from '../../../rules/testing/build.ts'
import { sparedIn } from './spared.ts'

const lines = [
  { id: 'total', atLeast: '10' },
  { id: 'some', atLeast: '4', counts: ['a'] },
]
const exemption = {
  id: 'e1',
  period: '2021',
  reason: '产假',
  grantedBy: 'o',
  grantedOn: '2021-02-01',
  extent: 'full' as const,
}

/** Of a year its nodes that lack something, and what spares each. */
const lacking = (require: object, facts: Facts, obligation: object = {}) => {
  const { trace } = evaluate(
    compiled(packOf({ require, ...obligation } as Record<string, unknown>)),
    { ...facts, ask: { period: '2021' } },
    { on: '2021-12-31', trace: true },
  )
  if (!trace) throw new Error('no trace')
  const spared = sparedIn(trace)
  expect([...spared.keys()].every((id) => trace.nodes[id]?.out !== 'met')).toBe(true)
  return trace.nodes
    .filter(({ out }: TraceNode) => out === 'unmet' || out === 'undetermined')
    .map(({ id, text }) => [text, spared.get(id) ?? null])
}
const done = (units: number) => factsOf([act('x', units, '2021-03-01')])

test('in a year that is exempt whole nothing is asked for, however deep it stands', () => {
  const either = {
    allOf: [
      { id: 'all', atLeast: '20' },
      { id: 'either', anyOf: lines },
    ],
  }
  const found = lacking(either, { ...done(3), exemptions: [exemption] })
  expect(found.map(([text]) => text)).toContain('line.either')
  expect(found.length).toBeGreaterThan(3)
  expect(new Set(found.map(([, why]) => why))).toEqual(new Set(['exempt']))
})

test('the other branch of an either-or that is met is not needed; of one that is not, both are asked for', () => {
  const either = { id: 'either', anyOf: lines }
  expect(lacking(either, done(4))).toEqual([['line.total', 'not-needed']])
  expect(lacking(either, done(3)).map(([, why]) => why)).not.toContain('not-needed')
  const two = { id: 'two', kOf: 1, of: [{ id: 'both', allOf: [lines[0]] }, lines[1]] }
  expect(lacking(two, done(4))).toEqual([
    ['line.both', 'not-needed'],
    ['line.total', 'not-needed'],
  ])
})

test('a line that an activity settles is not needed itself', () => {
  const found = lacking({ allOf: [lines[0]] }, done(1), {
    satisfiedBy: [{ id: 's', when: { field: 'kind', is: 'class' }, lines: ['total'] }],
  })
  expect(found).toEqual([['line.total', 'not-needed']])
})
