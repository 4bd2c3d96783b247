import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readCases } from './cases/read-cases.ts'
import { runCases } from './cases/run-cases.ts'
import { compile } from './compile.ts'

const root = new URL('../../rulepacks/', import.meta.url)
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'))
const packs = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
)

describe.each(packs)('shipped pack %s', (name) => {
  const layers = packs.filter((other) => other !== name).map((other) => json(`${other}/rules.json`))
  const compiled = compile(json(`${name}/rules.json`), layers)

  it('compiles without a fault', () => {
    expect(compiled.ok ? [] : compiled.errors).toEqual([])
  })

  const cases = readCases(json(`${name}/cases.json`))
  it('has cases that can be read', () => {
    expect(cases.ok ? cases.value.length : cases.errors).toBeGreaterThan(0)
  })

  const outcomes = compiled.ok && cases.ok ? runCases(compiled.value, cases.value) : []
  it.each(outcomes)('case: $name', ({ mismatches }) => {
    expect(mismatches).toEqual([])
  })
})
