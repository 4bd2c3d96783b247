import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import { isPersonOf } from './one-person.ts'
import type { Criterion, PeopleTables } from './tables.ts'

/** Programmes a person may be classed in. */
export const classingProgrammes = (connection: Db | Tx) =>
  as<PeopleTables>(connection)
    .selectFrom('pubProgramme')
    .select(['id', 'name', 'nameEn', 'officeId', 'classRule'])
    .where('status', '=', 'active')
    .orderBy('name')
    .execute()

export const decisionsOf = (connection: Db | Tx, personId: string) =>
  as<PeopleTables>(connection)
    .selectFrom('personClass as c')
    .innerJoin('pubProgramme as p', 'p.id', 'c.programmeId')
    .select(['c.programmeId', 'p.name as programmeName', 'c.class', 'c.fromDay', 'c.reason', 'c.decidedAt'])
    .where(sql<boolean>`c.person_id = any(pub_person_ids(${personId}))`)
    .orderBy('c.fromDay', 'desc')
    .orderBy('c.decidedAt', 'desc')
    .execute()

export const proposalsOf = (connection: Db | Tx, personId: string) =>
  as<PeopleTables>(connection)
    .selectFrom('personClassProposal')
    .select(['programmeId', 'class', 'criterion', 'evidence'])
    .where(isPersonOf(personId))
    .execute()

export const saveProposal = async (
  tx: Tx,
  proposal: {
    personId: string
    programmeId: string
    class: string
    criterion: Criterion
    evidence: Readonly<Record<string, string>>
    by: string | null
  },
  now: Date,
): Promise<void> => {
  const row = {
    class: proposal.class,
    criterion: JSON.stringify(proposal.criterion),
    evidence: JSON.stringify(proposal.evidence),
    proposedBy: proposal.by,
    proposedAt: now,
  }
  await as<PeopleTables>(tx)
    .insertInto('personClassProposal')
    .values({ personId: proposal.personId, programmeId: proposal.programmeId, ...row })
    .onConflict((clash) => clash.columns(['personId', 'programmeId']).doUpdateSet(row))
    .execute()
}

export const dropProposal = async (tx: Tx, personId: string, programmeId: string): Promise<void> => {
  await as<PeopleTables>(tx)
    .deleteFrom('personClassProposal')
    .where(isPersonOf(personId))
    .where('programmeId', '=', programmeId)
    .execute()
}

export const insertDecision = async (
  tx: Tx,
  decision: {
    id: string
    personId: string
    programmeId: string
    class: string
    fromDay: string
    proposed: string | null
    criterion: Criterion | null
    evidence: Readonly<Record<string, string>>
    reason: string
    decidedBy: string | null
  },
  now: Date,
): Promise<void> => {
  await as<PeopleTables>(tx)
    .insertInto('personClass')
    .values({
      ...decision,
      criterion: decision.criterion === null ? null : JSON.stringify(decision.criterion),
      evidence: JSON.stringify(decision.evidence),
      decidedAt: now,
    })
    .execute()
}

export interface ProposalRow {
  readonly personId: string
  readonly name: string
  readonly programmeId: string
  readonly programmeName: string
  readonly class: string
  readonly current: string | null
  readonly criterion: Criterion
  readonly facts: Record<string, string>
  readonly proposedAt: Date
}

/** Proposals waiting, oldest first; of all offices, or of these. */
export const listProposals = async (
  connection: Db | Tx,
  filter: { offices: readonly string[] | null; programmeId?: string | undefined },
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<ProposalRow[]> => {
  const { rows } = await sql<ProposalRow>`
    select p.survivor_id as person_id, p.name, q.programme_id, g.name as programme_name, q.class, q.criterion, q.evidence as facts, q.proposed_at,
      (select c.class from person_class c where c.person_id = any(pub_person_ids(q.person_id)) and c.programme_id = q.programme_id order by c.from_day desc, c.decided_at desc limit 1) as current
    from person_class_proposal q join pub_person p on p.id = q.person_id join pub_programme g on g.id = q.programme_id
    where ${filter.offices === null ? sql`true` : sql`g.office_id = any(${[...filter.offices]}::uuid[])`}
      and ${filter.programmeId ? sql`q.programme_id = ${filter.programmeId}` : sql`true`}
      and ${after ? sql`(q.proposed_at, q.person_id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by q.proposed_at, q.person_id limit ${limit}`.execute(connection)
  return rows
}
