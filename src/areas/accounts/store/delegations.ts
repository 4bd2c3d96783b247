import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { AccountTables } from './tables.ts'

/** That an account belongs to an organisation on a day: it acts for it in some role, or its person works there. All three as SQL. */
const belongs = (accountId: string, organisationId: string, day: string): string => `(
  exists (select from role_assignment w where w.account_id = ${accountId} and w.organisation_id = ${organisationId}
    and w.from_day <= ${day} and (w.to_day is null or w.to_day >= ${day}))
  or exists (select from account b join pub_employment e on e.person_id = any(pub_person_ids(b.person_id))
    where b.id = ${accountId} and e.employer_id = ${organisationId}
      and e.from_day <= ${day} and (e.to_day is null or e.to_day >= ${day})))`

/** Whether a delegation `d` of the assignment `r` by the account `g` holds on a day: it ends with whatever it rests on. */
const holds = (day: string): string => `(
  d.revoked_at is null and d.from_day <= ${day} and d.to_day >= ${day}
  and r.from_day <= ${day} and (r.to_day is null or r.to_day >= ${day})
  and g.status = 'active' and ${belongs('d.delegate_id', 'r.organisation_id', day)})`

export interface DelegatedRole {
  readonly delegationId: string
  readonly role: string
  readonly organisationId: string
  readonly organisationName: string | null
  readonly organisationNameEn: string | null
  readonly giverId: string
  readonly giverName: string
  readonly fields: readonly string[] | null
  readonly to: string
}

/** Delegations in force for the account `a` of a query, as one value; `day` is SQL. */
export const delegatedRoles = (day: string): string => `
  coalesce((select jsonb_agg(jsonb_build_object('delegationId', d.id, 'role', r.role, 'organisationId', r.organisation_id,
      'organisationName', o.name, 'organisationNameEn', o.name_en, 'giverId', g.id, 'giverName', g.display_name,
      'fields', d.fields, 'to', d.to_day) order by d.id)
    from delegation d join role_assignment r on r.id = d.assignment_id join account g on g.id = d.giver_id
      left join pub_organisation o on o.id = r.organisation_id
    where d.delegate_id = a.id and ${holds(day)}), '[]')`

export interface DelegationRow {
  readonly id: string
  readonly giverId: string
  readonly delegateId: string
  readonly giver: string
  readonly delegate: string
  readonly role: string
  readonly organisationId: string
  readonly organisationName: string
  readonly organisationNameEn: string
  readonly fields: string[] | null
  readonly fromDay: string
  readonly toDay: string
  readonly revokedAt: Date | null
  readonly inForce: boolean
  /** Not begun, and nothing it rests on has ended yet. */
  readonly coming: boolean
}

/** Delegations an account gave or was given, the latest first. */
export const delegationsOf = async (
  tx: Db | Tx,
  accountId: string,
  today: string,
): Promise<DelegationRow[]> => {
  const { rows } = await sql<DelegationRow>`
    select d.id, d.giver_id, d.delegate_id, g.display_name as giver, b.display_name as delegate, r.role, r.organisation_id,
      o.name as organisation_name, o.name_en as organisation_name_en, d.fields, d.from_day, d.to_day, d.revoked_at,
      ${sql.raw(holds('now_on.day'))} as in_force,
      d.revoked_at is null and d.from_day > now_on.day and (r.to_day is null or r.to_day >= d.from_day) as coming
    from (select ${today}::date as day) as now_on cross join delegation d
      join role_assignment r on r.id = d.assignment_id join account g on g.id = d.giver_id join account b on b.id = d.delegate_id join pub_organisation o on o.id = r.organisation_id
    where d.giver_id = ${accountId} or d.delegate_id = ${accountId}
    order by d.id desc limit 200`.execute(tx)
  return rows
}

export interface OwnRole {
  readonly assignmentId: string
  readonly role: string
  readonly organisationId: string
  readonly organisationName: string
  readonly organisationNameEn: string
  readonly to: string | null
}

