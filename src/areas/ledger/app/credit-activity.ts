import { dayInZone } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import type { Activity } from '../../../rules/index.ts'
import { creditsIn } from '../domain/judge-in.ts'
import { postingsFor } from '../domain/postings.ts'
import {
  type EntryRow,
  insertActivities,
  insertEntries,
  lockPeopleLedgers,
  lockPersonLedger,
  programmeById,
} from '../store/entries.ts'
import { type Evidence, gatherEvidence } from './gather-facts.ts'
import { rulebook, type Rulebook } from './rulebook.ts'
import { settleCredits } from './settle-credits.ts'

export interface ActivityToCredit {
  readonly personId: string
  readonly programmeId: string
  readonly sourceKind: 'class' | 'declaration'
  readonly sourceId: string
  readonly activity: Activity
  readonly recogniser: 'system' | 'employer' | 'sector' | 'authority'
  readonly recognisedOn: string
}

/** Activities of one programme, of however many people. */
export interface ActivitiesToCredit {
  readonly programmeId: string
  readonly activities: readonly Omit<ActivityToCredit, 'programmeId'>[]
}

/**
 * Records an activity and posts what the programme's pack credits for it, once per source. An activity that earns
 * nothing is recorded all the same: "my record" says why it did not count.
 */
export const creditActivity = command({
  name: 'ledger.creditActivity',
  action: 'ledger.post',
  async load(unit, input: ActivityToCredit) {
    await lockPersonLedger(unit.tx, input.personId)
    const programme = await programmeById(unit.tx, input.programmeId)
    return programme ? { owners: { professional: [input.personId] }, programme } : undefined
  },
  run: (unit, input, { programme }) => post(unit, [input], programme),
})

/** The same for many activities at once: what a class proves of everybody in it. All are posted or none. */
export const creditActivities = command({
  name: 'ledger.creditActivities',
  action: 'ledger.post',
  async load(unit, { programmeId, activities }: ActivitiesToCredit) {
    // In one order whoever asks, so that two commands cannot wait for each other.
    const people = [...new Set(activities.map(({ personId }) => personId))].toSorted()
    await lockPeopleLedgers(unit.tx, people)
    const programme = await programmeById(unit.tx, programmeId)
    return programme ? { owners: { professional: people }, programme } : undefined
  },
  async run(unit, { programmeId, activities }, { programme }) {
    let entries = 0
    // Of one person each is judged beside those before it, as if they had come one by one.
    for (const round of inRounds(activities)) {
      const posted = await post(
        unit,
        round.map((one) => ({ ...one, programmeId })),
        programme,
      )
      if (!posted.ok) return posted
      entries += posted.value.entries
    }
    return ok({ entries })
  },
})

/** The first of everybody, the second of everybody who has one, and so on. */
const inRounds = <T extends { readonly personId: string }>(activities: readonly T[]): readonly T[][] => {
  const rounds: T[][] = []
  const places = new Map<string, number>()
  for (const activity of activities) {
    const place = places.get(activity.personId) ?? 0
    places.set(activity.personId, place + 1)
    const round = (rounds[place] ??= [])
    round.push(activity)
  }
  return rounds
}

/** The same inside a command of another area, so that an act and the hours it gives commit or vanish together. */
export const postActivity = async (
  unit: Unit,
  input: ActivityToCredit,
): Promise<Result<{ entries: number }, PostRefusal | 'ledger.no-programme'>> => {
  await lockPersonLedger(unit.tx, input.personId)
  const programme = await programmeById(unit.tx, input.programmeId)
  return programme ? post(unit, [input], programme) : refuse('ledger.no-programme')
}

type PostRefusal = 'ledger.pack-missing' | 'ledger.pack-faulty'
type Programme = NonNullable<Awaited<ReturnType<typeof programmeById>>>

/** Posts activities of different people. */
const post = async (
  unit: Unit,
  inputs: readonly ActivityToCredit[],
  programme: Programme,
): Promise<Result<{ entries: number }, PostRefusal>> => {
  const book = await rulebook(unit.tx, programme.rulePack)
  if (!book.ok) return book
  const recorded = await insertActivities(
    unit.tx,
    inputs.map((input) => ({
      id: input.activity.id,
      personId: input.personId,
      programmeId: input.programmeId,
      sourceKind: input.sourceKind,
      sourceId: input.sourceId,
      facts: input.activity,
      reverses: null,
    })),
    unit.actor.accountId,
    unit.now,
  )
  const fresh = inputs.filter(({ activity }) => recorded.has(activity.id))
  if (fresh.length === 0) return ok({ entries: 0 })
  const known = await gatherEvidence(
    unit.tx,
    fresh.map(({ personId }) => personId),
    { programme, on: '', participants: book.value.pack.participants },
  )
  const posted = fresh.map((input) => entriesFor(input, known.get(input.personId) as Evidence, book.value))
  await insertEntries(
    unit.tx,
    posted.flatMap(({ rows }) => rows),
    unit.now,
  )
  await unit.emitAll(
    posted.map(({ input, rows, hash }) => ({
      name: 'ledger.activityCredited',
      subject: { kind: 'person', id: input.personId },
      data: {
        activity: input.activity.id,
        entries: rows.map((row) => ({ period: row.period, measure: row.measure, amount: row.amount })),
        ruleset: hash,
      },
    })),
  )
  const today = dayInZone(unit.now, programme.zone)
  for (const { activity, personId, programmeId } of fresh) {
    const { facts: after } = known.get(personId) as Evidence
    const others = (after.activities ?? []).filter(({ id }) => id !== activity.id)
    const before = { ...after, activities: others }
    const reason = `因“${activity.title ?? ''}”改计 · credited anew after “${activity.title ?? ''}”`
    const change = { personId, programmeId, activity, before, after, today, reason }
    await settleCredits(unit, change, book.value)
  }
  return ok({ entries: posted.reduce((sum, { rows }) => sum + rows.length, 0) })
}

/** What the pack gives for an activity beside all that is on record, as known on the day it was recognised. */
const entriesFor = (
  input: ActivityToCredit,
  { facts }: Evidence,
  { ruleset, pack }: Rulebook,
): { readonly input: ActivityToCredit; readonly rows: readonly EntryRow[]; readonly hash: string } => {
  const on = input.recognisedOn
  const result = creditsIn(ruleset, { ...facts, ask: { on } }, input.activity, on)
  const rows = postingsFor(result, input.activity.id, pack).map((posting) => ({
    ...posting,
    id: newId(),
    personId: input.personId,
    programmeId: input.programmeId,
    activityId: input.activity.id,
    pack: result.pack.id,
    packVersion: result.pack.version,
    rulesetHash: result.pack.hash,
    recogniser: input.recogniser,
    recognisedOn: on,
    reverses: null,
    reason: '',
  }))
  return { input, rows, hash: result.pack.hash }
}
