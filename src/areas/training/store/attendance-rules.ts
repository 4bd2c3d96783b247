import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { Share, Training } from './tables.ts'

export const attendanceRulesOf = (connection: Db | Tx, programmeId: string) =>
  as<Training>(connection)
    .selectFrom('attendanceRule')
    .select(['fromDay', 'numerator', 'denominator', 'basis', 'setAt'])
    .where('programmeId', '=', programmeId)
    .orderBy('fromDay', 'desc')
    .execute()

/** The share in force for a class that begins on a day, where the office has set one. */
export const shareInForce = (
  connection: Db | Tx,
  programmeId: string,
  day: string,
): Promise<Share | undefined> =>
  as<Training>(connection)
    .selectFrom('attendanceRule')
    .select(['numerator', 'denominator'])
    .where('programmeId', '=', programmeId)
    .where('fromDay', '<=', day)
    .orderBy('fromDay', 'desc')
    .limit(1)
    .executeTakeFirst()

export const saveAttendanceRule = async (
  tx: Tx,
  rule: { programmeId: string; fromDay: string; numerator: number; denominator: number; basis: string },
  by: string | null,
  now: Date,
): Promise<void> => {
  await as<Training>(tx)
    .insertInto('attendanceRule')
    .values({ ...rule, setBy: by, setAt: now })
    .onConflict((clash) =>
      clash.columns(['programmeId', 'fromDay']).doUpdateSet({
        numerator: rule.numerator,
        denominator: rule.denominator,
        basis: rule.basis,
        setBy: by,
        setAt: now,
      }),
    )
    .execute()
}

export const officeOf = async (connection: Db | Tx, programmeId: string): Promise<string | undefined> => {
  const row = await as<Training>(connection)
    .selectFrom('pubProgramme')
    .select('officeId')
    .where('id', '=', programmeId)
    .executeTakeFirst()
  return row?.officeId
}