const ownRoles = (tx: Db | Tx, accountId: string, today: string) =>
  as<AccountTables>(tx)
    .selectFrom('roleAssignment as r')
    .innerJoin('pubOrganisation as o', 'o.id', 'r.organisationId')
    .select([
      'r.id as assignmentId',
      'r.role',
      'r.organisationId',
      'o.name as organisationName',
      'o.nameEn as organisationNameEn',
      'r.toDay as to',
    ])
    .where('r.accountId', '=', accountId)
    .where('r.fromDay', '<=', today)
    .where((any) => any.or([any('r.toDay', 'is', null), any('r.toDay', '>=', today)]))
    .orderBy('r.id')

/** Roles an account holds on a day. */
export const rolesHeld = (tx: Db | Tx, accountId: string, today: string): Promise<OwnRole[]> =>
  ownRoles(tx, accountId, today).execute()

/** The same, kept as they are until the unit of work ends. */
export const lockRolesHeld = (tx: Tx, accountId: string, today: string): Promise<OwnRole[]> =>
  ownRoles(tx, accountId, today).forShare('r').execute()

/** One of an account's own roles in force, kept until the unit of work ends; somebody else's is a missing one. */
export const lockOwnRole = (
  tx: Tx,
  assignmentId: string,
  accountId: string,
  today: string,
): Promise<OwnRole | undefined> =>
  ownRoles(tx, accountId, today).where('r.id', '=', assignmentId).forShare('r').executeTakeFirst()

/** Everybody else with a sign-in who belongs to an organisation, by name. */
export const colleaguesIn = async (
  tx: Db | Tx,
  organisationId: string,
  but: string,
  today: string,
): Promise<{ accountId: string; name: string }[]> => {
  const { rows } = await sql<{ accountId: string; name: string }>`
    select a.id as account_id, a.display_name as name from account a
    where a.id <> ${but} and a.status = 'active' and a.id in (
      select w.account_id from role_assignment w where w.organisation_id = ${organisationId}
        and w.from_day <= ${today}::date and (w.to_day is null or w.to_day >= ${today}::date)
      union
      select b.id from pub_employment e join account b on b.person_id = any(pub_person_ids(e.person_id))
      where e.employer_id = ${organisationId} and e.from_day <= ${today}::date and (e.to_day is null or e.to_day >= ${today}::date))
    order by a.display_name, a.id limit 500`.execute(tx)
  return rows
}

export const isColleague = async (
  tx: Tx,
  accountId: string,
  organisationId: string,
  today: string,
): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from (select ${today}::date as day, ${organisationId}::uuid as organisation_id) as asked, account a
    where a.id = ${accountId} and a.status = 'active' and ${sql.raw(belongs('a.id', 'asked.organisation_id', 'asked.day'))}`.execute(
    tx,
  )
  return rows.length > 0
}

export const insertDelegation = async (
  tx: Tx,
  delegation: {
    id: string
    assignmentId: string
    giverId: string
    delegateId: string
    fields: readonly string[] | null
    from: string
    to: string
  },
  now: Date,
): Promise<void> => {
  const { from, to, fields, ...row } = delegation
  await as<AccountTables>(tx)
    .insertInto('delegation')
    .values({
      ...row,
      fields: fields === null ? null : [...fields],
      fromDay: from,
      toDay: to,
      givenAt: now,
      revokedAt: null,
      revokedBy: null,
    })
    .execute()
}

export const lockDelegation = (tx: Tx, delegationId: string) =>
  as<AccountTables>(tx)
    .selectFrom('delegation as d')
    .innerJoin('roleAssignment as r', 'r.id', 'd.assignmentId')
    .select(['d.id', 'd.giverId', 'd.delegateId', 'd.revokedAt', 'd.toDay', 'r.role', 'r.organisationId'])
    .where('d.id', '=', delegationId)
    .forUpdate('d')
    .executeTakeFirst()

export const markRevoked = async (tx: Tx, delegationId: string, by: string, now: Date): Promise<void> => {
  await as<AccountTables>(tx)
    .updateTable('delegation')
    .set({ revokedAt: now, revokedBy: by })
    .where('id', '=', delegationId)
    .execute()
}
