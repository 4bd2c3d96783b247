import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Dated, Facts } from '../../../rules/index.ts'
import { activitiesOf } from '../store/entries.ts'
import { personFacts } from '../store/person-facts.ts'

export interface Asked {
  readonly personId: string
  readonly programme: { readonly id: string; readonly code: string; readonly zone: string }
  readonly on: string
  readonly period?: string | undefined
  readonly obligation?: string | undefined
  /** The pack's own name for its participants; a person in this programme is one of them. */
  readonly participants?: string | undefined
}

/** FACTS of a person under one programme: dated person facts, and every activity on record with its reversals. */
export const gatherFacts = async (tx: Db | Tx, asked: Asked): Promise<Facts> => {
  const rows = await activitiesOf(tx, asked.personId, asked.programme.id)
  const facts = await personFacts(tx, asked.personId)
  return {
    schema: 'zhixin.facts/1',
    ask: {
      on: asked.on,
      ...(asked.period ? { period: asked.period } : {}),
      ...(asked.obligation ? { obligation: asked.obligation } : {}),
    },
    person: {
      id: asked.personId,
      facts: { ...facts, programme: asParticipant(facts['programme'] ?? [], asked) },
    },
    activities: rows.map((row) => row.facts),
  }
}

/** The programmes taken part in, under their codes, and this one also under the name its pack knows it by. */
const asParticipant = (programmes: readonly Dated[], { programme, participants }: Asked): Dated[] =>
  programmes.map((dated) =>
    participants && Array.isArray(dated.value) && dated.value.includes(programme.code.toLowerCase())
      ? { ...dated, value: [...new Set([...dated.value, participants])].sort() }
      : dated,
  )
