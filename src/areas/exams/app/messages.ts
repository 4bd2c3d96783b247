import { ok } from '../../../kernel/result.ts'
import { command, query } from '../../../platform/perform.ts'
import { insertReadings, messagesOf } from '../store/acts.ts'
import { findAttempt, lockAttempt } from '../store/attempts.ts'

/** What invigilators said to this candidate. A page asks for it once a reply names a newer message than it has read. */
export const listMessages = query({
  name: 'exams.listMessages',
  action: 'exam.sit',
  async load(reading, input: { attemptId: string }) {
    const attempt = await findAttempt(reading.tx, input.attemptId)
    return attempt ? { owners: { professional: [attempt.personId] } } : undefined
  },
  async reply(reading, input) {
    const rows = await messagesOf(reading.tx, input.attemptId)
    return {
      items: rows.map(({ number, text, at, readAt }) => ({
        number,
        text,
        at: at.toISOString(),
        readAt: readAt?.toISOString() ?? null,
      })),
    }
  },
})

/** The candidate confirms having read everything up to a message; said twice, the first time stands. */
export const readMessages = command({
  name: 'exams.readMessages',
  action: 'exam.sit',
  async load(unit, input: { attemptId: string; through: number }) {
    const attempt = await lockAttempt(unit.tx, input.attemptId)
    return attempt ? { owners: { professional: [attempt.personId] } } : undefined
  },
  async run(unit, input) {
    await insertReadings(unit.tx, input.attemptId, input.through, unit.now)
    return ok({ through: input.through })
  },
})
