import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import type { Hold, TimeAdjustment } from '../../../kernel/exam-journal/deadline.ts'
import { consentsNeeded } from './epochs.ts'
import type { PassRule } from './grading.ts'
import type { LateDecision } from './lateness.ts'

/** An event of the audit trail about a sitting or one of its attempts. */
export interface Told {
  readonly name: string
  readonly subjectId: string
  /** Whose account did it; none where it did itself. */
  readonly actorAccount: string | null
  readonly data: { readonly [key: string]: Json | undefined }
}

/** What the tables say of a sitting, to be held to the trail. */
export interface SittingAsKept {
  readonly id: string
  readonly paperId: string
  readonly paperHash: string
  readonly opensAt: Date
  readonly entryUntil: Date
  readonly closesAt: Date
  readonly durationMinutes: number
  readonly passRule: PassRule
  readonly cancelledAt: Date | null
  readonly candidates: number
  /** Hash of who sits under which ticket at which attempt. */
  readonly register: string
  readonly sets: readonly { readonly id: string; readonly hash: string; readonly releasedAt: Date | null }[]
}

export interface AttemptAsKept {
  readonly id: string
  readonly personId: string
  readonly startedAt: Date | null
  readonly adjustments: readonly TimeAdjustment[]
  readonly holds: readonly Hold[]
  readonly submission: {
    readonly by: string
    readonly receipt: string
    readonly root: string
    readonly answered: number
  } | null
  /** Of a frozen journal, as it is now; null before it is handed in. */
  readonly arrival: string | null
  /** Where pages were stopped, and how far of each counts; null once its root says so. */
  readonly fences: readonly { readonly epoch: number; readonly fence: number }[] | null
  /** Null where nothing is late and no decision matters. */
  readonly decisions: readonly LateDecision[] | null
}

/** Something the tables say otherwise than the trail does: what, of which attempt. */
export interface Differs {
  readonly attemptId: string | null
  readonly what:
    | 'sitting'
    | 'candidates'
    | 'start'
    | 'time'
    | 'pages'
    | 'submission'
    | 'arrival'
    | 'late-decision'
    | 'results'
    | 'acts'
    | 'room-record'
}

/**
 * Everything a mark depends on and no hash of a page covers: what the trail told when it happened against what the tables
 * say now. Whoever rewrites a journal with all its hashes, gives time, or moves a start by SQL does not fit the trail. What
 * an event of before such were told leaves out is not judged.
 */
export const differencesFromTrail = (
  sitting: SittingAsKept,
  attempts: readonly AttemptAsKept[],
  trail: readonly Told[],
): Differs[] => {
  const own = trail.filter(({ subjectId }) => subjectId === sitting.id)
  const byAttempt = Map.groupBy(trail, ({ subjectId }) => subjectId)
  const differs = sittingDiffers(sitting, own).map((what): Differs => ({ attemptId: null, what }))
  const acts = actsByAttempt(own)
  // Sittings arranged before tell neither who is registered nor where pages stopped.
  const tellsPages = registrationsOf(own).at(-1)?.data['register'] !== undefined
  for (const attempt of attempts) {
    const told = byAttempt.get(attempt.id) ?? []
    for (const what of attemptDiffers(attempt, told, acts.get(attempt.id) ?? []))
      differs.push({ attemptId: attempt.id, what })
    if (tellsPages && !pagesFit(attempt, told)) differs.push({ attemptId: attempt.id, what: 'pages' })
  }
  return differs
}

const named = (trail: readonly Told[], ...names: string[]): Told[] =>
  trail.filter(({ name }) => names.includes(name.slice('exams.'.length)))

const registrationsOf = (trail: readonly Told[]): Told[] => named(trail, 'sittingCreated', 'candidatesAdded')

/** Whether facts are as an event tells them; a fact it does not tell fits. */
export const fits = (facts: { readonly [key: string]: Json }, told: Told['data'] | undefined): boolean =>
  told !== undefined &&
  Object.entries(facts).every(([key, value]) => {
    const said = told[key]
    return said === undefined || canonicalJson(said) === canonicalJson(value)
  })

const sittingDiffers = (sitting: SittingAsKept, trail: readonly Told[]): Differs['what'][] => {
  const [created] = named(trail, 'sittingCreated')
  // A sitting from before the trail told of it as a whole has nothing to be held to.
  const moved = named(trail, 'sittingRescheduled').at(-1)?.data['after'] as Told['data'] | undefined
  const { opensAt, entryUntil, closesAt, durationMinutes, passRule } = sitting
  const facts = {
    paper: sitting.paperId,
    hash: sitting.paperHash,
    opensAt: opensAt.toISOString(),
    entryUntil: entryUntil.toISOString(),
    closesAt: closesAt.toISOString(),
    durationMinutes,
    passMark: { ...passRule.passMark },
    bands: passRule.bands.map((band) => ({ ...band, atLeast: { ...band.atLeast } })),
  }
  const cancelled = named(trail, 'sittingCancelled').length > 0
  const registrations = registrationsOf(trail)
  const registered = registrations.reduce(
    (sum, { data }) => sum + Number(data['candidates'] ?? data['added'] ?? 0),
    0,
  )
  // Each tells the whole register as it was after it.
  const { register } = sitting
  const registerFits = fits({ register }, registrations.at(-1)?.data ?? {})
  const sets = new Map(
    named(trail, 'resultsComputed').map(({ data }) => [String(data['resultSet']), data['hash']]),
  )
  const released = new Set(named(trail, 'resultReleased').map(({ data }) => data['resultSet']))
  const setsFit =
    sets.size === sitting.sets.length &&
    sitting.sets.every(
      ({ id, hash, releasedAt }) => sets.get(id) === hash && released.has(id) === (releasedAt !== null),
    )
  return [
    ...(fits(facts, created && { ...created.data, ...moved }) && cancelled === (sitting.cancelledAt !== null)
      ? []
      : (['sitting'] as const)),
    ...(registered === sitting.candidates && registerFits ? [] : (['candidates'] as const)),
    ...(setsFit ? [] : (['results'] as const)),
  ]
}

