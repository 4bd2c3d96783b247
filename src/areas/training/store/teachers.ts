import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { Training } from './tables.ts'

export const teachersOf = (connection: Db | Tx, institutionId: string) =>
  as<Training>(connection)
    .selectFrom('teacher as t')
    .select(['t.id', 't.institutionId', 't.name', 't.title', 't.active'])
    .select((row) =>
      row
        .selectFrom('classSession as s')
        .select((count) => count.fn.countAll<number>().as('n'))
        .whereRef('s.teacherId', '=', 't.id')
        .where('s.cancelled', '=', false)
        .as('sessions'),
    )
    .where('t.institutionId', '=', institutionId)
    .orderBy('t.active', 'desc')
    .orderBy('t.name')
    .orderBy('t.id')
    .execute()

export const insertTeacher = async (
  tx: Tx,
  row: { id: string; institutionId: string; name: string; title: string },
): Promise<void> => {
  await as<Training>(tx).insertInto('teacher').values(row).execute()
}

export const lockTeacher = (tx: Tx, teacherId: string) =>
  as<Training>(tx)
    .selectFrom('teacher')
    .selectAll()
    .where('id', '=', teacherId)
    .forUpdate()
    .executeTakeFirst()

export const updateTeacher = async (
  tx: Tx,
  teacherId: string,
  change: { name: string; title: string; active: boolean },
): Promise<void> => {
  await as<Training>(tx).updateTable('teacher').set(change).where('id', '=', teacherId).execute()
}

export const institutionName = async (
  connection: Db | Tx,
  institutionId: string,
): Promise<string | undefined> => {
  const row = await as<Training>(connection)
    .selectFrom('pubOrganisation')
    .select('name')
    .where('id', '=', institutionId)
    .where('kind', '=', 'institution')
    .executeTakeFirst()
  return row?.name
}
