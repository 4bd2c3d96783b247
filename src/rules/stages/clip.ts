import { fraction } from '../../kernel/exact.ts'
import type { ConflictRule } from '../conflicts/conflict.ts'
import { hoursOf } from '../conflicts/sessions.ts'
import type { Session } from '../facts.ts'
import { point } from '../range.ts'
import type { Scene } from '../scene.ts'
import type { Part } from '../steps/step.ts'
import { isUnknown, type MissingRef } from '../truth.ts'
import type { Deed } from '../world.ts'

/** An activity that may hold its hours: it counts, or may count. */
export interface Holder {
  readonly deed: Deed
  readonly scene: Scene
  readonly isSure: boolean
  readonly rule: ConflictRule | null
  readonly missing: readonly MissingRef[]
}

export interface Clipped {
  readonly minutes: readonly Part[]
  readonly missing: readonly MissingRef[]
  /** Who holds the hours that were taken away. */
  readonly winner: string | null
}

/** Taught minutes, session by session where they are known so. */
export const minutesOf = ({ source, from, to }: Deed): readonly Part[] => {
  const { sessions, quantity } = source
  if (sessions && sessions.length > 0) {
    return sessions.map(({ date, minutes }) => ({ date, range: point(fraction(minutes)) }))
  }
  if (quantity?.minutes === undefined) return []
  return [{ date: from === to ? from : null, range: point(fraction(quantity.minutes)) }]
}

/** Stage 5's `clip`, which comes before conversion: an hour that an earlier claim holds is taken from the later activity. */
export const clip = (holders: readonly Holder[]): ReadonlyMap<string, Clipped> => {
  const result = new Map<string, Clipped>()
  const earlier: { readonly holder: Holder; readonly isSure: boolean }[] = []
  for (const holder of holders) {
    const truth = holder.rule ? holder.rule.when.test(holder.scene) : false
    if (!holder.rule || truth === false) continue
    result.set(holder.deed.id, clipOne(holder, earlier, isUnknown(truth) ? truth.missing : []))
    earlier.push({ holder, isSure: holder.isSure && truth === true })
  }
  return result
}

const clipOne = (
  holder: Holder,
  earlier: readonly { readonly holder: Holder; readonly isSure: boolean }[],
  doubt: readonly MissingRef[],
): Clipped => {
  let winner: string | null = null
  const missing: MissingRef[] = []
  const minutes = minutesOf(holder.deed).map((part, index): Part => {
    const session = holder.deed.source.sessions?.[index]
    if (!session) return part
    const taken = earlier.filter(({ holder: { deed } }) => sharedWith(session, [deed]) > 0)
    const sure =
      doubt.length > 0
        ? 0
        : sharedWith(
            session,
            taken.filter(({ isSure }) => isSure).map((each) => each.holder.deed),
          )
    const perhaps = sharedWith(
      session,
      taken.map((each) => each.holder.deed),
    )
    winner ??= taken[0]?.holder.deed.id ?? null
    if (sure !== perhaps) missing.push(...doubt, ...taken.flatMap((each) => each.holder.missing))
    const left = (lost: number): number => Math.max(0, session.minutes - lost)
    return { date: session.date, range: { lo: fraction(left(perhaps)), hi: fraction(left(sure)) } }
  })
  return { minutes, missing, winner }
}

/** Minutes of a session that lie within sessions of the others, each minute once. */
const sharedWith = (session: Session, others: readonly Deed[]): number => {
  const own = hoursOf(session)
  if (!own) return 0
  const spans = others
    .flatMap((deed) => deed.source.sessions ?? [])
    .filter(({ date }) => date === session.date)
    .flatMap((other) => hoursOf(other) ?? [])
    .map(({ start, end }) => ({ start: Math.max(start, own.start), end: Math.min(end, own.end) }))
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => a.start - b.start)
  let [shared, reach] = [0, own.start]
  for (const { start, end } of spans) {
    shared += Math.max(0, end - Math.max(start, reach))
    reach = Math.max(reach, end)
  }
  return shared
}