const attemptDiffers = (
  attempt: AttemptAsKept,
  trail: readonly Told[],
  acts: readonly Told[],
): Differs['what'][] => {
  const { startedAt, submission, decisions, arrival } = attempt
  const started = named(trail, 'attemptStarted').at(-1)
  const handedIn = named(trail, 'attemptSubmitted').at(-1)
  const startFits = startedAt
    ? fits({ startedAt: startedAt.toISOString() }, started?.data)
    : started === undefined
  const submissionFits = submission
    ? fits(
        {
          person: attempt.personId,
          by: submission.by,
          receipt: submission.receipt,
          root: submission.root,
          answered: submission.answered,
        },
        handedIn?.data,
      )
    : handedIn === undefined
  const decided = named(trail, 'lateAnswersDecided').map(({ data }) => ({
    epoch: data['epoch'],
    through: data['through'],
    accepted: data['accepted'],
  }))
  return [
    ...(startFits ? [] : (['start'] as const)),
    ...(timeFits(attempt, acts) ? [] : (['time'] as const)),
    ...(submissionFits ? [] : (['submission'] as const)),
    ...(arrival === null || fits({ arrival }, handedIn?.data ?? {}) ? [] : (['arrival'] as const)),
    ...(decisions === null ||
    same(
      decisions.map(({ epoch, through, accepted }) => ({ epoch, through, accepted })),
      decided as Json[],
    )
      ? []
      : (['late-decision'] as const)),
  ]
}

/** Whether each page counts as far as was told when it was stopped, or as far as two people have let it count since. */
const pagesFit = ({ fences }: AttemptAsKept, trail: readonly Told[]): boolean => {
  if (fences === null) return true
  const told = new Map<Json | undefined, number>()
  const reaches = (epoch: Json | undefined, through: Json | undefined): void =>
    void told.set(epoch, Math.max(told.get(epoch) ?? 0, Number(through)))
  for (const { data } of named(trail, 'pageFenced')) reaches(data['epoch'], data['fence'])
  for (const { data } of named(trail, 'tailAgreed'))
    if (Number(data['consents']) >= consentsNeeded) reaches(data['epoch'], data['through'])
  return same(
    fences.map(({ epoch, fence }) => [epoch, fence]),
    [...told].map(([epoch, fence]) => [epoch ?? null, fence]),
  )
}

const timeActs = ['timeAdjusted', 'seatsHeld', 'seatsReleased']

/** What was done to the time of each attempt, by the events of the sitting. */
const actsByAttempt = (trail: readonly Told[]): Map<string, Told[]> => {
  const acts = new Map<string, Told[]>()
  for (const told of named(trail, ...timeActs)) {
    for (const attempt of told.data['attempts'] as readonly string[]) {
      const known = acts.get(attempt) ?? []
      known.push(told)
      acts.set(attempt, known)
    }
  }
  return acts
}

const timeFits = ({ adjustments, holds }: AttemptAsKept, acts: readonly Told[]): boolean => {
  const held = named(acts, 'seatsHeld')
  // Holds of before their beginning was told are compared by their number.
  const whole = held.every(({ data }) => data['effectiveAt'] !== undefined)
  const at = (instant: Json | undefined): number => Date.parse(String(instant))
  return (
    same(
      adjustments.map(({ seconds, pastClose }) => [seconds, pastClose]),
      named(acts, 'timeAdjusted').map(({ data }) => [data['seconds'] ?? 0, data['pastClose'] ?? false]),
    ) &&
    same(
      holds.map(({ from, pastClose }) => [whole ? from : 0, pastClose]),
      held.map(({ data }) => [whole ? at(data['effectiveAt']) : 0, data['pastClose'] ?? false]),
    ) &&
    // One release ends every hold of a seat there is.
    same(
      [...new Set(holds.flatMap(({ to }) => to ?? []))],
      [...new Set(named(acts, 'seatsReleased').map(({ data }) => at(data['effectiveAt'])))],
    )
  )
}

/** The same lines, in whatever order. */
const same = (kept: readonly Json[], told: readonly Json[]): boolean => {
  const sorted = (lines: readonly Json[]): string =>
    lines
      .map((line) => canonicalJson(line))
      .sort()
      .join('\n')
  return sorted(kept) === sorted(told)
}
