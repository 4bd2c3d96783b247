import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { tailAgreed } from '../events.ts'
import { signerOf } from '../store/room-records.ts'
import { insertConsent, tailsOfSitting } from '../store/tails.ts'
import { consentsNeeded } from '../domain/epochs.ts'
import { loadReach } from './reach.ts'
import { stopPage } from './fence-page.ts'

/**
 * Lets what a dead seat left behind count, once two named people have said so. It fills the questions the new seat has
 * not answered since: later answers of a newer page stand. Only before the attempt is handed in, for a receipt is final.
 */
export const countTail = command({
  name: 'exams.countTail',
  action: 'exam.record.sign',
  constraints: {
    exam_tail_consent_pkey: 'exam.tail-consented',
    exam_tail_consent_person: 'exam.tail-consented',
  },
  load: (
    unit,
    input: { sittingId: string; attemptId: string; epoch: number; through: number; reason: string },
  ) => loadReach(unit, { sittingId: input.sittingId, attemptIds: [input.attemptId] }),
  async run(unit, input, { sitting, attempts }) {
    const [attempt] = attempts
    if (!attempt) return refuse('exam.act-nobody')
    if (attempt.submission) return refuse('exam.submitted', { receipt: attempt.submission.receipt })
    const tail = (await tailsOfSitting(unit.tx, sitting.id)).find(
      (one) => one.attemptId === attempt.id && one.epoch === input.epoch && one.through === input.through,
    )
    if (!tail) return refuse('exam.tail-changed')
    const { accountId } = unit.actor
    const signer = accountId ? await signerOf(unit.tx, accountId) : undefined
    if (!accountId || !signer) return refuse('exam.record-by-person')
    const consents = await insertConsent(
      unit.tx,
      {
        attemptId: attempt.id,
        epoch: tail.epoch,
        through: tail.through,
        accountId,
        personId: signer.personId,
        name: signer.name,
        reason: input.reason,
      },
      unit.now,
    )
    const counts = consents >= consentsNeeded
    // The page at work comes in anew and shows what counts from now on; it keeps what it has not sent.
    if (counts) await stopPage(unit, attempt)
    await unit.emit(
      tailAgreed(attempt.id, {
        sitting: sitting.id,
        epoch: tail.epoch,
        through: tail.through,
        answers: tail.answers,
        consents,
        reason: input.reason,
      }),
    )
    return ok({ consents, counts })
  },
})
