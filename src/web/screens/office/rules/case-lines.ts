import { type Node, nodesOf } from './json-path.ts'

/** One `name=value` a line, in the order written. */
const pairsIn = (text: string): readonly (readonly [string, string])[] =>
  text.split('\n').flatMap((line) => {
    const at = line.indexOf('=')
    const name = line.slice(0, at).trim()
    return at < 0 || name === '' ? [] : [[name, line.slice(at + 1).trim()] as const]
  })

const listOf = (value: string): readonly string[] => value.split(',').map((one) => one.trim())
const shown = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value ?? ''))

/** Facts of the person, one a line; what has dates is kept by the JSON below. */
export const linesOfFacts = (facts: Node): string =>
  Object.entries(facts)
    .map(([name, dated]) => `${name}=${shown(nodesOf(dated)[0]?.['value'])}`)
    .join('\n')

export const factsOfLines = (text: string, before: Node): Node =>
  Object.fromEntries(
    pairsIn(text).map(([name, value]) => {
      const old = nodesOf(before[name])[0]?.['value']
      const next = Array.isArray(old) || name === 'programme' ? listOf(value) : value
      return [name, [{ ...nodesOf(before[name])[0], value: next }]]
    }),
  )

/** What proves an activity, one a line: `passed=true`. */
export const linesOfEvidence = (evidence: Node): string =>
  Object.entries(evidence)
    .map(([name, value]) => `${name}=${value === null ? 'null' : shown(value)}`)
    .join('\n')

/** Values as rules compare them: yes and no, whole numbers, lists where one was; everything else is a text. */
export const evidenceOfLines = (text: string, before: Node): Node =>
  Object.fromEntries(pairsIn(text).map(([name, value]) => [name, valueOf(value, before[name])]))

const valueOf = (written: string, before: unknown): unknown => {
  if (before !== undefined && shown(before) === written && before !== null) return before
  if (Array.isArray(before)) return listOf(written)
  if (written === 'true' || written === 'false') return written === 'true'
  if (written === 'null') return null
  return /^(0|[1-9]\d{0,14})$/.test(written) ? Number(written) : written
}
