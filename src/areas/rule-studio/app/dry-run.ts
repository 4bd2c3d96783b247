import { createHash } from 'node:crypto'
import { systemActor } from '../../../access/index.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { command, type Asking } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import {
  countRegister,
  daysOfPeriod,
  handsOf,
  packsStandingOn,
  type Rulebook,
  rulebook,
  rulebookOf,
  rulebookWith,
} from '../../ledger/index.ts'
import { dryRunDone, dryRunStarted } from '../events.ts'
import { beginRun, type DryRun, endRun, findRun, insertRun, lockRun } from '../store/dry-runs.ts'
import { keepRows, type RunRows } from '../store/run-standings.ts'
import { findProgramme, type Programme } from '../store/programmes.ts'
import { checkPack } from './check-pack.ts'
import { judgeBoth, type RunTally } from './judge-register.ts'
import { reportOf } from './report.ts'
import { loadDraft } from './save-draft.ts'

export const dryRunJob = 'ruleStudio.dryRun'

/** Puts everybody of a programme and period under the text as it stands now, beside the one in force. */
export const startDryRun = command({
  name: 'ruleStudio.startDryRun',
  action: 'ruleDraft.write',
  load: (unit, input: { draftId: string; programmeId: string; period: string }) => loadDraft(unit, input),
  async run(unit, { programmeId, period }, { draft }) {
    if (draft.state === 'published' || draft.state === 'withdrawn')
      return refuse('rule-draft.state', { state: draft.state })
    const programme = await findProgramme(unit.tx, programmeId)
    if (!programme || programme.officeId !== draft.officeId) return refuse('rule-draft.no-programme')
    const days = daysOfPeriod(period)
    if (!days) return refuse('ledger.period-unknown', { period })
    if (days.to < programme.fromDay || (programme.toDay !== null && days.from > programme.toDay))
      return refuse('ledger.period-outside', { period })
    const { faults } = await checkPack(unit.tx, draft.packId, draft.pack)
    if (faults.length > 0) return refuse('rule-draft.faults', { count: faults.length })
    const before = await rulebook(unit.tx, programme.rulePack)
    if (!before.ok) return before
    const hands = await handsOf(unit)
    const run = {
      id: newId(),
      draftId: draft.id,
      hash: draft.hash,
      pack: draft.pack,
      programmeId,
      period,
      fromDay: days.from,
      toDay: days.to,
      onDay: dayInZone(unit.now, programme.zone),
      beforeHashes: [...before.value.hashes],
      startedBy: hands.account,
      startedAt: unit.now,
    }
    await insertRun(unit.tx, run)
    await unit.enqueue({ job: dryRunJob, lane: 'slow', data: { runId: run.id }, key: `dry run ${run.id}` })
    await unit.emit(
      dryRunStarted(draft.id, {
        pack: draft.packId,
        run: run.id,
        programme: programmeId,
        period,
        hash: draft.hash,
      }),
    )
    return ok({ runId: run.id })
  },
})

const loadRun = async (unit: { readonly tx: Tx }, { runId }: { runId: string }) => {
  const run = await lockRun(unit.tx, runId)
  return run && { owners: {}, run }
}

const begin = command({
  name: 'ruleStudio.beginDryRun',
  action: 'ruleDraft.run',
  load: loadRun,
  async run(unit, _input: { runId: string }, { run }) {
    if (run.state === 'done') return ok({ done: true })
    // Whoever is enrolled and has studied nothing yet comes on top.
    await beginRun(unit.tx, run, await countRegister(unit.tx, run.programmeId), unit.now)
    return ok({ done: false })
  },
})

const keepFound = command({
  name: 'ruleStudio.keepFound',
  action: 'ruleDraft.run',
  load: (unit, input: { runId: string; rows: RunRows }) => loadRun(unit, input),
  async run(unit, { rows }, { run }) {
    if (run.state === 'running') await keepRows(unit.tx, run, rows)
    return ok({})
  },
})

const end = command({
  name: 'ruleStudio.endDryRun',
  action: 'ruleDraft.run',
  load: (unit, input: { runId: string; setting: RunSetting; tally: RunTally }) => loadRun(unit, input),
  async run(unit, { runId, setting, tally }, { run }) {
    if (run.state !== 'running') return ok({})
    if (run.judged !== tally.people)
      throw new Error(`dry run ${runId}: ${tally.people} people were judged and ${run.judged} are kept`)
    const report = canonicalJson(reportOf(run, setting, tally) as unknown as Json)
    const reportHash = `sha256:${createHash('sha256').update(report).digest('hex')}`
    await endRun(unit.tx, runId, { people: tally.people, doneAt: unit.now, report, reportHash })
    const pack = String(run.pack['id'])
    await unit.emit(dryRunDone(run.draftId, { pack, run: runId, hash: run.hash, report: reportHash }))
    return ok({})
  },
})

/** What a run compares: the texts that were in force when it was ordered, and those with the draft among them. */
export interface RunSetting {
  readonly programme: Programme
  readonly mode: 'same' | 'layer' | 'switch'
  readonly before: Rulebook
  readonly after: Rulebook
}

/** How a draft bears on a programme's pack, and the rulebook the programme would then go by. */
export const bookAfter = async (tx: Db | Tx, own: string, packId: string, pack: Record<string, unknown>) => {
  const isLayer = own !== packId && (await packsStandingOn(tx, packId)).includes(own)
  const mode = own === packId ? ('same' as const) : isLayer ? ('layer' as const) : ('switch' as const)
  return { mode, book: await rulebookWith(tx, mode === 'switch' ? packId : own, pack as Json) }
}

export const settingOf = async (tx: Db | Tx, run: DryRun): Promise<RunSetting> => {
  const programme = await findProgramme(tx, run.programmeId)
  const before = await rulebookOf(tx, run.beforeHashes)
  const packId = String(run.pack['id'])
  if (!programme || !before.ok) throw new Error(`dry run ${run.id} names a programme or a pack that is gone`)
  const { mode, book: after } = await bookAfter(tx, before.value.texts[0]?.id ?? '', packId, run.pack)
  if (!after.ok) throw new Error(`dry run ${run.id}: its text no longer compiles: ${after.code}`)
  return { programme, mode, before: before.value, after: after.value }
}

/**
 * Judges everybody from one snapshot of the register, off the request path; nothing in the register is locked. Cut off
 * or delivered twice, it begins anew, for what was read before is of another snapshot.
 */
export const runDry = async (services: Services, runId: string): Promise<void> => {
  const by: Asking = { actor: systemActor, requestId: `dry run ${runId}` }
  const begun = await services.perform(begin, { runId }, by)
  if (!begun.ok) throw new Error(`dry run ${runId}: ${begun.code}`)
  if (begun.value.done) return
  const found = await services.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const run = (await findRun(tx, runId)) as DryRun
      const setting = await settingOf(tx, run)
      const tally = await judgeBoth(tx, run, setting, async (rows) => {
        const kept = await services.perform(keepFound, { runId, rows }, by)
        if (!kept.ok) throw new Error(`dry run ${runId}: ${kept.code}`)
      })
      return { setting, tally }
    })
  const ended = await services.perform(end, { runId, ...found }, by)
  if (!ended.ok) throw new Error(`dry run ${runId}: ${ended.code}`)
}
