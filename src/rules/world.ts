import { firstHeld } from './stages/claim.ts'
import type { MissingRef } from './truth.ts'
import type {
  Activity,
  Approval,
  ClosedPeriod,
  Day,
  DatedFacts,
  Exemption,
  Facts,
  Holding,
  Recognition,
} from './facts.ts'

/** Words of an activity that its rules never name: a slip of the pen, or something the rules have no opinion on. */
export type Unnamed = Readonly<Partial<Record<'category' | 'kind' | 'mode', string>>>

/** What rules can tell apart: a stated category is one of those declared; of kinds and modes those that some rule names. */
export interface Vocabulary {
  readonly categories: readonly string[]
  readonly named: Readonly<Record<'kind' | 'mode', ReadonlySet<string>>>
}

/** One activity as it stood on the day asked about: later recognitions and approvals do not exist yet. */
export interface Deed {
  readonly id: string
  /** Without a category that the rules do not declare: to them that is as good as none stated. */
  readonly source: Activity
  readonly unnamed: Unnamed
  readonly from: Day
  readonly to: Day
  readonly completedOn: Day
  readonly recognitions: readonly Recognition[]
  readonly approvals: readonly Approval[]
  /**
   * Who came first when two things compete for one room: recognition, else registration, else completion. Of acts of
   * recognition the first that the law accepts, which the stage that knows the law settles.
   */
  readonly claimOn: Day
  /** The same had nobody recognised it. */
  readonly unclaimedOn: Day
  /** Hides whose acts are accepted, where that makes a difference to the day. */
  readonly claimMissing?: MissingRef
  /** Taken back, or itself the taking back: in no sum, still in the record. */
  readonly annulled: 'reversed' | 'reversal' | null
}

/** FACTS as they stood on `on`, in orders that do not depend on the input's. */
export interface World {
  readonly on: Day
  readonly personId: string
  readonly person: DatedFacts
  readonly holdings: readonly Holding[]
  readonly deeds: readonly Deed[]
  readonly exemptions: readonly Exemption[]
  readonly closed: readonly ClosedPeriod[]
}

export const byCodePoint = (a: string, b: string): number => {
  if (a === b) return 0
  const [left, right] = [[...a], [...b]]
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => byCodePoint(a.id, b.id)

export const inClaimOrder = (a: Deed, b: Deed): number =>
  a.claimOn < b.claimOn ? -1 : a.claimOn > b.claimOn ? 1 : byId(a, b)

export const inStudyOrder = (a: Deed, b: Deed): number =>
  a.completedOn < b.completedOn ? -1 : a.completedOn > b.completedOn ? 1 : byId(a, b)

/** Leaves out everything dated after `on`, so that the future cannot change an answer about the past. */
export const worldOf = (facts: Facts, on: Day, words: Vocabulary): World => {
  const activities = (facts.activities ?? []).filter(
    (activity) => (activity.completedOn ?? activity.to) <= on,
  )
  const annulled = annulments(activities)
  return {
    on,
    personId: facts.person.id,
    person: facts.person.facts,
    holdings: (facts.holdings ?? []).filter((holding) => holding.from <= on).toSorted(byId),
    deeds: activities
      .map((activity) => deedOf(activity, on, annulled.get(activity.id) ?? null, words))
      .toSorted(byId),
    exemptions: (facts.exemptions ?? []).filter((exemption) => exemption.grantedOn <= on).toSorted(byId),
    closed: (facts.closed ?? [])
      .filter((row) => row.closedOn <= on)
      .toSorted((a, b) => byCodePoint(a.closedOn + JSON.stringify(a), b.closedOn + JSON.stringify(b))),
  }
}

const unnamedIn = (activity: Activity, { categories, named }: Vocabulary): Unnamed => {
  const isStrange = (word: string | undefined, known: ReadonlySet<string>): boolean =>
    word !== undefined && known.size > 0 && !known.has(word)
  const { category, kind, mode } = activity
  const isUndeclared = category !== undefined && categories.length > 0 && !categories.includes(category)
  return {
    ...(isUndeclared && { category }),
    ...(isStrange(kind, named.kind) && { kind }),
    ...(mode !== undefined && isStrange(mode, named.mode) && { mode }),
  }
}

const uncategorised = ({ category: _strange, ...source }: Activity): Activity => source

const deedOf = (source: Activity, on: Day, annulled: Deed['annulled'], words: Vocabulary): Deed => {
  const unnamed = unnamedIn(source, words)
  const recognitions = (source.recognitions ?? []).filter((recognition) => recognition.on <= on)
  const completedOn = source.completedOn ?? source.to
  const registeredOn = notAfter(source.registeredOn, on)
  return {
    id: source.id,
    source: asKnown(source, registeredOn === source.registeredOn, unnamed.category === undefined),
    unnamed,
    from: source.from,
    to: source.to,
    completedOn,
    recognitions,
    approvals: (source.approvals ?? []).flatMap((approval) => approvalAt(approval, on)),
    claimOn: firstHeld(recognitions) ?? registeredOn ?? completedOn,
    unclaimedOn: registeredOn ?? completedOn,
    annulled,
  }
}

/** Registered later than the day asked about is not registered yet: the day is then not known, as if nobody had written it. */
const asKnown = (source: Activity, isRegistered: boolean, isCategorised: boolean): Activity => {
  const registered = isRegistered ? source : unregistered(source)
  return isCategorised ? registered : uncategorised(registered)
}

const unregistered = ({ registeredOn: _given, ...source }: Activity): Activity => source

const notAfter = (day: Day | undefined, on: Day): Day | undefined =>
  day !== undefined && day <= on ? day : undefined

/** An approval that was applied for but not yet given on `on` is only an application. */
const approvalAt = (approval: Approval, on: Day): readonly Approval[] => {
  if ((approval.appliedOn ?? approval.on ?? approval.from ?? on) > on) return []
  if (approval.on === undefined || approval.on <= on) return [approval]
  const { on: _later, ...application } = approval
  return approval.appliedOn === undefined ? [] : [application]
}

/** A reversal may itself be reversed; each takes effect only while nothing takes it back. */
const annulments = (activities: readonly Activity[]): ReadonlyMap<string, 'reversed' | 'reversal'> => {
  const reversals = new Map<string, string[]>()
  for (const { id, reverses } of activities) {
    if (reverses !== undefined) reversals.set(reverses, [...(reversals.get(reverses) ?? []), id])
  }
  const state = new Map<string, boolean>()
  const isReversed = (id: string): boolean => {
    const known = state.get(id)
    if (known !== undefined) return known
    state.set(id, false)
    const reversed = (reversals.get(id) ?? []).some((by) => !isReversed(by))
    state.set(id, reversed)
    return reversed
  }
  const result = new Map<string, 'reversed' | 'reversal'>()
  for (const { id, reverses } of activities) {
    if (reverses !== undefined) result.set(id, 'reversal')
    else if (isReversed(id)) result.set(id, 'reversed')
  }
  return result
}
