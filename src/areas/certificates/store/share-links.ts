import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { CertificateType } from '../domain/content.ts'
import { exemptOf } from './exempt-column.ts'
import type { Certificates } from './tables.ts'

export interface NewShare {
  readonly id: string
  readonly personId: string
  readonly number: string | null
  readonly tokenHash: Buffer
  readonly note: string
  readonly expiresAt: Date
}

export const insertShare = async (tx: Tx, share: NewShare, now: Date): Promise<void> => {
  await as<Certificates>(tx)
    .insertInto('shareLink')
    .values({ ...share, createdAt: now })
    .execute()
}

export const findShare = (tx: Db | Tx, id: string) =>
  as<Certificates>(tx).selectFrom('shareLink').selectAll().where('id', '=', id).executeTakeFirst()

/** The link of a token while it may be opened: expired, withdrawn and never made are the same to whoever comes. */
export const openableShare = (tx: Db | Tx, tokenHash: Buffer, now: Date) =>
  as<Certificates>(tx)
    .selectFrom('shareLink')
    .selectAll()
    .where('tokenHash', '=', tokenHash)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()

export interface ShareRow {
  readonly id: string
  readonly number: string | null
  readonly note: string
  readonly expiresAt: Date
  readonly revokedAt: Date | null
  readonly createdAt: Date
  readonly openings: number
  readonly lastOpenedAt: Date | null
}

export const sharesOf = async (tx: Db | Tx, personIds: readonly string[]): Promise<ShareRow[]> => {
  const { rows } = await sql<ShareRow>`
    select s.id, s.number, s.note, s.expires_at, s.revoked_at, s.created_at, count(o.at)::int as openings, max(o.at) as last_opened_at
    from share_link s left join share_opening o on o.link_id = s.id where s.person_id = any(${personIds}::uuid[])
    group by s.id order by s.created_at desc limit 100`.execute(tx)
  return rows
}

export const liveSharesOf = async (tx: Tx, personIds: readonly string[], now: Date): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from share_link where person_id = any(${personIds}::uuid[]) and revoked_at is null and expires_at > ${now}`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

export const revokeShareRow = async (tx: Tx, id: string, now: Date): Promise<void> => {
  await as<Certificates>(tx)
    .updateTable('shareLink')
    .set({ revokedAt: now })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .execute()
}

/** Puts an opening down, unless one of the last minute stands already: whoever reloads a page opens it once. */
export const noteOpening = async (tx: Tx, linkId: string, now: Date): Promise<boolean> => {
  const { rows } = await sql`
    insert into share_opening (link_id, at) select ${linkId}, ${now}
    where not exists (select from share_opening where link_id = ${linkId} and at > ${new Date(now.getTime() - 60_000)})
    returning at`.execute(tx)
  return rows.length > 0
}

export interface SharedRow {
  readonly number: string
  readonly type: CertificateType
  readonly status: 'valid' | 'superseded' | 'revoked'
  readonly supersededCause: string | null
  readonly holder: string
  readonly title: string
  readonly titleEn: string
  readonly hours: string
  readonly grade: string | null
  readonly gradeZh: string | null
  readonly gradeEn: string | null
  readonly issuedOn: string
  readonly issuer: string
  readonly issuerEn: string
  readonly exempt: string | null
}

/** The one certificate, whatever became of it since; or all of the person that are in force. */
export const sharedCertificates = async (
  tx: Db | Tx,
  share: { readonly personId: string; readonly number: string | null },
): Promise<SharedRow[]> => {
  const { rows } = await sql<SharedRow>`
    select c.number, c.type, c.status,
      case when c.status = 'superseded' then (select h.cause from certificate_change h where h.number = c.number) end as superseded_cause, c.holder, c.title, c.title_en, c.hours, c.grade, c.grade_zh, c.grade_en, c.issued_on, c.issuer, c.issuer_en, ${sql.raw(exemptOf('c'))} as exempt
    from certificate c where case when ${share.number}::text is null
      then c.status = 'valid' and c.person_id in (select p.id from pub_person p where p.survivor_id = (select q.survivor_id from pub_person q where q.id = ${share.personId}))
      else c.number = ${share.number} end
    order by c.issued_on desc, c.number limit 500`.execute(tx)
  return rows
}
