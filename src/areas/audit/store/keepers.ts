import { sql } from 'kysely'
import type { Owners } from '../../../access/index.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'

export type Keeper = 'district' | 'association' | 'institution' | 'employer' | 'invigilator' | 'professional'

/** Who keeps a record, by role: whoever may read its whole history beside the offices. Nobody for a record unknown here. */
export const keepersOf = async (
  db: Db | Tx,
  subjectId: string,
): Promise<Partial<Record<Keeper, string[]>>> => {
  const { rows } = await sql<{ role: Keeper; id: string }>`
    select 'institution' as role, institution_id as id from pub_training_class where id = ${subjectId}
    union select 'district', o.district_id from pub_training_class k join pub_organisation o on o.id = k.institution_id
      where k.id = ${subjectId} and o.district_id is not null
    union select 'institution', institution_id from pub_course where course_id = ${subjectId}
    union select 'institution', institution_id from pub_institution_approval where id = ${subjectId}
    union select case kind when 'site' then 'invigilator' else kind end, id from pub_organisation where id = ${subjectId} and kind <> 'office'
    union select 'professional', id from pub_person where id = ${subjectId}
    union select case o.kind when 'site' then 'invigilator' else o.kind end, o.id from pub_room r join pub_organisation o on o.id = r.organisation_id
      where r.id = ${subjectId}
    union select o.kind, o.id from pub_membership m join pub_organisation o on o.id in (m.association_id, m.member_id) where m.id = ${subjectId}
    union select 'professional', person_id from pub_employment_request where id = ${subjectId}
    union select 'employer', employer_id from pub_employment_request where id = ${subjectId}
    union select case o.kind when 'site' then 'invigilator' else o.kind end, o.id from pub_invitation i join pub_organisation o on o.id = i.organisation_id
      where i.id = ${subjectId} and o.kind <> 'office'
    union select 'professional', person_id from pub_enrolment where id = ${subjectId}
    union select 'institution', k.institution_id from pub_enrolment e join pub_training_class k on k.id = e.class_id where e.id = ${subjectId}
    union select 'institution', institution_id from pub_teacher where id = ${subjectId}
    union select role, organisation_id from pub_title_review where id = ${subjectId} and role = 'employer'`.execute(
    db,
  )
  const keepers: Partial<Record<Keeper, string[]>> = {}
  for (const { role, id } of rows) keepers[role] = [...(keepers[role] ?? []), id]
  return keepers
}

/**
 * Who may read a declaration, and so its history: its person, and from the first submission on those it goes to, as the
 * area's own `ownersOf` has it. `undefined` where the id is no declaration's.
 */
export const declarationReaders = async (db: Db | Tx, id: string): Promise<Owners | undefined> => {
  const { rows } = await sql<Record<'personId' | 'employerId' | 'associationId' | 'officeId', string | null>>`
    select d.person_id, case when d.submitted then d.employer_id end as employer_id,
      case when d.submitted then d.association_id end as association_id, case when d.submitted then g.office_id end as office_id
    from pub_declaration d join pub_programme g on g.id = d.programme_id where d.id = ${id}`.execute(db)
  const [found] = rows
  if (!found) return undefined
  const ids = (one: string | null): string[] => (one === null ? [] : [one])
  return {
    professional: ids(found.personId),
    employer: ids(found.employerId),
    association: ids(found.associationId),
    office: ids(found.officeId),
  }
}

/** Whether the trail speaks of an id, or it is a thing that may stand there before anything was recorded of it. */
export const isKnown = async (db: Db | Tx, id: string): Promise<boolean> => {
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from event where subject_id = ${id})
      or exists (select from pub_programme where id = ${id}) or exists (select from pub_account where id = ${id}) as known`.execute(
    db,
  )
  return rows[0]?.known ?? false
}

/** What a certificate is about, for its history. */
export const certificateSubject = async (
  db: Db | Tx,
  number: string,
): Promise<{ personId: string; issuedFor: string; institutionId: string | null } | undefined> => {
  const { rows } = await sql<{ personId: string; issuedFor: string; institutionId: string | null }>`
    select person_id, coalesce(class_id, closing_id) as issued_for, institution_id from pub_certificate where number = ${number}`.execute(
    db,
  )
  return rows[0]
}
