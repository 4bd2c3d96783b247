import fc from 'fast-check'
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { reasonSentences } from './reasons.ts'
import { faultSentence, faultSentences } from './sentences.ts'
import { wideFacts, widePack } from './testing/wide.ts'
import { traceSentence } from './trace-sentences.ts'

const sources = globSync('**/*.ts', { cwd: import.meta.dirname })
  .filter((path) => !/\.test\.ts$|^testing|sentences|reasons/.test(path))
  .map((path) => readFileSync(new URL(path, import.meta.url), 'utf8'))
  .join('\n')
const found = (pattern: RegExp): readonly string[] => [
  ...new Set([...sources.matchAll(pattern)].flatMap(([, ...groups]) => groups.filter(Boolean))),
]

describe('sentences in Chinese and English', () => {
  it('there is one for every fault', () => {
    const codes = found(/\b(?:fault|note|one)\([^;]*?'([a-z]+\.[a-z-]+)'/g)
    expect(codes.length).toBeGreaterThan(50)
    expect(codes.filter((code) => !faultSentences[code])).toEqual([])
    expect(faultSentence({ code: 'line.unknown', params: { line: 'x' } }, 'en')).toBe('there is no line “x”')
  })

  it('for every reason that an activity counts or does not', () => {
    const codes = found(
      /(?:because|refused): '([a-z.-]+)'|'((?:conflict|recognition|convert|period)\.[a-z-]+)',\n? *(?:because|needs)/g,
    )
    expect(codes.length).toBeGreaterThan(15)
    expect(codes.filter((code) => code !== 'outside' && !reasonSentences[code])).toEqual([])
  })

  it('and for every step of the reasoning', () => {
    fc.assert(
      fc.property(widePack(), wideFacts, (pack, facts) => {
        const compiled = compile(pack)
        if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors))
        const { trace, activities } = evaluate(compiled.value, facts, { on: '2021-12-31', trace: true })
        expect((trace?.nodes ?? []).map(({ text }) => text).filter((text) => !traceSentence(text))).toEqual(
          [],
        )
        expect(activities.map(({ because }) => because).filter((code) => !reasonSentences[code])).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
