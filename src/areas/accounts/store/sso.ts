import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { SsoTables } from './sso-tables.ts'

export interface SsoIdentity {
  readonly issuer: string
  readonly subject: string
}

/** The link of an identity whose account may sign in. */
export const lockLinkOf = (tx: Tx, { issuer, subject }: SsoIdentity) =>
  as<SsoTables>(tx)
    .selectFrom('ssoLink as l')
    .innerJoin('account as a', 'a.id', 'l.accountId')
    .select(['l.id', 'l.accountId'])
    .where('l.issuer', '=', issuer)
    .where('l.subject', '=', subject)
    .where('a.status', '=', 'active')
    .forUpdate('l')
    .executeTakeFirst()

export const touchLink = async (tx: Tx, id: string, now: Date): Promise<void> => {
  await as<SsoTables>(tx).updateTable('ssoLink').set({ lastUsedAt: now }).where('id', '=', id).execute()
}

export const insertLink = async (
  tx: Tx,
  link: SsoIdentity & { id: string; accountId: string; linkedBy: 'owner' | 'invitation'; now: Date },
): Promise<void> => {
  const { now, ...rest } = link
  await as<SsoTables>(tx)
    .insertInto('ssoLink')
    .values({ ...rest, linkedAt: now, lastUsedAt: null })
    .execute()
}

export const listLinks = (db: Db | Tx, accountId: string) =>
  as<SsoTables>(db)
    .selectFrom('ssoLink')
    .select(['id', 'issuer', 'linkedBy', 'linkedAt', 'lastUsedAt'])
    .where('accountId', '=', accountId)
    .orderBy('linkedAt')
    .execute()

export const lockLink = (tx: Tx, id: string) =>
  as<SsoTables>(tx)
    .selectFrom('ssoLink')
    .select(['id', 'accountId'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const deleteLink = async (tx: Tx, id: string): Promise<void> => {
  await as<SsoTables>(tx).deleteFrom('ssoLink').where('id', '=', id).execute()
}

/** The latest invitation of an account takes the place of the one before. */
export const saveInvitation = async (
  tx: Tx,
  invitation: { accountId: string; tokenHash: Buffer; invitedBy: string | null; now: Date; expiresAt: Date },
): Promise<void> => {
  const { accountId, now, ...rest } = invitation
  const fresh = { ...rest, invitedAt: now, usedAt: null }
  await as<SsoTables>(tx)
    .insertInto('ssoInvitation')
    .values({ accountId, ...fresh })
    .onConflict((clash) => clash.column('accountId').doUpdateSet(fresh))
    .execute()
}

/** An invitation that is still good, of an account that may sign in. */
export const lockInvitation = (tx: Tx, tokenHash: Buffer, now: Date) =>
  as<SsoTables>(tx)
    .selectFrom('ssoInvitation as i')
    .innerJoin('account as a', 'a.id', 'i.accountId')
    .select('i.accountId')
    .where('i.tokenHash', '=', tokenHash)
    .where('i.usedAt', 'is', null)
    .where('i.expiresAt', '>', now)
    .where('a.status', '=', 'active')
    .forUpdate('i')
    .executeTakeFirst()

export const useInvitation = async (tx: Tx, accountId: string, now: Date): Promise<void> => {
  await as<SsoTables>(tx)
    .updateTable('ssoInvitation')
    .set({ usedAt: now })
    .where('accountId', '=', accountId)
    .execute()
}
