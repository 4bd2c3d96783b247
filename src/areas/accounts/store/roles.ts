import { sql } from 'kysely'
import { as, type Tx } from '../../../platform/db/database.ts'
import type { AccountTables } from './tables.ts'

type AssignedRole = AccountTables['roleAssignment']['role']

export const insertRole = async (
  tx: Tx,
  assignment: {
    id: string
    accountId: string
    role: AssignedRole
    organisationId: string
    from: string
    to: string | null
    grantedBy: string | null
  },
): Promise<void> => {
  await as<AccountTables>(tx)
    .insertInto('roleAssignment')
    .values({
      id: assignment.id,
      accountId: assignment.accountId,
      role: assignment.role,
      organisationId: assignment.organisationId,
      fromDay: assignment.from,
      toDay: assignment.to,
      grantedBy: assignment.grantedBy,
    })
    .execute()
}

export const findRole = (tx: Tx, assignmentId: string) =>
  as<AccountTables>(tx)
    .selectFrom('roleAssignment')
    .selectAll()
    .where('id', '=', assignmentId)
    .forUpdate()
    .executeTakeFirst()

/** Ends a role on a day and answers its last one; a role that would end before it began never was in force and is removed. */
export const endRole = async (
  tx: Tx,
  assignmentId: string,
  from: string,
  on: string,
): Promise<string | null> => {
  const tables = as<AccountTables>(tx)
  if (on < from) {
    await tables.deleteFrom('roleAssignment').where('id', '=', assignmentId).execute()
    return null
  }
  // A role that ends before that day ends when it did: ending never lengthens it.
  const ended = await tables
    .updateTable('roleAssignment')
    .set({ toDay: sql<string>`least(to_day, ${on}::date)` })
    .where('id', '=', assignmentId)
    .returning('toDay')
    .executeTakeFirst()
  return ended?.toDay ?? null
}

export const namedOrganisation = (tx: Tx, organisationId: string) =>
  as<AccountTables>(tx)
    .selectFrom('pubOrganisation')
    .select(['id', 'kind', 'name', 'nameEn', 'status'])
    .where('id', '=', organisationId)
    .executeTakeFirst()

export const listRoles = (tx: Tx, organisationId: string | undefined) =>
  as<AccountTables>(tx)
    .selectFrom('roleAssignment as r')
    .innerJoin('account as a', 'a.id', 'r.accountId')
    .innerJoin('pubOrganisation as o', 'o.id', 'r.organisationId')
    .innerJoin('signInName as n', 'n.accountId', 'a.id')
    .select([
      'r.id',
      'r.accountId',
      'a.displayName',
      'n.name as signIn',
      'r.role',
      'r.organisationId',
      'o.name as organisationName',
      'o.nameEn as organisationNameEn',
      'r.fromDay',
      'r.toDay',
      sql<boolean>`exists (select from second_factor f where f.account_id = r.account_id and f.confirmed_at is not null)`.as(
        'secondFactor',
      ),
    ])
    .$if(organisationId !== undefined, (built) =>
      built.where('r.organisationId', '=', organisationId as string),
    )
    .distinctOn('r.id')
    .orderBy('r.id')
    .limit(500)
    .execute()
