import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { ApprovalStatus, Mode } from '../domain/approval.ts'
import type { ProgrammeTables } from './tables.ts'

export interface ApprovalRow {
  readonly id: string
  readonly programmeId: string
  readonly programmeName: string
  readonly programmeNameEn: string
  readonly officeId: string
  readonly institutionId: string
  readonly institutionName: string
  readonly institutionNameEn: string
  readonly districtId: string | null
  readonly status: ApprovalStatus
  readonly modes: Mode[]
  readonly fromDay: string | null
  readonly toDay: string | null
  readonly statement: string
  readonly reason: string
  readonly submittedAt: Date | null
  readonly decidedAt: Date | null
  readonly createdAt: Date
}

const selected = sql`
  select a.id, a.programme_id, p.name as programme_name, p.name_en as programme_name_en, p.office_id,
    a.institution_id, o.name as institution_name, o.name_en as institution_name_en, o.district_id,
    a.status, a.modes, a.from_day, a.to_day, a.statement, a.reason, a.submitted_at, a.decided_at, a.created_at
  from institution_approval a join programme p on p.id = a.programme_id join pub_organisation o on o.id = a.institution_id`

export interface ApprovalFilter {
  readonly programmeId?: string | undefined
  readonly institutionId?: string | undefined
  readonly status?: ApprovalStatus | undefined
  readonly q?: string | undefined
}

/** Whose approvals a list may show; `null` for everything. */
export interface ApprovalReach {
  readonly offices: readonly string[]
  readonly districts: readonly string[]
  readonly institutions: readonly string[]
}

export const listApprovalRows = async (
  tx: Db | Tx,
  filter: ApprovalFilter,
  reach: ApprovalReach | null,
  after: string | undefined,
  limit: number,
): Promise<ApprovalRow[]> => {
  const within = reach
    ? sql`(a.institution_id = any(${[...reach.institutions]}::uuid[])
        or ((p.office_id = any(${[...reach.offices]}::uuid[]) or o.district_id = any(${[...reach.districts]}::uuid[])) and a.submitted_at is not null))`
    : sql`true`
  const { rows } = await sql<ApprovalRow>`${selected}
    where ${within}
      and ${filter.programmeId ? sql`a.programme_id = ${filter.programmeId}` : sql`true`}
      and ${filter.institutionId ? sql`a.institution_id = ${filter.institutionId}` : sql`true`}
      and ${filter.status ? sql`a.status = ${filter.status}` : sql`true`}
      and ${filter.q?.trim() ? sql`position(name_key(${filter.q}) in name_key(o.name || '|' || o.name_en)) > 0` : sql`true`}
      and ${after ? sql`a.id < ${after}::uuid` : sql`true`}
    order by a.id desc limit ${limit}`.execute(tx)
  return rows
}

export const findApproval = async (tx: Db | Tx, id: string): Promise<ApprovalRow | undefined> =>
  (await sql<ApprovalRow>`${selected} where a.id = ${id}`.execute(tx)).rows[0]

export const lockApproval = async (tx: Tx, id: string): Promise<ApprovalRow | undefined> =>
  (await sql<ApprovalRow>`${selected} where a.id = ${id} for update of a`.execute(tx)).rows[0]

export const insertApproval = async (
  tx: Tx,
  approval: {
    id: string
    programmeId: string
    institutionId: string
    status: ApprovalStatus
    modes: readonly Mode[]
    statement?: string
    fromDay: string | null
    toDay: string | null
    reason?: string
    submittedAt?: Date | null
    decidedBy?: string | null
    decidedAt?: Date | null
  },
  now: Date,
): Promise<void> => {
  await as<ProgrammeTables>(tx)
    .insertInto('institutionApproval')
    .values({
      ...approval,
      modes: [...approval.modes],
      submittedAt: approval.submittedAt ?? null,
      decidedBy: approval.decidedBy ?? null,
      decidedAt: approval.decidedAt ?? null,
      createdAt: now,
    })
    .execute()
}

export const saveApplication = async (
  tx: Tx,
  id: string,
  application: { modes: readonly Mode[]; statement: string },
): Promise<void> => {
  await as<ProgrammeTables>(tx)
    .updateTable('institutionApproval')
    .set({ modes: [...application.modes], statement: application.statement })
    .where('id', '=', id)
    .execute()
}

export const markSubmitted = async (tx: Tx, id: string, now: Date): Promise<void> => {
  await as<ProgrammeTables>(tx)
    .updateTable('institutionApproval')
    .set({ status: 'submitted', submittedAt: now })
    .where('id', '=', id)
    .execute()
}

export const saveDecision = async (
  tx: Tx,
  id: string,
  decision: {
    status: ApprovalStatus
    reason: string
    modes: readonly Mode[]
    fromDay: string | null
    toDay: string | null
    by: string | null
  },
  now: Date,
): Promise<void> => {
  await as<ProgrammeTables>(tx)
    .updateTable('institutionApproval')
    .set({
      status: decision.status,
      reason: decision.reason,
      modes: [...decision.modes],
      fromDay: decision.fromDay,
      toDay: decision.toDay,
      decidedBy: decision.by,
      decidedAt: now,
    })
    .where('id', '=', id)
    .execute()
}

/** Every approval an institution ever had for a programme, as far as its standing hangs on it. */
export const approvalsFor = (tx: Db | Tx, programmeId: string, institutionId: string) =>
  as<ProgrammeTables>(tx)
    .selectFrom('institutionApproval')
    .select(['status', 'modes', 'fromDay', 'toDay'])
    .where('programmeId', '=', programmeId)
    .where('institutionId', '=', institutionId)
    .execute()

export const institutionInRegister = (tx: Tx, id: string) =>
  as<ProgrammeTables>(tx)
    .selectFrom('pubOrganisation')
    .select(['id', 'districtId'])
    .where('id', '=', id)
    .where('kind', '=', 'institution')
    .where('status', '<>', 'closed')
    .executeTakeFirst()
