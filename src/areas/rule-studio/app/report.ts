import type { DryRunReport } from '../contract/dry-runs.ts'
import type { RuleEffect } from '../domain/effects.ts'
import { spreadOf } from '../domain/tally.ts'
import type { DryRun } from '../store/dry-runs.ts'
import type { RunSetting } from './dry-run.ts'
import type { RunTally } from './judge-register.ts'

type Group = Omit<DryRunReport['groups']['employer'][number], 'name'>
/** The report as it is kept: names of organisations and words of rules are looked up by whoever reads it. */
export type KeptReport = Omit<DryRunReport, 'groups' | 'changes'> & {
  /** None of runs before there were any. */
  readonly effects?: readonly RuleEffect[]
  readonly groups: {
    readonly district: readonly Group[]
    readonly employer: readonly Group[]
    readonly titleLevel?: DryRunReport['groups']['class']
    readonly class: DryRunReport['groups']['class']
  }
}

/** What a run found, without its own id and hour: the same register and texts give the same report. */
export const reportOf = (
  run: DryRun,
  { programme, mode, before, after }: RunSetting,
  { deltas, people, whole, matrix, counts, missing, reasons, groups, effects }: RunTally,
): KeptReport & { schema: string; programme: string; period: string; on: string } => {
  const minutes = spreadOf(deltas, after.pack.unit.minutes)
  return {
    schema: 'zhixin.dry-run/1',
    programme: programme.code,
    period: run.period,
    on: run.onDay,
    mode,
    before: { pack: before.ruleset.id, hash: before.ruleset.hash },
    after: { pack: after.ruleset.id, hash: after.ruleset.hash },
    people,
    whole,
    matrix: [...matrix],
    counts,
    missing: [...missing],
    reasons: [...reasons],
    minutes: { ...minutes, spread: [...minutes.spread] },
    effects,
    groups: { ...groups, titleLevel: [...groups.titleLevel], class: [...groups.class] },
  }
}
