import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Permutation } from '../domain/paper.ts'
import type { PaperSlots } from '../domain/responses.ts'
import { paperQuestions, type PaperQuestion } from '../store/papers.ts'

/** A paper as candidates' requests need it: without any key. */
export interface DeliveredPaper {
  readonly slots: PaperSlots
  inOrder(permutation: Permutation): {
    slot: string
    kind: PaperQuestion['kind']
    stem: string
    points: string
    options: { id: string; text: string }[]
  }[]
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

const deliver = (questions: readonly PaperQuestion[]): DeliveredPaper => {
  const bySlot = new Map(questions.map((question) => [question.slot, question]))
  return {
    slots: new Map(
      questions.map(({ slot, kind, options }) => [
        slot,
        { kind, options: new Set(options.map(({ id }) => id)) },
      ]),
    ),
    inOrder: (permutation) =>
      permutation.flatMap(({ slot, options }) => {
        const question = bySlot.get(slot)
        if (!question) return []
        const texts = new Map(question.options.map((option) => [option.id, option.text]))
        return [
          {
            slot,
            kind: question.kind,
            stem: question.stem,
            points: question.points,
            options: options.map((id) => ({ id, text: texts.get(id) ?? '' })),
          },
        ]
      }),
  }
}
