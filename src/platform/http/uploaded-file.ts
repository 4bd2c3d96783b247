import type { FastifyRequest } from 'fastify'
import { ok, refuse, type Result } from '../../kernel/result.ts'

export interface UploadedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export type UploadRefusal =
  | 'request.media-type'
  | 'request.upload-broken'
  | 'request.too-many-files'
  | 'request.invalid'

/**
 * The one file of an upload, read to the end of the body: a body that breaks off below the file was not what its sender
 * meant. `undefined` when the form holds no file. A file above its limit throws what `problemOfFastifyError` knows.
 */
export const uploadedFile = async (
  request: FastifyRequest,
): Promise<Result<UploadedFile | undefined, UploadRefusal>> => {
  if (!request.isMultipart()) return refuse('request.media-type')
  let found: UploadedFile | undefined
  try {
    for await (const part of request.files()) {
      found = { name: part.filename, bytes: await part.toBuffer() }
    }
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw error
    if (code === 'FST_FILES_LIMIT') return refuse('request.too-many-files')
    if (code === 'FST_PROTO_VIOLATION' || code === 'FST_FIELDS_LIMIT' || code === 'FST_PARTS_LIMIT')
      return refuse('request.invalid')
    // Everything else the parser throws is about the body: no boundary, broken off, headers of a part that are none.
    return refuse('request.upload-broken')
  }
  // Text columns have no place for the character NUL.
  return found?.name.includes('\0') ? refuse('request.invalid') : ok(found)
}
