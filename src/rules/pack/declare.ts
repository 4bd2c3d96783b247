import type { answerForms, checkers } from '../schema/declare-schema.ts'
import type { Bilingual } from '../../kernel/bilingual.ts'

/** One question of a declaration, and the field of the activity that its answer fills. */
export interface DeclarableAsk extends Bilingual {
  readonly field: string
  readonly form: (typeof answerForms)[number]
  readonly required: boolean
  readonly most: number | null
  readonly choices: readonly (Bilingual & { readonly value: string })[]
  readonly help: Bilingual | null
}

/** A kind of activity that people may declare. */
export interface DeclarableKind extends Bilingual {
  readonly id: string
  readonly categories: readonly string[]
  readonly role: string | null
  readonly asks: readonly DeclarableAsk[]
  readonly papers: Bilingual | null
  readonly clause: string | null
  readonly origin: string
}

/** What a version says of declarations; null where it says nothing. */
export interface DeclareRules {
  readonly kinds: readonly DeclarableKind[]
  readonly check: (typeof checkers)[number] | null
  readonly until: { readonly monthDay: string; readonly yearsAfter: number } | null
  readonly days: { readonly [Act in 'check' | 'recognise' | 'mend' | 'remind']: number | null }
  readonly clause: string | null
}

/** Widest first: a lower layer adds kinds, restates them by their ids, and sets its own days. */
export const mergedDeclare = (layers: readonly (DeclareRules | null)[]): DeclareRules | null =>
  layers.reduce<DeclareRules | null>((wider, own) => {
    if (!own || !wider) return own ?? wider
    return {
      kinds: [...own.kinds, ...wider.kinds.filter(({ id }) => !own.kinds.some((kind) => kind.id === id))],
      check: own.check ?? wider.check,
      until: own.until ?? wider.until,
      days: {
        check: own.days.check ?? wider.days.check,
        recognise: own.days.recognise ?? wider.days.recognise,
        mend: own.days.mend ?? wider.days.mend,
        remind: own.days.remind ?? wider.days.remind,
      },
      clause: own.clause ?? wider.clause,
    }
  }, null)
