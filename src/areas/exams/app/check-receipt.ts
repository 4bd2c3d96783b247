import { query } from '../../../platform/perform.ts'
import { readReceiptCode } from '../domain/receipt.ts'
import { findReceipt } from '../store/attempts.ts'

/** What a receipt stands for, without saying whose it is. */
export const checkReceipt = query({
  name: 'exams.checkReceipt',
  action: 'exam.enter',
  async load(reading, input: { code: string }) {
    const code = readReceiptCode(input.code)
    const found = code ? await findReceipt(reading.tx, code) : undefined
    return { owners: {}, found }
  },
  async reply(reading, _input, { found }) {
    return (
      found && {
        receipt: found.receipt,
        title: found.title,
        titleEn: found.titleEn,
        submittedAt: found.submittedAt.toISOString(),
        zone: reading.ports.zone,
        submittedBy: found.by,
        answered: found.answered,
        questions: found.questions,
        root: found.root,
      }
    )
  },
})
