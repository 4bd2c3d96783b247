import type { Db, Tx } from '../../../platform/db/database.ts'
import type { ClosedPeriod, Dated, Exemption, Facts, Holding } from '../../../rules/index.ts'
import { closedIn } from '../domain/closing-content.ts'
import type { ClosingRow } from '../store/closing-rows.ts'
import { evidenceOf } from '../store/person-evidence.ts'

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
  /** Every row there is, in the order they were written. */
  readonly rows: readonly ClosingRow[]
}

/** FACTS of a person under one programme: dated person facts, every activity on record with its reversals, holdings, exemptions, the periods closed. */
export const gatherFacts = async (tx: Db | Tx, asked: Asked): Promise<Facts> =>
  ((await gatherEvidence(tx, [asked.personId], asked)).get(asked.personId) as Evidence).facts

/** The same of many people, in one question however many they are. */
export const gatherEvidence = async (
  tx: Db | Tx,
  personIds: readonly string[],
  asked: AskedOfMany,
): Promise<ReadonlyMap<string, Evidence>> => {
  const { programme, reopened } = asked
  const known = await evidenceOf(tx, personIds, { programmeId: programme.id, on: asked.on })
  return new Map(
    known.map(({ personId, activities, exemptions, closings, holdings, facts: kept }) => {
      const used = closings.filter((row) => row.period !== reopened)
      const person = { ...kept, programme: asParticipant(kept['programme'] ?? [], asked) }
      const facts = factsFrom(personId, person, asked, {
        activities,
        holdings,
        exemptions,
        closed: closedOf(used),
      })
      const before = closings.findLast((row) => row.period === reopened) ?? null
      return [personId, { facts, closings: used.map((row) => row.id), before, rows: closings }]
    }),
  )
}

/** FACTS of their parts: gathered now, or as a closing has kept them. */
export const factsFrom = (
  personId: string,
  person: Record<string, readonly Dated[]>,
  asked: Pick<AskedOfMany, 'on' | 'period' | 'obligation'>,
  {
    activities,
    holdings = [],
    exemptions = [],
    closed,
  }: Required<Pick<Facts, 'activities' | 'closed'>> & {
    readonly holdings?: readonly Holding[] | undefined
    readonly exemptions?: readonly Exemption[] | undefined
  },
): Facts => ({
  schema: 'zhixin.facts/1',
  ask: {
    on: asked.on,
    ...(asked.period ? { period: asked.period } : {}),
    ...(asked.obligation ? { obligation: asked.obligation } : {}),
  },
  person: { id: personId, facts: person },
  ...(holdings.length > 0 && { holdings }),
  activities,
  ...(exemptions.length > 0 && { exemptions }),
  ...(closed.length > 0 && { closed }),
})

/** Of the rows of one day for the same thing the last; rows come in the order they were written. */
export const closedOf = (rows: readonly Pick<ClosingRow, 'content'>[]): readonly ClosedPeriod[] => {
  const last = new Map<string, ClosedPeriod>()
  for (const one of rows.flatMap(closedIn))
    last.set([one.obligation, one.holding ?? '', one.period, one.closedOn].join('\n'), one)
  return [...last.values()]
}

/** Whether somebody has studied in a programme or is enrolled in it, by their FACTS. */
export const takesPart = (facts: Facts | undefined, { code }: AskedOfMany['programme']): boolean =>
  (facts?.activities ?? []).length > 0 ||
  (facts?.person.facts?.['programme'] ?? []).some(
    ({ value }) => Array.isArray(value) && value.includes(code.toLowerCase()),
  )

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
