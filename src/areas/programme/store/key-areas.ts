import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { ProgrammeTables } from './tables.ts'

export interface KeyAreaToSave {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly nameEn: string
}

/** Key areas of programmes in their order, with the number of courses declared in each. */
export const keyAreasOf = async (tx: Db | Tx, programmeIds: readonly string[]) => {
  const { rows } = await sql<{
    id: string
    programmeId: string
    code: string
    name: string
    nameEn: string
    courses: number
  }>`
    select k.id, k.programme_id, k.code, k.name, k.name_en,
      (select count(distinct c.course_id) from pub_course c where c.key_area_id = k.id) as courses
    from key_area k where k.programme_id = any(${[...programmeIds]}::uuid[]) order by k.programme_id, k.position, k.code`.execute(
    tx,
  )
  return rows
}

/** Writes the whole list in its order; areas left out are deleted, which the database refuses while a course uses one. */
export const replaceKeyAreas = async (
  tx: Tx,
  programmeId: string,
  areas: readonly KeyAreaToSave[],
): Promise<void> => {
  const tables = as<ProgrammeTables>(tx)
  await sql`delete from key_area where programme_id = ${programmeId} and not (id = any(${areas.map((area) => area.id)}::uuid[]))`.execute(
    tx,
  )
  for (const [position, area] of areas.entries()) {
    await tables
      .insertInto('keyArea')
      .values({ ...area, programmeId, position })
      .onConflict((clash) =>
        clash.column('id').doUpdateSet({ code: area.code, name: area.name, nameEn: area.nameEn, position }),
      )
      .execute()
  }
}
