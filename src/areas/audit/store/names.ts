import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'

/** What things are called today, by id; ids of anything else are absent, and those of accounts unless asked for. */
export const namesOf = async (
  db: Db | Tx,
  ids: readonly string[],
  withAccounts: boolean,
): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  const wanted = sql`any(${[...ids]}::uuid[])`
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from pub_organisation where id = ${wanted}
    union all select id, name from pub_programme where id = ${wanted}
    union all select id, name from pub_key_area where id = ${wanted}
    union all select id, name from pub_room where id = ${wanted}
    union all select id, name from pub_training_class where id = ${wanted}
    union all select distinct on (course_id) course_id, title from pub_course where course_id = ${wanted}
    union all select version_id, title || ' v' || number from pub_course where version_id = ${wanted}
    union all select id, recorded_name from pub_person where id = ${wanted}
    union all select id, display_name from pub_account where id = ${wanted} and ${withAccounts}::boolean`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}
