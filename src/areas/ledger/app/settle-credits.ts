import { newId } from '../../../kernel/id.ts'
import type { Unit } from '../../../platform/perform.ts'
import type { Activity, Facts } from '../../../rules/index.ts'
import { creditsIn } from '../domain/judge-in.ts'
import { placeOf, type Posting, postingsFor } from '../domain/postings.ts'
import { touchedBy } from '../domain/touching.ts'
import { entriesOfActivities, type EntryRow, insertEntries } from '../store/entries.ts'
import type { Rulebook } from './rulebook.ts'

/** What came or went, and the evidence without it and with it as it is now. */
export interface Change {
  readonly personId: string
  readonly programmeId: string
  readonly activity: Activity
  readonly before: Facts
  readonly after: Facts
  readonly today: string
  readonly reason: string
}

/**
 * Credits anew whatever an activity has moved by coming or going: the paper that now counts in place of another, the class
 * whose hours are free again. What was credited is taken back and the new amount entered, so that a balance stays a sum.
 */
export const settleCredits = async (
  unit: Unit,
  change: Change,
  { ruleset, pack }: Rulebook,
): Promise<void> => {
  const { activity, before, after, today } = change
  const moved = touchedBy(ruleset, activity, after.activities ?? []).flatMap((other) => {
    const creditsOf = (facts: Facts) => {
      const result = creditsIn(ruleset, { ...facts, ask: { on: today } }, other, today)
      return { result, postings: postingsFor(result, other.id, pack) }
    }
    const [then, now] = [creditsOf(before), creditsOf(after)]
    return sameAmounts(then.postings, now.postings) ? [] : [{ other, ...now }]
  })
  if (moved.length === 0) return
  const credited = await entriesOfActivities(
    unit.tx,
    moved.map(({ other }) => other.id),
  )
  for (const { other, postings, result } of moved) {
    const rows = correctionsOf(
      credited.filter(({ activityId }) => activityId === other.id),
      postings,
      { ...change, other, pack: result.pack },
    )
    if (rows.length === 0) continue
    await insertEntries(unit.tx, rows, unit.now)
    await unit.emit({
      name: 'ledger.creditMoved',
      subject: { kind: 'person', id: change.personId },
      data: {
        activity: other.id,
        because: activity.id,
        entries: rows.map(({ period, measure, amount }) => ({ period, measure, amount })),
        ruleset: result.pack.hash,
      },
    })
  }
}

type Credited = Awaited<ReturnType<typeof entriesOfActivities>>[number]

const sameAmounts = (some: readonly Posting[], others: readonly Posting[]): boolean => {
  const amounts = new Map(some.map((one) => [placeOf(one), one.grains]))
  return some.length === others.length && others.every((one) => amounts.get(placeOf(one)) === one.grains)
}

export interface Correction {
  readonly personId: string
  readonly programmeId: string
  readonly other: Activity
  readonly pack: { readonly id: string; readonly version: string | null; readonly hash: string }
  readonly today: string
  readonly reason: string
}

/** What takes the entries of an activity to what it is due: the wrong ones taken back, the lacking ones given. */
export const correctionsOf = (
  credited: readonly Credited[],
  postings: readonly Posting[],
  { personId, programmeId, other, pack, today, reason }: Correction,
): EntryRow[] => {
  const due = new Map(postings.map((one) => [placeOf(one), one]))
  const kept = new Set<string>()
  const taken = credited.flatMap(
    ({ isReversed, registerCode: _code, recordedAt: _at, ...entry }): EntryRow[] => {
      if (isReversed) return []
      if (due.get(placeOf(entry))?.grains === entry.grains) {
        kept.add(placeOf(entry))
        return []
      }
      return [takenBack(entry, reason, today)]
    },
  )
  const given = postings
    .filter((one) => !kept.has(placeOf(one)))
    .map(
      (posting): EntryRow => ({
        ...posting,
        id: newId(),
        personId,
        programmeId,
        activityId: other.id,
        pack: pack.id,
        packVersion: pack.version,
        rulesetHash: pack.hash,
        recogniser: other.recognitions?.at(-1)?.by ?? 'system',
        recognisedOn: today,
        reverses: null,
        reason,
        revision: credited.filter((entry) => placeOf(entry) === placeOf(posting)).length,
      }),
    )
  return [...taken, ...given]
}

/** The negative of an entry. */
export const takenBack = (
  entry: Omit<Credited, 'isReversed' | 'registerCode' | 'recordedAt'>,
  reason: string,
  today: string,
): EntryRow => ({
  ...entry,
  id: newId(),
  grains: -entry.grains,
  amount: entry.amount.startsWith('-') ? entry.amount.slice(1) : `-${entry.amount}`,
  minutes: entry.minutes === null ? null : -entry.minutes,
  recogniser: 'authority',
  recognisedOn: today,
  reverses: entry.id,
  reason,
})
