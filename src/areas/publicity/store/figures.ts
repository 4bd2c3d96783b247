import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'

export interface Figures {
  readonly professionals: number
  readonly classes: number
  readonly certificates: number
  readonly demo: boolean
}

/** Counts from the register itself: nobody types these figures. */
export const countFigures = async (db: Db | Tx): Promise<Figures> => {
  const { rows } = await sql<Figures>`
    select (select count(distinct coalesce(a.survivor_id, e.person_id)) from pub_enrolment e left join pub_person_alias a on a.person_id = e.person_id where e.state = 'completed') as professionals,
      (select count(*) from pub_training_class where state = 'closed') as classes,
      (select count(*) from pub_certificate where status = 'valid') as certificates,
      exists (select 1 from pub_training_class where demo) as demo`.execute(db)
  return rows[0] ?? { professionals: 0, classes: 0, certificates: 0, demo: false }
}
