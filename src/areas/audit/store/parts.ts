import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'

/** Where the events of a thing stand that is recorded within another record: at which subject, and what they bear. */
export interface Part {
  readonly subjectId: string
  readonly bears: Readonly<Record<string, unknown>>
}

/**
 * Empty for a record of its own. A role has no id in its events: an account holds one in an organisation at a time. How a
 * person came on record stands at the class or the employer that brought the list, with the ids of everybody on it.
 */
export const partsOf = async (db: Db | Tx, id: string): Promise<readonly Part[]> => {
  const { rows } = await sql<Part>`
    select organisation_id as subject_id, jsonb_build_object('room', id) as bears from pub_room where id = ${id}
    union all select member_id, jsonb_build_object('membership', id) from pub_membership where id = ${id}
    union all select person_id, jsonb_build_object('request', id) from pub_employment_request where id = ${id}
    union all select organisation_id, jsonb_build_object('invitation', id) from pub_invitation where id = ${id}
    union all select account_id, jsonb_build_object('role', role, 'organisation', organisation_id) from pub_role_assignment where id = ${id}
    union all select class_id, jsonb_build_object('enrolment', id) from pub_enrolment where id = ${id}
    union all select programme_id, jsonb_build_object('closing', id) from pub_closing where id = ${id}
    union all select programme_id, jsonb_build_object('import', import_id) from pub_question_source where version_id = ${id}
    union all select brought.by, jsonb_build_object('added', jsonb_build_array(own.id)) from unnest(pub_person_ids(${id})) own(id)
      cross join lateral (
        select class_id from pub_enrolment where person_id = own.id union select employer_id from pub_employment where person_id = own.id
      ) brought(by)`.execute(db)
  return rows
}
