import type { Solved } from '../stages/solve-term.ts'
import type { Instance } from '../stages/timeline.ts'
import { sceneAt } from '../stages/timeline.ts'

/** A day up to which more study can still serve the period; `choose`: it must be named as chosen. */
export interface Window {
  readonly last: string
  readonly choose: boolean
}

/** While the period runs, its last day; after that the extension and make-up windows that are still open. */
export const openWindows = (instance: Instance, { term }: Solved): readonly Window[] => {
  const { on } = instance.world
  if (on <= term.span.to) return [{ last: term.span.to, choose: false }]
  const scene = sceneAt(instance, term.span.to, term.span)
  const { extension, allocate } = term.obligation
  const tiers = (extension && extension.when.test(scene) !== false ? extension.tiers : []).map(
    ({ until }) => until(scene).value,
  )
  const chosen = allocate.map(({ choice }) => choice?.last(scene).value)
  const windows = [
    ...tiers.map((last) => ({ last, choose: false })),
    ...chosen.map((last) => ({ last, choose: true })),
  ]
  return windows
    .flatMap(({ last, choose }) => (typeof last === 'string' && last >= on ? [{ last, choose }] : []))
    .slice(0, 1)
}
