import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import { type CertificateRule, fallbackRule } from '../domain/certificate-rule.ts'
import type { Certificates } from './tables.ts'

export const certificateRulesOf = (connection: Db | Tx, programmeId: string) =>
  as<Certificates>(connection)
    .selectFrom('certificateRule')
    .select(['fromDay', 'withoutExam', 'notPassed', 'paper', 'basis', 'setAt'])
    .where('programmeId', '=', programmeId)
    .orderBy('fromDay', 'desc')
    .execute()

/** The rule in force for a class that begins on a day. */
export const ruleInForce = async (
  connection: Db | Tx,
  programmeId: string,
  day: string,
): Promise<CertificateRule> =>
  (await as<Certificates>(connection)
    .selectFrom('certificateRule')
    .select(['withoutExam', 'notPassed', 'paper'])
    .where('programmeId', '=', programmeId)
    .where('fromDay', '<=', day)
    .orderBy('fromDay', 'desc')
    .limit(1)
    .executeTakeFirst()) ?? fallbackRule

export const saveCertificateRule = async (
  tx: Tx,
  rule: CertificateRule & {
    readonly programmeId: string
    readonly fromDay: string
    readonly basis: string
  },
  by: string | null,
  now: Date,
): Promise<void> => {
  const { withoutExam, notPassed, paper, basis } = rule
  const set = { withoutExam, notPassed, paper, basis, setBy: by, setAt: now }
  await as<Certificates>(tx)
    .insertInto('certificateRule')
    .values({ programmeId: rule.programmeId, fromDay: rule.fromDay, ...set })
    .onConflict((clash) => clash.columns(['programmeId', 'fromDay']).doUpdateSet(set))
    .execute()
}

export const officeOf = async (connection: Db | Tx, programmeId: string): Promise<string | undefined> =>
  (
    await as<Certificates>(connection)
      .selectFrom('pubProgramme')
      .select('officeId')
      .where('id', '=', programmeId)
      .executeTakeFirst()
  )?.officeId
