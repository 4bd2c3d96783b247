import { createHash, randomBytes } from 'node:crypto'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Asking } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { SheetError } from '../../../platform/sheet/sheet.ts'
import { streamFromThread } from '../../../platform/sheet/sheet-thread.ts'
import type { RefusedRow, RosterFinding } from '../domain/roster.ts'
import { beginPreview, dropUnfinished, endPreview, keepPart } from './preview-commands.ts'
import type { RosterFile, RosterMessage } from './roster-thread.ts'

export interface RosterPreview {
  readonly token: string
  readonly accepted: number
  readonly known: number
  readonly alreadyEnrolled: number
  readonly placesLeft: number
  readonly refused: readonly RefusedRow[]
  readonly notes: readonly RosterFinding[]
  readonly ignoredColumns: readonly string[]
}

export interface RosterUpload {
  readonly classId: string
  readonly bytes: Uint8Array
  readonly fileName: string
}

/**
 * Reads and judges a roster without changing anything anybody can see: the file in a thread of its own, the rows some
 * thousand at a time. Accepted rows wait sealed under a token that only the reply tells.
 */
export const previewRoster = async (
  services: Services,
  upload: RosterUpload,
  asked: Asking,
): Promise<Result<RosterPreview, string>> => {
  // Without the caller's idempotency key: under one, the server would keep what the cells hold.
  const by: Asking = { actor: asked.actor, requestId: asked.requestId }
  const { classId, fileName, bytes } = upload
  const token = randomBytes(24).toString('base64url')
  const begun = await services.perform(
    beginPreview,
    { classId, fileName, tokenHash: hashOf(token).toString('hex') },
    by,
  )
  if (!begun.ok) return begun
  const { previewId, placesLeft, today, employer } = begun.value
  try {
    const judged = await judgedRows(services, { classId, previewId }, { bytes, today, employer }, by)
    return judged.ok ? ok({ token, placesLeft, ...judged.value }) : judged
  } catch (error) {
    if (error instanceof SheetError) return refuse(error.code, error.params)
    throw error
  } finally {
    await services.perform(dropUnfinished, { classId, previewId }, by)
  }
}

type Judged = Omit<RosterPreview, 'token' | 'placesLeft'>

const judgedRows = async (
  services: Services,
  where: { readonly classId: string; readonly previewId: string },
  file: RosterFile,
  by: Asking,
): Promise<Result<Judged, string>> => {
  const found = {
    accepted: 0,
    known: 0,
    alreadyEnrolled: 0,
    refused: [] as RefusedRow[],
    notes: [] as RosterFinding[],
  }
  for await (const message of judgedRoster(file)) {
    if (message.kind === 'end') {
      if (!message.read.ok) return message.read
      const { ignoredColumns } = message.read.value
      const refused = found.refused.map(({ row, column, code, params }) => ({ row, column, code, params }))
      const done = await services.perform(
        endPreview,
        { ...where, accepted: found.accepted, refused, ignoredColumns },
        by,
      )
      return done.ok ? ok({ ...found, ignoredColumns }) : done
    }
    const { people, entries, refused, notes, nameColumn } = message
    const part = await services.perform(
      keepPart,
      { ...where, part: found.accepted, people, entries, nameColumn },
      by,
    )
    if (!part.ok) return part
    found.accepted += part.value.accepted
    found.known += part.value.known
    found.alreadyEnrolled += part.value.alreadyEnrolled
    found.refused.push(...[...refused, ...part.value.refused].toSorted((a, b) => a.row - b.row))
    const left = new Set(part.value.refused.map(({ row }) => row))
    found.notes.push(...[...notes, ...part.value.notes].filter(({ row }) => !left.has(row)))
  }
  throw new Error('the roster thread ended without telling how')
}

/** The rows of a list of people, judged in a thread of their own as they are read; the last message tells how the file fared. */
export const judgedRoster = ({ bytes, ...rest }: RosterFile): AsyncGenerator<RosterMessage> => {
  // A copy of its own, so that it moves to the thread instead of being copied there.
  const own = new Uint8Array(bytes)
  return streamFromThread<RosterMessage>(
    new URL('./roster-thread.ts', import.meta.url),
    { bytes: own, ...rest },
    [own.buffer],
  )
}

/** Tokens are kept as hashes: a look into the table applies nobody's roster. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()
