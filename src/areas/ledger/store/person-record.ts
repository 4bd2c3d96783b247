import type { Owners } from '../../../access/index.ts'
import { type Db, preparedRead, type Tx } from '../../../platform/db/database.ts'

/** A programme a person has taken part in. */
export interface ProgrammeTaken {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly rulePack: string
  readonly zone: string
  readonly officeId: string
}

/** Whose a record is, and where they take part. */
export interface PersonRecord {
  /** Null where there is no such person. */
  readonly name: string | null
  /** The person, employers of the day, and the districts of those employers. */
  readonly owners: Owners
  /** Newest first. */
  readonly programmes: readonly ProgrammeTaken[]
}

const programmesTaken = (ids: string): string => `
  select p.id, p.code, p.name, p.name_en as "nameEn", p.rule_pack as "rulePack", p.zone, p.office_id as "officeId" from pub_programme p
  where exists (select from pub_enrolment e join pub_training_class k on k.id = e.class_id
    where e.person_id = any(${ids}) and e.state <> 'withdrawn' and k.programme_id = p.id)
  order by p.from_day desc, p.id`

/** A person as of a day, in the one question that every read of their record begins with. */
export const personRecord = async (tx: Db | Tx, personId: string, day: string): Promise<PersonRecord> => {
  const [row] = await preparedRead<{
    name: string | null
    programmes: ProgrammeTaken[]
    employments: (readonly [employer: string, district: string | null])[]
  }>(tx, { name: 'person-record', text: recordText, values: [personId, day] })
  const { name, programmes, employments } = row as NonNullable<typeof row>
  return {
    name,
    programmes,
    owners: {
      professional: [personId],
      employer: employments.map(([employer]) => employer),
      district: employments.flatMap(([, district]) => district ?? []),
    },
  }
}

const recordText = `
  with own as materialized (select pub_person_ids($1::uuid) as ids)
  select (select name from pub_person where id = $1::uuid) as name,
    (select coalesce(json_agg(p), '[]') from (${programmesTaken('own.ids')}) as p) as programmes,
    (select coalesce(json_agg(json_build_array(e.employer_id, o.district_id)), '[]')
      from pub_employment e join pub_organisation o on o.id = e.employer_id
      where e.person_id = any(own.ids) and e.from_day <= $2::date and (e.to_day is null or e.to_day >= $2::date)) as employments
  from own`

/** Programmes a person has taken part in, newest first. */
export const programmesOf = (tx: Db | Tx, personId: string): Promise<ProgrammeTaken[]> =>
  preparedRead<ProgrammeTaken>(tx, {
    name: 'programmes-taken',
    text: programmesTaken('pub_person_ids($1::uuid)'),
    values: [personId],
  })
