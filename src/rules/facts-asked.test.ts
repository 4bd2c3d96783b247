import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile, evaluate, factsAsked, isAnswer, readCases, withLayers } from './index.ts'

const roots = ['rulepacks', 'test/regulations']
const packs = new Map(
  roots.flatMap((root) =>
    readdirSync(root).map((id) => {
      const pack = JSON.parse(readFileSync(`${root}/${id}/rules.json`, 'utf8')) as { id: string }
      return [pack.id, { id: pack.id, pack, folder: `${root}/${id}` }] as const
    }),
  ),
)
const asked = (id: string) => {
  const stack = withLayers(id, packs).map(({ pack }) => pack)
  return Object.fromEntries(factsAsked(stack).map(({ name, ...fact }) => [name, fact]))
}
const choice = (...values: string[]) => ({ kind: 'choice', values, isOrder: false, mayBeNone: false })

test('what a pack asks of a person is read from its text and its layers, with what it compares', () => {
  expect(asked('cn-2015')).toEqual({ status: choice('in-post') })
  expect(asked('gd-2021')).toEqual({
    region: choice('Guangdong'),
    status: choice('in-post'),
    sector: choice('education', 'health'),
  })
  const day = { kind: 'day', values: [], isOrder: false }
  // Its population replaces that of the national layer: nobody is asked for `status`.
  expect(asked('cn-acct-2018')).toEqual({
    accountingQualifiedOn: { ...day, mayBeNone: true },
    accountingWorkFrom: { ...day, mayBeNone: false },
  })
  expect(asked('birth-month-2010')).toMatchObject({ birth: { kind: 'day' } })
  expect(asked('outcomes-2021')).toMatchObject({ gapMonths: { kind: 'number' }, cpdRecord: { kind: 'flag' } })
  expect(asked('return-to-active-2010')).toMatchObject({ returnedOn: { kind: 'day' } })
  expect(asked('promotion-2010')).toMatchObject({ titleLevel: { kind: 'choice', isOrder: true } })
})

test('no evaluation of a worked case misses a fact of the person that was not foreseen', () => {
  let missed = 0
  for (const { id, pack, folder } of packs.values()) {
    const compiled = compile(
      pack,
      [...packs.values()].map((one) => one.pack).filter((one) => one !== pack),
    )
    if (!compiled.ok) continue
    const names = new Set(Object.keys(asked(id)))
    const cases = readCases(JSON.parse(readFileSync(`${folder}/cases.json`, 'utf8')))
    if (!cases.ok) throw new Error(folder)
    for (const { facts, on } of cases.value) {
      const unknown = { ...facts, person: { ...facts.person, facts: {} } }
      for (const { fact } of evaluate(compiled.value, unknown, on === undefined ? {} : { on }).missing) {
        if (!fact.startsWith('person.facts.')) continue
        missed += 1
        expect([id, names.has(fact.slice('person.facts.'.length)), fact]).toEqual([id, true, fact])
      }
    }
  }
  expect(missed).toBeGreaterThan(10)
})

test('an answer is of the kind that is asked', () => {
  const fact = { name: 'x', values: [], isOrder: false, mayBeNone: false } as const
  const answers = (kind: 'day' | 'flag' | 'number' | 'text', ...values: (string | null)[]) =>
    values.map((value) => isAnswer({ ...fact, kind }, value))
  expect(answers('day', '2018-02-28', '2018-02-30', 'soon', null)).toEqual([true, false, false, false])
  expect(answers('flag', 'true', 'false', 'yes')).toEqual([true, true, false])
  expect(answers('number', '12', '7/2', '3.5', 'three')).toEqual([true, true, true, false])
  expect(answers('text', 'anything', 'x'.repeat(121))).toEqual([true, false])
  const order = { ...fact, kind: 'choice', values: ['junior', 'senior'] } as const
  expect(isAnswer({ ...order, isOrder: true }, 'master')).toBe(false)
  // Rules name those sectors that matter, not all there are.
  expect(isAnswer(order, 'master')).toBe(true)
  expect(isAnswer({ ...order, mayBeNone: true }, null)).toBe(true)
})
