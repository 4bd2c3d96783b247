import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import { attendedAllTheSame, type CertificateRule } from '../domain/certificate-rule.ts'
import { ruleInForce } from './certificate-rules.ts'
import type { Certificates, OutcomeRead } from './tables.ts'

/** What a class contributes to its certificates, as the register has it now. */
export interface ClassRow {
  readonly classId: string
  readonly filingNumber: string
  readonly className: string
  readonly classNameEn: string
  readonly mode: string
  readonly fromDay: string
  readonly toDay: string
  readonly state: string
  /** Class or issuer are demonstration data. */
  readonly demo: boolean
  readonly institutionId: string
  readonly institution: string
  readonly institutionEn: string
  readonly districtId: string | null
  readonly programmeId: string
  readonly programmeCode: string
  readonly programme: string
  readonly programmeEn: string
  readonly zone: string
  readonly rulePack: string
  readonly numbering: unknown
  readonly issuer: string
  readonly issuerEn: string
  readonly courseCode: string
  readonly courseVersion: number
  readonly title: string
  readonly titleEn: string
  readonly hasExam: boolean
  readonly rule: CertificateRule
}

export const findClass = async (tx: Db | Tx, classId: string): Promise<ClassRow | undefined> => {
  const found = await classRow(tx, classId)
  return found && { ...found, rule: await ruleInForce(tx, found.programmeId, found.fromDay) }
}

const classRow = (tx: Db | Tx, classId: string): Promise<Omit<ClassRow, 'rule'> | undefined> =>
  as<Certificates>(tx)
    .selectFrom('pubTrainingClass as k')
    .innerJoin('pubOrganisation as i', 'i.id', 'k.institutionId')
    .innerJoin('pubProgramme as p', 'p.id', 'k.programmeId')
    .innerJoin('pubOrganisation as o', 'o.id', 'p.officeId')
    .innerJoin('pubCourse as c', 'c.versionId', 'k.courseVersionId')
    .select([
      'k.id as classId',
      'k.filingNumber',
      'k.name as className',
      'k.nameEn as classNameEn',
      'k.mode',
      'k.fromDay',
      'k.toDay',
      'k.state',
      'k.institutionId',
      'i.name as institution',
      'i.nameEn as institutionEn',
      'i.districtId',
      'p.id as programmeId',
      'p.code as programmeCode',
      'p.name as programme',
      'p.nameEn as programmeEn',
      'p.zone',
      'p.rulePack',
      'p.numbering',
      'o.name as issuer',
      'o.nameEn as issuerEn',
      'c.code as courseCode',
      'c.number as courseVersion',
      'c.title',
      'c.titleEn',
    ])
    .select([sql<boolean>`c.exam_spec is not null`.as('hasExam'), sql<boolean>`k.demo or o.demo`.as('demo')])
    .where('k.id', '=', classId)
    .executeTakeFirst()

/** Somebody whose outcome was frozen when the class was closed. */
export interface Decided {
  readonly enrolmentId: string
  readonly personId: string
  readonly employerId: string | null
  readonly position: number
  readonly name: string
  readonly state: string
  readonly demo: boolean
  readonly outcome: OutcomeRead
}

const decided = (tx: Db | Tx) =>
  as<Certificates>(tx)
    .selectFrom('pubEnrolment as e')
    .innerJoin('pubPerson as p', 'p.id', 'e.personId')
    .select([
      'e.id as enrolmentId',
      'p.survivorId as personId',
      'e.employerId',
      'e.position',
      'p.name',
      'e.state',
      'p.demo',
    ])
    .select((expression) => expression.ref('e.outcome').$castTo<OutcomeRead>().as('outcome'))

/** Those with an outcome and no certificate of the class, in seating order after `after`: what the outcome earns is not asked here. */
export const withoutCertificate = (
  tx: Db | Tx,
  classId: string,
  after: number,
  limit: number,
): Promise<Decided[]> =>
  decided(tx)
    .where('e.classId', '=', classId)
    .where('e.state', 'in', ['completed', 'not-completed'])
    .where('e.outcome', 'is not', null)
    .where('e.position', '>', after)
    // Looked up one by one, which a join over a register growing under its own statistics is not. The first of a chain is
    // there whatever came after it.
    .where(
      (expression) =>
        expression
          .selectFrom('certificate as c')
          .select('c.number')
          .whereRef('c.enrolmentId', '=', 'e.id')
          .where('c.supersedes', 'is', null)
          .limit(1),
      'is',
      null,
    )
    .orderBy('e.position')
    .limit(limit)
    .execute()

/** One issue at a time per class: a second worker finds the first one's certificates instead of the same candidates. */
export const lockIssuing = async (tx: Tx, classId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`certificates ${classId}`}, 0))`.execute(tx)
}

export const findEnrolled = (tx: Db | Tx, enrolmentId: string): Promise<Decided | undefined> =>
  decided(tx).where('e.id', '=', enrolmentId).executeTakeFirst()

export interface Hold {
  readonly enrolmentId: string
  readonly classId: string
  readonly personId: string
  readonly code: string
  readonly params: Record<string, string | number>
}

export const writeHolds = async (tx: Tx, holds: readonly Hold[], now: Date): Promise<void> => {
  for (const hold of holds) {
    const row = { ...hold, params: JSON.stringify(hold.params), at: now }
    await as<Certificates>(tx)
      .insertInto('certificateHold')
      .values(row)
      .onConflict((clash) =>
        clash.column('enrolmentId').doUpdateSet({ code: row.code, params: row.params, at: now }),
      )
      .execute()
  }
}

export const clearHolds = async (tx: Tx, enrolmentIds: readonly string[]): Promise<void> => {
  await sql`delete from certificate_hold where enrolment_id = any(${enrolmentIds}::uuid[])`.execute(tx)
}

export const holdsOf = (tx: Db | Tx, classId: string) =>
  as<Certificates>(tx)
    .selectFrom('certificateHold as h')
    .innerJoin('pubPerson as p', 'p.id', 'h.personId')
    .select(['h.enrolmentId', 'p.survivorId as personId', 'h.code', 'h.params', 'h.at', 'p.name'])
    .where('h.classId', '=', classId)
    .orderBy('h.at')
    .orderBy('h.enrolmentId')
    .execute()

/** How far a class's certificates have come; expected are those whose outcome earns one. */
export const issueCounts = async (
  tx: Db | Tx,
  { classId, rule }: Pick<ClassRow, 'classId' | 'rule'>,
): Promise<{ expected: number; issued: number; held: number }> => {
  const { rows } = await sql<{ expected: number; issued: number; held: number }>`
    select
      (select count(*) from pub_enrolment e where e.class_id = ${classId} and (
        e.state = 'completed' or ${rule.notPassed} and e.state = 'not-completed' and jsonb_array_length(e.outcome -> 'reasons') > 0
          and not exists (select from jsonb_array_elements(e.outcome -> 'reasons') as r (reason)
            where not r.reason ->> 'code' = any(${attendedAllTheSame}::text[]))))::int as expected,
      (select count(*) from certificate where class_id = ${classId} and supersedes is null)::int as issued,
      (select count(*) from certificate_hold where class_id = ${classId})::int as held`.execute(tx)
  return rows[0] as { expected: number; issued: number; held: number }
}
