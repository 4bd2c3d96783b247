import { compare, type Fraction } from '../../kernel/exact.ts'
import { hull, plus, point, type Range } from '../range.ts'
import { child, isRecord, keysOf, readChoice, readExact, isShaped, faultIfEmpty } from '../reading/cursor.ts'
import { table as form } from '../schema/condition-schema.ts'
import { multiplesOf } from './grain.ts'
import { readSource } from './number.ts'
import { type StepOperator, whole } from './step.ts'

/**
 * By the value of a field: `{"table": {"of": "evidence.level", "values": {"national": "12", "provincial": "8"}, "else": "0"}}`.
 * Of several values (two indexings) the highest counts, or with `"many": "sum"` all of them. Without `else` an unlisted value is refused.
 */
export const table: StepOperator = {
  key: 'table',
  read: (at) => {
    if (!isShaped(at, form)) return null
    const source = readSource(child(at, 'of'))
    const place = child(at, 'values')
    const values = new Map<string, Fraction>()
    if (isRecord(place, null)) {
      for (const key of keysOf(place)) {
        const amount = readExact(child(place, key))
        if (amount) values.set(key, amount)
      }
    }
    const other = at.value['else'] === undefined ? null : readExact(child(at, 'else'))
    const many =
      at.value['many'] === undefined ? 'highest' : readChoice(child(at, 'many'), ['highest', 'sum'])
    if (!source || many === null) return null
    if (values.size === 0) return faultIfEmpty(place)
    const all = [...values.values(), ...(other ? [other] : [])]
    const worth = (value: unknown): Fraction | null => values.get(String(value)) ?? other
    return {
      apply: (_before, scene) => {
        const found = source.find(scene)
        if (found.missing) {
          scene.missing.push(found.missing)
          return { flow: whole(openHull(all, many)), given: '?' }
        }
        const keys: readonly unknown[] = Array.isArray(found.value) ? found.value : [found.value]
        const amounts = keys.map(worth).filter((amount) => amount !== null)
        if (amounts.length === 0) return { refused: 'convert.no-value' }
        const sum =
          many === 'sum'
            ? amounts.map(point).reduce(plus)
            : point(amounts.reduce((a, b) => (compare(a, b) >= 0 ? a : b)))
        return { flow: whole(sum), given: keys.map(String).join(', ') }
      },
      grain: () => multiplesOf(all),
    }
  },
}

/** What a missing value may be worth: any of the amounts, or nothing where it would be refused; with sums there is no upper end. */
const openHull = (all: readonly Fraction[], many: 'highest' | 'sum'): Range => {
  const range = all.map(point).reduce(hull, point({ top: 0n, bottom: 1n }))
  return many === 'sum' ? { lo: range.lo, hi: null } : range
}
