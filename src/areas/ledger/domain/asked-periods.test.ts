import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { compile, evaluate } from '../../../rules/index.ts'
import { exemptAsked, linesAsked, standingAsked } from './asked-periods.ts'

type Obligation = Record<string, unknown>
type Pack = { versions: { obligations: Obligation[] }[] }

/** The tutorial’s pack, and with a second obligation of its own: 12 hours of public subjects. */
const packOf = async (obligations: (annual: Obligation) => Obligation[]) => {
  const path = '../../../../docs/rules/tutorial/linjiang-2024/rules.json'
  const pack = JSON.parse(await readFile(new URL(path, import.meta.url), 'utf8')) as Pack
  for (const version of pack.versions)
    version.obligations = version.obligations.flatMap((annual) => obligations(annual))
  const compiled = compile(pack)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors))
  return compiled.value
}

const facts = {
  schema: 'zhixin.facts/1' as const,
  ask: { on: '2024-12-31', period: '2024' },
  person: {
    id: 'p-1',
    facts: { city: [{ value: 'Linjiang' }], status: [{ value: 'in-post', from: '2015-03-01' }] },
  },
  activities: [],
}
const nothing = { id: 'nothing', require: { id: 'none', atLeast: '0', clause: 'lj.2' } }

test('of two obligations neither hides the other, whichever comes first', async () => {
  for (const isFirst of [true, false]) {
    const ruleset = await packOf((annual) => {
      const other = { ...annual, ...nothing }
      return isFirst ? [annual, other] : [other, annual]
    })
    const result = evaluate(ruleset, facts, { on: '2024-12-31' })
    expect(result.obligations.map(({ standing }) => standing).toSorted()).toEqual(['met', 'unmet'])
    expect(standingAsked(result)).toBe('unmet')
    const { lines, joined } = linesAsked(result)
    expect(lines.map(({ id }) => id).toSorted()).toEqual(['none', 'public', 'total'])
    expect(joined).toBe('all')
  }
})

test('one obligation stands as it says', async () => {
  const result = evaluate(await packOf((annual) => [{ ...annual, ...nothing }]), facts, { on: '2024-12-31' })
  expect(standingAsked(result)).toBe('met')
  expect(linesAsked(result).lines.map(({ id }) => id)).toEqual(['none'])
})

test('who is exempt from one of two obligations is exempt from a part of what is asked', async () => {
  const ruleset = await packOf((annual) => [annual, { ...annual, ...nothing }])
  const given = (...obligations: string[]) =>
    exemptAsked(
      evaluate(
        ruleset,
        {
          ...facts,
          exemptions: obligations.map((obligation) => ({
            id: `x-${obligation}`,
            obligation,
            period: '2024',
            extent: 'full' as const,
            reason: '产假',
            grantedBy: 'authority',
            grantedOn: '2024-02-01',
          })),
        },
        { on: '2024-12-31' },
      ),
    )
  const [one = '', other = ''] = ruleset.versions[0]?.obligations.map(({ id }) => id) ?? []
  expect([given(), given(one), given(other), given(one, other)]).toEqual([null, 'part', 'part', 'full'])
})
