import { sql } from 'kysely'
import { plain } from '../../../platform/db/array-literal.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'

/** The first hours of a class at which somebody is expected in another class as well. */
export interface HoursTaken {
  readonly classId: string
  readonly className: string
  readonly classNameEn: string
  readonly day: string
  readonly start: string
  readonly end: string
}

/** Of these people, who is expected elsewhere during a session of the class, on a waiting list included. */
export const hoursTaken = async (
  connection: Db | Tx,
  classId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, HoursTaken>> => {
  if (personIds.length === 0) return new Map()
  // Each looked up by itself: see `existingEnrolments`.
  const { rows } = await sql<HoursTaken & { personId: string }>`
    with given as (
      select person_id as survivor_id, person_id from unnest(${plain(personIds)}::uuid[]) as one (person_id)
      union select survivor_id, person_id from pub_person_alias where survivor_id = any(${plain(personIds)}::uuid[]))
    select distinct on (given.survivor_id) given.survivor_id as person_id, there.*
    from given, lateral (
      select k.id as class_id, k.name as class_name, k.name_en as class_name_en, s.day::text as day,
        to_char(s.starts_at, 'HH24:MI') as start, to_char(s.ends_at, 'HH24:MI') as end
      from enrolment e join training_class k on k.id = e.class_id join class_session o on o.class_id = e.class_id
        join class_session s on s.class_id = ${classId} and s.during && o.during
      where e.person_id = given.person_id and e.class_id <> ${classId} and e.state <> 'withdrawn' and k.state <> 'cancelled'
        and not o.cancelled and not s.cancelled
      order by s.day, s.starts_at limit 1) as there
    order by given.survivor_id, there.day, there.start`.execute(connection)
  return new Map(rows.map(({ personId, ...taken }) => [personId, taken]))
}
