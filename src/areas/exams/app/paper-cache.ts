import type { Db, Tx } from '../../../platform/db/database.ts'
import { inOrder } from '../../../kernel/exam-journal/order.ts'
import type { Permutation } from '../domain/paper.ts'
import type { Part } from '../domain/item.ts'
import { placeOf, type PaperSlots } from '../domain/responses.ts'
import { paperQuestions, type PaperQuestion } from '../store/papers.ts'

/** A paper as candidates' requests need it: without any key. */
export interface DeliveredPaper {
  readonly slots: PaperSlots
  /** In the paper's own order. */
  readonly questions: readonly DeliveredQuestion[]
  inOrder(permutation: Permutation): DeliveredQuestion[]
}

export interface DeliveredQuestion {
  slot: string
  kind: PaperQuestion['kind']
  stem: string
  points: string
  options: { id: string; text: string }[]
  parts?: Part[]
  media?: { hash: string; type: string; text: string }[]
}

/** Sealed papers never change, so one reading serves a whole hall. The oldest makes room. */
const kept = new Map<string, Promise<DeliveredPaper>>()
const mostKept = 64

export const paperOf = (tx: Db | Tx, paperId: string): Promise<DeliveredPaper> => {
  const known = kept.get(paperId)
  if (known) return known
  const reading = paperQuestions(tx, paperId).then(deliver)
  // A failed reading is not kept: the next request tries again.
  reading.catch(() => kept.delete(paperId))
  kept.set(paperId, reading)
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  return reading
}

const deliver = (rows: readonly PaperQuestion[]): DeliveredPaper => {
  const questions = rows.map(({ slot, kind, stem, points, options, parts, media }) => ({
    slot,
    kind,
    stem,
    points,
    options: options.map(({ id, text }) => ({ id, text })),
    ...(parts.length > 0 ? { parts } : {}),
    ...(media.length > 0 ? { media: media.map(({ hash, type, text }) => ({ hash, type, text })) } : {}),
  }))
  return {
    slots: new Map(questions.map((question) => [question.slot, placeOf(question)])),
    questions,
    inOrder: (permutation) => inOrder(questions, permutation),
  }
}
