import { PassThrough } from 'node:stream'
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
