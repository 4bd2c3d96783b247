import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { ProgrammeFacts } from '../domain/programme-facts.ts'
import type { ProgrammeTables } from './tables.ts'

const columnsOf = (facts: ProgrammeFacts) => ({
  code: facts.code,
  name: facts.name,
  nameEn: facts.nameEn,
  field: facts.field,
  fieldEn: facts.fieldEn,
  zone: facts.zone,
  fromDay: facts.from,
  toDay: facts.to,
  legalBasis: facts.legalBasis,
  rulePack: facts.rulePack,
  numbering: JSON.stringify(facts.numbering),
  classRule: JSON.stringify(facts.classRule),
  passMark: JSON.stringify(facts.passMark),
})

export const insertProgramme = async (
  tx: Tx,
  programme: { id: string; officeId: string; facts: ProgrammeFacts },
  now: Date,
): Promise<void> => {
  await as<ProgrammeTables>(tx)
    .insertInto('programme')
    .values({
      id: programme.id,
      officeId: programme.officeId,
      ...columnsOf(programme.facts),
      status: 'preparing',
      createdAt: now,
    })
    .execute()
}

export const lockProgramme = (tx: Tx, id: string) =>
  as<ProgrammeTables>(tx)
    .selectFrom('programme')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export type ProgrammeRow = NonNullable<Awaited<ReturnType<typeof lockProgramme>>>

/** The facts of a row, as the office states them. */
export const factsOfRow = (row: ProgrammeRow): ProgrammeFacts => ({
  code: row.code,
  name: row.name,
  nameEn: row.nameEn,
  field: row.field,
  fieldEn: row.fieldEn,
  zone: row.zone,
  from: row.fromDay,
  to: row.toDay,
  legalBasis: row.legalBasis,
  rulePack: row.rulePack,
  numbering: row.numbering,
  classRule: row.classRule,
  passMark: row.passMark,
})

/** Saves over the revision that was read; false when somebody saved in between. */
export const updateProgramme = async (
  tx: Tx,
  id: string,
  revision: number,
  facts: ProgrammeFacts,
): Promise<boolean> => {
  const updated = await as<ProgrammeTables>(tx)
    .updateTable('programme')
    .set({ ...columnsOf(facts), revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

export const setProgrammeStatusRow = async (
  tx: Tx,
  id: string,
  status: ProgrammeRow['status'],
): Promise<void> => {
  await as<ProgrammeTables>(tx).updateTable('programme').set({ status }).where('id', '=', id).execute()
}

const withOffice = (db: Db | Tx) =>
  as<ProgrammeTables>(db)
    .selectFrom('programme as p')
    .innerJoin('pubOrganisation as o', 'o.id', 'p.officeId')
    .selectAll('p')
    .select(['o.name as officeName', 'o.nameEn as officeNameEn'])

export const findProgramme = (tx: Db | Tx, id: string) =>
  withOffice(tx).where('p.id', '=', id).executeTakeFirst()

/** All programmes: running ones first, then those being prepared, then closed ones. */
export const listProgrammeRows = (tx: Db | Tx) =>
  withOffice(tx)
    .orderBy(sql`array_position(array['active', 'preparing', 'closed'], p.status)`)
    .orderBy('p.fromDay', 'desc')
    .orderBy('p.id')
    .execute()

export const officeInRegister = async (tx: Tx, id: string): Promise<boolean> =>
  (await as<ProgrammeTables>(tx)
    .selectFrom('pubOrganisation')
    .select('id')
    .where('id', '=', id)
    .where('kind', '=', 'office')
    .where('status', '<>', 'closed')
    .executeTakeFirst()) !== undefined

/** Whether hours were entered or a period counted by the programme's rules: then others would say something else of the same years. */
export const rulePackInUse = async (tx: Db | Tx, id: string): Promise<boolean> => {
  const { rows } = await sql<{ inUse: boolean }>`
    select exists (select from pub_ledger_entry where programme_id = ${id})
      or exists (select from pub_closing where programme_id = ${id} and state <> 'dropped') as in_use`.execute(
    tx,
  )
  return rows[0]?.inUse === true
}

export const rulePackExists = async (tx: Tx, id: string): Promise<boolean> =>
  (await as<ProgrammeTables>(tx)
    .selectFrom('pubRulePack')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()) !== undefined
