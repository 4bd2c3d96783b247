import { refuse } from '../../../kernel/result.ts'
import { actionRoute, queryRoute, type Route, sent } from '../../../platform/http/route.ts'
import { everyRow, sendSheet } from '../../../platform/http/send-sheet.ts'
import { uploadedFile } from '../../../platform/http/uploaded-file.ts'
import { writeXlsx } from '../../../platform/sheet/write-sheet.ts'
import { batchChecks, readBatchCheck } from '../app/batch-check-queries.ts'
import { batchSheet } from '../app/batch-sheet.ts'
import { beginBatchCheck, mayBeginBatch } from '../app/begin-batch-check.ts'
import * as contract from '../contract/batch-checks.ts'

/** Checking by the sheet: upload, progress, results, and the results as a sheet again. */
export const batchRoutes: readonly Route[] = [
  actionRoute(contract.beginBatchCheck, mayBeginBatch.action, async (call) => {
    const allowed = await call.services.ask(mayBeginBatch, {}, call.by)
    if (!allowed.ok) return allowed
    const file = await uploadedFile(call.request)
    if (!file.ok) return file
    if (!file.value) return refuse('batch-check.no-file')
    return beginBatchCheck(call.services, file.value, call.query.purpose, call.by)
  }),
  queryRoute(contract.listBatchChecks, batchChecks),
  queryRoute(contract.readBatchCheck, readBatchCheck),
  actionRoute(contract.exportBatchCheck, readBatchCheck.action, async (call) => {
    const { batchId } = call.params
    const page = (cursor?: string) =>
      call.services.ask(readBatchCheck, { batchId, cursor, limit: 500 }, call.by)
    const first = await page()
    if (!first.ok) return first
    const language = call.query.language ?? call.language
    const name = language === 'en' ? 'certificates-checked' : '证书查验结果'
    await sendSheet(call, `${name}-${first.value.createdAt.slice(0, 10)}`, (out) =>
      writeXlsx([batchSheet(name, language, everyRow(first.value, page))], out),
    )
    return sent
  }),
]
