import type { Bilingual } from '../../kernel/bilingual.ts'
import type { Fraction } from '../../kernel/exact.ts'

/** A scale on which things are counted. Amounts are integers of its grain: minutes for `hours`, parts of a day for `days`. */
export interface Measure extends Bilingual {
  readonly id: string
  readonly unit: string
  /** Grains in one unit. */
  readonly perUnit: number
  /** True for `hours`: grains are minutes. */
  readonly isTime: boolean
  /** Minutes that one unit stands for when alternatives are compared by effort; never used to convert. */
  readonly nominalMinutes: Fraction | null
}

/** What the readers of a pack's parts may refer to: names declared by the pack and by the layers beneath it. */
export interface PackScope {
  readonly packId: string
  readonly measures: ReadonlyMap<string, Measure>
  readonly categories: ReadonlySet<string>
  readonly orders: ReadonlyMap<string, readonly string[]>
  readonly clauses: ReadonlySet<string>
}
