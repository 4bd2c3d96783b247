import { endsOf, type Figure, figure, lesserOf, reversed, zeroFigure } from '../trace/draft.ts'
import type { Assessed } from './assess.ts'
import { itemOf, type Purse } from './credits.ts'
import type { Done } from './done.ts'
import type { Item } from './item.ts'
import { type Lack, lackFor, wantedOf } from './lack.ts'
import { type Tally, tallyOf } from './tally.ts'
import type { Instance } from './timeline.ts'

export interface Taking {
  readonly instance: Instance
  readonly purse: Purse
  /** The entry moves entire as soon as anything is lacking. */
  readonly whole: boolean
  /** Whether the period is there at all is in doubt: then the entry may as well stay where it was. */
  readonly inDoubt: boolean
  /** Whether the activity may be taken at all is in doubt: it is then there for every period that it may serve. */
  readonly perhaps: boolean
  /** Things asked for are taken over too, not hours alone. */
  readonly things: boolean
}

/** Gives a period what it lacks from one activity, and takes it out of what that activity has left. */
export const takeFor = (tally: Tally, assessed: Assessed, taking: Taking): Tally => {
  const taken = [...(assessed.contender?.amounts.keys() ?? [])].flatMap((measure) => {
    const rest = taking.purse.restOf(assessed, measure)
    if (rest.hi === 0) return []
    const took = tookOf(lackFor(tally, itemOf(assessed, measure, rest)), rest, taking)
    if (!took) return []
    if (!taking.perhaps) taking.purse.spend(assessed, measure, took.spent)
    return [{ ...itemOf(assessed, measure, took.given), span: took.span }]
  })
  const thing = taking.things ? takeThing(tally, assessed, taking) : null
  if (taken.length === 0 && !thing) return tally
  const items: readonly Item[] = [...tally.items, ...taken]
  const done = thing ? [...tally.adjustments.done, thing] : tally.adjustments.done
  return tallyOf(taking.instance, tally.term, items, { ...tally.adjustments, done })
}

interface Took {
  /** In the runs of the period itself. */
  readonly given: Figure
  /** The least and the most. */
  readonly span: Figure
  /** In the runs of later periods: what leaves least of the activity, and what leaves most of it. */
  readonly spent: Figure
}

const tookOf = ({ least, most }: Lack, rest: Figure, { whole, inDoubt, perhaps }: Taking): Took | null => {
  if (!most || (most.lo === 0 && most.hi === 0)) return null
  const upTo = (lack: Figure): Figure => (whole ? wholeIf(lack, rest) : lesserOf(lack, rest, 'taken'))
  const nothing = zeroFigure('maybe-not', most.node.unit ?? '')
  const given = upTo(most)
  if (!perhaps && !inDoubt && least?.node === most.node && most.lo === most.hi)
    return { given, span: given, spent: given }
  const [few, many] = [least ? upTo(reversed(least, 'lack')) : nothing, upTo(reversed(most, 'lack'))]
  return {
    given: perhaps ? endsOf(nothing, given, 'maybe') : given,
    span: endsOf(perhaps ? nothing : few, many, 'taken'),
    spent: endsOf(given, least && !inDoubt ? upTo(least) : nothing, 'taken'),
  }
}

/** Takes the thing over, in each run for itself; where the period is in doubt it may as well stay where it was. */
const takeThing = (tally: Tally, assessed: Assessed, { purse, inDoubt, perhaps }: Taking): Done | null => {
  const before = purse.moved.get(assessed.deed.id)
  const { sure, maybe } = wantedOf(tally, assessed)
  const low = maybe && !perhaps && !before?.low && assessed.contender?.presence === 'yes'
  const high = maybe && !before?.high
  if (!low && !high) return null
  if (!perhaps)
    purse.moved.set(assessed.deed.id, { low: true, high: (sure && !inDoubt) || Boolean(before?.high) })
  return { assessed, low, high, certain: low && sure }
}

/** All of it where anything is lacking, nothing elsewhere. */
const wholeIf = (lack: Figure, rest: Figure): Figure =>
  figure(lack.lo > 0 ? rest.lo : 0, lack.hi > 0 ? rest.hi : 0, {
    op: 'whole-if',
    text: 'taken',
    in: [lack.node, rest.node],
    ...(rest.node.unit !== undefined && { unit: rest.node.unit }),
  })
