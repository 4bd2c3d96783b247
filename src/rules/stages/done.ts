import type { Line } from '../lines/line.ts'
import type { Predicate } from '../predicates/predicate.ts'
import type { Scene } from '../scene.ts'
import { type Figure, figure } from '../trace/draft.ts'
import { allOf, isUnknown, type MissingRef, type Truth } from '../truth.ts'
import type { Assessed } from './assess.ts'
import { mayServe, placeFrom, type Purse } from './credits.ts'
import { type Item, selects } from './item.ts'
import type { Instance, Term } from './timeline.ts'

/** An activity that counts as done in a period, whatever its hours come to: in the cautious run, in the favourable one. */
export interface Done {
  readonly assessed: Assessed
  readonly low: boolean
  readonly high: boolean
  /** What was taken over in doubt is done as far as a lack goes; this says whether it is certain, or possible, to be. */
  readonly certain?: boolean
  readonly possible?: boolean
}

/** What is done in a period: where its activity belongs, unless an older period that asked for it took it over. */
export const doneIn = (
  instance: Instance,
  term: Term,
  assessed: readonly Assessed[],
  purse: Purse,
): readonly Done[] =>
  assessed.flatMap((one): readonly Done[] => {
    const here = isHere(instance, term, one)
    const moved = purse.moved.get(one.deed.id)
    const low = here === 'yes' && one.contender?.presence === 'yes' && !moved?.low
    const high = here !== null && !moved?.high
    return low || high ? [{ assessed: one, low, high }] : []
  })

const isHere = (instance: Instance, term: Term, { routing }: Assessed): 'yes' | 'maybe' | null => {
  const { targets, anywhere } = routing
  const [only] = targets
  if (!only || targets.length > 1 || anywhere)
    return anywhere || targets.some((target) => mayServe(instance, target, term)) ? 'maybe' : null
  const { portion } = only
  if (!only.term) return null
  if (portion.kind === 'repeat' || portion.kind === 'equalParts') {
    return placeFrom(instance, only.term, term, portion.over) >= 0 ? 'yes' : null
  }
  return only.key === term.key ? 'yes' : null
}

/** A line's own limits (whose holding, which categories) and what it wants, of one activity. */
export const wants = (line: Line, when: Predicate, assessed: Assessed, scene: Scene): Truth => {
  const item: Item = { measure: line.measure.id, figure: nothing, assessed, lot: null }
  return allOf([line.counts, when], (counts) => selects({ ...line, counts }, item, scene))
}

const nothing: Figure = figure(0, 0, { op: 'const', text: 'nothing' })

/** One figure for each activity that a line wants: 1, or 0 to 1 where it is in doubt; what must not occur counts the other way. */
export const doneFigures = (
  line: Line,
  when: Predicate,
  done: readonly Done[],
  scene: Scene,
  note: (line: Line, missing: readonly MissingRef[]) => void,
): readonly Figure[] =>
  done.flatMap(({ assessed, low, high }) => {
    const truth = wants(line, when, assessed, scene)
    if (truth === false) return []
    const [cautious, favourable] = [low && truth === true, high]
    if (cautious !== favourable) note(line, isUnknown(truth) ? truth.missing : assessed.missing)
    const node = { op: 'done', text: 'activity', ref: assessed.deed.id, unit: line.measure.unit }
    if (line.kind === 'none') return [figure(1, cautious && favourable ? 1 : 0, node)]
    return [figure(cautious ? 1 : 0, favourable ? 1 : 0, node)]
  })
