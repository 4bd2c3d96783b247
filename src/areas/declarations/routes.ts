import { refuse } from '../../kernel/result.ts'
import { actionRoute, commandRoute, queryRoute, sent, type Route } from '../../platform/http/route.ts'
import { uploadedFile } from '../../platform/http/uploaded-file.ts'
import { declarableKinds, previewDeclaration } from './app/declarable-kinds.ts'
import { checkDeclaration, recogniseDeclaration } from './app/decide-declaration.ts'
import { addEvidence, mayAddEvidence, openEvidence, removeEvidence } from './app/evidence-files.ts'
import { listDeclarations } from './app/list-declarations.ts'
import { readDeclaration } from './app/read-declaration.ts'
import { submitDeclaration, withdrawDeclaration } from './app/submit-declaration.ts'
import { editDeclaration, startDeclaration } from './app/write-declaration.ts'
import * as contract from './contract.ts'

const addFile = actionRoute(contract.addEvidence, mayAddEvidence.action, async (call) => {
  const allowed = await call.services.ask(mayAddEvidence, call.params, call.by)
  if (!allowed.ok) return allowed
  const file = await uploadedFile(call.request)
  if (!file.ok) return file
  if (!file.value) return refuse('declaration.file-missing')
  const { declarationId } = call.params
  return call.services.perform(addEvidence, { declarationId, ...file.value }, call.by)
})

/** As a file to keep, never as a page: whatever is in it runs nowhere. */
const openFile = actionRoute(contract.openEvidence, openEvidence.action, async (call) => {
  const found = await call.services.perform(openEvidence, call.params, call.by)
  if (!found.ok) return found
  const { name, mediaType, content } = found.value
  void call.reply
    .header('content-type', mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, no-store')
    .send(content)
  return sent
})

export const declarationRoutes: readonly Route[] = [
  queryRoute(contract.declarableKinds, declarableKinds),
  queryRoute(contract.previewDeclaration, previewDeclaration),
  commandRoute(contract.startDeclaration, startDeclaration),
  queryRoute(contract.listDeclarations, listDeclarations),
  queryRoute(contract.readDeclaration, readDeclaration),
  commandRoute(contract.editDeclaration, editDeclaration),
  commandRoute(contract.submitDeclaration, submitDeclaration),
  commandRoute(contract.withdrawDeclaration, withdrawDeclaration),
  commandRoute(contract.checkDeclaration, checkDeclaration),
  commandRoute(contract.recogniseDeclaration, recogniseDeclaration),
  addFile,
  openFile,
  commandRoute(contract.removeEvidence, removeEvidence),
]
