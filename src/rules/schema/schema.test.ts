import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import Schema from 'typebox/schema'
import { readCases } from '../cases/read-cases.ts'
import { compile } from '../compile.ts'
import { evaluate } from '../evaluate.ts'
import { readFacts } from '../reading/read-facts.ts'
import { factsSchema } from './facts-schema.ts'
import type { Schema as JsonSchema } from './json-schema.ts'
import { casesSchema, packSchema } from './pack-schema.ts'
import { resultSchema } from './result-schema.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const roots = ['../../../rulepacks/', '../../../test/regulations/', '../../../docs/rules/tutorial/'].map(
  (path) => new URL(path, import.meta.url),
)
const folders = roots.flatMap((root) =>
  readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => new URL(`${entry.name}/`, root)),
)
const json = (url: URL): Json => JSON.parse(readFileSync(url, 'utf8')) as Json
const packs = folders.map((folder) => ({
  name: folder.pathname.split('/').at(-2) ?? '',
  rules: json(new URL('rules.json', folder)),
  cases: json(new URL('cases.json', folder)),
}))

const validator = (schema: JsonSchema): ((value: Json) => boolean) => {
  const compiled = Schema.Compile(schema)
  return (value) => compiled.Check(value)
}
const isPack = validator(packSchema)
const isFacts = validator(factsSchema)
const isResult = validator(resultSchema)
const isCases = validator(casesSchema)

const layersOf = (rules: Json): readonly Json[] =>
  packs.map((pack) => pack.rules).filter((other) => other !== rules)
const factsIn = (cases: Json): readonly Json[] => (cases as { facts: Json }[]).map(({ facts }) => facts)

/** What the readers say of the form of a document, whatever it names: codes about names, order and meaning are not for a schema. */
const formal =
  /^(key|type|number|list|predicate\.form|predicate\.operator|step|period\.unknown|line\.form|conflict\.form|allocate\.unknown|exemption\.extent|merge\.form|merge\.target)/
interface Found {
  readonly code: string
  readonly pointer?: string
  readonly params?: Readonly<Record<string, unknown>>
}
/** What an obligation does not state it may inherit from a layer, which a schema cannot see. */
const isInherited = ({ code, pointer, params }: Found): boolean =>
  code === 'key.missing' &&
  /^\/versions\/\d+\/obligations\/\d+$/.test(pointer ?? '') &&
  (params?.['key'] === 'period' || params?.['key'] === 'require')
const isWellFormed = (faults: readonly Found[]): boolean =>
  !faults.some((each) => formal.test(each.code) && !isInherited(each))

/** Every document that differs from this one in one place: a member more, one less, or one of another kind. */
const spoiled = function* (
  value: Json,
  path = '',
): Generator<{ readonly how: string; readonly value: Json }> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      for (const each of spoiled(item, `${path}/${index}`))
        yield { how: each.how, value: value.with(index, each.value) }
    return
  }
  if (typeof value !== 'object' || value === null) {
    yield { how: `${path} as an object`, value: { strange: 1 } }
    yield { how: `${path} as 1.5`, value: 1.5 }
    return
  }
  yield { how: `${path} with a strange key`, value: { ...value, strange: 'x' } }
  for (const [key, member] of Object.entries(value)) {
    const { [key]: _gone, ...rest } = value
    yield { how: `${path} without ${key}`, value: rest }
    for (const each of spoiled(member, `${path}/${key}`))
      yield { how: each.how, value: { ...value, [key]: each.value } }
  }
}

describe('the published JSON Schemas', () => {
  it.each(packs)('take the pack $name with its cases, facts and results', ({ rules, cases }) => {
    expect([isPack(rules), isCases(cases), factsIn(cases).every(isFacts)]).toEqual([true, true, true])
    const [ruleset, read] = [compile(rules, layersOf(rules)), readCases(cases)]
    if (!ruleset.ok || !read.ok) throw new Error('not a pack')
    for (const { facts, on } of read.value) {
      const options = on === undefined ? { trace: true } : { on, trace: true }
      const result = JSON.parse(JSON.stringify(evaluate(ruleset.value, facts, options))) as Json
      expect(isResult(result) ? null : result).toBe(null)
    }
  })

  it.each(packs)('refuse what the compiler refuses of the form of $name, and nothing else', ({ rules }) => {
    const layers = layersOf(rules)
    const differing = [...spoiled(rules)].filter(({ how, value }) => {
      // What a layer's line is changed into is read together with that line.
      if (/\/merge\/\d+\/(tighten|replace)(\/| with)/.test(how)) return false
      const compiled = compile(value, layers)
      return isPack(value) !== (compiled.ok || isWellFormed(compiled.errors))
    })
    expect(differing.map(({ how }) => how)).toEqual([])
  })

  it('refuse an id that is no name of a pack, where a pack stands on one too', () => {
    const [pack] = packs.flatMap(({ rules }) =>
      (rules as { id: Json }).id === 'gd-2021' ? [rules as object] : [],
    )
    for (const id of ['../../etc', '规则', 'a b', '-x', 'x'.repeat(61), '..']) {
      for (const value of [
        { ...pack, id },
        { ...pack, on: [id] },
      ] as Json[])
        expect(isPack(value)).toBe(false)
      const own = compile({ ...pack, id }, layersOf(null))
      const on = compile({ ...pack, on: [id] }, layersOf(null))
      expect([own.ok || own.errors, on.ok || on.errors]).toEqual([
        [{ pointer: '/id', code: 'pack.id', params: {} }],
        [{ pointer: '/on/0', code: 'pack.id', params: {} }],
      ])
    }
  })

  it.each(packs)('and of the facts in the cases of $name', ({ cases }) => {
    const differing = factsIn(cases)
      .slice(0, 4)
      .flatMap((facts) => [...spoiled(facts)])
      .filter(({ value }) => {
        const read = readFacts(value)
        return isFacts(value) !== (read.ok || isWellFormed(read.errors))
      })
    expect(differing.map(({ how }) => how)).toEqual([])
  })
})
