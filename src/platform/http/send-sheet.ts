import { PassThrough } from 'node:stream'
import type { Result } from '../../kernel/result.ts'
import type { Call } from './route.ts'

export const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Sends a workbook while it is written, under a file name without ending. */
export const sendSheet = async (
  call: Pick<Call, 'reply'>,
  name: string,
  write: (out: PassThrough) => Promise<void>,
): Promise<void> => {
  const out = new PassThrough()
  call.reply
    .header('content-type', spreadsheet)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}.xlsx`)
    .header('cache-control', 'no-store')
  const sending = call.reply.send(out)
  // A reader who goes away, or a page refused half-way, ends the file short: a broken workbook is not mistaken for a whole one.
  await write(out).catch((error: Error) => out.destroy(error))
  await sending
}

interface PageRead<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

/**
 * Every row of a list from its first page on, for a file. Each page is asked for like any other, so nobody exports what they
 * may not read; a page that is refused half-way ends the file.
 */
export async function* everyRow<T>(
  first: PageRead<T>,
  page: (cursor: string) => Promise<Result<PageRead<T>, string>>,
): AsyncGenerator<T> {
  let current = first
  for (;;) {
    yield* current.items
    if (current.next === null) return
    const next = await page(current.next)
    if (!next.ok) throw new Error(`export stopped: ${next.code}`)
    current = next.value
  }
}
