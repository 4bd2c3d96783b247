import type { Db, Tx } from '../../../platform/db/database.ts'
import type { ClosedPeriod, Dated, Facts } from '../../../rules/index.ts'
import { closedIn } from '../domain/closing-content.ts'
import { type ClosingRow, closingRowsOf } from '../store/closing-rows.ts'
import { activitiesOfMany } from '../store/entries.ts'
import { personFactsOf } from '../store/person-facts.ts'

export interface AskedOfMany {
  readonly programme: { readonly id: string; readonly code: string; readonly zone: string }
  readonly on: string
  readonly period?: string | undefined
  readonly obligation?: string | undefined
  /** The pack's own name for its participants; a person in this programme is one of them. */
  readonly participants?: string | undefined
  /** Period whose closings are left out: asked for afresh. */
  readonly reopened?: string | undefined
}

export interface Asked extends AskedOfMany {
  readonly personId: string
}

/** FACTS of a person, and the ids of the closing rows they were taken from. */
export interface Evidence {
  readonly facts: Facts
  readonly closings: readonly string[]
  /** Row in force for the reopened period. */
  readonly before: ClosingRow | null
}

/** FACTS of a person under one programme: dated person facts, every activity on record with its reversals, the periods closed. */
export const gatherFacts = async (tx: Db | Tx, asked: Asked): Promise<Facts> =>
  ((await gatherEvidence(tx, [asked.personId], asked)).get(asked.personId) as Evidence).facts

/** The same of many people, in a few questions however many they are. */
export const gatherEvidence = async (
  tx: Db | Tx,
  personIds: readonly string[],
  asked: AskedOfMany,
): Promise<ReadonlyMap<string, Evidence>> => {
  const { programme, reopened } = asked
  const activities = Map.groupBy(await activitiesOfMany(tx, personIds, programme.id), (one) => one.personId)
  const closings = Map.groupBy(await closingRowsOf(tx, personIds, programme.id), (row) => row.askedAs)
  const people = await personFactsOf(tx, personIds)
  return new Map(
    personIds.map((id) => {
      const rows = closings.get(id) ?? []
      const used = rows.filter((row) => row.period !== reopened)
      const kept = people.get(id) ?? {}
      const person = { ...kept, programme: asParticipant(kept['programme'] ?? [], asked) }
      const facts = factsFrom(id, person, asked, {
        activities: (activities.get(id) ?? []).map((one) => one.facts),
        closed: closedOf(used),
      })
      const before = rows.findLast((row) => row.period === reopened) ?? null
      return [id, { facts, closings: used.map((row) => row.id), before }]
    }),
  )
}

/** FACTS of their parts: gathered now, or as a closing has kept them. */
export const factsFrom = (
  personId: string,
  person: Record<string, readonly Dated[]>,
  asked: Pick<AskedOfMany, 'on' | 'period' | 'obligation'>,
  { activities, closed }: Required<Pick<Facts, 'activities' | 'closed'>>,
): Facts => ({
  schema: 'zhixin.facts/1',
  ask: {
    on: asked.on,
    ...(asked.period ? { period: asked.period } : {}),
    ...(asked.obligation ? { obligation: asked.obligation } : {}),
  },
  person: { id: personId, facts: person },
  activities,
  ...(closed.length > 0 && { closed }),
})

/** Of the rows of one day for the same thing the last; rows come in the order they were written. */
export const closedOf = (rows: readonly Pick<ClosingRow, 'content'>[]): readonly ClosedPeriod[] => {
  const last = new Map<string, ClosedPeriod>()
  for (const one of rows.flatMap(closedIn))
    last.set([one.obligation, one.holding ?? '', one.period, one.closedOn].join('\n'), one)
  return [...last.values()]
}

/** The programmes taken part in, under their codes, and this one also under the name its pack knows it by. */
export const asParticipant = (
  programmes: readonly Dated[],
  { programme, participants }: Pick<AskedOfMany, 'programme' | 'participants'>,
): Dated[] =>
  programmes.map((dated) =>
    participants && Array.isArray(dated.value) && dated.value.includes(programme.code.toLowerCase())
      ? { ...dated, value: [...new Set([...dated.value, participants])].sort() }
      : dated,
  )
