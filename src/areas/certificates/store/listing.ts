import { type ExpressionBuilder, sql } from 'kysely'
import type { Bilingual } from '../../../kernel/bilingual.ts'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import { plainName, searchGrams } from '../domain/holder-name.ts'
import type { CertificateType } from '../domain/content.ts'
import { typedNumber } from '../domain/number.ts'
import type { CertificateRow } from './certificates.ts'
import { exemptOf } from './exempt-column.ts'
import type { Certificates, CertificateStatus } from './tables.ts'

export interface Wanted {
  readonly q?: string | undefined
  readonly status?: CertificateStatus | undefined
  readonly type?: CertificateType | undefined
  readonly classId?: string | undefined
  readonly closingId?: string | undefined
  readonly programmeId?: string | undefined
  readonly personId?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Sort key of the last row shown: day of issue and number. */
  readonly after?: readonly [string, string] | undefined
  readonly limit: number
}

/** Whose certificates may be listed; empty lists match nothing. `null`: everybody's. */
export interface ListedFor {
  readonly institutions: readonly string[]
  readonly employers: readonly string[]
  readonly districts: readonly string[]
  readonly people: readonly string[]
}

export interface ListedRow extends Omit<CertificateRow, 'supersedes' | 'examDate'> {
  readonly institution: string | null
  readonly institutionEn: string | null
  readonly employer: string | null
  readonly supersededCause: string | null
  readonly exempt: string | null
}

type Listing = ExpressionBuilder<
  Certificates & { c: Certificates['certificate']; i: Certificates['pubOrganisation'] },
  'c' | 'i'
>

const within = (scope: ListedFor) => (expression: Listing) =>
  expression.or([
    sql<boolean>`c.institution_id = any(${scope.institutions}::uuid[])`,
    sql<boolean>`c.employer_id = any(${scope.employers}::uuid[])`,
    // A certificate of a closing is of no institution: its district is the employer’s.
    sql<boolean>`coalesce(i.district_id, case when c.institution_id is null then e.district_id end) = any(${scope.districts}::uuid[])`,
    sql<boolean>`c.person_id = any(${scope.people}::uuid[])`,
  ])

/** A number, or a part of the name: pairs of characters find the rows, the whole part decides. */
const matching = (q: string) => (expression: Listing) =>
  expression.or([
    sql<boolean>`c.number = ${typedNumber(q)}`,
    sql<boolean>`c.holder_grams @> ${searchGrams(q)}::text[] and ${searchGrams(q).length} > 0 
      and strpos(regexp_replace(lower(normalize(c.holder, NFKC)), '[[:space:]·•‧・．.''’-]', '', 'g'), ${plainName(q)}) > 0`,
  ])

/** Certificates, newest day of issue first, in order of number within a day; one row more than asked tells of a next page. */
export const listCertificates = (
  tx: Db | Tx,
  wanted: Wanted,
  scope: ListedFor | null,
): Promise<ListedRow[]> =>
  as<Certificates>(tx)
    .selectFrom('certificate as c')
    .leftJoin('pubOrganisation as i', 'i.id', 'c.institutionId')
    .leftJoin('pubOrganisation as e', 'e.id', 'c.employerId')
    .selectAll('c')
    .select(['i.name as institution', 'i.nameEn as institutionEn', 'e.name as employer'])
    .select(
      sql<
        string | null
      >`case when c.status = 'superseded' then (select h.cause from certificate_change h where h.number = c.number) end`.as(
        'supersededCause',
      ),
    )
    .select(sql<string | null>`${sql.raw(exemptOf('c'))}`.as('exempt'))
    .where('c.holder', '<>', '')
    .$if(scope !== null, (built) => built.where(within(scope as ListedFor) as never))
    .$if(!!wanted.q?.trim(), (built) => built.where(matching(wanted.q as string) as never))
    .$if(wanted.status !== undefined, (built) =>
      built.where('c.status', '=', wanted.status as CertificateStatus),
    )
    .$if(wanted.type !== undefined, (built) => built.where('c.type', '=', wanted.type as CertificateType))
    .$if(wanted.closingId !== undefined, (built) =>
      built.where('c.closingId', '=', wanted.closingId as string),
    )
    .$if(wanted.classId !== undefined, (built) => built.where('c.classId', '=', wanted.classId as string))
    .$if(wanted.programmeId !== undefined, (built) =>
      built.where('c.programmeId', '=', wanted.programmeId as string),
    )
    .$if(wanted.personId !== undefined, (built) =>
      built.where(sql<boolean>`c.person_id = any(pub_person_ids(${wanted.personId}))`),
    )
    .$if(wanted.from !== undefined, (built) => built.where('c.issuedOn', '>=', wanted.from as string))
    .$if(wanted.to !== undefined, (built) => built.where('c.issuedOn', '<=', wanted.to as string))
    .$if(wanted.after !== undefined, (built) => {
      const [day, number] = wanted.after as readonly [string, string]
      return built.where(
        sql<boolean>`(c.issued_on < ${day}::date or (c.issued_on = ${day}::date and c.number > ${number}))`,
      )
    })
    .orderBy('c.issuedOn', 'desc')
    .orderBy('c.number')
    .limit(wanted.limit + 1)
    .execute()

/** Names of the organisations a certificate belongs to. */
export const organisationNames = async (
  tx: Db | Tx,
  ids: readonly string[],
): Promise<Map<string, Bilingual>> => {
  if (ids.length === 0) return new Map()
  const rows = await as<Certificates>(tx)
    .selectFrom('pubOrganisation')
    .select(['id', 'name', 'nameEn'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, { zh: row.name, en: row.nameEn }]))
}
