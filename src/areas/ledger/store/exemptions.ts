import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { Exemption } from '../../../rules/index.ts'
import type { LedgerTables } from './tables.ts'

type ExemptionAsKept = Pick<
  LedgerTables['exemption'],
  'id' | 'fromDay' | 'toDay' | 'reason' | 'grantedBy' | 'grantedOn'
> & { extent: Exemption['extent'] }

/** Every exemption a person was ever given under any programme, newest first, with how it ended. */
export const exemptionsOfPerson = async (tx: Db | Tx, personId: string) => {
  const { rows } = await sql<
    ExemptionAsKept & {
      programmeId: string
      programmeName: string
      programmeNameEn: string
      officeId: string
      document: string
      endedOn: string | null
      endReason: string | null
    }
  >`
    select x.id, x.programme_id, p.name as programme_name, p.name_en as programme_name_en, p.office_id, x.from_day, x.to_day, x.extent,
      x.reason, x.document, x.granted_by, x.granted_on, e.ended_on, e.reason as end_reason
    from exemption x join pub_programme p on p.id = x.programme_id left join exemption_end e on e.exemption_id = x.id
    where x.person_id = any(pub_person_ids(${personId}))
    order by x.from_day desc, x.id desc`.execute(tx)
  return rows
}

export const findExemption = (tx: Tx, id: string) =>
  as<LedgerTables>(tx)
    .selectFrom('exemption as x')
    .innerJoin('pubProgramme as p', 'p.id', 'x.programmeId')
    .select(['x.id', 'x.personId', 'x.programmeId', 'p.officeId', 'p.zone'])
    .where('x.id', '=', id)
    .executeTakeFirst()

export const insertExemption = async (
  tx: Tx,
  {
    extent,
    ...row
  }: Omit<ExemptionAsKept, 'id'> & { id: string; personId: string; programmeId: string; document: string },
  now: Date,
): Promise<void> => {
  await as<LedgerTables>(tx)
    .insertInto('exemption')
    .values({ ...row, extent: JSON.stringify(extent), recordedAt: now })
    .execute()
}

export const insertExemptionEnd = async (
  tx: Tx,
  end: { exemptionId: string; reason: string; endedBy: string | null; endedOn: string },
  now: Date,
): Promise<void> => {
  await as<LedgerTables>(tx)
    .insertInto('exemptionEnd')
    .values({ ...end, recordedAt: now })
    .execute()
}
