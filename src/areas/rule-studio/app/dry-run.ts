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
  compareRules,
  daysOfPeriod,
  handsOf,
  packsStandingOn,
  type Rulebook,
  rulebook,
  rulebookOf,
  rulebookWith,
} from '../../ledger/index.ts'
import { reasonOf } from '../domain/reason.ts'
import { dryRunDone, dryRunStarted } from '../events.ts'
import {
  beginRun,
  type DryRun,
  endRun,
  findRun,
  insertRun,
  listPeople,
  lockRun,
  peopleAfter,
  writeFound,
} from '../store/dry-runs.ts'
import { findProgramme, type Programme } from '../store/programmes.ts'
import { checkPack } from './check-pack.ts'
import { reportOf } from './report.ts'
import { loadDraft } from './save-draft.ts'

export const dryRunJob = 'ruleStudio.dryRun'

/** People judged between two writes. */
const atOnce = 200

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
    const people = await listPeople(unit.tx, run)
    await unit.enqueue({ job: dryRunJob, lane: 'slow', data: { runId: run.id }, key: `dry run ${run.id}` })
    await unit.emit(
      dryRunStarted(draft.id, {
        pack: draft.packId,
        run: run.id,
        programme: programmeId,
        period,
        hash: draft.hash,
        people,
      }),
    )
    return ok({ runId: run.id, people })
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
    await beginRun(unit.tx, run, unit.now)
    return ok({ done: false })
  },
})

const keepFound = command({
  name: 'ruleStudio.keepFound',
  action: 'ruleDraft.run',
  load: (unit, input: { runId: string; found: Parameters<typeof writeFound>[2] }) => loadRun(unit, input),
  async run(unit, { runId, found }, { run }) {
    if (run.state === 'running') await writeFound(unit.tx, runId, found)
    return ok({})
  },
})

const end = command({
  name: 'ruleStudio.endDryRun',
  action: 'ruleDraft.run',
  load: loadRun,
  async run(unit, { runId }: { runId: string }, { run }) {
    if (run.state !== 'running') return ok({})
    if (run.judged !== run.people)
      throw new Error(`dry run ${runId}: ${run.judged} of ${run.people} people were judged`)
    const setting = await settingOf(unit.tx, run)
    const report = canonicalJson((await reportOf(unit.tx, run, setting)) as unknown as Json)
    const reportHash = `sha256:${createHash('sha256').update(report).digest('hex')}`
    await endRun(unit.tx, runId, { doneAt: unit.now, report, reportHash })
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
  await services.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const run = (await findRun(tx, runId)) as DryRun
      const setting = await settingOf(tx, run)
      let after: string | null = null
      for (;;) {
        const people: string[] = await peopleAfter(tx, runId, after, atOnce)
        if (people.length === 0) return
        const found = await judge(tx, run, setting, people)
        const kept = await services.perform(keepFound, { runId, found }, by)
        if (!kept.ok) throw new Error(`dry run ${runId}: ${kept.code}`)
        after = people.at(-1) ?? null
      }
    })
  const ended = await services.perform(end, { runId }, by)
  if (!ended.ok) throw new Error(`dry run ${runId}: ${ended.code}`)
}

/** The one place where people are judged: facts of these people → how they stand under either rulebook. */
const judge = async (
  tx: Tx,
  run: DryRun,
  { programme, before, after }: RunSetting,
  people: readonly string[],
): Promise<Parameters<typeof writeFound>[2]> => {
  const asked = { before, after, programme, period: run.period, on: run.onDay }
  return (await compareRules(tx, asked, people)).map((one) => ({
    personId: one.personId,
    before: one.before.standing,
    after: one.after.standing,
    beforeMinutes: one.before.missingMinutes,
    afterMinutes: one.after.missingMinutes,
    lines: { before: one.before.lines, after: one.after.lines },
    reason: reasonOf(one.before.lines, one.after.lines),
    lacks: one.after.standing === 'undetermined' ? one.after.lacks : [],
  }))
}
