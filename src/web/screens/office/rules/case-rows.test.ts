import { expect, test } from 'vitest'
import { province } from '../../../../areas/rule-studio/rule-studio-fixtures.ts'
import { compile, type Facts, readCases, runCases } from '../../../../rules/index.ts'
import { extentOf, freshCase, freshExemption, inUnit, withAmount } from './case-rows.ts'
import { type Node, setAt } from './json-path.ts'

const activity: Node = {
  id: 'a1',
  kind: 'class',
  category: 'professional',
  mode: 'face-to-face',
  topic: 'a1',
  from: '2026-05-06',
  to: '2026-05-20',
  quantity: { minutes: 450 },
  recognitions: [{ act: 'recognised', by: 'system', on: '2026-05-20' }],
}

/** What a case comes to under the made-up province, written as the forms write it. */
const outcomeOf = (members: Node, expected: Node) => {
  const pack = province()
  const made = compile(pack, [])
  if (!made.ok) throw new Error(JSON.stringify(made.errors))
  const fresh = setAt(freshCase(pack), ['facts', 'ask'], { on: '2026-12-31', period: '2026' })
  const facts = { ...((fresh as Node)['facts'] as Facts), ...members }
  const read = readCases([{ ...(fresh as Node), name: 'x', facts, expect: expected }])
  if (!read.ok) throw new Error(JSON.stringify(read.errors))
  return runCases(made.value, read.value)[0]
}

test('a quantity that was emptied is absent, and no rule for minutes takes hold of it', () => {
  const emptied = withAmount(activity, 'minutes', null)
  expect(Object.keys(emptied)).not.toContain('quantity')
  expect(withAmount({ ...activity, quantity: { days: '2' } }, 'days', '')).not.toHaveProperty('quantity')
  expect(withAmount({ ...activity, quantity: { days: '2', minutes: 90 } }, 'minutes', null)).toMatchObject({
    quantity: { days: '2' },
  })
  expect(inUnit(activity, 'minutes', 'days')['quantity']).toEqual({ days: '1' })
  // Nought minutes are counted as nought; no quantity at all is a fact that is missing, and is asked for.
  const expected = { standing: 'undetermined' }
  expect(outcomeOf({ activities: [emptied] }, expected)?.passed).toBe(true)
  expect(outcomeOf({ activities: [withAmount(activity, 'minutes', 0)] }, expected)?.passed).toBe(false)
})

test('an exemption written in fields halves what is asked, frees of it, or takes hours off one requirement', () => {
  const given = freshExemption('e1', '产假', '2026')
  const asked = (exemptions: readonly Node[], required: string) =>
    outcomeOf(
      { exemptions },
      { obligations: [{ id: 'annual', periods: [{ key: '2026', lines: [{ id: 'total', required }] }] }] },
    )
  const outcomes = [
    asked([{ ...given, extent: extentOf('share', 'total') }], '40'),
    asked([{ ...given, extent: setAt(extentOf('lines', 'total'), ['lines', 'total'], '12') }], '68'),
    outcomeOf({ exemptions: [given] }, { standing: 'met' }),
  ]
  expect(outcomes.map((one) => [one?.passed, one?.mismatches])).toEqual(Array(3).fill([true, []]))
})
