import type { Actor } from '../../../access/index.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { type Asking, command, query, type Reading } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { readTable } from '../../../platform/sheet/read-table.ts'
import { defaultSheetLimits } from '../../../platform/sheet/sheet.ts'
import {
  type BatchColumns,
  batchColumns,
  mostMissesADay,
  mostRows,
  mostRowsADay,
} from '../domain/batch-check.ts'
import { certificateEvents } from '../events.ts'
import {
  askedSince,
  type BatchRowTyped,
  deleteBatchesBefore,
  insertBatch,
  lockOrganisationBatches,
} from '../store/batch-checks.ts'
import { checkBatchJob } from './run-batch-check.ts'

const day = 86_400_000
const keepMs = 7 * day
const longest = 120

const limits = {
  ...defaultSheetLimits,
  fileBytes: 5 * 1024 * 1024,
  inflatedBytes: 48 * 1024 * 1024,
  rows: mostRows + 50,
}

/** The employer in whose name somebody checks by the sheet. */
const employerOf = (actor: Actor): string | undefined =>
  actor.roles.find((held) => held.role === 'employer')?.organisationId ?? undefined

const load = async ({ actor }: Reading) => {
  const organisationId = employerOf(actor)
  return { owners: { employer: organisationId ? [organisationId] : [] }, organisationId }
}

/** Asked before a file is taken in: a sheet of somebody who may not check is not read. */
export const mayBeginBatch = query({
  name: 'certificates.mayCheckBatch',
  action: 'certificate.check-batch',
  load: (reading, _input: object) => load(reading),
  reply: async () => true,
})

interface ToBegin {
  readonly purpose: string
  readonly fileName: string
  readonly rows: readonly BatchRowTyped[]
}

/** Takes a sheet on record with its purpose; a job checks it row by row. Sheets of a week ago go. */
const beginBatch = command({
  name: 'certificates.beginBatchCheck',
  action: 'certificate.check-batch',
  load: (unit, _input: ToBegin) => load(unit),
  async run(unit, { purpose, fileName, rows }, { organisationId }) {
    if (organisationId === undefined || unit.actor.accountId === null) return refuse('not-found')
    await lockOrganisationBatches(unit.tx, organisationId)
    const asked = await askedSince(unit.tx, organisationId, new Date(unit.now.getTime() - day))
    if (asked.missed >= mostMissesADay) return refuse('batch-check.misses', { limit: mostMissesADay })
    if (asked.rows + rows.length > mostRowsADay)
      return refuse('batch-check.day-full', {
        limit: mostRowsADay,
        left: Math.max(0, mostRowsADay - asked.rows),
      })
    await deleteBatchesBefore(unit.tx, new Date(unit.now.getTime() - keepMs))
    const id = newId()
    const batch = {
      id,
      organisationId,
      accountId: unit.actor.accountId,
      purpose,
      fileName: fileName.slice(0, 200),
    }
    await insertBatch(unit.tx, batch, rows, unit.now)
    await unit.emit({
      name: certificateEvents.batchCheckBegun,
      subject: { kind: 'organisation', id: organisationId },
      data: { batch: id, purpose, rows: rows.length },
    })
    await unit.enqueue({ job: checkBatchJob, lane: 'slow', data: { batchId: id }, key: `batch check ${id}` })
    return ok({ batchId: id, total: rows.length })
  },
})

/** Reads the sheet first, so that a broken one is told before anything is kept. */
export const beginBatchCheck = async (
  services: Services,
  file: { readonly name: string; readonly bytes: Uint8Array },
  purpose: string,
  by: Asking,
): Promise<Result<{ batchId: string; total: number }, string>> => {
  const stated = purpose.trim()
  if (stated.length < 2)
    return refuse('request.invalid', {}, [{ pointer: '/purpose', code: 'request.required' }])
  const rows = await typedRows(file.bytes)
  return rows.ok
    ? services.perform(beginBatch, { purpose: stated, fileName: file.name, rows: rows.value }, by)
    : rows
}

const typedRows = async (bytes: Uint8Array): Promise<Result<BatchRowTyped[], string>> => {
  const rows: BatchRowTyped[] = []
  const text = (cell: unknown): string =>
    (typeof cell === 'string' ? cell : typeof cell === 'number' ? String(cell) : '').trim().slice(0, longest)
  const read = await readTable<BatchColumns>(
    bytes,
    {
      recognise: ({ cells }) => batchColumns(cells),
      take(batch, columns) {
        for (const { row, cells } of batch) {
          const [number, name] = [text(cells[columns.number]), text(cells[columns.name])]
          if (number !== '' || name !== '') rows.push({ row, number, name })
        }
      },
    },
    limits,
  )
  if (!read.ok) return read.code === 'sheet.no-header' ? refuse('batch-check.no-header') : read
  if (rows.length === 0) return refuse('sheet.empty')
  return rows.length > mostRows ? refuse('sheet.too-many-rows', { limit: mostRows }) : ok(rows)
}
