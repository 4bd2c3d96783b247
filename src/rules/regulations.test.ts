import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readCases } from './cases/read-cases.ts'
import { runCases } from './cases/run-cases.ts'
import { compile } from './compile.ts'

const regulations = new URL('../../test/regulations/', import.meta.url)
const shipped = new URL('../../rulepacks/', import.meta.url)
const foldersOf = (root: URL): readonly string[] =>
  readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
const json = (path: string, root: URL): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'))

const layers = [regulations, shipped].flatMap((root) =>
  foldersOf(root).map((name) => json(`${name}/rules.json`, root)),
)

// Regulations that do not ship: their answers were worked out on paper, so that whatever is asked of a pack stays expressible.
describe.each(foldersOf(regulations))('regulation %s', (name) => {
  const compiled = compile(json(`${name}/rules.json`, regulations), layers)
  const cases = readCases(json(`${name}/cases.json`, regulations))

  it('is a pack without a fault, and has cases', () => {
    expect(compiled.ok ? [] : compiled.errors).toEqual([])
    expect(cases.ok ? cases.value.length : cases.errors).toBeGreaterThan(1)
  })

  const outcomes = compiled.ok && cases.ok ? runCases(compiled.value, cases.value) : []
  it.each(outcomes)('$name', ({ mismatches }) => {
    expect(mismatches).toEqual([])
  })
})
