import { one } from '../../kernel/exact.ts'
import type { Line } from '../lines/line.ts'
import { type Figure, greaterOf, leftOf, lesserOf } from '../trace/draft.ts'
import { isUnknown } from '../truth.ts'
import type { Assessed } from './assess.ts'
import { wants } from './done.ts'
import { type Item, selects } from './item.ts'
import { scaledBy } from './requirement.ts'
import type { Tally } from './tally.ts'

/**
 * What an activity could still do for a period, whatever missing facts leave possible; a lack is greatest in the
 * cautious run. Null: it is not certain that anything is asked of it, or certain that nothing is.
 */
export interface Lack {
  readonly least: Figure | null
  readonly most: Figure | null
}

/**
 * The most that any line the activity counts for lacks. Of alternatives only the nearest asks for anything, and a group
 * that is met asks for nothing more. Whatever one line takes beyond what another lacks, the other is left with its own
 * lack less the whole activity: so lacks stay exact in both runs, however many lines are open.
 */
export const lackFor = (tally: Tally, item: Item): Lack =>
  widest(tally.term.obligation.lines.map((line) => lackOfLine(tally, line, item)))

const none: Lack = { least: null, most: null }

const reduced = (figures: readonly (Figure | null)[], join: typeof greaterOf): Figure | null => {
  const [first, ...others] = figures.filter((each) => each !== null)
  return first ? others.reduce((a, b) => join(a, b, 'lack'), first) : null
}

const widest = (lacks: readonly Lack[]): Lack => ({
  least: reduced(
    lacks.map(({ least }) => least),
    greaterOf,
  ),
  most: reduced(
    lacks.map(({ most }) => most),
    greaterOf,
  ),
})

/** Which of the alternatives count the activity is part of the doubt: at worst only those that do for certain, or the farthest. */
const nearest = (lacks: readonly Lack[]): Lack => {
  const sure = lacks.filter(({ least }) => least !== null)
  const mosts = (some: readonly Lack[]): readonly (Figure | null)[] => some.map(({ most }) => most)
  if (sure.length === 0) return { least: null, most: reduced(mosts(lacks), greaterOf) }
  return {
    least: reduced(
      lacks.map(({ least, most }) => least ?? most),
      lesserOf,
    ),
    most: reduced(mosts(sure), lesserOf),
  }
}

const lackOfLine = (tally: Tally, line: Line, item: Item): Lack => {
  if (line.members.length > 0) {
    const { standing } = line.judge(tally.judging)
    if (standing === 'met') return none
    const lacks = line.members.map((member) => lackOfLine(tally, member, item))
    const asked = line.kind === 'anyOf' ? nearest(lacks) : widest(lacks)
    return standing === 'unmet' ? asked : { ...asked, least: null }
  }
  const truth = line.measure.id === item.measure ? selects(line, item, tally.judging.scene) : false
  const lack = truth === false ? null : ownLack(tally, line)
  if (!lack) return none
  return { least: isUnknown(truth) ? null : lack, most: lack }
}

const ownLack = ({ judging }: Tally, line: Line): Figure | null => {
  const text = `lack.${line.id}`
  if (line.kind === 'atLeast') return leftOf(judging.requiredOf(line), judging.countOf(line), text)
  const other = line.part?.base === 'required' ? judging.lineById(line.part.line) : undefined
  if (!line.part || !other) return null
  const { of } = line.part
  const required = scaledBy(
    judging.requiredOf(other),
    [of, of],
    { step: one, mode: 'up' },
    `required.${line.id}`,
    line.clause,
  )
  return leftOf(required, judging.countOf(line), text)
}

/** Whether some line still asks for a thing to be done that this activity is: for certain, or perhaps. */
export const wantedOf = (
  tally: Tally,
  assessed: Assessed,
): { readonly sure: boolean; readonly maybe: boolean } => {
  const { lines } = tally.term.obligation
  return {
    sure: lines.some((line) => isWanted(tally, line, assessed, true)),
    maybe: lines.some((line) => isWanted(tally, line, assessed, false)),
  }
}

const isWanted = (tally: Tally, line: Line, assessed: Assessed, forSure: boolean): boolean => {
  const { standing } = line.judge(tally.judging)
  if (standing === 'met' || (forSure && standing === 'undetermined')) return false
  if (line.members.length > 0)
    return line.members.some((member) => isWanted(tally, member, assessed, forSure))
  const truth = line.thing ? wants(line, line.thing, assessed, tally.judging.scene) : false
  return forSure ? truth === true : truth !== false
}
