import type { Result } from '../../kernel/result.ts'
import {
  actionRoute,
  commandRoute,
  queryRoute,
  sent,
  type Call,
  type Route,
} from '../../platform/http/route.ts'
import { everyRow, sendSheet } from '../../platform/http/send-sheet.ts'
import { writeXlsx } from '../../platform/sheet/write-sheet.ts'
import { proposeDraft, publishDraft, returnDraft, withdrawDraft } from './app/decide-draft.ts'
import { startDryRun } from './app/dry-run.ts'
import { dryRunSheets } from './app/export-dry-run.ts'
import { draftFile, readDraft, runDraftCases } from './app/read-draft.ts'
import { dryRunPeople, readDryRun, recordExport } from './app/read-dry-run.ts'
import { listDrafts, listRules, readRules, rulesFile } from './app/read-rules.ts'
import { saveDraft } from './app/save-draft.ts'
import { importDraft, startDraft } from './app/start-draft.ts'
import * as contract from './contract.ts'
import * as decisions from './contract/decisions.ts'
import * as runs from './contract/dry-runs.ts'

/** Sends a signed file of rules under the name of its pack. */
const sendFile = async (
  { reply }: Pick<Call, 'reply'>,
  asked: Promise<Result<{ readonly name: string; readonly text: string }, string>>,
) => {
  const file = await asked
  if (!file.ok) return file
  await reply
    .header('content-type', 'application/jose')
    .header(
      'content-disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(file.value.name)}.rules.jws`,
    )
    .header('cache-control', 'no-store')
    .send(file.value.text)
  return sent
}

const exportPeople = actionRoute(runs.exportDryRun, dryRunPeople.action, async (call) => {
  const { runId } = call.params
  const { before, after, moved, rule } = call.query
  const page = (cursor?: string) =>
    call.services.ask(dryRunPeople, { runId, before, after, moved, rule, limit: 200, cursor }, call.by)
  const [first, run] = [await page(), await call.services.ask(readDryRun, { runId }, call.by)]
  if (!first.ok) return first
  if (!run.ok) return run
  const recorded = await call.services.perform(recordExport, { runId }, call.by)
  if (!recorded.ok) return recorded
  const language = call.query.language ?? call.language
  const { name } = recorded.value
  await sendSheet(call, name, (out) =>
    writeXlsx(dryRunSheets(name, language, run.value, everyRow(first.value, page)), out),
  )
  return sent
})

export const ruleStudioRoutes: readonly Route[] = [
  queryRoute(contract.listRules, listRules),
  queryRoute(contract.listDrafts, listDrafts),
  queryRoute(contract.readRules, readRules),
  actionRoute(contract.exportRules, rulesFile.action, (call) =>
    sendFile(call, call.services.ask(rulesFile, call.params, call.by)),
  ),
  commandRoute(contract.startDraft, startDraft),
  commandRoute(contract.importDraft, importDraft),
  queryRoute(contract.readDraft, readDraft),
  commandRoute(contract.saveDraft, saveDraft),
  queryRoute(contract.runCases, runDraftCases),
  commandRoute(decisions.proposeDraft, proposeDraft),
  commandRoute(decisions.publishDraft, publishDraft),
  commandRoute(decisions.returnDraft, returnDraft),
  commandRoute(decisions.withdrawDraft, withdrawDraft),
  actionRoute(contract.exportDraft, draftFile.action, (call) =>
    sendFile(call, call.services.ask(draftFile, call.params, call.by)),
  ),
  commandRoute(runs.startDryRun, startDryRun),
  queryRoute(runs.readDryRun, readDryRun),
  queryRoute(runs.dryRunPeople, dryRunPeople),
  exportPeople,
]
