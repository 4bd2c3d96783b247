import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { AccountTables } from './tables.ts'

type NewInvitation = Pick<
  AccountTables['invitation'],
  'id' | 'tokenHash' | 'role' | 'organisationId' | 'invitedName' | 'fromDay' | 'toDay' | 'invitedBy'
>

export const insertInvitation = async (
  tx: Tx,
  invitation: NewInvitation,
  invitedAt: Date,
  expiresAt: Date,
): Promise<void> => {
  await as<AccountTables>(tx)
    .insertInto('invitation')
    .values({
      ...invitation,
      invitedAt,
      expiresAt,
      withdrawnAt: null,
      withdrawnBy: null,
      acceptedAt: null,
      acceptedBy: null,
    })
    .execute()
}

export const lockInvitation = (tx: Tx, id: string) =>
  as<AccountTables>(tx)
    .selectFrom('invitation')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** What an account has offered that is neither accepted, withdrawn nor expired, oldest first. */
export const lockOpenInvitationsOf = (tx: Tx, invitedBy: string, now: Date) =>
  as<AccountTables>(tx)
    .selectFrom('invitation')
    .select(['id', 'role', 'organisationId'])
    .where('invitedBy', '=', invitedBy)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('id')
    .forUpdate()
    .execute()

/** The invitation behind a link; two who follow it at once come one after the other. */
export const lockInvitationOfToken = (tx: Tx, tokenHash: Buffer) =>
  as<AccountTables>(tx)
    .selectFrom('invitation')
    .selectAll()
    .where('tokenHash', '=', tokenHash)
    .forUpdate()
    .executeTakeFirst()

export const findInvitationOfToken = (db: Db | Tx, tokenHash: Buffer) =>
  as<AccountTables>(db)
    .selectFrom('invitation as i')
    .innerJoin('pubOrganisation as o', 'o.id', 'i.organisationId')
    .selectAll('i')
    .select(['o.name as organisationName', 'o.nameEn as organisationNameEn'])
    .where('i.tokenHash', '=', tokenHash)
    .executeTakeFirst()

export const markWithdrawn = async (tx: Tx, id: string, by: string | null, at: Date): Promise<void> => {
  await as<AccountTables>(tx)
    .updateTable('invitation')
    .set({ withdrawnAt: at, withdrawnBy: by })
    .where('id', '=', id)
    .execute()
}

export const markAccepted = async (tx: Tx, id: string, by: string, at: Date): Promise<void> => {
  await as<AccountTables>(tx)
    .updateTable('invitation')
    .set({ acceptedAt: at, acceptedBy: by })
    .where('id', '=', id)
    .execute()
}

/** Newest first, of these organisations or of all. */
export const listInvitationRows = (
  tx: Tx,
  organisations: readonly string[] | undefined,
  before: string | undefined,
  limit: number,
) =>
  as<AccountTables>(tx)
    .selectFrom('invitation as i')
    .innerJoin('pubOrganisation as o', 'o.id', 'i.organisationId')
    .innerJoin('account as b', 'b.id', 'i.invitedBy')
    .leftJoin('account as a', 'a.id', 'i.acceptedBy')
    .selectAll('i')
    .select([
      'o.name as organisationName',
      'o.nameEn as organisationNameEn',
      'b.displayName as invitedByName',
      'a.displayName as acceptedByName',
    ])
    .$if(organisations !== undefined, (built) =>
      built.where('i.organisationId', 'in', [...(organisations as readonly string[])]),
    )
    .$if(before !== undefined, (built) => built.where('i.id', '<', before as string))
    .orderBy('i.id', 'desc')
    .limit(limit)
    .execute()
