import type { Tx } from '../../../platform/db/database.ts'
import type { DryRunReport } from '../contract/dry-runs.ts'
import type { DryRun } from '../store/dry-runs.ts'
import { countsOfRun, groupsOf, matrixOf, missingOf, reasonsOf, spreadOf } from '../store/run-report.ts'
import type { RunSetting } from './dry-run.ts'

/** Employers told of singly; more than that nobody reads, and the list of people has them all. */
const mostEmployers = 100

type Group = DryRunReport['groups']['employer'][number]
/** The report as it is kept: names of organisations are looked up by whoever reads it. */
export type KeptReport = Omit<DryRunReport, 'groups'> & {
  readonly groups: {
    readonly district: readonly Omit<Group, 'name'>[]
    readonly employer: readonly Omit<Group, 'name'>[]
    readonly class: DryRunReport['groups']['class']
  }
}

/** What a run found, without its own id and hour: the same register and texts give the same report. */
export const reportOf = async (
  tx: Tx,
  run: DryRun,
  { programme, mode, before, after }: RunSetting,
): Promise<KeptReport & { schema: string; programme: string; period: string; on: string }> => {
  const unitMinutes = after.pack.unit.minutes
  const [matrix, counts] = [await matrixOf(tx, run.id), await countsOfRun(tx, run.id)]
  const told = matrix.reduce((sum, { people }) => sum + people, 0)
  if (told !== run.people)
    throw new Error(`dry run ${run.id}: ${run.people} people went in and ${told} came out`)
  return {
    schema: 'zhixin.dry-run/1',
    programme: programme.code,
    period: run.period,
    on: run.onDay,
    mode,
    before: { pack: before.ruleset.id, hash: before.ruleset.hash },
    after: { pack: after.ruleset.id, hash: after.ruleset.hash },
    people: run.people,
    matrix,
    counts,
    missing: (await missingOf(tx, run.id)).map(({ name, people }) => ({ fact: name, people })),
    reasons: (await reasonsOf(tx, run.id)).map(({ name, people }) => ({ line: name, people })),
    minutes: await spreadOf(tx, run.id, unitMinutes).then((one) => ({ ...one, spread: [...one.spread] })),
    groups: {
      district: await groupsOf(tx, run.id, 'district_id', 1000),
      employer: await groupsOf(tx, run.id, 'employer_id', mostEmployers),
      class: await groupsOf(tx, run.id, 'class', 100),
    },
  }
}
