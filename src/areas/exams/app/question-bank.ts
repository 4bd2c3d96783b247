import { ok } from '../../../kernel/result.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { command, query } from '../../../platform/perform.ts'
import { keyLines } from '../domain/key-lines.ts'
import { keyShown } from '../events.ts'
import { findKey, listQuestionRows } from '../store/questions.ts'
import { officeOfProgramme } from '../store/sittings.ts'

const pageSize = 50

/** The programme's bank, newest first, without keys. */
export const listQuestions = query({
  name: 'exams.listQuestions',
  action: 'exam.bank.manage',
  async load(
    reading,
    input: {
      programmeId: string
      q?: string | undefined
      cursor?: string | undefined
      limit?: number | undefined
    },
  ) {
    const office = await officeOfProgramme(reading.tx, input.programmeId)
    return office ? { owners: { office: [office] } } : undefined
  },
  async reply(reading, input) {
    const limit = input.limit ?? pageSize
    const [after] = cursorParts(input.cursor, keyPart.id) ?? []
    const rows = await listQuestionRows(
      reading.tx,
      input.programmeId,
      input.q?.trim() || undefined,
      after,
      limit + 1,
    )
    return pageOf(
      rows,
      limit,
      (row) => [row.versionId],
      (row) => row,
    )
  },
})

/** Shows the right answer of one question and records who looked and why. */
export const showKey = command({
  name: 'exams.showKey',
  action: 'exam.key.read',
  async load(unit, input: { versionId: string; reason: string }) {
    const found = await findKey(unit.tx, input.versionId)
    const office = found && (await officeOfProgramme(unit.tx, found.programmeId))
    return found && office ? { owners: { office: [office] }, found } : undefined
  },
  async run(unit, input, { found }) {
    await unit.emit(keyShown(found.id, { reason: input.reason }))
    return ok({ key: keyLines(found) })
  },
})
