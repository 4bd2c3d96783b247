import { sql } from 'kysely'
import { as, type Db } from '../../../platform/db/database.ts'
import { guardsOff, keptForEver } from '../../../platform/db/guards.ts'
import type { CertificateRow } from './certificates.ts'
import type { Certificates, CredentialForm } from './tables.ts'

/** A certificate with all that should bear it out; parts that are missing are null. */
export interface ExaminedRow extends CertificateRow {
  readonly holderGrams: readonly string[]
  readonly content: string | null
  readonly contentHash: Buffer | null
  readonly keyId: string | null
  readonly signature: Buffer | null
  readonly seal: string | null
  readonly bodyHash: Buffer | null
  readonly changeKind: string | null
  readonly changeCause: string | null
  /** Of the content that was destroyed with its holder; null while it stands. */
  readonly erasedHash: Buffer | null
  readonly changeIndex: number | null
  /** Of what the certificate named as its successor says or said, base64url. */
  readonly successorHash: string | null
  /** Of the class it is of; null on a certificate of a closing. */
  readonly filingNumber: string | null
  /** Of the closing's row it rests on, base64url; null on a certificate of a class, or where that row is gone. */
  readonly closingHash: string | null
  /** Its entries of the log, in order. */
  readonly entries: readonly { readonly index: number; readonly kind: string; readonly entry: string }[]
}

export const examinedCertificates = (db: Db, after: string, limit: number): Promise<ExaminedRow[]> =>
  as<Certificates>(db)
    .selectFrom('certificate as c')
    .leftJoin('certificateContent as t', 't.number', 'c.number')
    .leftJoin('certificatePdf as p', 'p.number', 'c.number')
    .leftJoin('certificateChange as h', 'h.number', 'c.number')
    .leftJoin('certificateErasure as x', 'x.number', 'c.number')
    .selectAll('c')
    .select([
      't.content',
      't.contentHash',
      't.keyId',
      't.signature',
      'p.seal',
      'p.bodyHash',
      'h.kind as changeKind',
      'h.cause as changeCause',
      'h.logIndex as changeIndex',
      'x.contentHash as erasedHash',
    ])
    .select(
      sql<string | null>`(select k.filing_number from pub_training_class k where k.id = c.class_id)`.as(
        'filingNumber',
      ),
    )
    .select(
      sql<
        string | null
      >`(select translate(encode(r.content_hash, 'base64'), '+/=', '-_') from pub_closing_row r where r.id = c.closing_row_id)`.as(
        'closingHash',
      ),
    )
    .select(
      sql<
        string | null
      >`(select translate(encode(n.content_hash, 'base64'), '+/=', '-_') from (select number, content_hash from certificate_content
        union all select number, content_hash from certificate_erasure) n where n.number = c.superseded_by limit 1)`.as(
        'successorHash',
      ),
    )
    .select(
      sql<
        ExaminedRow['entries']
      >`(select coalesce(json_agg(json_build_object('index', l.index, 'kind', l.kind, 'entry', l.entry) order by l.index), '[]')
        from certificate_log l where l.number = c.number)`.as('entries'),
    )
    .where('c.number', '>', after)
    .orderBy('c.number')
    .limit(limit)
    .execute()

/** A kept credential with what it must agree with. */
export interface ExaminedCredential {
  readonly number: string
  readonly form: CredentialForm
  readonly credential: string
  readonly content: string | null
  readonly list: number | null
  readonly index: number | null
}

export const examinedCredentials = (
  db: Db,
  after: { readonly number: string; readonly form: string },
  limit: number,
): Promise<ExaminedCredential[]> =>
  as<Certificates>(db)
    .selectFrom('certificateCredential as k')
    .leftJoin('certificateContent as t', 't.number', 'k.number')
    .leftJoin('certificateStatus as s', 's.number', 'k.number')
    .select(['k.number', 'k.form', 'k.credential', 't.content', 's.list', 's.index'])
    .where(sql<boolean>`(k.number, k.form) > (${after.number}, ${after.form})`)
    .orderBy('k.number')
    .orderBy('k.form')
    .limit(limit)
    .execute()

/** Entries of the log that stand for no certificate: only possible with the constraints taken away. */
export const strayEntries = async (db: Db): Promise<number[]> => {
  const { rows } = await sql<{ index: number }>`
    select l.index from certificate_log l left join certificate c on c.number = l.number where c.number is null order by l.index limit 100`.execute(
    db,
  )
  return rows.map((row) => row.index)
}

/** How many numbers were given out, and how many certificates there are: the two are one. */
export const numberTotals = async (db: Db): Promise<{ given: number; issued: number }> => {
  const { rows } = await sql<{ given: number; issued: number }>`
    select coalesce((select sum(next - 1) from certificate_counter), 0)::bigint as given, (select count(*) from certificate) as issued`.execute(
    db,
  )
  return rows[0] as { given: number; issued: number }
}

/** Series that gave out more numbers than there are certificates bearing them: a gap, however the totals were made to fit. */
export const seriesWithGaps = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ series: string }>`
    select k.series from certificate_counter k left join certificate c on starts_with(c.number, k.series)
    group by k.series, k.next having count(c.number) < k.next - 1 order by 1`.execute(db)
  return rows.map((row) => row.series)
}

/** Tables of the register whose guard against changes is missing, switched off or emptied. */
export const unguardedTables = async (db: Db): Promise<string[]> =>
  guardsOff(
    db,
    keptForEver.filter((table) => table === 'certificate' || table.startsWith('certificate_')),
  )
