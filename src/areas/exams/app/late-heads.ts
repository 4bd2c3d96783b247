import { inTime } from '../../../kernel/exam-journal/deadline.ts'
import type { HeadStatement } from '../../../kernel/exam-journal/signed-head.ts'
import { refuse, type Result } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { contactOf, epochKey, insertLateHead } from '../store/late-answers.ts'
import { isSignedBy } from './head-signature.ts'
import { watchOf } from './presence.ts'

/** A head as a page sends it with a batch. */
export type SentHead = HeadStatement & { readonly signature: string }

export interface LateBatch {
  readonly attemptId: string
  readonly epoch: number
  readonly head?: SentHead | undefined
  readonly receivedAt: Date
}

/**
 * Takes in what a page signed when its batch comes after the deadline: checks the signature and notes since when the seat
 * was silent before it. In time nothing is read or checked.
 */
export const takeLateHead = async (
  services: Services,
  tx: Tx,
  batch: LateBatch,
  deadline: number,
): Promise<Result<never, 'exam.signature-refused'> | null> => {
  const { head, attemptId, epoch, receivedAt } = batch
  if (!head || inTime(deadline, receivedAt.getTime())) return null
  if (!isSignedBy(await epochKey(tx, attemptId, epoch), { attempt: attemptId, epoch }, head))
    return refuse('exam.signature-refused')
  const lastContact = await lastContactOf(services, tx, batch)
  await insertLateHead(tx, attemptId, {
    ...head,
    epoch,
    receivedAt: receivedAt.getTime(),
    lastContact: lastContact?.getTime() ?? null,
  })
  return null
}

/**
 * When a seat was last heard of before a batch, which may stand in the log already; null where this server cannot say: it was started since, or the database lost what it
 * knew of signs of life.
 */
const lastContactOf = async (
  services: Services,
  tx: Tx,
  { attemptId, receivedAt }: LateBatch,
): Promise<Date | null> => {
  const { since, last } = watchOf(services, attemptId)
  const written = await contactOf(tx, attemptId, receivedAt)
  if (!last && !written?.alive) return null
  const at = new Date(Math.max(last?.getTime() ?? 0, written?.at.getTime() ?? 0))
  return at >= since ? at : null
}
