import { createHash } from 'node:crypto'
import { isSelf } from '../../../access/index.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, query } from '../../../platform/perform.ts'
import { evidenceLimits } from '../contract.ts'
import { mediaTypeOf } from '../domain/file-type.ts'
import { isWritable } from '../domain/state.ts'
import { evidenceAdded, evidenceOpened, evidenceRemoved } from '../events.ts'
import { findDeclaration } from '../store/declarations.ts'
import { fileContent, filesOf, insertFile, removeFile } from '../store/files.ts'
import { ownersOf } from './parties.ts'
import { loadOwn } from './write-declaration.ts'

interface Added {
  readonly declarationId: string
  readonly name: string
  readonly bytes: Uint8Array
}

const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
const longestName = 200
const megabyte = 1_048_576

/** Whether a paper may be brought at all, before it is taken in. */
export const mayAddEvidence = query({
  name: 'declarations.mayAddEvidence',
  action: 'declaration.make',
  async load(reading, { declarationId }: { declarationId: string }) {
    const one = await findDeclaration(reading.tx, declarationId)
    return one && { owners: ownersOf(one) }
  },
  reply: async () => ({}),
})

/** A paper shown for a declaration, taken for what its content is, and kept under its hash. */
export const addEvidence = command({
  name: 'declarations.addEvidence',
  action: 'declaration.make',
  constraints: { declaration_file_once: 'declaration.file-twice' },
  identity: ({ declarationId, name, bytes }: Added) => [declarationId, name, hashOf(bytes).toString('hex')],
  load: (unit, input: Added) => loadOwn(unit, input),
  async run(unit, { name, bytes }, { one }) {
    if (!isWritable(one.state)) return refuse('declaration.not-writable')
    if (bytes.length > evidenceLimits.bytesEach)
      return refuse('declaration.file-size', { limit: evidenceLimits.bytesEach / megabyte })
    const mediaType = mediaTypeOf(bytes)
    if (mediaType === null) return refuse('declaration.file-type')
    const files = await filesOf(unit.tx, one.id)
    if (files.length >= evidenceLimits.files)
      return refuse('declaration.file-count', { limit: evidenceLimits.files })
    const sha256 = hashOf(bytes)
    const id = newId()
    const shown = name.replace(/[\p{Cc}/\\]/gu, '').slice(-longestName) || 'file'
    await insertFile(unit.tx, {
      id,
      declarationId: one.id,
      name: shown,
      mediaType,
      bytes: bytes.length,
      sha256,
      content: Buffer.from(bytes),
      addedAt: unit.now,
      addedBy: unit.actor.accountId,
    })
    await unit.emit(evidenceAdded(one.id, { file: id, sha256: sha256.toString('hex') }))
    return ok({
      id,
      name: shown,
      mediaType: mediaType as string,
      bytes: bytes.length,
      sha256: sha256.toString('hex'),
      addedAt: unit.now.toISOString(),
    })
  },
})

export const removeEvidence = command({
  name: 'declarations.removeEvidence',
  action: 'declaration.make',
  async load(unit, input: { declarationId: string; fileId: string }) {
    const loaded = await loadOwn(unit, input)
    const file = loaded && (await filesOf(unit.tx, input.declarationId)).find(({ id }) => id === input.fileId)
    return loaded && file ? { ...loaded, file } : undefined
  },
  async run(unit, _input, { one, file }) {
    if (!isWritable(one.state)) return refuse('declaration.not-writable')
    await removeFile(unit.tx, file, unit.now)
    await unit.emit(evidenceRemoved(one.id, { file: file.id, sha256: file.sha256.toString('hex') }))
    return ok({})
  },
})

/** The paper itself, for those who may read the declaration; that somebody else than its person opened it is on the trail. */
export const openEvidence = command({
  name: 'declarations.openEvidence',
  action: 'declaration.read',
  async load(unit, { declarationId, fileId }: { declarationId: string; fileId: string }) {
    const one = await findDeclaration(unit.tx, declarationId)
    const file = one && (await fileContent(unit.tx, declarationId, fileId))
    return one && file ? { owners: ownersOf(one), one, file } : undefined
  },
  async run(unit, { fileId }, { one, file }) {
    if (!isSelf(unit.actor, one.personId)) await unit.emit(evidenceOpened(one.id, { file: fileId }))
    return ok(file)
  },
})
