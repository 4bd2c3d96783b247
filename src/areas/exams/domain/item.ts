import { canonicalJson } from '../../../kernel/canonical-json.ts'
import type { Digest } from '../../../kernel/sha256.ts'

export type ItemKind = 'single' | 'multiple' | 'judgement'

export interface Option {
  readonly id: string
  readonly text: string
}

/** A question as it is asked; an immutable version of it is what papers hold. */
export interface Question {
  readonly kind: ItemKind
  readonly title: string
  readonly stem: string
  readonly options: readonly Option[]
}

export interface KeyedQuestion extends Question {
  /** Ids of the right options. */
  readonly key: readonly string[]
}

/**
 * Gives options ids that say nothing: a file's own letters or order would tell a candidate's browser which option was
 * written first, often the right one. The id follows from the text, so the same question is recognised when it comes again.
 */
export const withOpaqueIds = (question: KeyedQuestion, digest: Digest): KeyedQuestion => {
  // The two words of a judgement are the same for everybody and everywhere.
  if (question.kind === 'judgement') return question
  const renamed = new Map<string, string>()
  const taken = new Set<string>()
  for (const option of question.options) {
    let id = ''
    for (let round = 0; id === '' || taken.has(id); round += 1) {
      id = digest(canonicalJson([question.stem, option.text, round])).slice(0, 10)
    }
    taken.add(id)
    renamed.set(option.id, id)
  }
  const nameOf = (id: string): string => renamed.get(id) ?? id
  return {
    ...question,
    options: question.options
      .map((option) => ({ id: nameOf(option.id), text: option.text }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    key: question.key.map(nameOf).toSorted(),
  }
}

/** Hash of what is asked, options in their stored order; the key has a hash of its own, so that the two can be held apart. */
export const questionHash = (question: Question, digest: Digest): string =>
  digest(
    canonicalJson({
      kind: question.kind,
      options: question.options.map(({ id, text }) => ({ id, text })),
      stem: question.stem,
      title: question.title,
    }),
  )

/** Hash of the right answer, bound to the question it answers. */
export const keyHash = (ofQuestion: string, key: readonly string[], digest: Digest): string =>
  digest(canonicalJson({ key: [...key].toSorted(), question: ofQuestion }))
