import type { Line } from '../lines/line.ts'
import type { Figure } from '../trace/draft.ts'
import { isUnknown, type MissingRef, type Truth, unknown } from '../truth.ts'
import type { Scene } from '../scene.ts'
import type { Assessed } from './assess.ts'

/** Credit of an earlier period that was carried into this one. */
export interface Lot {
  /** `*`: of no single category. */
  readonly category: string
  /** Key of the period it was earned in. */
  readonly origin: string
  /** Periods since then; 1 in the next. */
  readonly age: number
  readonly figure: Figure
  /** Id of the line that alone counts it; null: every line its category belongs to. */
  readonly onlyLine: string | null
  /** What hides how much of it there is. */
  readonly missing: readonly MissingRef[]
}

/** One portion of credit in one period and one measure, before caps. */
export interface Item {
  readonly measure: string
  /** In the two runs, of which the cautious one leaves every line with the most it can lack. */
  readonly figure: Figure
  /** The least and the most of it, where that is not its figure: what is taken to make up a lack grows with the lack. */
  readonly span?: Figure
  readonly assessed: Assessed | null
  readonly lot: Lot | null
}

/** The least and the most that an item comes to. */
export const spanOf = ({ figure, span }: Item): Figure => span ?? figure

/** Whether a line counts an item, in each of the categories that it may have; they must agree to be certain. */
export const selects = (
  line: Pick<Line, 'id' | 'counts' | 'readAs' | 'shared'>,
  item: Item,
  scene: Scene,
): Truth => {
  if (item.lot) return selectsLot(line, item.lot, scene)
  const { assessed } = item
  if (!assessed?.contender) return false
  const { holding, deed } = { holding: scene.holding, deed: assessed.deed }
  if (holding && !line.shared && deed.source.for && !deed.source.for.includes(holding.id)) return false
  const own: Scene = { ...assessed.contender.scene, period: scene.period }
  const { categories, missing } = assessed.recognised
  return inEach(line, own, categories, missing)
}

/** One test in each of the categories that the activity may have. */
export const inEach = (
  line: Pick<Line, 'counts' | 'readAs'>,
  scene: Scene,
  categories: readonly string[] | null,
  reasons: readonly MissingRef[],
): Truth => {
  if (categories === null || categories.length === 0) return line.counts.test(scene)
  const truths = categories.map((category) =>
    line.counts.test({ ...scene, category: line.readAs.get(category) ?? category }),
  )
  const [first] = truths
  if (first !== undefined && truths.every((truth) => truth === first)) return first
  const missing = truths.flatMap((truth) => (isUnknown(truth) ? truth.missing : []))
  return unknown(...(missing.length > 0 ? missing : reasons))
}

/** A lot without a category counts for what takes everything; whether it counts for less cannot be told. */
const selectsLot = (line: Pick<Line, 'id' | 'counts' | 'readAs'>, lot: Lot, scene: Scene): Truth => {
  if (lot.onlyLine !== null) return line.id === lot.onlyLine
  if (line.counts.tree.op === 'always') return true
  if (lot.category === '*') return unknown(...lot.missing)
  return line.counts.test({ ...scene, category: line.readAs.get(lot.category) ?? lot.category })
}
