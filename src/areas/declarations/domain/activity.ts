import type { Day } from '../../../kernel/calendar.ts'
import type { FieldError } from '../../../kernel/result.ts'
import type { Activity, Recognition } from '../../../rules/index.ts'
import { type Answers, faultsOfAnswers, tidied } from './answers.ts'
import type { DeclarableAsk } from '../../../rules/index.ts'

/** What a person declares, as it is kept and sent. */
export interface Content {
  readonly kind: string
  readonly title: string
  readonly from: Day | null
  readonly to: Day | null
  readonly category: string | null
  readonly answers: Answers
  /** Ids of the titles or licences it was studied for; null: all. */
  readonly serves: readonly string[] | null
}

interface Kind {
  readonly id: string
  readonly role: string | null
  readonly categories: readonly { readonly id: string }[]
  readonly asks: readonly DeclarableAsk[]
}

/** The category is settled where the kind leaves no choice. */
export const tidyContent = (content: Content, kind: Kind): Content => ({
  ...content,
  title: content.title.trim(),
  category: kind.categories.length === 1 ? (kind.categories[0]?.id ?? null) : content.category,
  answers: tidied(content.answers),
})

/** Everything that keeps a declaration from being sent; what is whole can be judged. */
export const faultsOfContent = (content: Content, kind: Kind, today: Day): FieldError[] => [
  ...(content.title.length < 2 ? [{ pointer: '/title', code: 'declaration.answer-missing' }] : []),
  ...(content.from === null ? [{ pointer: '/from', code: 'declaration.answer-missing' }] : []),
  ...(content.to === null ? [{ pointer: '/to', code: 'declaration.answer-missing' }] : []),
  ...(content.from !== null && content.to !== null && content.to < content.from
    ? [{ pointer: '/to', code: 'declaration.dates' }]
    : []),
  ...(content.to !== null && content.to > today ? [{ pointer: '/to', code: 'declaration.future' }] : []),
  ...(kind.categories.some(({ id }) => id === content.category)
    ? []
    : [{ pointer: '/category', code: 'declaration.answer-missing' }]),
  ...faultsOfAnswers(kind.asks, content.answers),
]

/** The same work of the same kind is one, however its number (or its title, where it has none) is spaced or cased. */
const workOf = (kind: string, given: unknown): string =>
  `${kind}:${String(given)
    .normalize('NFKC')
    .replace(/[\s./_-]/g, '')
    .toUpperCase()}`

export interface Declared {
  readonly id: string
  readonly registeredOn: Day
  readonly recognitions: readonly Recognition[]
}

/** Whole content as an activity of FACTS. */
export const activityOf = (
  content: Content & { readonly from: Day; readonly to: Day; readonly category: string },
  kind: Kind,
  { id, registeredOn, recognitions }: Declared,
): Activity => {
  const part = (name: string) =>
    Object.fromEntries(
      Object.entries(content.answers).flatMap(([field, value]) => {
        const [owner, inner] = field.split('.')
        return owner === name && inner !== undefined ? [[inner, value]] : []
      }),
    )
  const { work, topic, mode } = content.answers
  const isWork = kind.asks.some(({ field }) => field === 'work')
  const identity = work ?? (isWork ? content.title : undefined)
  // The number as it was written, for whoever reads it; the identity below is for comparing.
  const quantity = part('quantity')
  const evidence = { ...part('evidence'), ...(work === undefined ? {} : { work }) }
  return {
    id,
    kind: kind.id,
    title: content.title,
    category: content.category,
    from: content.from,
    to: content.to,
    completedOn: content.to,
    registeredOn,
    ...(kind.role === null ? {} : { role: kind.role }),
    ...(identity === undefined ? {} : { work: workOf(kind.id, identity) }),
    ...(topic === undefined ? {} : { topic: String(topic) }),
    ...(mode === undefined ? {} : { mode: String(mode) }),
    ...(Object.keys(quantity).length > 0 ? { quantity } : {}),
    ...(Object.keys(evidence).length > 0 ? { evidence } : {}),
    ...(content.serves === null ? {} : { for: content.serves }),
    recognitions,
  }
}

/** Study that takes hours of its own, which a class of the same days may have taken as well. */
export const takesTime = (kind: Kind): boolean =>
  kind.asks.some(({ field }) => ['quantity.minutes', 'quantity.days', 'quantity.halfDays'].includes(field))
