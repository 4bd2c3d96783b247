import type { Judging } from '../lines/line.ts'
import type { Scene, Span } from '../scene.ts'
import { type Figure, figure } from '../trace/draft.ts'
import type { Leaf } from './leaves.ts'

const amount = (grains: number): Figure => figure(grains, grains, { op: 'const', text: 'sum' })

/** What lines ask while they are judged, answered from sums: so the lines of a RESULT are made by the lines themselves. */
export const judgingOf = (leaves: readonly Leaf[], counted: ArrayLike<number>, period: Span): Judging => {
  const placeOf = new Map(leaves.map(({ id }, place) => [id, place]))
  const leafOf = (id: string): Leaf | undefined => leaves[placeOf.get(id) ?? -1]
  const beyond = (what: string) => (): never => {
    throw new Error(`a line judged from sums asks for ${what}`)
  }
  return {
    period,
    get scene(): Scene {
      return beyond('the scene')()
    },
    countOf: (line) => amount(counted[placeOf.get(line.id) ?? -1] ?? 0),
    requiredOf: (line) => amount(leafOf(line.id)?.amount ?? 0),
    lineById: (id) => leafOf(id)?.line,
    countWithin: beyond('a slice'),
    requiredWithin: beyond('a slice'),
    doneBy: beyond('things done'),
    note: () => undefined,
  }
}
