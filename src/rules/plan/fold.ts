import { fraction, isWhole, multiply, parseExact } from '../../kernel/exact.ts'
import { leafLines } from '../closing.ts'
import type { Ruleset } from '../compile.ts'
import type { LineResult, PeriodResult, RuleResult, Standing } from '../result.ts'
import { readVarint, varintsOf } from './varint.ts'

/**
 * A standing in few bytes. `shape` is the path that was taken (applies, standing, and of every leaf line its requirement
 * and standing): there are few of them in a register. `code` is what differs from person to person: varints of grains,
 * for each leaf line what it counts, then what is carried on.
 */
export interface Folded {
  readonly shape: string
  readonly code: Uint8Array
}

/** One leaf line in a shape: id, measure, required, standing, and whether a missing fact leaves open what it counts. */
type LineShape = readonly [id: string, measure: string, required: string, standing: Standing, open: 0 | 1]
/** Standing of the obligation’s period, its leaf lines, the categories carried on, and whatever else set it apart. */
type PeriodShape = readonly [Standing, readonly LineShape[], readonly string[], readonly string[]]
type Shape = readonly [applies: 0 | 1, Standing, readonly PeriodShape[]]

export const shapeText = (applies: boolean, standing: Standing, periods: readonly PeriodShape[]): string =>
  JSON.stringify([applies ? 1 : 0, standing, periods] satisfies Shape)

const unboundedCode = 0

/** Folds a RESULT of the asked period; `perUnit` of measures comes from its ruleset. */
export const fold = (result: RuleResult, { measures }: Pick<Ruleset, 'measures'>): Folded => {
  const grainsOf = (amount: string, measure: string): number => {
    const grains = multiply(parseExact(amount) ?? fraction(0), fraction(measures.get(measure)?.perUnit ?? 1))
    if (!isWhole(grains)) throw new Error(`${amount} of ${measure} does not end on a grain`)
    return Number(grains.top)
  }
  const numbers: number[] = []
  const periods = result.obligations.map(({ standing, periods: all }): PeriodShape => {
    const asked = all.find((one) => one.asked)
    const lines = (asked ? leafLines(asked) : []).map((line): LineShape => {
      numbers.push(grainsOf(line.counted, line.measure))
      if (line.countedHigh !== undefined)
        numbers.push(
          line.countedHigh === 'unbounded' ? unboundedCode : grainsOf(line.countedHigh, line.measure) + 1,
        )
      return lineShape(line)
    })
    const carried = asked?.carryOut ?? []
    numbers.push(...carried.map(({ amount, measure }) => grainsOf(amount, measure)))
    return [standing, lines, carried.map(({ category }) => category), asked ? marksOf(asked) : []]
  })
  return { shape: shapeText(result.applies, result.standing, periods), code: varintsOf(numbers) }
}

const lineShape = ({ id, measure, required, requiredHigh, countedHigh, standing }: LineResult): LineShape => [
  id,
  measure,
  requiredHigh === undefined ? required : `${required}~${requiredHigh}`,
  standing,
  countedHigh === undefined ? 0 : 1,
]

const marksOf = ({ exempt, extension, closed }: PeriodResult): readonly string[] => [
  ...(exempt ? [`exempt ${exempt.extent}`] : []),
  ...(extension ? [`extension ${extension.to}`] : []),
  ...(closed ? [`closed ${closed.on}`] : []),
]

/** What a folded standing says again. Amounts in grains; `countedHigh` null is unbounded. */
export interface Unfolded {
  readonly applies: boolean
  readonly standing: Standing
  readonly lines: readonly {
    readonly id: string
    /** Which of the obligations that reach the person it stands under. */
    readonly place: number
    readonly measure: string
    /** Exact, in the unit. */
    readonly required: string
    readonly counted: number
    readonly countedHigh?: number | null
    readonly standing: Standing
  }[]
}

export const unfold = ({ shape, code }: Folded): Unfolded => {
  const [applies, standing, periods] = JSON.parse(shape) as Shape
  let at = 0
  const next = (): number => {
    const read = readVarint(code, at)
    at = read.next
    return read.value
  }
  const lines = periods.flatMap(([, leaves, carried], place) => {
    const found = leaves.map(([id, measure, required, stands, open]) => {
      const counted = next()
      const high = open ? next() : undefined
      return {
        id,
        place,
        measure,
        required,
        counted,
        ...(high !== undefined && { countedHigh: high === unboundedCode ? null : high - 1 }),
        standing: stands,
      }
    })
    for (const _ of carried) next()
    return found
  })
  return { applies: applies === 1, standing, lines }
}

/** Ids of the leaf lines that a shape speaks of. */
export const linesOfShape = (shape: string): readonly string[] =>
  (JSON.parse(shape) as Shape)[2].flatMap(([, lines]) => lines.map(([id]) => id))
