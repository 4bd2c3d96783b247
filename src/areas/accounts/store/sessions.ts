import { as, preparedRead, type Db, type Tx } from '../../../platform/db/database.ts'
import { type DelegatedRole, delegatedRoles } from './delegations.ts'
import type { AccountTables } from './tables.ts'

export interface LiveSession {
  readonly sessionId: string
  readonly accountId: string
  readonly personId: string | null
  /** Records merged into the person's. */
  readonly mergedPersonIds: readonly string[]
  readonly displayName: string
  readonly language: 'zh' | 'en'
  readonly demo: boolean
  readonly lastSeenAt: Date
  /** Opened or strengthened with a second factor. */
  readonly secondFactor: boolean
  /** Of an installation that is a demonstration, where the second factor is offered and not asked for. */
  readonly demonstration: boolean
  readonly roles: readonly {
    role: string
    organisationId: string
    organisationName: string | null
    organisationNameEn: string | null
  }[]
  /** Roles of others that the account may act in today. */
  readonly delegations: readonly DelegatedRole[]
}

/** The session of a token hash, if live and its account active, with the roles in force on `today`; one query, which every request asks. */
export const findLiveSession = async (
  db: Db | Tx,
  tokenHash: Buffer,
  now: Date,
  today: string,
): Promise<LiveSession | undefined> => {
  const [live] = await preparedRead<LiveSession>(db, {
    name: 'live-session',
    text: liveSessionText,
    values: [tokenHash, now, today],
  })
  return live
}

const liveSessionText = `
  select s.id as "sessionId", a.id as "accountId", coalesce(m.survivor_id, a.person_id) as "personId",
    array(select x.person_id from pub_person_alias x where x.survivor_id = coalesce(m.survivor_id, a.person_id)) as "mergedPersonIds", a.display_name as "displayName", a.language,
    (a.demo or exists (select from demo_sign_in)) as demo, s.last_seen_at as "lastSeenAt", s.second_factor as "secondFactor",
    exists (select from demo_sign_in) as demonstration,
    coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'organisationId', r.organisation_id, 'organisationName', o.name, 'organisationNameEn', o.name_en) order by r.id)
      from role_assignment r left join pub_organisation o on o.id = r.organisation_id
      where r.account_id = a.id and r.from_day <= $3::date and (r.to_day is null or r.to_day >= $3::date)), '[]') as roles,
    ${delegatedRoles('$3::date')} as delegations
  from session s join account a on a.id = s.account_id left join pub_person_alias m on m.person_id = a.person_id
  where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2 and a.status = 'active'`

export const insertSession = async (
  tx: Tx,
  session: {
    id: string
    tokenHash: Buffer
    accountId: string
    device: string
    now: Date
    expiresAt: Date
    secondFactor: boolean
  },
): Promise<void> => {
  await as<AccountTables>(tx)
    .insertInto('session')
    .values({
      id: session.id,
      tokenHash: session.tokenHash,
      accountId: session.accountId,
      device: session.device,
      createdAt: session.now,
      lastSeenAt: session.now,
      expiresAt: session.expiresAt,
      revokedAt: null,
      secondFactor: session.secondFactor,
    })
    .execute()
}

export const touchSession = async (db: Db, sessionId: string, now: Date): Promise<void> => {
  await as<AccountTables>(db)
    .updateTable('session')
    .set({ lastSeenAt: now })
    .where('id', '=', sessionId)
    .execute()
}

export const revokeSessionRow = async (tx: Tx, sessionId: string, now: Date): Promise<void> => {
  await as<AccountTables>(tx)
    .updateTable('session')
    .set({ revokedAt: now })
    .where('id', '=', sessionId)
    .where('revokedAt', 'is', null)
    .execute()
}

/** Ends every live session of an account but, if told, one; answers how many. */
export const revokeSessionsOf = async (
  tx: Tx,
  accountId: string,
  but: string | null,
  now: Date,
): Promise<number> => {
  const ended = await as<AccountTables>(tx)
    .updateTable('session')
    .set({ revokedAt: now })
    .where('accountId', '=', accountId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .$if(but !== null, (built) => built.where('id', '!=', but as string))
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}

/** The session goes on under a new token, strengthened; whoever held the old one holds nothing any more. */
export const renewSession = async (tx: Tx, sessionId: string, tokenHash: Buffer): Promise<void> => {
  await as<AccountTables>(tx)
    .updateTable('session')
    .set({ tokenHash, secondFactor: true })
    .where('id', '=', sessionId)
    .execute()
}

export const weakenSession = async (tx: Tx, sessionId: string): Promise<void> => {
  await as<AccountTables>(tx)
    .updateTable('session')
    .set({ secondFactor: false })
    .where('id', '=', sessionId)
    .execute()
}

/** Whether the account was signed in on this device before. */
export const isKnownDevice = async (db: Db, accountId: string, deviceHash: Buffer): Promise<boolean> =>
  (await as<AccountTables>(db)
    .selectFrom('knownDevice')
    .select('accountId')
    .where('accountId', '=', accountId)
    .where('deviceHash', '=', deviceHash)
    .executeTakeFirst()) !== undefined

/** No device is known to the account any more; answers how many were. */
export const forgetDevices = async (tx: Tx, accountId: string): Promise<number> => {
  const gone = await as<AccountTables>(tx)
    .deleteFrom('knownDevice')
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}

export const findSession = (tx: Tx, sessionId: string) =>
  as<AccountTables>(tx)
    .selectFrom('session')
    .select(['id', 'accountId', 'tokenHash'])
    .where('id', '=', sessionId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()

export const listLiveSessions = (tx: Tx, accountId: string, now: Date) =>
  as<AccountTables>(tx)
    .selectFrom('session')
    .select(['id', 'device', 'createdAt', 'lastSeenAt'])
    .where('accountId', '=', accountId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('lastSeenAt', 'desc')
    .limit(200)
    .execute()
