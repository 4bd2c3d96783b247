import type { Day } from '../../../kernel/calendar.ts'
import { ok, refuse, type FieldError, type Result } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { declarablesOf, type Declarable, type Declarables } from '../../ledger/index.ts'
import { type Content, faultsOfContent, tidyContent } from '../domain/activity.ts'
import type { DeclarationRecord } from '../store/declarations.ts'

/** What a person types, as it crosses the network. */
export interface Typed {
  readonly kind: string
  readonly title: string
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly category?: string | undefined
  readonly employerId?: string | undefined
  readonly answers: Readonly<Record<string, string | number | boolean>>
  readonly serves?: readonly string[] | undefined
}

export const contentOfTyped = (typed: Typed): Content => ({
  kind: typed.kind,
  title: typed.title,
  from: typed.from ?? null,
  to: typed.to ?? null,
  category: typed.category ?? null,
  answers: typed.answers,
  serves: typed.serves ?? null,
})

export const contentOfRecord = (one: DeclarationRecord): Content => ({
  kind: one.kind,
  title: one.title,
  from: one.fromDay,
  to: one.toDay,
  category: one.category,
  answers: one.answers,
  serves: one.serves,
})

/** Content with nothing open. */
export type WholeContent = Content & { readonly from: Day; readonly to: Day; readonly category: string }

export interface Judged {
  readonly rules: Declarables
  readonly kind: Declarable
  readonly content: Content
  readonly faults: readonly FieldError[]
}

type Refusal =
  | 'declaration.kind-unknown'
  | 'ledger.no-programme'
  | 'ledger.pack-missing'
  | 'ledger.pack-faulty'

/** Content under the rules in force on its last day (today while none is given), tidied, with what is still wrong. */
export const judgeContent = async (
  tx: Tx,
  programmeId: string,
  given: Content,
  today: Day,
): Promise<Result<Judged, Refusal>> => {
  const rules = await declarablesOf(tx, programmeId, given.to ?? today)
  if (!rules.ok) return rules
  const kind = rules.value.kinds.find(({ id }) => id === given.kind)
  if (!kind)
    return refuse('declaration.kind-unknown', {}, [{ pointer: '/kind', code: 'declaration.kind-unknown' }])
  const content = tidyContent(given, kind)
  return ok({ rules: rules.value, kind, content, faults: faultsOfContent(content, kind, today) })
}

export const isWhole = (content: Content): content is WholeContent =>
  content.from !== null && content.to !== null && content.category !== null
