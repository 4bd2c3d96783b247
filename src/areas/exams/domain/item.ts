import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import type { ItemKind } from '../../../kernel/exam-question.ts'
import type { Digest } from '../../../kernel/sha256.ts'

export type { ItemKind }

export interface Option {
  readonly id: string
  readonly text: string
}

/**
 * What a question is made of beside its options: the blanks of a gap text (no words of their own), the rows of a matching,
 * the questions of a case. Ids are `p1`, `p2`, … in the order of the file.
 */
export interface Part {
  readonly id: string
  readonly text: string
  /** Of a question of a case only. */
  readonly kind?: ItemKind
  readonly options?: Option[]
  readonly parts?: Part[]
  /** Its weight among the questions of its case, an exact decimal. */
  readonly points?: string
}

/** A picture, a sound or a film shown with a question, kept by its SHA-256 (hex). `text` says the same in words. */
export interface Media {
  readonly hash: string
  readonly type: string
  readonly text: string
}

/** A question as it is asked; an immutable version of it is what papers hold. */
export interface Question {
  readonly kind: ItemKind
  readonly title: string
  readonly stem: string
  readonly options: readonly Option[]
  readonly parts?: readonly Part[]
  readonly media?: readonly Media[]
}

/** The right answer of a question that is not a choice; which member it has follows from the kind. */
export interface FormKey {
  /** Option ids in their right order. */
  readonly order?: readonly string[]
  /** Accepted forms per blank. */
  readonly texts?: Readonly<Record<string, readonly string[]>>
  /** Right option per row. */
  readonly pairs?: Readonly<Record<string, string>>
  /** Exact decimals: the number, and how far from it still counts. */
  readonly number?: string
  readonly tolerance?: string
  /** What an examiner holds an essay against; empty where nothing was written down. */
  readonly reference?: string
  /** Key per question of a case. */
  readonly parts?: Readonly<Record<string, Key>>
}

/** Ids of the right options of a choice, or the right answer of anything else. */
export type Key = readonly string[] | FormKey

export interface KeyedQuestion extends Question {
  readonly key: Key
}

export const isChoiceKey = (key: Key): key is readonly string[] => Array.isArray(key)

/**
 * Gives options ids that say nothing: a file's own letters or order would tell a candidate's browser which option was
 * written first, often the right one. The id follows from the text, so the same question is recognised when it comes again.
 */
export const withOpaqueIds = <Q extends Pick<KeyedQuestion, 'kind' | 'stem' | 'options' | 'parts' | 'key'>>(
  question: Q,
  digest: Digest,
): Q => {
  // The two words of a judgement are the same for everybody and everywhere.
  if (question.kind === 'judgement') return question
  if (question.kind === 'case') return { ...question, ...caseWithOpaqueIds(question, digest) }
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
    key: keyNamed(question.key, nameOf),
  }
}

const keyNamed = (key: Key, nameOf: (id: string) => string): Key => {
  if (isChoiceKey(key)) return key.map(nameOf).toSorted()
  return {
    ...key,
    ...(key.order && { order: key.order.map(nameOf) }),
    ...(key.pairs && {
      pairs: Object.fromEntries(Object.entries(key.pairs).map(([row, id]) => [row, nameOf(id)])),
    }),
  }
}

const caseWithOpaqueIds = (
  { stem, parts = [], key }: Pick<KeyedQuestion, 'stem' | 'parts' | 'key'>,
  digest: Digest,
): { parts: Part[]; key: FormKey } => {
  const keys = isChoiceKey(key) ? {} : (key.parts ?? {})
  const named = parts.map((part) => ({
    part,
    question: withOpaqueIds(
      {
        kind: part.kind ?? 'single',
        stem: `${stem}\n${part.text}`,
        options: part.options ?? [],
        parts: part.parts ?? [],
        key: keys[part.id] ?? [],
      },
      digest,
    ),
  }))
  return {
    parts: named.map(({ part, question }) => ({ ...part, options: [...question.options] })),
    key: { parts: Object.fromEntries(named.map(({ part, question }) => [part.id, question.key])) },
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
      // Absent where there are none: the hash of a plain choice is what it always was.
      ...(question.parts?.length ? { parts: question.parts as unknown as Json } : {}),
      ...(question.media?.length ? { media: question.media as unknown as Json } : {}),
    }),
  )

/** Hash of the right answer, bound to the question it answers. */
export const keyHash = (ofQuestion: string, key: Key, digest: Digest): string =>
  digest(
    canonicalJson({
      key: isChoiceKey(key) ? [...key].toSorted() : (key as unknown as Json),
      question: ofQuestion,
    }),
  )
