import {
  add,
  compare,
  divide,
  formatExact,
  fraction,
  multiply,
  parseExact,
  zero,
} from '../../../kernel/exact.ts'
import { readVarint, type SumsPlan, varintBytes, writeVarint } from '../../../rules/index.ts'

/** A line as a run found it; amounts exact, in the unit of the measure. */
export interface FoundLine {
  readonly id: string
  /** Id of the title it is asked for, where it is asked for one. */
  readonly holding?: string
  readonly measure: string
  readonly required: string
  readonly counted: string
  readonly remaining: string
}

/** A line that sums decide, but for what is counted: `perUnit` grains make a unit. */
export type ShapeLine = readonly [id: string, measure: string, required: string, perUnit: number]

export interface ShapeLines {
  readonly before: readonly ShapeLine[]
  readonly after: readonly ShapeLine[]
}

export interface FoundFigures {
  readonly before: readonly FoundLine[]
  readonly after: readonly FoundLine[]
  /** Minutes that the line furthest from its end lacks. */
  readonly beforeMinutes: number | null
  readonly afterMinutes: number | null
}

/** Nobody whom no requirement reaches has any line. */
export const shapeLines = ({ leaves }: SumsPlan, path: number): readonly ShapeLine[] =>
  path === 0 ? [] : leaves.map(({ id, measure, required, perUnit }) => [id, measure, required, perUnit])

/** Writes what lines count, before and then after, as varints of grains; the bytes are used again for the next. */
export const amountsFolder = () => {
  let code = new Uint8Array(64)
  return (
    lines: ShapeLines | null,
    before: ArrayLike<number>,
    after: ArrayLike<number>,
  ): { readonly code: Uint8Array; readonly length: number } => {
    const most = (before.length + after.length) * varintBytes
    if (code.length < most) code = new Uint8Array(most)
    let length = 0
    for (let place = 0; place < (lines?.before.length ?? 0); place += 1)
      length = writeVarint(code, length, before[place] as number)
    for (let place = 0; place < (lines?.after.length ?? 0); place += 1)
      length = writeVarint(code, length, after[place] as number)
    return { code, length }
  }
}

/** The lines of a standing again, of its shape and of the grains that were counted. */
export const unfoldLines = (lines: readonly ShapeLine[], counted: readonly number[]): readonly FoundLine[] =>
  lines.map(([id, measure, required, perUnit], place) => {
    const amount = divide(fraction(counted[place] ?? 0), fraction(perUnit))
    const lacking = add(parseExact(required) ?? zero, multiply(amount, fraction(-1)))
    return {
      id,
      measure,
      required,
      counted: formatExact(amount),
      remaining: compare(lacking, zero) > 0 ? formatExact(lacking) : '0',
    }
  })

/** Minutes lacking by lines of hours, whose grains are minutes; null where the requirement is met or lacks no time. */
const minutesOf = (
  isMet: boolean,
  lines: readonly ShapeLine[],
  counted: readonly number[],
): number | null => {
  const lacking = lines.flatMap(([, measure, required, perUnit], place) =>
    measure === 'hours' ? [leastGrains(required, perUnit) - (counted[place] ?? 0)] : [],
  )
  const most = Math.max(0, ...lacking)
  return isMet || most === 0 ? null : most
}

const leastGrains = (required: string, perUnit: number): number =>
  Number(multiply(parseExact(required) ?? zero, fraction(perUnit)).top)

export const unfoldFound = (
  lines: ShapeLines,
  code: Uint8Array,
  isMet: { readonly before: boolean; readonly after: boolean },
): FoundFigures => {
  const numbers: number[] = []
  for (let at = 0; at < code.length; ) {
    const read = readVarint(code, at)
    numbers.push(read.value)
    at = read.next
  }
  const [was, is] = [numbers.slice(0, lines.before.length), numbers.slice(lines.before.length)]
  return {
    before: unfoldLines(lines.before, was),
    after: unfoldLines(lines.after, is),
    beforeMinutes: minutesOf(isMet.before, lines.before, was),
    afterMinutes: minutesOf(isMet.after, lines.after, is),
  }
}
