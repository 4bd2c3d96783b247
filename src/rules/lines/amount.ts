import { floor, fraction, isWhole, multiply, type Fraction, ceiling } from '../../kernel/exact.ts'
import type { Measure, PackScope } from '../pack/scope.ts'
import { always, readPredicate } from '../predicates/read-predicate.ts'
import type { Predicate } from '../predicates/predicate.ts'
import { child, type Cursor, fault, readExact, readList, readText, isShaped } from '../reading/cursor.ts'
import { branch as branchForm, caseAmount, partOfLine } from '../schema/condition-schema.ts'
import type { Scene } from '../scene.ts'
import { firstMatches, type MissingRef } from '../truth.ts'

/** An amount of grains as it comes out for one person; open only where a missing fact chooses between branches. */
export interface AmountFound {
  readonly lo: number
  readonly hi: number
  readonly missing: readonly MissingRef[]
}

/** An amount of a pack: constant, chosen by facts, or a factor of another line's requirement. */
export interface Amount {
  readonly resolve: (scene: Scene, requiredOf: (line: string) => AmountFound) => AmountFound
  /** The same for everybody: known when the pack is compiled. */
  readonly constant: number | null
  /** Lines whose requirement it is made from. */
  readonly from: readonly string[]
  /** Present when it is nothing but a factor of another line's requirement. */
  readonly factor?: { readonly line: string; readonly of: Fraction }
}

/** Reads `"90"`, `{case: [{when, gives}], else}` or `{ofLine, times}`; amounts end on the measure's grain. */
export const readAmount = (at: Cursor, scope: PackScope, measure: Measure): Amount | null => {
  if (typeof at.value !== 'object' || at.value === null) return readConstant(at, measure)
  if (Object.hasOwn(at.value, 'case')) return readCase(at, scope, measure)
  if (!isShaped(at, partOfLine)) return null
  const line = readText(child(at, 'ofLine'))
  const factor = at.value['times'] === undefined ? fraction(1) : readExact(child(at, 'times'))
  if (line === null || !factor) return null
  return {
    constant: null,
    from: [line],
    factor: { line, of: factor },
    resolve: (_scene, requiredOf) => {
      const found = requiredOf(line)
      return { ...found, lo: part(found.lo, factor), hi: part(found.hi, factor) }
    },
  }
}

/** A factor of a requirement, up to the next grain: whole grains reach the one exactly when they reach the other. */
const part = (grains: number, factor: Fraction): number =>
  grains === Infinity ? Infinity : Number(ceiling(multiply(fraction(grains), factor)))

const readConstant = (at: Cursor, measure: Measure): Amount | null => {
  const units = readExact(at)
  if (!units) return null
  const grains = multiply(units, fraction(measure.perUnit))
  if (!isWhole(grains)) return fault(at, 'amount.grain', { measure: measure.id, perUnit: measure.perUnit })
  const whole = Number(floor(grains))
  if (whole > mostGrains) return fault(at, 'number.range', { most: Math.floor(mostGrains / measure.perUnit) })
  return { constant: whole, from: [], resolve: () => ({ lo: whole, hi: whole, missing: [] }) }
}

/** Amounts beyond this are typing errors; sums of many stay exact integers. */
export const mostGrains = 1_000_000_000_000

const readCase = (at: Cursor, scope: PackScope, measure: Measure): Amount | null => {
  if (!isShaped(at, caseAmount)) return null
  const branches = readList(child(at, 'case'), (item) => readBranch(item, scope, measure))
  const last = readAmount(child(at, 'else'), scope, measure)
  if (!last) return null
  const rules: readonly { readonly when: Predicate; readonly amount: Amount }[] = [
    ...branches,
    { when: always, amount: last },
  ]
  return {
    constant: null,
    from: rules.flatMap(({ amount }) => amount.from),
    resolve: (scene, requiredOf) => {
      const { candidates, missing } = firstMatches(rules, ({ when }) => when.test(scene))
      const found = candidates.map(({ amount }) => amount.resolve(scene, requiredOf))
      return {
        lo: Math.min(...found.map(({ lo }) => lo)),
        hi: Math.max(...found.map(({ hi }) => hi)),
        missing: [...missing, ...found.flatMap((each) => each.missing)],
      }
    },
  }
}

const readBranch = (at: Cursor, scope: PackScope, measure: Measure) => {
  if (!isShaped(at, branchForm)) return null
  const when = readPredicate(child(at, 'when'), scope)
  const amount = readAmount(child(at, 'gives'), scope, measure)
  return when && amount && { when, amount }
}
