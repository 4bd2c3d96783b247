import { systemActor } from '../../../access/index.ts'
import { ok } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { mostMissesADay, rowVerdict } from '../domain/batch-check.ts'
import { certificateEvents } from '../events.ts'
import {
  askedSince,
  type BatchRowTyped,
  type CheckedBatchRow,
  findBatch,
  lockBatch,
  saveVerdicts,
  setBatchState,
  uncheckedRows,
} from '../store/batch-checks.ts'
import { checkCertificate } from './check-certificate.ts'

export const checkBatchJob = 'certificates.checkBatch'

/** Rows checked between two commits: a killed worker repeats no more than these. */
const partRows = 100
const atOnce = 4

/** Puts the verdicts of a part on record; ends the sheet when it was the last, or when too much of it does not fit. */
const keepBatchPart = command({
  name: 'certificates.keepBatchPart',
  action: 'certificate.run-batch',
  async load(unit, input: { batchId: string; checked: readonly CheckedBatchRow[] }) {
    const batch = await lockBatch(unit.tx, input.batchId)
    return batch ? { owners: {}, batch } : undefined
  },
  async run(unit, { batchId, checked }, { batch }) {
    if (batch.state !== 'running') return ok({ running: false })
    await saveVerdicts(unit.tx, batchId, checked)
    const since = new Date(batch.createdAt.getTime() - 86_400_000)
    const { missed } = await askedSince(unit.tx, batch.organisationId, since)
    const left = await uncheckedRows(unit.tx, batchId, 1)
    const state = left.length === 0 ? 'done' : missed >= mostMissesADay ? 'stopped' : 'running'
    if (state === 'running') return ok({ running: true })
    await setBatchState(unit.tx, batchId, state)
    await unit.emit({
      name: certificateEvents.batchCheckEnded,
      subject: { kind: 'organisation', id: batch.organisationId },
      data: { batch: batchId, state, rows: batch.done + checked.length, missed },
    })
    return ok({ running: false })
  },
})

/** Checks what a sheet has left, by the same check and under the same guard against guessing as one number by hand. */
export const runBatchCheck = async (
  services: Services,
  { batchId }: { readonly batchId: string },
): Promise<void> => {
  const by = { actor: systemActor, requestId: `batch check ${batchId}` }
  for (;;) {
    const batch = await findBatch(services.db, batchId)
    if (batch?.state !== 'running') return
    const rows = await uncheckedRows(services.db, batchId, partRows)
    const checked: CheckedBatchRow[] = []
    const waiting = [...rows]
    const next = async (): Promise<void> => {
      for (let row = waiting.shift(); row !== undefined; row = waiting.shift())
        checked.push(await checkRow(services, row))
    }
    await Promise.all(Array.from({ length: atOnce }, next))
    const kept = await services.perform(keepBatchPart, { batchId, checked }, by)
    if (!kept.ok) throw new Error(`batch check ${batchId}: ${kept.code}`)
    if (!kept.value.running) return
  }
}

const checkRow = async (
  services: Services,
  { row, number, name }: BatchRowTyped,
): Promise<CheckedBatchRow> => {
  if (name === '') return { row, verdict: 'name-needed', facts: null }
  if (number === '') return { row, verdict: 'unknown', facts: null }
  return { row, ...rowVerdict(await checkCertificate(services, number, { name })) }
}
