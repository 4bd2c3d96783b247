import type { Bilingual } from '../../../kernel/bilingual.ts'
import { sql } from 'kysely'
import { plain } from '../../../platform/db/array-literal.ts'
import type { Db } from '../../../platform/db/database.ts'

/** The course of a version, and whose it is. */
export const courseOfVersion = async (db: Db, versionId: string) =>
  (
    await sql<{ institutionId: string; title: string; titleEn: string }>`
      select institution_id, title, title_en from pub_course where version_id = ${versionId}`.execute(db)
  ).rows[0]

export const namesOfProgramme = async (db: Db, programmeId: string) =>
  (
    await sql<{ name: string; nameEn: string }>`
      select name, name_en from pub_programme where id = ${programmeId}`.execute(db)
  ).rows[0]

/** Who left, and which employer. */
export const namesOfEmployment = async (db: Db, personId: string, employerId: string) =>
  (
    await sql<{ person: string; employer: string; employerEn: string }>`
      select p.name as person, o.name as employer, o.name_en as employer_en
      from pub_person p, pub_organisation o where p.id = ${personId} and o.id = ${employerId}`.execute(db)
  ).rows[0]

export const factsOfClass = async (db: Db, classId: string) =>
  (
    await sql<{
      name: string
      nameEn: string
      fromDay: string
      toDay: string
      institution: string
      institutionEn: string
    }>`
      select k.name, k.name_en, k.from_day, k.to_day, o.name as institution, o.name_en as institution_en
      from pub_training_class k join pub_organisation o on o.id = k.institution_id where k.id = ${classId}`.execute(
      db,
    )
  ).rows[0]

export interface Placed {
  readonly enrolmentId: string
  readonly personId: string
}

/** Who has a place in a class: of these people, or of those given a position within these bounds, both included. */
export const placedIn = async (
  db: Db,
  classId: string,
  which: { readonly people: readonly string[] } | { readonly positions: readonly [number, number] },
): Promise<readonly Placed[]> => {
  const chosen =
    'people' in which
      ? sql<boolean>`person_id = any(${plain(which.people)}::uuid[])`
      : sql<boolean>`position between ${which.positions[0]} and ${which.positions[1]}`
  return (
    await sql<Placed>`select id as enrolment_id, person_id from pub_enrolment
      where class_id = ${classId} and state = 'confirmed' and ${chosen} order by position`.execute(db)
  ).rows
}

/** A sitting, where it is held, and who of its class sits it. */
export const factsOfSitting = async (db: Db, sittingId: string) =>
  (
    await sql<{
      title: string
      titleEn: string
      opensAt: Date
      durationMinutes: number
      zone: string
      place: string
      placeEn: string
      people: string[]
    }>`
      select s.title, case when s.title = k.name then k.name_en else '' end as title_en, s.opens_at, s.duration_minutes, p.zone,
        concat_ws(' ', o.name, nullif(o.address, ''), r.name) as place,
        concat_ws(' ', coalesce(nullif(o.name_en, ''), o.name), nullif(o.address, ''), r.name) as place_en,
        array(select e.person_id from pub_enrolment e where e.class_id = s.class_id and e.state = 'confirmed') as people
      from pub_exam_sitting s join pub_programme p on p.id = s.programme_id
        left join pub_training_class k on k.id = s.class_id
        left join pub_room r on r.id = s.room_id
        left join pub_organisation o on o.id = coalesce(s.site_id, r.organisation_id)
      where s.id = ${sittingId}`.execute(db)
  ).rows[0]

export const titlesOfCertificates = async (
  db: Db,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, Bilingual>> => {
  const { rows } = await sql<{ number: string; title: string; titleEn: string }>`
    select number, title, title_en from pub_certificate where number = any(${[...numbers]}::text[])`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.number, { zh: row.title, en: row.titleEn }]))
}

/** A declaration, whose it is, and whose act is next. */
export const factsOfDeclaration = async (db: Db, declarationId: string) =>
  (
    await sql<{
      personId: string
      person: string
      title: string
      kind: string
      kindEn: string
      waitingRole: string | null
      waitingFor: string | null
      waiting: string
      waitingEn: string
      officeId: string
      submitted: boolean
      step: number
    }>`
      select d.step, d.person_id, p.name as person, d.title, d.kind_zh as kind, d.kind_en as kind_en, d.waiting_role, d.waiting_for,
        coalesce(o.name, p.name) as waiting, coalesce(nullif(o.name_en, ''), o.name, p.name) as waiting_en, g.office_id, d.submitted
      from pub_declaration d join pub_person p on p.id = d.person_id join pub_programme g on g.id = d.programme_id
        left join pub_organisation o on o.id = d.waiting_for
      where d.id = ${declarationId}`.execute(db)
  ).rows[0]
